"""flake8 and the editor run no contracts: what the rules say of imports they say by themselves."""

from __future__ import annotations

import pytest
from test_case_files import FOLDER

from facadelint.rules.cases import parse_cases

CODES = ("FAC303", "FAC305", "FAC414")
"""The rules that the contracts say as well, of the same statement: see :mod:`facadelint_contracts`."""

CASES = [
    (code, case)
    for code in CODES
    for case in parse_cases((FOLDER / f"{code.lower()}.case").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}: {case.name}" for code, case in CASES])
def test_the_rule_alone_finds_what_is_marked(code, case, assert_case):
    assert_case(case, (code,), contracts=None)
