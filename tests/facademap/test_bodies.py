"""What the body of a facade's method is: each form with what is read of it."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.bodies import functions_of, read_body
from facadelint.facademap.delegation import DelegationReader
from facadelint.inference.classes import receiver_name


def read(text):
    """The shape of a body, what it goes to and how, what happens to the arguments, and what is too much."""
    function = ast.parse(text).body[0]
    body = read_body(
        DelegationReader(
            function,
            receiver_name(function),
            methods=frozenset(("own", "_get_client", "other")),
            getters=frozenset(("_get_client",)),
            bases=frozenset(("Base",)),
            accessors=frozenset(("_orders", "_ops")),
            properties=frozenset(("computed",)),
            own="Shop",
            originals={"c": "cast"},
        )
    )
    delegation = body.delegation
    where = None if delegation is None else f"{delegation.through} {delegation.accessor}.{delegation.target}"
    issues = () if delegation is None else tuple(f"{each.issue} {each.name}" for each in delegation.issues)
    line = body.disqualifying.lineno if body.disqualifying is not None else None
    return body.shape, where or body.attribute, issues, line


def method(body, head="def f(self, a, b=1, *c, d, **e):"):
    return f"{head}\n" + "".join(f"  {line}\n" for line in body.split("\n"))


SIMPLE = "def f(self, a):"


DELEGATE = {
    "return self._orders.find(a)": "accessor _orders.find",
    "self._orders.find(a)": "accessor _orders.find",
    "return await self._orders.find(a)": "accessor _orders.find",
    "return self._get_client().find(a)": "accessor _get_client.find",
    "return self._orders.store.find(a)": "accessor _orders.store.find",
    "return self._orders.find(key=a)": "accessor _orders.find",
    "return cast(int, self._orders.find(a))": "accessor _orders.find",
    "return typing.cast(int, self._orders.find(a))": "accessor _orders.find",
    "return c('int', self._orders.find(cast(int, a)))": "accessor _orders.find",
    "return (x := self._orders.find((y := a)))": "accessor _orders.find",
    "orders = self._orders\nreturn orders.find(a)": "accessor _orders.find",
    "orders: Orders = self._orders\nreturn orders.find(a)": "accessor _orders.find",
    "orders = self._get_client()\nreturn orders.find(a)": "accessor _get_client.find",
    "found = self._orders.find(a)\nreturn found": "accessor _orders.find",
    "found: int = self._orders.find(a)\nreturn cast(int, found)": "accessor _orders.find",
    "'''Says.'''\nimport x\nfrom x import y\nglobal z\npass\nreturn self._orders.find(a)": "accessor _orders.find",
    "if TYPE_CHECKING:\n  import x\nreturn self._orders.find(a)": "accessor _orders.find",
    "if t.TYPE_CHECKING:\n  import x\nreturn self._orders.find(a)": "accessor _orders.find",
    "yield from self._orders.find(a)": "accessor _orders.find",
    "return (yield from self._orders.find(a))": "accessor _orders.find",
    "for x in self._orders.find(a):\n  yield x": "accessor _orders.find",
    "return implementation.find(self._ops, a)": "function _ops.find",
    "return find(self._ops, a)": "function _ops.find",
    "check(self._ops, a)": "function _ops.check",
    "self._orders.find(a)\nreturn": "accessor _orders.find",
    "ops = self._ops\nreturn find(ops, a)": "function _ops.find",
    "return Base.find(self, a)": "mixin Base.find",
    "return super().find(a)": "super super().find",
    "return super(Shop, self).find(a)": "super super().find",
}
LOGIC = {
    "return self._orders.find(a) + 1": 2,
    "return len(self._orders)": 2,
    "return find(self._other, a)": 2,
    "return find(a, self._ops)": 2,
    "return Base.find(a, self)": 2,
    "return Other.find(self, a)": 2,
    "return self.computed.find(a)": 2,
    "return self.own.find(a)": 2,
    "return self.own().find(a)": 2,
    "return self._get_client(1).find(a)": 2,
    "return other.find(a)": 2,
    "self._orders.find(a)\nself._orders.close()": 3,
    "print(a)\nself._orders.find(a)": 2,
    "self._orders.find(a)\nprint(a)": 3,
    "found = self._orders.find(a)\nprint(found)": 2,
    "found = self._orders.find(a)\nreturn other": 2,
    "found, x = self._orders.find(a)\nreturn found": 2,
    "found = a + 1\nreturn found": 2,
    "self._x": 2,
    "found = self._orders.find(a)\nreturn found + 1": 2,
    "for x in self._orders.find(a):\n  yield x + 1": 2,
    "for x in self._orders.find(a):\n  yield y": 2,
    "for x, y in self._orders.find(a):\n  yield x": 2,
    "for x in self._orders.find(a):\n  yield x\nelse:\n  print(x)": 2,
    "for x in self._orders.find(a):\n  print(x)\n  yield x": 2,
    "if a:\n  return self._orders.find(a)": 2,
    "self._x = a": 2,
    "self._orders.x = a": 2,
    "del self._orders.x": 2,
    "x = y = self._orders\nreturn x.find(a)": 2,
    "x = self._orders.store\nreturn x.find(a)": 2,
    "x = self.computed\nreturn x.find(a)": 2,
    "x = self.own\nreturn x.find(a)": 2,
    "return lambda: self._orders.find(a)": 2,
    "raise ValueError": 2,
    "return self.own(a + 1)": 2,
    "return self.own()": 2,
    "return self.missing(a)": 2,
    "return self.own": 2,
    "return [a]": 2,
    "assert a\nreturn self._x": 2,
    "assert a": 2,
}


@pytest.mark.parametrize(("body", "where"), DELEGATE.items())
def test_delegations(body, where):
    head = f"async {SIMPLE}" if "await" in body else SIMPLE
    assert read(method(body, head)) == ("delegate", where, (), None)


def test_an_asynchronous_loop():
    body = "async for x in self._orders.find(a):\n  yield x"
    assert read(method(body, f"async {SIMPLE}")) == ("delegate", "accessor _orders.find", (), None)
    assert read(method(f"{body} + 1", f"async {SIMPLE}"))[0] == "logic"


@pytest.mark.parametrize(("body", "line"), LOGIC.items())
def test_logic(body, line):
    shape, _, _, at = read(method(body, SIMPLE))
    assert (shape, at) == ("logic", line)


@pytest.mark.parametrize(
    ("body", "shape", "where"),
    [
        ("return self._x", "attribute", "_x"),
        ("return cast(int, self._x)", "attribute", "_x"),
        ("x = self._x\nreturn x", "attribute", "_x"),
        ("return self", "attribute", None),
        ("return 1", "constant", None),
        ("return", "constant", None),
        ("pass", "constant", None),
        ("...", "constant", None),
        ("'''Says.'''", "constant", None),
        ("return [1, -2, (3, {4: {5}})]", "constant", None),
        ("return {**x}", "logic", None),
        ("return {x: 1}", "logic", None),
        ("for x in self._x:\n  yield x", "attribute", "_x"),
        ("yield from self._x", "attribute", "_x"),
        ("return -x", "logic", None),
        ("raise NotImplementedError", "constant", None),
        ("raise NotImplementedError('later')", "constant", None),
        ("return self.computed", "own", "own self.computed"),
        ("found = self.computed\nreturn found", "own", "own self.computed"),
        ("return self.own(a)", "own", "own self.own"),
        ("self.own(a)", "own", "own self.own"),
        ("Shop.own(self, a)", "own", "own self.own"),
        ("Shop.own(a)", "own", "own self.own"),
        ("return self._get_client", "own", "own self._get_client"),
    ],
)
def test_what_is_no_delegation(body, shape, where):
    assert read(method(body, SIMPLE))[:2] == (shape, where)


@pytest.mark.parametrize(
    ("body", "head", "shape", "where", "issues"),
    [
        ("self._orders.x = a", "@x.setter\ndef x(self, a):", "delegate", "accessor _orders.x", ()),
        (
            "self._orders.x = 1",
            "@x.setter\ndef x(self, a):",
            "delegate",
            "accessor _orders.x",
            ("dropped a", "altered #1"),
        ),
        ("del self._orders.x", "@x.deleter\ndef x(self):", "delegate", "accessor _orders.x", ()),
        ("self._x = a", "@x.setter\ndef x(self, a):", "attribute", "_x", ()),
        ("self._x = a + 1", "@x.setter\ndef x(self, a):", "logic", None, ()),
        ("del self._x", "@x.deleter\ndef x(self):", "attribute", "_x", ()),
        ("self = a", "@x.setter\ndef x(self, a):", "logic", None, ()),
        ("other.x = a", "@x.setter\ndef x(self, a):", "logic", None, ()),
        ("return self._orders.x", "@property\ndef x(self):", "delegate", "accessor _orders.x", ()),
        ("return self._orders.x", "def x(self, a):", "delegate", "accessor _orders.x", ("dropped a",)),
    ],
)
def test_properties(body, head, shape, where, issues):
    assert read(method(body, head))[:3] == (shape, where, issues)


@pytest.mark.parametrize(
    ("call", "issues"),
    [
        ("a, b, *c, d=d, **e", ()),
        ("a, b, *c, d=d, e=e", ("altered e",)),
        ("a, b, c, d=d, **e", ("altered #3",)),
        ("a, b, *c, **e", ("dropped d",)),
        ("a, d=d", ("dropped b", "dropped c", "dropped e")),
        ("a + 1, b, *c, d=d, **e", ("altered #1",)),
        ("a, a, b, *c, d=d, **e", ("repeated #2",)),
        ("a, b, 1, *c, d=d, **e", ("altered #3",)),
        ("a, b, *c, d=d, x=1, **e", ("altered x",)),
        ("a, b, *c, d=d, **{'x': 1}, **e", ("altered **",)),
        ("a, *b, *c, d=d, **e", ("altered #2",)),
        ("cast(int, a), b, *c, d=(x := d), **e", ()),
        ("a, b, *c, d=await d, **e", ("altered d",)),
        ("[a, b], *c, d=d, **e", ("altered #1",)),
    ],
)
def test_arguments(call, issues):
    text = method(f"return self._orders.find({call})").replace("def", "async def", 1)
    assert read(text) == ("delegate", "accessor _orders.find", issues, None)


def test_guards():
    body = "check(a)\nassert a\nreturn self._orders.find(a)"
    assert read(method(body, SIMPLE)) == ("delegate", "accessor _orders.find", (), None)
    assert read(method("check(a)\nprint(a)\nreturn self._orders.find(a)", SIMPLE))[3] == 3
    assert read(method("check(a)\nassert a\nreturn self._x", SIMPLE))[3] == 2


def test_the_functions_of_a_name_that_was_something_else_first():
    definitions = ast.parse("total = None\n@overload\ndef total(): ...\ndef total(a): ...").body
    assert list(functions_of(definitions)) == definitions[2:]
