"""The rules that look at both sides of a delegation, on the long tail of forms in ``tests/cases``."""

from __future__ import annotations

from pathlib import Path

import pytest

from facadelint.rules.cases import parse_cases

FOLDER = Path(__file__).parent.parent / "cases"
CODES = ("FAC206", "FAC207", "FAC208", "FAC209")
"""On by default, and marked completely in the files of all four."""
OFF = ("FAC211", "FAC213")
FILES = {
    code: parse_cases((FOLDER / f"{code.lower()}.case").read_text(encoding="utf-8")) for code in CODES + OFF
}
CASES = [(code, case) for code, cases in FILES.items() for case in cases]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}: {case.name}" for code, case in CASES])
def test_exactly_the_marked_violations_are_found(code, case, assert_case):
    assert_case(case, CODES if code in CODES else (code,))


@pytest.mark.parametrize("code", CODES + OFF)
def test_there_are_forms_that_fire_and_forms_that_do_not(code):
    assert any(case.markers for case in FILES[code])
    assert any(not any(marker.code == code for marker in case.markers) for case in FILES[code])
