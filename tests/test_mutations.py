"""A mutated rule turns red: its cases notice a check that finds nothing, and one that fires everywhere."""

from __future__ import annotations

from functools import partial

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.core.violation import Location, Violation
from facadelint.engine.run import check_paths
from facadelint.rules.cases import parse_cases
from facadelint.rules.context import Finding
from facadelint.rules.loader import load_rules
from facadelint_contracts import check as contracts

RULES = load_rules()
CASES = [(rule, case) for rule in RULES for case in parse_cases(rule.cases)]
FIRING = [(rule, case) for rule, case in CASES if case.markers]
INNOCENT = [(rule, case) for rule, case in CASES if not case.markers]


def name(value: object) -> str:
    return getattr(value, "code", None) or getattr(value, "name", None)


def nothing(*_):
    return ()


def everything(node, _context):
    yield Finding(node, "here, as everywhere")


def one_violation(rule, facade_map):
    path = str(facade_map.facades[0].cls.module.path)
    return [Violation(path, Location(1, 1, 1, 1), rule.code, rule.name, "here, as everywhere")]


@pytest.fixture
def mutate(monkeypatch):
    """Put another check into a rule itself: whoever has loaded the rules has the mutant.

    What a contract finds of a rule is found or not by the contracts; they are mutated with it.
    """
    originals = [(rule, rule.check, rule.words) for rule in RULES]

    def put(rule, check):
        object.__setattr__(rule, "check", check)
        object.__setattr__(rule, "words", None)
        found = contracts.contract_violations
        if check is nothing:
            found = nothing
        elif not rule.nodes:
            found = partial(one_violation, rule)
        monkeypatch.setattr(contracts, "contract_violations", found)

    yield put
    for rule, check, words in originals:
        object.__setattr__(rule, "check", check)
        object.__setattr__(rule, "words", words)


@pytest.mark.parametrize(("rule", "case"), FIRING, ids=name)
def test_a_case_that_must_fire_notices_a_rule_that_finds_nothing(rule, case, mutate, assert_case):
    mutate(rule, nothing)
    with pytest.raises(AssertionError):
        assert_case(case, (rule.code,))


@pytest.mark.parametrize(("rule", "case"), INNOCENT, ids=name)
def test_an_innocent_case_notices_a_rule_that_fires_everywhere(rule, case, mutate, assert_case):
    mutate(rule, everything)
    with pytest.raises(AssertionError):
        assert_case(case, (rule.code,))


def test_the_mutants_are_what_the_engine_runs(mutate, write_project):
    rule = RULES[0]
    mutate(rule, everything)
    root = write_project(parse_cases(rule.cases)[0].project)
    assert {
        each.message for each in check_paths([root], select=[rule.code], contracts=load_contracts).violations
    } == {"here, as everywhere"}
