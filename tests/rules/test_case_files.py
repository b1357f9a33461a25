"""The long tail: forms written from the specification by people who had not seen the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from facadelint.rules.cases import parse_cases

FOLDER = Path(__file__).parent.parent / "cases"
FILES = sorted(FOLDER.glob("*.case"))

DELEGATION = ("FAC201", "FAC202", "FAC203", "FAC204", "FAC205", "FAC210", "FAC212", "FAC501")
CODES = {
    "fac2": DELEGATION,
    "fac501": DELEGATION,
}
"""Beginning of a file's name -> the codes that its markers are complete for."""
LATER = (
    "FAC104", "FAC206", "FAC207", "FAC208", "FAC209", "FAC211", "FAC213", "FAC306", "FAC401", "FAC402", "FAC403",
    "FAC404", "FAC411", "FAC412", "FAC413", "FAC414", "FAC601", "FAC901",
)  # fmt: skip
REACH = ("FAC101", "FAC102", "FAC103", "FAC301", "FAC302", "FAC303", "FAC304", "FAC305")

CASES = [(file, case) for file in FILES for case in parse_cases(file.read_text(encoding="utf-8"))]


def test_the_case_files_are_there():
    assert len(FILES) >= 16
    assert len(CASES) >= 1500


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file.stem}: {case.name}" for file, case in CASES])
def test_exactly_the_marked_violations_are_found(file, case, assert_case):
    codes = next((codes for start, codes in CODES.items() if file.stem.startswith(start)), REACH)
    if file.stem.upper() in LATER:
        codes = (file.stem.upper(),)  # written after the others, for that one rule
    assert_case(case, codes)
