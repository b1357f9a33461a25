import os
import subprocess
import sys
from pathlib import Path

import pytest

from facadelint.cli import check
from facadelint.cli.main import run
from facadelint.core.violation import Location, Violation
from facadelint.engine.report import Coverage, Report
from facadelint.rules.cases import BASE_PROJECT

COLOUR_VARIABLES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "FACADELINT_TRACEBACK")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in COLOUR_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def execute(tmp_path):
    """Run ``python -m facadelint`` for real; ``script`` runs a script instead."""

    def run_it(*arguments, cwd=tmp_path, script=None, **options):
        start = ["-m", "facadelint"] if script is None else ["-c", script]
        environment = os.environ | options.pop("env", {})
        options = {"capture_output": True, "encoding": "utf-8"} | options
        return subprocess.run(
            [sys.executable, *start, *map(str, arguments)], cwd=cwd, env=environment, check=False, **options
        )

    return run_it


@pytest.fixture
def shop(tmp_path):
    """The base project of the rules' cases, which is clean."""
    for name, text in BASE_PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def report(tmp_path):
    """A report with one violation."""
    path = str(tmp_path / "shop" / "a.py")
    violation = Violation(path, Location(1, 1, 1, 2), "FAC301", "sibling-import", "no caf\u00e9")
    return Report((violation,), Coverage(("a:A",), ("a", "b"), 4, 5, 6), sources={path: ("x = 1", "")})


@pytest.fixture
def checked(monkeypatch, tmp_path):
    """Run ``facadelint check`` over an engine that returns, or raises, what it is told to."""
    monkeypatch.chdir(tmp_path)

    def run_check(outcome, *arguments):
        calls = []

        def check_paths(paths, **options):
            calls.append((tuple(paths), options))
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr(check, "check_paths", check_paths)
        code = run(["check", *map(str, arguments)])
        return code, calls

    return run_check


@pytest.fixture
def here(tmp_path):
    return Path(tmp_path)
