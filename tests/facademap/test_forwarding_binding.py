"""Binding a call to a signature gives what Python does with it: every call is made, and compared."""

from __future__ import annotations

import ast
import itertools

import pytest

from facadelint.source.signatures import Misfit, bind, signature_of

SIGNATURES = [
    "", "a", "a, b", "a, b=None", "a, /", "a, /, b", "a, b, /", "*, a", "*, a=None", "a, *, b", "a, *rest", "*rest",
    "**options", "a, **options", "a, /, **options", "*rest, a", "a, b=None, *rest, c, d=None, **options",
    "a, /, b=None, *, c=None",
]  # fmt: skip
ARGUMENTS = ["1", "2", "*()", "*(3,)", "a=4", "b=5", "c=6", "**{}", "**{'a': 7}"]
CALLS = [
    ", ".join(chosen)
    for length in range(4)
    for chosen in itertools.combinations(ARGUMENTS, length)
    if not ("**{}" in chosen and "**{'a': 7}" in chosen)
]


def parsed(signature: str, call: str):
    function = ast.parse(f"def f({signature}): return locals()").body[0]
    node = ast.parse(f"f({call})", mode="eval").body
    return function, node


def python(signature: str, call: str) -> dict[str, object] | None:
    """What Python gives each parameter; None where it refuses the call."""
    names: dict[str, object] = {}
    exec(f"def f({signature}): return locals()", names)
    try:
        return eval(f"f({call})", names)
    except TypeError:
        return None


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_call_without_variadic_arguments_is_bound_as_python_binds_it(signature):
    for call in CALLS:
        if "*" in call:
            continue
        function, node = parsed(signature, call)
        bound = bind(signature_of(function, is_bound=False), node.args, node.keywords)
        given = python(signature, call)
        assert bool(bound.misfits) == (given is None), (signature, call)
        if given is None:
            continue
        for passed in bound.passed:
            value = ast.literal_eval(passed.value)
            place = given[passed.parameter.name]
            if passed.parameter.kind == "*":
                assert value in place
            elif passed.parameter.kind == "**":
                assert place[passed.node.arg] == value
            else:
                assert place == value, (signature, call)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_with_variadic_arguments_it_says_nothing_of_a_call_that_python_takes(signature):
    for call in CALLS:
        function, node = parsed(signature, call)
        bound = bind(signature_of(function, is_bound=False), node.args, node.keywords)
        # That ``*`` or ``**`` can bring nothing is said even where, this time, it brings nothing.
        real = [misfit for misfit in bound.misfits if misfit.reason != "nothing takes"]
        if python(signature, call) is not None:
            assert not real, (signature, call)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_known_place_of_a_variadic_call_is_the_one_that_python_fills(signature):
    for call in CALLS:
        function, node = parsed(signature, call)
        given = python(signature, call)
        if given is None:
            continue
        for passed in bind(signature_of(function, is_bound=False), node.args, node.keywords).passed:
            if passed.parameter is None or passed.is_spread or passed.parameter.is_variadic:
                continue
            assert given[passed.parameter.name] == ast.literal_eval(passed.value), (signature, call)


@pytest.mark.parametrize(
    ("signature", "call", "misfits"),
    [
        ("a, b", "", [("missing", "a"), ("missing", "b")]),
        ("a", "1, limit", [("too many", "limit")]),
        ("a", "1, a=2", [("twice", "a")]),
        ("a", "1, b=2", [("unexpected keyword", "b")]),
        ("a, /", "a=1", [("by position only", "a")]),
        ("a", "1, *rest", [("nothing takes", "*rest")]),
        ("a", "1, **rest", [("nothing takes", "**rest")]),
        ("a, *, b", "*rest", [("missing", "b")]),
        ("a, /", "**rest", [("nothing takes", "**rest"), ("missing", "a")]),
    ],
)
def test_why_python_would_refuse(signature, call, misfits):
    function, node = parsed(signature, call)
    bound = bind(signature_of(function, is_bound=False), node.args, node.keywords)
    assert bound.misfits == tuple(Misfit(*each) for each in misfits)


def test_the_receiver_takes_the_first_place():
    function, _ = parsed("self, a, *rest", "")
    assert [each.name for each in signature_of(function, is_bound=True).parameters] == ["a", "rest"]
    function, _ = parsed("*everything", "")
    assert [each.name for each in signature_of(function, is_bound=True).parameters] == ["everything"]
