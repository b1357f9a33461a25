"""Whether two defaults surely differ, by what is written for them on either side."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.defaults import surely_differ
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program
from facadelint.source.modules import ModuleFinder

OURS = """\
import enum
import json
from elsewhere import MISSING, factory
from theirs import LIMIT, Kind as Sort, Options, SENTINEL
from theirs import LIMIT as MOST

TEN = 10
ALSO_TEN = TEN
ELEVEN = 11
FIRST, SECOND = 1, 2
LOOP = LOOP
UNSET = object()
MADE = factory()
declared: int


class Kind(enum.Enum):
    A = 1
    B = 1
    declared: int


class Flags(enum.Flag):
    A = 1


class Constants:
    A = 1
    B = 2


def ours(): ...
def lower(text): ...
"""
THEIRS = """\
import enum

LIMIT = 10
SENTINEL = object()


class Kind(enum.Enum):
    A = 1


class Options: ...
def lower(text): ...
"""


@pytest.fixture(scope="module")
def differ(tmp_path_factory):
    """Compare an expression of the module ``ours`` with one of the module ``theirs``."""
    root = tmp_path_factory.mktemp("defaults")
    (root / "ours.py").write_text(OURS, encoding="utf-8")
    (root / "theirs.py").write_text(THEIRS, encoding="utf-8")
    finder = ModuleFinder((root,))
    inference = Inference(Program(finder))
    scopes = [inference.program.module_scope(finder.find(name)) for name in ("ours", "theirs")]

    def run(ours, theirs, *, both_ours=False):
        first, second = (ast.parse(text, mode="eval").body for text in (ours, theirs))
        there = scopes[0] if both_ours else scopes[1]
        return surely_differ(first, scopes[0], second, there, inference)

    return run


DIFFERENT = [
    ("1", "2"), ("1", "'1'"), ("1", "None"), ("None", "()"), ("True", "1"), ("False", "0"), ("True", "False"), ("1.5", "1"), ("1", "1 + 0j"),
    ("'a'", "'b'"), ("'a'", "b'a'"), ("[1]", "(1,)"), ("[1]", "[2]"), ("{}", "set()"), ("-1", "1"), ("TEN", "11"),
    ("ELEVEN", "LIMIT"), ("ELEVEN", "10"), ("ALSO_TEN", "11"), ("LIMIT", "11"), ("Constants.A", "2"), ("tuple()", "(1,)"), ("dict()", "[]"),
    ("Kind.A", "Kind.A"), ("Sort.A", "SENTINEL"), ("UNSET", "SENTINEL"), ("ours", "lower"), ("lower", "lower"), ("Options", "lower"),
    ("UNSET", "None"), ("None", "SENTINEL"), ("Kind.A", "None"), ("Flags.A", "None"), ("None", "Options"), ("Options()", "None"),
    ("None", "Options(1)"), ("object()", "None"), ("None", "int('1')"), ("None", "str()"), ("ours", "None"),
]  # fmt: skip

ALIKE = [
    ("1", "1"), ("1", "1.0"), ("True", "True"), ("None", "None"), ("'a'", "'a'"), ("[1]", "[1]"), ("TEN", "LIMIT"), ("ALSO_TEN", "LIMIT"), ("MOST", "LIMIT"),
    ("LIMIT", "10"), ("Constants.A", "1"), ("()", "tuple()"), ("list()", "[]"), ("{}", "dict()"), ("''", "str()"), ("set()", "set()"),
    ("Sort.A", "Kind.A"), ("SENTINEL", "SENTINEL"), ("Options", "Options"), ("UNSET", "UNSET"),
    # What cannot be known.
    ("...", "1"), ("1", "..."), ("Missing", "1"), ("Missing", "None"), ("MISSING", "None"), ("MISSING", "1"), ("MISSING", "LIMIT"), ("MISSING", "SENTINEL"),
    ("json.loads", "lower"), ("LOOP", "1"), ("FIRST", "2"), ("declared", "1"), ("MADE", "None"), ("MADE", "SENTINEL"), ("factory()", "None"), ("ours()", "None"),
    ("print()", "None"), ("Options()", "Options()"), ("Options()", "1"), ("object()", "object()"), ("Kind.A", "1"), ("UNSET", "1"), ("x + 1", "1"), ("lambda: 1", "None"),
    ("Options()", "SENTINEL"), ("list((1,))", "[]"), ("list((1,))", "[2]"), ("dict(a=1)", "{}"), ("dict(a=1)", "{'a': 2}"), ("Kind.declared", "None"), ("json", "None"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "answer"), [(*pair, True) for pair in DIFFERENT] + [(*pair, False) for pair in ALIKE]
)
def test_whether_two_defaults_surely_differ(ours, theirs, answer, differ):
    assert differ(ours, theirs) is answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("Kind.A", "Kind.B", True),
        ("Kind.A", "Kind.A", False),
        ("UNSET", "UNSET", False),
        ("Constants.A", "Constants.B", True),
    ],
)
def test_on_one_side(first, second, answer, differ):
    assert differ(first, second, both_ours=True) is answer
    assert differ(second, first, both_ours=True) is answer
