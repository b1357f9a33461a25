"""What a name of a class leads to: a function, something else, surely nothing, or nobody knows."""

from __future__ import annotations

import pytest

from facadelint.facademap.lookup import Found, find, linearized, public_names
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program, find_class
from facadelint.source.modules import ModuleFinder

MODULE = """\
from abc import ABC, ABCMeta
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import elsewhere
from elsewhere import Outside, register

T = TypeVar("T")

try:
    from elsewhere import Fast as Either
except ImportError:
    class Either: ...


class Base:
    shared = 1

    def first(self): ...
    def second(self): ...


class Other:
    def second(self): ...
    def third(self): ...


class Child(Base, Other):
    def first(self): ...
    again = first
    other = missing
    taken = Base
    twice = first
    twice = first
    value: int

    def __init__(self):
        self.stored = 1

    class Inner: ...

    @property
    def limit(self): ...
    @limit.setter
    def limit(self, value): ...
    @limit.deleter
    def limit(self): ...

    @overload
    def typed(self, key: int): ...
    @overload
    def typed(self, key: str): ...
    def typed(self, key): ...

    def later(self): ...
    def later(self, key): ...

    if shared:
        def branched(self): ...
    else:
        def branched(self, key): ...

    def mixed(self): ...
    mixed = 1


class Left(Base): ...
class Right(Base):
    def second(self): ...
class Diamond(Left, Right): ...
class Crossed(Base, Left): ...
class Circle(Round): ...
class Round(Circle): ...
class Itself(Itself): ...
class Plain(ABC, Generic[T], Protocol): ...
class FromOutside(Outside): ...
class Between(FromOutside, Base): ...
class Further(FromOutside): ...
class Spread(Further, Outside, FromOutside): ...
class Backwards(FromOutside, Further): ...
class Fallback(Either): ...
class Abstract(metaclass=ABCMeta): ...
class Strange(metaclass=elsewhere.Meta): ...
class Keyword(Base, table=True): ...
@dataclass
class Data: ...
@register
class Registered: ...
class Hooked:
    def __getattr__(self, name): ...
class HookedValue:
    __getattribute__ = elsewhere.hook
class Computed:
    def fill(self, key): setattr(self, key, 1)
class Written:
    def fill(self): setattr(self, "written", 1)
class Dunder:
    def fill(self, key): object.__setattr__(self, key, 1)
class DunderWritten:
    def fill(self): object.__setattr__(self, "written", 1)
class Updated:
    def fill(self, all): self.__dict__.update(all)
class Local:
    def fill(self): locals()
class Under(Hooked): ...


def mark(domain):
    domain.marked = 1
    setattr(domain, "set", 1)
    return domain.read
"""


@pytest.fixture(scope="module")
def inference(tmp_path_factory):
    root = tmp_path_factory.mktemp("lookup")
    (root / "names.py").write_text(MODULE, encoding="utf-8")
    (root / "user.py").write_text("def mark(domain, key):\n    domain.outer = 1\n", encoding="utf-8")
    (root / "setter.py").write_text("def mark(domain, key):\n    setattr(domain, key, 1)\n", encoding="utf-8")
    return Inference(Program(ModuleFinder((root,))))


@pytest.fixture
def order(inference):
    return lambda name: linearized(find_class(inference.program, "names", name), inference)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Child", ["Child", "Base", "Other"]),
        ("Diamond", ["Diamond", "Left", "Right", "Base"]),
        ("Crossed", ["Crossed", None]),
        ("Circle", ["Circle", "Round", "Circle", None]),
        ("Itself", ["Itself", None, None]),
        ("Plain", ["Plain"]),
        ("FromOutside", ["FromOutside", None, None]),
        ("Between", ["Between", "FromOutside", None, None, "Base"]),
        ("Spread", ["Spread", "Further", None, None, "FromOutside", None, None, None, None]),
        ("Backwards", ["Backwards", None]),
        ("Fallback", ["Fallback", None, None]),
        ("Keyword", ["Keyword", "Base"]),
    ],
)
def test_the_order_of_bases(name, expected, order):
    assert [each and each.name for each in order(name)] == expected


def lines(*names):
    """The lines of the definitions that begin with a text, in order."""
    rows = MODULE.splitlines()
    return [
        number
        for number, row in enumerate(rows, 1)
        if any(row.strip().startswith(f"def {each}") for each in names)
    ]


@pytest.mark.parametrize(
    ("cls", "name", "owner", "functions", "parts"),
    [
        ("Child", "first", "Child", lines("first")[1:], []),
        ("Child", "second", "Base", lines("second")[:1], []),
        ("Child", "third", "Other", lines("third"), []),
        ("Child", "again", "Child", lines("first")[1:], []),
        ("Child", "other", "Child", [], []),
        ("Child", "taken", "Child", [], []),
        ("Child", "twice", "Child", [], []),
        ("Child", "value", "Child", [], []),
        ("Child", "stored", "Child", [], []),
        ("Child", "Inner", "Child", [], []),
        ("Child", "shared", "Base", [], []),
        ("Child", "limit", "Child", lines("limit")[:1], lines("limit")[1:]),
        ("Child", "typed", "Child", lines("typed")[2:], []),
        ("Child", "later", "Child", lines("later")[1:], []),
        ("Child", "branched", "Child", lines("branched"), []),
        ("Child", "mixed", "Child", [], []),
        ("Diamond", "second", "Right", lines("second")[2:], []),
        ("Between", "first", None, [], []),
    ],
)
def test_what_is_there(cls, name, owner, functions, parts, order):
    found = find(order(cls), name)
    if owner is None:
        assert found == "unknown"
        return
    assert isinstance(found, Found)
    assert found.owner.name == owner
    assert [each.lineno for each in found.functions] == functions
    assert [each.lineno for each in found.parts] == parts


@pytest.mark.parametrize(
    ("cls", "answer"),
    [
        ("Child", "missing"),
        ("Plain", "missing"),
        ("Abstract", "missing"),
        ("Data", "missing"),
        ("Written", "missing"),
        ("DunderWritten", "missing"),
        ("FromOutside", "unknown"),
        ("Crossed", "unknown"),
        ("Fallback", "unknown"),
        ("Strange", "unknown"),
        ("Keyword", "unknown"),
        ("Registered", "unknown"),
        ("Hooked", "unknown"),
        ("HookedValue", "unknown"),
        ("Under", "unknown"),
        ("Computed", "unknown"),
        ("Dunder", "unknown"),
        ("Updated", "unknown"),
        ("Local", "unknown"),
    ],
)
def test_what_is_not_there(cls, answer, order):
    assert find(order(cls), "nowhere") == answer


@pytest.mark.parametrize(
    ("name", "users", "answer"),
    [
        ("marked", [], "unknown"),
        ("set", [], "unknown"),
        ("read", [], "missing"),
        ("outer", [], "missing"),
        ("outer", ["user"], "unknown"),
        ("inner", ["user"], "missing"),
        ("inner", ["setter"], "unknown"),
    ],
)
def test_what_is_set_from_outside(name, users, answer, order, inference):
    modules = [inference.program.finder.find(each) for each in users]
    assert find(order("Data"), name, modules) == answer


def test_names_for_a_hint_nearest_first(order):
    names = public_names(order("Child"))
    assert names[:3] == ["first", "Inner", "limit"]
    assert names[-2:] == ["second", "third"]
    assert "__init__" not in names
    assert public_names(order("FromOutside")) == []
