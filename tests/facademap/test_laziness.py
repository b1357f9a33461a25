"""Which members make something on first use and keep it."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.laziness import (
    filled_attributes,
    is_cached,
    kept_collaborator,
    kept_place,
    stored_in,
)


def function(text):
    return ast.parse(text).body[0]


@pytest.mark.parametrize(
    ("decorator", "answer"),
    [
        ("cached_property", True),
        ("functools.cached_property", True),
        ("lru_cache(maxsize=1)", True),
        ("cache", True),
        ("reify", True),
        ("cachedproperty", True),
        ("memoized_property", True),
        ("memoize", True),
        ("my_cached_thing", True),
        ("lazy_property", True),
        ("lazyloaded", True),
        ("LazyProperty", True),
        ("property", False),
        ("not_lazy", False),
        ("caching", False),
    ],
)
def test_decorators_that_keep(decorator, answer):
    assert is_cached(function(f"@{decorator}\ndef f(self): ...")) is answer


KEPT = {
    "if not self._x:\n self._x = make()\nreturn self._x": "_x",
    "if self._x is None:\n self._x = make()\nreturn self._x": "_x",
    "if self._x is not None:\n return self._x\nself._x = make()\nreturn self._x": "_x",
    "if self._x is None:\n x = make()\n self._x = x\n return x\nreturn self._x": "_x",
    "if self._x is None:\n x = self._x = make()\n return x": "_x",
    "x = self._x\nif x is None:\n x = make()\n self._x = x\nreturn x": "_x",
    "if (x := self._x) is None:\n self._x = x = make()\nreturn x": "_x",
    "if self._x is None:\n self._x: Made = make()\nreturn self._x": "_x",
    "try:\n return self._x\nexcept AttributeError:\n self._x = make()\n return self._x": "_x",
    "self._x = self._x or make()\nreturn self._x": "_x",
    "self._x = make() if self._x is None else self._x\nreturn self._x": "_x",
    "if not hasattr(self, '_x'):\n self._x = make()\nreturn self._x": "_x",
    "if getattr(self, '_x', None) is None:\n setattr(self, '_x', make())\nreturn getattr(self, '_x')": "_x",
    "if '_x' not in self.__dict__:\n self._x = make()\nreturn self._x": "_x",
    "name = '_x'\nif not hasattr(self, name):\n setattr(self, name, make())\nreturn getattr(self, name)": "{name}",
    "if self._x is None:\n self._x = make()\nreturn cast(Made, self._x)": "_x",
    "if self._y is None:\n self._y = 1\nif self._x is None:\n self._x = make()\nreturn self._x": "_x",
}
NOT_KEPT = [
    "self._x = make()\nreturn self._x",
    "if self._y:\n self._x = make()\nreturn self._x",
    "if self._x is None:\n self._x = make()\nreturn self._y",
    "if self._x is None:\n self._y = make()\nreturn self._x",
    "if self._x is None:\n self._x = make()",
    "if self._x is None:\n other._x = make()\nreturn self._x",
    "if other._x is None:\n self._x = make()\nreturn self._x",
    "if other is None:\n self._x = make()\nreturn self._x",
    "if not hasattr(other, '_x'):\n self._x = make()\nreturn self._x",
    "if not hasattr(self, '_y'):\n self._x = make()\nreturn self._x",
    "if '_x' not in other.__dict__:\n self._x = make()\nreturn self._x",
    "if '_y' not in self.__dict__:\n self._x = make()\nreturn self._x",
    "self._x = make() or self._x\nreturn self._x",
    "try:\n make()\nexcept AttributeError:\n self._x = make()\nreturn self._x",
    "x = make()\nif x:\n self._y = x\nreturn self._x",
    "if 1:\n setattr(other, '_x', make())\nif self._x is None:\n pass\nreturn self._x",
    "if self._x is None:\n setattr(self, make(), 1)\nreturn self._x",
    "def inner():\n if self._x is None:\n  self._x = make()\n return self._x\nreturn inner",
    "return self._x",
    "pass",
]


def method(body, head="def f(self, other):"):
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    return function(f"{head}\n{indented}")


@pytest.mark.parametrize(("body", "attribute"), KEPT.items())
def test_what_is_kept(body, attribute):
    assert kept_place(method(body)) == attribute
    assert attribute in filled_attributes(method(body))


@pytest.mark.parametrize("body", NOT_KEPT)
def test_what_is_not(body):
    assert kept_place(method(body)) is None


def test_self_goes_by_any_name_and_has_to_be_there():
    body = "if shop._x is None:\n shop._x = make()\nreturn shop._x"
    assert kept_place(method(body, "def f(shop):")) == "_x"
    assert kept_place(method(body, "def f():")) is None
    assert filled_attributes(method(body, "def f():")) == []


def test_what_is_always_replaced_is_filled_and_not_kept():
    assert kept_place(method("self._x = make()\nreturn self._x")) is None
    assert filled_attributes(method("self._y = self._x = make()\nreturn self._x or self._y")) == ["_x", "_y"]
    both = "if other:\n self._y = make()\n return self._y\nself._x = make()\nreturn self._x"
    assert filled_attributes(method(both)) == ["_x", "_y"]


STATE = {
    "taken out": "try:\n error = self._x\n self._x = None\n return error\nfinally:\n done()",
    "reset on the way": "if busy():\n self._x = None\nif self._x is None:\n self._x = make()\nreturn self._x",
    "a constant": "if self._x is None:\n self._x = 10\nreturn self._x",
    "counted": "if self._x is None:\n self._x = make()\nself._x += 1\nreturn self._x",
    "deleted": "if self._x is None:\n self._x = make()\nx = self._x\ndel self._x\nreturn x",
    "something else as well": "if self._x is None:\n self._x = make()\n return True\nreturn self._x",
    "one of two": "if busy():\n return self._y\nif self._x is None:\n self._x = make()\nreturn self._x",
    "one or the other": "if self._x is None:\n self._x = make()\n return self._x\nreturn self._x if ready() else True",
    "the other or one": "if self._x is None:\n self._x = make()\n return self._x\nreturn True if busy() else self._x",
    "public": "if self.x is None:\n self.x = make()\nreturn self.x",
    "in a container": "if 'x' not in self._y:\n self._y['x'] = make()\nreturn self._y['x']",
}


@pytest.mark.parametrize("body", KEPT)
def test_a_collaborator_is_made_and_kept(body):
    assert kept_collaborator(method(body, "def f(self):")) == kept_place(method(body))
    assert kept_collaborator(method(body, "def f(self, other=None):")) is not None
    assert kept_collaborator(method(body, "def f(self, other):")) is None
    assert kept_collaborator(method(body, "def f(self, *, other):")) is None


@pytest.mark.parametrize(
    "given",
    [
        "None",
        "self._x",
        "await self._x",
        "self._x or None",
        "(x := self._x)",
        "self._x if self._x else None",
    ],
)
def test_it_may_be_given_in_several_ways(given):
    body = f"if self._x is None:\n self._x = await make()\nreturn {given}"
    assert kept_collaborator(method(f"{body}\nreturn self._x", "async def f(self):")) == "_x"


@pytest.mark.parametrize("body", STATE.values(), ids=STATE)
def test_state_that_a_method_works_with_is_none(body):
    assert kept_place(method(body)) is not None
    assert kept_collaborator(method(body, "def f(self):")) is None


def test_what_is_handed_in_is_not_made():
    body = "if new is not None:\n self._x = new\nreturn self._x"
    assert kept_place(method(body, "def f(self, new=None):")) == "_x"
    assert kept_collaborator(method(body, "def f(self, new=None):")) is None


def test_what_is_kept_by_setdefault_is_an_item():
    assert kept_place(method("return self._y.setdefault('x', make())")) == "_y['x']"
    assert kept_place(method("other._y.setdefault('x', make())\nreturn self._y")) is None


def test_what_a_function_stores_in_one_attribute():
    body = """\
self._x = 1
self._y = 2
self._x: int = 3
self._y: int = 4
setattr(self, "_x", 5)
setattr(self, "_y", 6)
setattr(other, "_x", 7)
setattr(other, "_y", 8)
other._x = 9"""
    assert sorted(each.value for each in stored_in(method(body), "_x")) == [1, 3, 5]
