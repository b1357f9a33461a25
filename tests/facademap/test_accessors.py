"""Which members of a facade are accessors, what each gives, and what it does besides that."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest

from facadelint.facademap.accessor_bodies import beyond_building
from facadelint.facademap.accessors import AccessorFinder
from facadelint.facademap.construction import handed_over
from facadelint.facademap.outermost import item_of
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program, find_class
from facadelint.inference.values import External, Returning, just
from facadelint.source.modules import ModuleFinder

DOMAINS = """\
from elsewhere import Client


class Orders:
    def __init__(self, *given, **named): ...


class Stock(Orders): ...


class Factory:
    def __call__(self, shop) -> Orders: ...
"""
FACADE = """\
from functools import cached_property, lru_cache
from elsewhere import Remote, somewhere
from domains import Client, Factory, Orders, Stock


class Shop:
    factory = None

    def use(self):
        return self._x.a(), self._x().a(), self._y.a(), self.x().a(), self.__enter__().a()

"""


@pytest.fixture(scope="module")
def accessors(tmp_path_factory):
    """The accessors of a facade with the given members."""
    root = tmp_path_factory.mktemp("accessors")
    (root / "domains.py").write_text(DOMAINS, encoding="utf-8")

    def run(members):
        name = f"facade{abs(hash(members))}"
        text = FACADE + "".join(f"    {line}\n" for line in members.split("\n"))
        (root / f"{name}.py").write_text(text, encoding="utf-8")
        inference = Inference(Program(ModuleFinder((root,))))
        cls = find_class(inference.program, name, "Shop")
        return AccessorFinder(inference, SimpleNamespace(accessors={}), cls).find()

    return run


FOUND = {
    "a private getter that hands a parameter on": (
        "def _x(self, size=1):\n    return Orders(self, size)",
        {"_x": ("Orders",)},
    ),
    "a public one that keeps": (
        "@lru_cache\ndef x(self, size=1):\n    return Orders(self, size)",
        {"x": ("Orders",)},
    ),
    "a public one that does not": ("def x(self, size=1):\n    return Orders(self, size)", {}),
    "a static method": ("@staticmethod\ndef order_domain(shop):\n    return Orders(shop)", {}),
    "a special method": ("def __enter__(self):\n    return Orders(self)", {}),
    "an attribute of the class that is given nothing": ("_x = Orders()", {}),
    "one that is not kept beside one from elsewhere": (
        "@property\ndef _x(self):\n    return Remote(self) if self.remote else Orders()",
        {},
    ),
    "a local name that stands for itself": (
        "@property\ndef _x(self):\n    made = Orders(self)\n    made = made\n    return made",
        {"_x": ("Orders",)},
    ),
    "a helper with one more parameter": (
        "def _made(self, cls, name=None):\n    return cls(self)\n@property\ndef _order_domain(self):\n    return self._made(Orders)",
        {"_order_domain": ("Orders",)},
    ),
    "under any name, by a helper that is handed the class": (
        "def _made(self, cls):\n    return cls(self)\ndef _x(self):\n    return self._made(Orders)",
        {},
    ),
    "the same, kept": (
        "def _made(self, cls):\n    return cls(self)\n@lru_cache\ndef _x(self):\n    return self._made(Orders)",
        {"_x": ("Orders",)},
    ),
    "the facade by a local name": (
        "def _x(self):\n    me = self\n    return Orders(me)",
        {"_x": ("Orders",)},
    ),
    "a class from elsewhere by a module of the project": (
        "@property\ndef _x(self):\n    return Client(self)",
        {},
    ),
    "what an own method makes, under a name that Python mangles": (
        "def __init__(self):\n    self._x = self.__made()\ndef __made(self):\n    return Orders(self)",
        {"_x": ("Orders",)},
    ),
    "what calling a property gives": (
        "def __init__(self):\n    self._x = self.made()\n@property\ndef made(self):\n    return Orders(self)",
        {"made": ("Orders",)},
    ),
    "an object that is called": (
        "def __init__(self):\n    self.make = Factory()\n@property\ndef _x(self):\n    return self.make(self)",
        {},
    ),
}


@pytest.mark.parametrize(("members", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_an_accessor(members, expected, accessors):
    found = accessors(members)
    assert {each.name: tuple(cls.name for cls in each.classes) for each in found.values()} == expected
    assert all(each.receives_facade for each in found.values())


KEPT = "if self._kept is None:\n    {}\nreturn self._kept"
BODIES = {
    "return Orders(self, 3)": None,
    "return Orders(self, f(3))": 1,
    "if self._kept is None:\n    self._kept = Orders(self)\nreturn getattr(self, '_kept')": None,
    KEPT.format("self._kept = Orders(self)"): None,
    KEPT.format("self._kept = self.other = Orders(self)"): 2,
    KEPT.format("self._kept = self.cache['x'] = Orders(self)"): None,
    "self.cache['x'] = made = Orders(self)\nreturn made": 1,
    "if 'x' not in self._c:\n    self._c['x'] = Orders(self)\nreturn self._c.get('x', f())": 3,
    "if 'x' not in self._c:\n    self._c['x'] = Orders(self)\nreturn self._c.get('x', None)": None,
}


@pytest.mark.parametrize(("body", "line"), BODIES.items())
def test_what_an_accessor_does_besides(body, line, accessors):
    lines = ["@property", "def _order_domain(self, /):", *(f"    {each}" for each in body.split("\n"))]
    accessor = accessors("\n".join(lines))["_order_domain"]
    beyond = beyond_building(accessor.node, accessor)
    assert (None if beyond is None else beyond.lineno - accessor.node.lineno) == line


@pytest.mark.parametrize(
    ("text", "path", "item"),
    [
        ("(a, b)", (1,), "b"),
        ("(a, b)", (-2,), "a"),
        ("(a, [b, c])", (1, 0), "b"),
        ("(a, b)", (2,), None),
        ("(a, b)", ("star",), None),
        ("(*a, b)", (1,), None),
        ("f()", (0,), None),
        ("f()", ("iterate",), None),
    ],
)
def test_the_item_that_a_target_gets(text, path, item):
    found = item_of(ast.parse(text, mode="eval").body, path)
    assert (None if found is None else ast.unparse(found)) == item


def test_what_is_handed_over_is_the_facade_alone():
    shop, other = just(External("shop")), just(External("other"))
    assert handed_over(other | just(Returning(other)), shop) == frozenset()
    assert handed_over(shop | other, shop) == shop
    assert handed_over(just(Returning(shop | other)), shop) == just(Returning(shop))


def test_what_is_kept_twice_gives_whatever_it_may_return(accessors):
    body = (
        "if self._kept is None:\n        self._kept = Orders()\n        return self._kept\n    return Stock()"
    )
    found = accessors(f"@cached_property\ndef _x(self):\n    {body}")["_x"]
    assert [cls.name for cls in found.classes] == ["Stock", "Orders"]
    assert found.cls is found.classes[0]
    assert not found.receives_facade
