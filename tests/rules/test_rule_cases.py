"""The cases in every rule's own file: exact positions, and the pinned part of each message."""

from __future__ import annotations

import pytest

from facadelint.rules.cases import parse_cases
from facadelint.rules.loader import load_rules

CASES = [(rule, case) for rule in load_rules() for case in parse_cases(rule.cases)]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.code}: {case.name}" for rule, case in CASES])
def test_the_rule_fires_where_its_case_says(rule, case, assert_case):
    assert_case(case, (rule.code,))


def test_every_rule_has_cases_that_fire_and_cases_that_do_not():
    for rule in load_rules():
        cases = parse_cases(rule.cases)
        assert any(case.markers for case in cases), rule.code
        assert any(not case.markers for case in cases), rule.code
