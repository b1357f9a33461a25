import ast
import errno
import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import facadelint
from facadelint.cli import output
from facadelint.cli.main import COMMANDS, main, run
from facadelint.engine.report import Coverage, Report

PROGRAM = str(Path(sys.executable).with_name("facadelint"))
CLEAN = Report((), Coverage(("a:A",), ("a", "b"), 4, 5, 6))
INTERNAL = "facadelint: internal error: {} (please report; FACADELINT_TRACEBACK=1 shows the traceback)\n"

FAKE_ENGINE = """\
import sys
from facadelint.cli import check
from facadelint.cli.main import main
from facadelint.core.violation import Location, Violation
from facadelint.engine.report import Coverage, Report

def check_paths(paths, **options):
    violations = [Violation(f"/x/{n}.py", Location(1, 1, 1, 2), "FAC301", "sibling-import", "caf\\u00e9 \\u4e2d") for n in range(COUNT)]
    return Report(tuple(violations), Coverage())

check.check_paths = check_paths
main()
"""


def test_version(execute):
    run_ = execute("--version")
    assert (run_.returncode, run_.stdout) == (0, f"facadelint, version {facadelint.__version__}\n")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(execute, option):
    run_ = execute(option)
    assert (run_.returncode, run_.stderr) == (0, "")
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.summary)}$", run_.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(name, capsys):
    assert run([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: facadelint {name} ")


def test_without_a_command_there_is_help_and_failure(capsys):
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("Usage: facadelint [OPTIONS] COMMAND [ARGS]...\n\n  Keep a code base's")
    assert out.endswith("\n")
    assert err == ""


def test_a_wrong_command(capsys):
    assert run(["chekc"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith('\nError: No such command "chekc". Did you mean "check"?\n')


def test_the_installed_command(tmp_path):
    command = [Path(sys.executable).parent / "facadelint", "--version"]
    run_ = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run_.stdout.startswith("facadelint, version ")


def test_shell_completion(monkeypatch, capsys):
    for name, value in {
        "_FACADELINT_COMPLETE": "bash_complete",
        "COMP_WORDS": "facadelint ",
        "COMP_CWORD": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert run([]) == 0
    assert capsys.readouterr().out.split() == [f"plain,{name}" for name in COMMANDS]


@pytest.mark.parametrize("command", [[sys.executable, "-m", "facadelint"], [PROGRAM]])
def test_the_command(command):
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"facadelint, version {facadelint.__version__}\n"
    done = subprocess.run([*command, "chekc"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean" in done.stderr


def test_importing_it_runs_nothing():
    assert callable(runpy.run_module("facadelint.__main__")["main"])


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "> /dev/full"])
def test_streams_that_are_closed_or_full(closed):
    command = f"{shlex.quote(PROGRAM)} chekc {closed}"
    assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 2


def test_main_exits_with_the_code(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["facadelint", "chekc"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (RecursionError("too deep\nby far"), "RecursionError: too deep"),
        (NotImplementedError(), "NotImplementedError"),
        (OSError(errno.EIO, "Input/output error"), "OSError: [Errno 5] Input/output error"),
    ],
)
def test_a_bug_is_not_a_violation(checked, capsys, error, said):
    assert checked(error, "--exit-zero")[0] == 2
    assert capsys.readouterr() == ("", INTERNAL.format(said))


def test_the_traceback_of_a_bug(checked, monkeypatch, capsys):
    monkeypatch.setenv("FACADELINT_TRACEBACK", "1")
    assert checked(ZeroDivisionError("division by zero"))[0] == 2
    err = capsys.readouterr().err
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith(
        "\nZeroDivisionError: division by zero\n" + INTERNAL.format("ZeroDivisionError: division by zero")
    )


def test_an_interrupt(checked):
    assert checked(KeyboardInterrupt())[0] == 130


def test_a_reader_that_goes_early_does_not_change_the_exit_code(execute):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run_ = execute(
            "check",
            script=FAKE_ENGINE.replace("COUNT", "5000"),
            capture_output=False,
            stdout=writing,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(writing)
    assert (run_.returncode, run_.stderr) == (1, "")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_that_nobody_reads(execute, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run_ = execute(*arguments, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (run_.returncode, run_.stderr) == (0, "")


def test_an_error_that_nobody_reads(execute):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run_ = execute("chekc", capture_output=False, stdout=subprocess.PIPE, stderr=writing)
    finally:
        os.close(writing)
    assert (run_.returncode, run_.stdout) == (2, "")


def stream_that_fails(monkeypatch, tmp_path, name, error):
    """Replace a stream by one whose every write fails."""

    def echo(*_arguments, **_options):
        raise error

    monkeypatch.setattr(output.click, "echo", echo)
    stream = (tmp_path / "stream").open("w", encoding="utf-8")
    monkeypatch.setattr(sys, name, stream)
    return stream


@pytest.mark.parametrize(
    ("error", "expected"),
    [(BrokenPipeError(errno.EPIPE, "Broken pipe"), 0), (OSError(errno.ENOSPC, "No space left on device"), 2)],
)
def test_standard_output_that_fails(checked, monkeypatch, tmp_path, error, expected):
    said = []
    with stream_that_fails(monkeypatch, tmp_path, "stdout", error) as stream:
        monkeypatch.setattr("facadelint.cli.main.complain", said.append)
        assert checked(CLEAN)[0] == expected
        stream.write("still open, but read by nobody")
    assert (tmp_path / "stream").read_text() == ""
    assert said == (
        ["facadelint: error: cannot write to standard output: No space left on device"] if expected else []
    )


def test_standard_error_that_fails(monkeypatch, tmp_path):
    with stream_that_fails(
        monkeypatch, tmp_path, "stderr", OSError(errno.ENOSPC, "No space left on device")
    ) as stream:
        assert run(["chekc"]) == 2
        stream.write("still open, but read by nobody")
    assert (tmp_path / "stream").read_text() == ""


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("latin-1", "caf\u00e9 \\u4e2d"), ("cp437", "caf\u00e9 \\u4e2d"), ("utf-8", "caf\u00e9 \u4e2d")],
)
def test_every_encoding_of_standard_output(execute, encoding, shown):
    run_ = execute(
        "check",
        script=FAKE_ENGINE.replace("COUNT", "1"),
        env={"PYTHONIOENCODING": encoding},
        encoding=encoding,
    )
    assert (run_.returncode, run_.stderr) == (1, "")
    assert f"[sibling-import] {shown}\n" in run_.stdout


def test_streams_that_cannot_be_reconfigured(monkeypatch, capsys):
    class Stream:
        def write(self, text):
            return len(text)

        def flush(self):
            pass

    monkeypatch.setattr(sys, "stdout", Stream())
    assert run(["--version"]) == 0


def test_check_imports_only_what_it_needs(execute):
    script = (
        "import sys; from facadelint.cli.main import run; run(['check', '--help'])\n"
        "print([name for name in sys.modules if name.partition('.')[0] in "
        "('rich', 'libcst', 'importlinter', 'grimp', 'flake8', 'json')])\n"
        "print('facadelint.cli.explain' in sys.modules)"
    )
    loaded, explain = execute(script=script).stdout.splitlines()[-2:]
    assert ast.literal_eval(loaded) == []
    assert explain == "False"


def test_help_imports_no_command(execute):
    script = (
        "import sys; from facadelint.cli.main import run; run(['--help'])\n"
        "print([name for name in sys.modules if name.startswith(('facadelint.engine', 'facadelint.rules'))])"
    )
    assert (
        execute(script=script).stdout.splitlines()[-1] == "['facadelint.engine', 'facadelint.engine.report']"
    )
