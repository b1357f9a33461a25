"""Fixtures that give released packages; without network and cache the tests here are skipped, and say so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import packages
import pytest

if TYPE_CHECKING:
    from pathlib import Path

REQUIRED = os.environ.get("FACADELINT_REQUIRE_REAL") == "1"
"""Set by ``make test``: a run that did not look at real code must not be green."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where real packages are required, a skipped test is a failed one."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but FACADELINT_REQUIRE_REAL=1 is set: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def wheel():
    """``wheel("dagster", "1.11.5")`` gives the path of the wheel."""

    def fetch(name: str, version: str) -> Path:
        try:
            return packages.wheel(name, version)
        except packages.NotAvailableError as error:
            pytest.skip(str(error))

    return fetch


@pytest.fixture(scope="session")
def released(wheel, tmp_path_factory):
    """``released("dagster", "1.11.5", config)`` gives the folder of an unpacked release.

    ``config`` is the text of its ``facadelint.toml``; without one there is none. A folder is shared by
    all tests that ask for the same three: read it, but do not write to it.
    """
    folders: dict[tuple[str, str, str], Path] = {}

    def give(name: str, version: str, config: str = "") -> Path:
        key = (name, version, config)
        if key not in folders:
            folders[key] = _unpack(wheel(name, version), tmp_path_factory.mktemp(name), config)
        return folders[key]

    return give


@pytest.fixture
def released_copy(wheel, tmp_path):
    """As ``released``, but a folder of the test's own, which it may change."""

    def give(name: str, version: str, config: str = "") -> Path:
        return _unpack(wheel(name, version), tmp_path / name, config)

    return give


def _unpack(archive: Path, folder: Path, config: str) -> Path:
    packages.unpack(archive, folder)
    if config:
        (folder / "facadelint.toml").write_text(config, encoding="utf-8")
    return folder


@pytest.fixture
def violations(facadelint):
    """Run ``facadelint check`` and give its violations, as the JSON report has them."""

    def run(*arguments: object, cwd: Path, **options: object) -> list[dict[str, object]]:
        result = facadelint("check", "--output-format", "json", *arguments, cwd=cwd, **options)
        assert result.returncode in (0, 1), result.stderr
        return json.loads(result.stdout)["violations"]

    return run


@pytest.fixture
def flake8():
    """Run flake8 as a program; gives the lines that it printed, in order."""

    def run(*arguments: object, cwd: Path, **options: object) -> list[str]:
        command = [sys.executable, "-m", "flake8", "--isolated", *map(str, arguments)]
        result = subprocess.run(
            command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, **options
        )
        assert result.returncode in (0, 1), result.stderr
        assert not result.stderr
        return sorted(result.stdout.splitlines())

    return run


@pytest.fixture(scope="session")
def hooks(tmp_path_factory):
    """The real pre-commit, with the hooks installed into an environment of their own; that takes a while."""
    from hooks import Hooks, git

    made = Hooks(tmp_path_factory.mktemp("hooks"))
    trial = tmp_path_factory.mktemp("trial")
    git(trial, "init", "--quiet")
    made.configure(trial)
    done = made.run(trial, "install-hooks")
    if done.returncode and re.search(r"No matching distribution|Could not fetch|Connection", done.stdout):
        pytest.skip(f"pip could not fetch what the hooks need: {done.stdout}")
    assert done.returncode == 0, done.stdout + done.stderr
    return made
