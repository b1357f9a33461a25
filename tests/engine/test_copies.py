"""Copies of the process that do a part of its work: real forks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from facadelint.engine.copies import Copy, processors

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="copies are made on Linux alone")


def children() -> str:
    """The processes below this one, those that ended and were not asked about included."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii").strip()


def test_what_a_copy_returns():
    known = ["before"]
    with Copy(lambda: " ".join([*known, str(os.getpid())]).encode()) as copy:
        result = copy.result()
    assert result is not None
    word, process = result.decode().split()
    assert word == "before"
    assert int(process) != os.getpid()
    assert children() == ""


def test_more_than_a_pipe_holds():
    with Copy(lambda: b"x" * 1_000_000) as copy:
        assert copy.result() == b"x" * 1_000_000


def test_it_works_while_this_process_works():
    with Copy(lambda: str(time.monotonic()).encode()) as copy:
        time.sleep(0.5)
        before = time.monotonic()
        result = copy.result()
    assert result is not None
    assert float(result) < before


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(0), RecursionError()])
def test_a_copy_that_fails(error, capfd):
    def fail():
        raise error

    with Copy(fail) as copy:
        assert copy.result() is None
    assert capfd.readouterr() == ("", "")
    assert children() == ""


def test_a_copy_that_is_killed():
    with Copy(lambda: os.kill(os.getpid(), 9) or b"") as copy:
        assert copy.result() is None


def test_a_copy_that_nobody_waits_for():
    start = time.monotonic()
    with Copy(lambda: time.sleep(60) or b""):
        pass
    assert time.monotonic() - start < 30
    assert children() == ""


def test_nothing_of_this_process_is_done_twice():
    program = (
        "import atexit, sys\n"
        "from facadelint.engine.copies import Copy\n"
        "atexit.register(print, 'the end')\n"
        "sys.stdout.write('not flushed ')\n"
        "with Copy(lambda: b'done') as copy:\n"
        "    assert copy.result() == b'done'\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "not flushed the end\n"


def test_beside_a_thread_there_are_no_copies():
    assert processors() == len(os.sched_getaffinity(0))
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert processors() == 1
    finally:
        stop.set()
        thread.join()
