"""# domain-constructor (FAC401)

## What it does
Reports a domain whose `__init__` does more than keep: it reads through or calls the facade, does I/O, or
branches.

## Why is this bad?
The facade makes its domains on first use, from within any of its methods. A constructor that asks the facade
for something finds it half built, or starts a chain of domains that build one another, and a test cannot
make the domain without all that.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop
        self._database = shop.database
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop
        self._pending = []

    def total(self):
        return self._shop.database.total()
```
Keeping the facade, parameters, literals, containers and objects of its own (a lock, a cache) is fine, and so
are a default (`cache or {}`, `cache if cache is not None else {}`), an assertion, and `super().__init__(shop)`.

## Options
None.

## Fix
None: whether the value may be read later, only a person knows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.effects import io_of, is_default, is_typing_only
from facadelint.inference.classes import receiver_name
from facadelint.inference.values import External, FunctionObject
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule
from facadelint.source.nodes import children
from facadelint.source.privacy import is_dunder
from facadelint.source.scopes import outer_expressions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo

CASES = """
### reads, calls, writes
class OrderDomain:
    def __init__(self, shop):  # error: FAC401 5 "the constructor of order domain reads Shop.database (line 4)"
        self._shop = shop
        self._database = self._shop.database
# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):  # error: FAC401 5 "the constructor of stock domain calls Shop.notify (line 3)"
        shop.notify("stock")
        self._shop = shop
# --- shop/billing/billing_domain.py
class BillingDomain:
    def __init__(self, shop, *, rate=1):  # error: FAC401 5 "the constructor of billing domain writes Shop.rate (line 4)"
        self._shop = shop
        shop.rate = rate

### does I/O, branches, and does so in a method of its own
import json


class OrderDomain:
    def __init__(self, shop):  # error: FAC401 5 "does I/O by open (line 7)"
        self._shop = shop
        with open("orders.json") as file:
            self._orders = json.load(file)
# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop, strict=False):  # error: FAC401 5 "branches (line 4, 'if strict:')"
        self._shop = shop
        if strict:
            self._limit = 1
# --- shop/billing/billing_domain.py
class BillingDomain:
    def __init__(self, shop):  # error: FAC401 5 "reads Shop.database (line 7)"
        self._shop = shop
        self._load()

    def _load(self):
        self._database = self._shop.database

### keeping the facade and state of its own is fine
import logging
import threading
import weakref
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class Base:
    def __init__(self, shop: "Shop") -> None:
        self._shop = shop


class OrderDomain(Base):
    def __init__(self, shop: "Shop", cache=None, names=()) -> None:
        super().__init__(shop)
        assert shop is not None
        self._weak = weakref.ref(shop)
        self._cache = cache if cache is not None else {}
        self._names = [name.lower() for name in names] or ["none"]
        self._lock = threading.RLock()
        self._log = logging.getLogger(__name__)
        self._lines: dict[str, int] = defaultdict(int)
        self._total = lambda: self._shop.database.total()
        self._reset()

    def _reset(self):
        self._pending = []
"""


class _Offence(NamedTuple):
    node: ast.expr | ast.stmt
    said: str


@rule("FAC401", "domain-constructor", roles=[Role.DOMAIN], nodes=[ast.FunctionDef])
def check(node: ast.FunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function; only the constructor of a domain's class counts."""
    if node.name not in ("__init__", "__post_init__") or not context.enclosing:
        return
    domain, cls = context.domain, _class_around(context)
    if domain is None or cls is None:
        return
    offence = next(_Constructor(context, cls).offences(node), None)
    if offence is not None:
        yield Finding(
            node,
            f"the constructor of {domain.name} domain {offence.said}; keep {context.facade.name}, "
            "and do this in the methods that need it",
            target=f"{cls.name}.{node.name}",
        )


def _class_around(context: RuleContext) -> ClassInfo | None:
    """The class of the domain, an ops wrapper included, or a base of it, in whose body the node stands.

    A client that is built from plain values may do as it likes: it never meets the facade.
    """
    for accessor in context.domain.accessors if context.domain is not None else ():
        if accessor.receives_facade or accessor.name.endswith(("_domain", "_ops")):
            for cls in accessor.classes:
                for each in cls.mro:
                    if each.node is context.enclosing[-1]:
                        return each
    return None


class _Constructor:
    """Follows a constructor, and the methods of its own class that it calls."""

    def __init__(self, context: RuleContext, cls: ClassInfo) -> None:
        self.context = context
        self.cls = cls
        self._seen: set[ast.AST] = set()

    def offences(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[_Offence]:
        """What the function does beyond keeping, in source order."""
        if function in self._seen:
            return
        self._seen.add(function)
        stack: list[tuple[ast.AST, ast.AST]] = [(each, function) for each in reversed(function.body)]
        while stack:
            node, parent = stack.pop()
            yield from self._one(node, parent, function)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                # The body runs later, if at all.
                stack.extend((each, node) for each in reversed(outer_expressions(node)))
                continue
            if isinstance(node, ast.stmt) and is_typing_only(node):
                continue
            stack.extend((child, node) for child in reversed(children(node)))

    def _one(
        self, node: ast.AST, parent: ast.AST, function: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> Iterator[_Offence]:
        facade = self.context.facade
        match node:
            case ast.Attribute(value=value, attr=name) if not is_dunder(name):
                if facade.is_facade(self.context.inside(function, value)):
                    yield _said(node, f"{_verb(node, parent)} {facade.name}.{name}")
            case ast.Subscript(value=value):
                if facade.is_instance(self.context.inside(function, value)):
                    yield _said(node, f"reads an item of {facade.name}")
            case ast.Call():
                yield from self._call(node, function)
            case ast.If() | ast.Match() | ast.For() | ast.While() | ast.Try() | ast.TryStar():
                if not is_typing_only(node):
                    line = self.context.first_line(node)
                    does = "loops" if isinstance(node, ast.For | ast.While) else "branches"
                    yield _Offence(node, f"{does} (line {node.lineno}, {line!r})")
            case ast.IfExp() if not is_default(node):
                yield _said(node, "branches")
            case _:
                pass

    def _call(self, node: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[_Offence]:
        facade = self.context.facade
        called = self.context.inside(function, node.func)
        if facade.is_instance(called):
            yield _said(node, f"calls {facade.name}")
        is_given = any(facade.is_facade(self.context.inside(function, each)) for each in node.args[:1])
        for value in called:
            if isinstance(value, External) and value.name in _REFLECTION and is_given:
                yield _said(node, f"reads {facade.name} by {value.name.rpartition('.')[2]}")
            if isinstance(value, FunctionObject):
                yield from self._own_method(value, function)
        performed = io_of(node, called)
        if performed is not None:
            yield _said(node, f"does I/O by {performed}")

    def _own_method(
        self, called: FunctionObject, function: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> Iterator[_Offence]:
        """``self._load()``: what the method does, the constructor does."""
        method = called.node
        if isinstance(method, ast.Lambda) or called.owner is not self.cls or method is function:
            return
        if receiver_name(method) is not None:
            yield from self.offences(method)


_REFLECTION = frozenset(
    f"builtins.{name}" for name in ("getattr", "hasattr", "setattr", "delattr", "vars", "dir")
)


def _said(node: ast.expr, said: str) -> _Offence:
    return _Offence(node, f"{said} (line {node.lineno})")


def _verb(node: ast.Attribute, parent: ast.AST) -> str:
    if isinstance(node.ctx, ast.Load):
        return "calls" if isinstance(parent, ast.Call) and parent.func is node else "reads"
    return "writes" if isinstance(node.ctx, ast.Store) else "deletes"
