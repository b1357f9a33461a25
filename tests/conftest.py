"""Shared by all tests: how a case becomes a project on disk, and how the program is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.engine.run import check_paths
from facadelint.rules.loader import load_rules

if TYPE_CHECKING:
    from facadelint.engine.run import LoadContracts
    from facadelint.rules.cases import Case


@pytest.fixture
def write_project(tmp_path):
    """Write the files of a project below a fresh folder; returns the folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def facadelint():
    """Run ``python -m facadelint`` for real; gives what it printed and its exit code."""

    def run(*arguments: object, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "facadelint", *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, **options)

    return run


@pytest.fixture
def assert_case(write_project):
    """Check a case: exactly the marked violations, among the codes that begin with one of the prefixes."""

    def check(
        case: Case, prefixes: tuple[str, ...], contracts: LoadContracts | None = load_contracts
    ) -> None:
        root = write_project(case.project)
        off = [rule.code for rule in load_rules() if rule.off and rule.code.startswith(prefixes)]
        expected = sorted(
            (each.path, each.line, each.column, each.code, each.message)
            for each in case.markers
            if each.code.startswith(prefixes)
        )
        found = sorted(
            (
                Path(each.path).relative_to(root).as_posix(),
                each.location.line,
                each.location.column,
                each.code,
                each.message,
            )
            for each in check_paths([root], extend_select=off, contracts=contracts).violations
            if each.code.startswith(prefixes)
        )
        assert [each[:4] for each in found] == [each[:4] for each in expected]
        for marker in expected:
            assert any(marker[:4] == each[:4] and marker[4] in each[4] for each in found), (marker, found)

    return check
