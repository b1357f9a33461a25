"""Shared by all tests: how a case becomes a project on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from facadelint.engine.run import check_paths
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
def found_in(write_project):
    """Check a case; returns (path, line, column, code) -> messages, for the given code prefixes."""

    def check(case: Case, prefixes: tuple[str, ...]) -> dict[tuple[str, int, int, str], list[str]]:
        root = write_project(case.project)
        found: dict[tuple[str, int, int, str], list[str]] = {}
        for violation in check_paths([root], extend_select=prefixes).violations:
            if violation.code.startswith(prefixes):
                place = violation.location
                path = Path(violation.path).relative_to(root).as_posix()
                found.setdefault((path, place.line, place.column, violation.code), []).append(violation.message)
        return found

    return check
