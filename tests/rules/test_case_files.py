"""The long tail: forms written from the specification by people who had not seen the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facadelint.rules.cases import parse_cases
from facadelint.rules.loader import load_rules

FOLDER = Path(__file__).parent.parent / "cases"
FILES = sorted(FOLDER.glob("*.case"))

REACH = ("FAC101", "FAC102", "FAC103", "FAC301", "FAC302", "FAC303", "FAC304", "FAC305")
DELEGATION = ("FAC201", "FAC202", "FAC203", "FAC204", "FAC205", "FAC210", "FAC212", "FAC501")
FAMILIES = {
    ("discovery", "inference", *(code.lower() for code in REACH)): REACH,
    ("fac201", "fac202", "fac203", "fac204_205", "fac210_212", "fac501"): DELEGATION,
}
"""How the names of files begin -> the codes that all of their cases are complete for.

Any other file is complete for the rule that it is named after, so that a new one needs no entry here.
"""

CASES = [(file, case) for file in FILES for case in parse_cases(file.read_text(encoding="utf-8"))]


def named_codes(file: Path) -> tuple[str, ...]:
    """The rules that a file is named after: ``fac204_205.case`` after FAC204 and FAC205."""
    return tuple(f"FAC{number}" for number in re.findall(r"\d{3}", file.stem))


def complete_codes(file: Path) -> tuple[str, ...]:
    """The codes of which every violation in a file is marked."""
    families = (codes for starts, codes in FAMILIES.items() if file.stem.startswith(starts))
    return next(families, named_codes(file))


def test_the_case_files_are_there():
    assert len(FILES) >= 16
    assert len(CASES) >= 1500


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_held_to_the_rules_that_it_is_named_after(file):
    assert complete_codes(file)
    assert set(named_codes(file)) <= set(complete_codes(file)) <= {rule.code for rule in load_rules()}


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file.stem}: {case.name}" for file, case in CASES])
def test_exactly_the_marked_violations_are_found(file, case, assert_case):
    # A marker of any other rule says what it says as well: none is there to be read only.
    marked = {marker.code for marker in case.markers}
    assert_case(case, tuple(sorted(marked.union(complete_codes(file)))))
