"""flake8 as users run it: a process of its own, over the files of a project."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from flake8_project import BROKEN_ORDERS, ORDER_FILE, PROJECT, STARTING


class Run(NamedTuple):
    """What a run of flake8 ended with."""

    code: int
    lines: list[str]
    errors: str

    @property
    def codes(self):
        """The codes that were reported, in order."""
        return [line.split()[1] for line in self.lines]


@pytest.fixture
def write(tmp_path):
    """Write files, text or bytes, below the test's folder; returns the folder."""

    def write_files(files, below="."):
        for name, content in files.items():
            path = tmp_path / below / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def shop(write):
    """The project, clean."""
    return write(PROJECT)


@pytest.fixture
def broken_shop(write):
    """The project with one violation."""
    return write({**PROJECT, ORDER_FILE: BROKEN_ORDERS})


@pytest.fixture
def flake8(tmp_path):
    """Run flake8; ``stdin`` is what standard input holds, text or bytes."""

    def run(*arguments, cwd=tmp_path, stdin=b"", jobs=1, script=None):
        start = ["-m", "flake8"] if script is None else [str(script)]
        done = subprocess.run(
            [sys.executable, *start, f"-j{jobs}", *map(str, arguments)],
            cwd=cwd,
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode().splitlines(), done.stderr.decode())

    return run


@pytest.fixture(params=["spawn", "forkserver"])
def spawning(tmp_path, request):
    """A script that runs flake8 where workers inherit nothing: as on Windows and macOS, and from Python 3.14 on."""
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip(f"there is no {request.param} on this system")
    script = Path(tmp_path / "spawning_flake8")
    script.write_text(STARTING.format(method=request.param), encoding="utf-8")
    return script
