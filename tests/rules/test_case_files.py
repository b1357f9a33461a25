"""The long tail: forms written from the specification by people who had not seen the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from facadelint.rules.cases import parse_cases

FOLDER = Path(__file__).parent.parent / "cases"
FILES = sorted(FOLDER.glob("*.case"))
PREFIXES = ("FAC1", "FAC3")
CASES = [(file, case) for file in FILES for case in parse_cases(file.read_text(encoding="utf-8"))]


def test_the_case_files_are_there():
    assert FILES


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file.stem}: {case.name}" for file, case in CASES])
def test_exactly_the_marked_violations_are_found(case, file, assert_case):  # noqa: ARG001 - the id names the file
    assert_case(case, PREFIXES)
