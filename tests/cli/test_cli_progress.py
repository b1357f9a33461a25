"""Progress is for whoever sits at a terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="there are no such terminals here")


@pytest.fixture
def many(shop):
    for number in range(200):
        (shop / "shop/orders" / f"m{number}.py").write_text("")
    return shop


def at_terminal(folder, *arguments, **environment):
    """Run check with standard error a terminal; gives what stands there, and standard output."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "facadelint", "check", *arguments]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"} | environment
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment, check=False
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that nobody writes any more
            part = b""
        if not part:
            break
        shown += part
    os.close(ours)
    assert done.returncode == 0
    return shown.decode(), done.stdout.decode()


def test_many_files_at_a_terminal(many):
    shown, output = at_terminal(many)
    assert "Checking" in shown
    assert "Checking" not in output
    assert shown.endswith("\x1b[2K")  # the line is wiped out
    assert at_terminal(many)[0] == ""  # nothing is looked at again


def test_few_files(many):
    assert at_terminal(many, "shop/stock")[0] == ""


def test_a_log(many, execute):
    done = execute("check", env={"FORCE_COLOR": "1"})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_at_a_terminal(shop, environment, coloured):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "facadelint", "check"]
    done = subprocess.run(
        command, cwd=shop, stdout=theirs, env=os.environ | {"TERM": "xterm"} | environment, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "All clear." in shown
    assert ("\x1b[" in shown) is coloured
