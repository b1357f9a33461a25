"""The kind of members that look like another kind: what is lazy, what computes, what makes the facade."""

from __future__ import annotations

import ast

import pytest

from facadelint.core.config import ConfigFinder
from facadelint.facademap.map import FacadeMap
from facadelint.facademap.members import Member, returned_attribute
from facadelint.rules.cases import BASE_PROJECT

SOURCE = """\
from functools import cached_property

from shop import base
from shop.base import Base, Grand
from elsewhere import Thing, build


class Shop(base.Base):
    def __init__(self, thing):
        self._thing = thing

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @_order_domain.setter
    def _order_domain(self, value):
        self._thing = value

    def __new__(cls, thing) -> "Shop":
        return super().__new__(cls)

"""
BASES = "class Grand:\n    def total(self): ...\n\n\nclass Base(Grand):\n    def count(self): ...\n"


@pytest.fixture
def parts(write_project):
    def build(text):
        files = {**BASE_PROJECT, "shop/base.py": BASES, "shop/facade.py": SOURCE + text}
        root = write_project(files)
        [facade] = FacadeMap(ConfigFinder().load(root / "pyproject.toml")).facades
        return {name: [part.kind for part in member.parts] for name, member in facade.members.items()}

    return build


def indented(text):
    return "".join(f"    {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("_order_domain", "", ["accessor", "accessor"]),
        ("__new__", "", ["altered-delegate"]),
        ("_made", "@cached_property\ndef _made(self):\n    return Thing()", ["accessor"]),
        ("_made", "@cached_property\ndef _made(self):\n    return self._thing", ["attribute"]),
        ("_made", "@cached_property\ndef _made(self):\n    return build()", ["logic"]),
        (
            "_made",
            "@cached_property\ndef _made(self):\n    if self:\n        return 1\n    return Thing()",
            ["logic"],
        ),
        ("_made", "@property\ndef _made(self):\n    return Thing()", ["logic"]),
        ("_made", "def _made(self):\n    return Thing()", ["logic"]),
        ("made", "@cached_property\ndef made(self):\n    return Thing()", ["logic"]),
        ("other", "@staticmethod\ndef other():\n    return Thing()", ["logic"]),
        ("other", "@classmethod\ndef other(cls):\n    return 'text'", ["constant"]),
        ("start", "@classmethod\ndef start(cls):\n    return cls(1)", ["constructor"]),
        ("total", "def total(self):\n    return Grand.total(self)", ["delegate"]),
        ("count", "def count(self):\n    return Base.count(self)", ["delegate"]),
        ("again", "def again(self):\n    return Shop.count(self)", ["delegate"]),
        (
            "through",
            "@property\ndef found(self):\n    return build(self)\n\ndef through(self):\n    return self.found.total()",
            ["logic"],
        ),
        (
            "through",
            "def found(self):\n    return build(self)\n\ndef through(self):\n    return self.found().total()",
            ["logic"],
        ),
    ],
)
def test_kinds(parts, name, text, kinds):
    assert parts(indented(text))[name] == kinds


def test_the_facade_is_no_base_of_itself(write_project):
    text = "    def again(self):\n        return Shop.count(self)\n"
    root = write_project({**BASE_PROJECT, "shop/base.py": BASES, "shop/facade.py": SOURCE + text})
    [facade] = FacadeMap(ConfigFinder().load(root / "pyproject.toml")).facades
    delegation = facade.members["again"].delegation
    assert (delegation.through, delegation.accessor) == ("own", "self")


@pytest.mark.parametrize(
    ("body", "attribute"),
    [
        ("return self._x", "_x"),
        ("'Text.'\n    return self._x", "_x"),
        ("return other._x", None),
        ("y = 1\n    return self._x", None),
        ("y = 1\n    return y._x", None),
    ],
)
def test_the_attribute_that_a_property_returns(body, attribute):
    function = ast.parse(f"@property\ndef f(self):\n    {body}").body[0]
    assert returned_attribute(function) == attribute


@pytest.mark.parametrize(
    ("name", "answer"), [("__len__", True), ("__mangled", False), ("odd__", False), ("plain", False)]
)
def test_names_of_the_language(name, answer):
    assert Member(name, ()).is_dunder is answer


@pytest.mark.parametrize(
    ("body", "settable"),
    [
        ("self._x = value", True),
        ("'Text.'\n        self._x = value", True),
        ("self._x = other", False),
        ("other._x = value", False),
        ("value = 1\n        self._x = value", False),
    ],
)
def test_a_setter_that_does_nothing_else(write_project, body, settable):
    text = f"""
    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, value):
        {body}
"""
    root = write_project({**BASE_PROJECT, "shop/facade.py": BASE_PROJECT["shop/facade.py"] + text})
    [facade] = FacadeMap(ConfigFinder().load(root / "pyproject.toml")).facades
    assert [each.is_settable for each in facade.properties_of["_x"]] == [settable]
