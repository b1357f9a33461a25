"""Violations and innocent changes, composed of forms: each is found where it is marked, and nothing else is said."""

from __future__ import annotations

import injection
import pytest
from forms import Form, Injection
from hosts import base_host, example_host

_EACH = 30
"""Combinations of each grammar, and more until every form stood once."""


_HOSTS = (base_host(), example_host())


@pytest.mark.parametrize(
    ("number", "grammar"),
    list(enumerate(injection.GRAMMARS)),
    ids=[f"{each.rule} {each.name}" for each in injection.GRAMMARS],
)
def test_every_injection_is_found_and_nothing_else(number, grammar):
    outcomes = injection.sampled(grammar, _EACH, number, _HOSTS[number % 2])
    assert len(outcomes) >= _EACH
    wrong = [each for each in outcomes if each.missed or each.extra]
    assert not wrong, "\n".join(
        f"{each.injection}: missed {each.missed}, extra {each.extra}\n{each.text}" for each in wrong[:3]
    )


def test_a_marked_place_where_nothing_is_wrong_counts_as_missed():
    form = Form("plain")
    grammar = injection.Grammar(
        "FAC101",
        "public, but marked",
        [[form]],
        lambda forms: Injection("FAC101", ("marked",), members="def probe(self):\n    return «$back.$public"),
        ("FAC101",),
    )
    [outcome] = injection.check(grammar, [(form,)], [base_host()])
    assert (outcome.missed, outcome.extra) == (((9, 16),), ())


def test_a_violation_that_is_not_marked_counts_as_a_false_alarm():
    form = Form("plain")
    grammar = injection.Grammar(
        "FAC101",
        "private, but not marked",
        [[form]],
        lambda forms: Injection("FAC101", ("unmarked",), members="def probe(self):\n    return $back.$attr"),
        ("FAC101",),
    )
    [outcome] = injection.check(grammar, [(form,)], [base_host()])
    assert outcome.missed == ()
    assert [each[:3] for each in outcome.extra] == [("FAC101", 9, 16)]
