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
What a base outside of the domain does in its constructor is reported at the domain's own, or at its class.

## Options
None.

## Fix
None: whether the value may be read later, only a person knows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.targets import path_of
from facadelint.rules.constructors import Constructor
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo
    from facadelint.rules.constructors import Offence

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

### a base that serves several domains
from shop.common import Base


class OrderDomain(Base):  # error: FAC401 1 "of order domain, which it has from Base, reads Shop.database (shop/common.py:4)"
    def total(self):
        return self._database.total()
# --- shop/stock/stock_domain.py
from shop.common import Base


class StockDomain(Base):
    def __init__(self, shop):  # error: FAC401 5 "of stock domain reads Shop.database (shop/common.py:4)"
        super().__init__(shop)
        self._lines = []
# --- shop/common.py
class Base:
    def __init__(self, shop):
        self._shop = shop
        self._database = shop.database

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


@rule("FAC401", "domain-constructor", roles=[Role.DOMAIN], nodes=[ast.FunctionDef, ast.ClassDef])
def check(node: ast.FunctionDef | ast.ClassDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function, or at a class without one; only the constructor of a domain's class counts."""
    domain = context.domain
    if domain is None:
        return
    if isinstance(node, ast.ClassDef):
        yield from _inherited(node, context)
        return
    if node.name not in ("__init__", "__post_init__") or not context.enclosing:
        return
    cls = next((each for each in _classes(context) if each.node is context.enclosing[-1]), None)
    if cls is None:
        return
    offence = next(Constructor(context, cls).offences(node, cls), None)
    if offence is not None:
        yield Finding(
            node,
            f"the constructor of {domain.name} domain {_text(offence, context)}; keep {context.facade.name}, "
            "and do this in the methods that need it",
            target=f"{cls.name}.{node.name}",
        )


def _classes(context: RuleContext) -> Iterator[ClassInfo]:
    """The classes of the domain, ops wrappers included, and their bases.

    A client that is built from plain values may do as it likes: it never meets the facade.
    """
    for cls in _built(context):
        yield from cls.mro


def _built(context: RuleContext) -> Iterator[ClassInfo]:
    for accessor in context.domain.accessors if context.domain is not None else ():
        if accessor.receives_facade or accessor.name.endswith(("_domain", "_ops")):
            yield from accessor.classes


def _inherited(node: ast.ClassDef, context: RuleContext) -> Iterator[Finding]:
    """The constructor that a domain has from a base in a module of nobody's: there it is not looked at."""
    cls = next((each for each in _built(context) if each.node is node), None)
    domain = context.domain
    if cls is None or domain is None:
        return
    for base in context.forwarder.finder.order(cls):
        if base is None:
            return
        constructor = next((each for each in base.functions() if each.name == "__init__"), None)
        if constructor is None:
            continue
        if domain.holds(base.module.name) or base in context.facade.cls.mro:
            return
        offence = next(Constructor(context, cls).offences(constructor, base), None)
        if offence is not None:
            yield Finding(
                node,
                f"the constructor of {domain.name} domain, which it has from {base.name}, "
                f"{_text(offence, context)}; keep {context.facade.name}, and do this in the methods that need it",
                target=f"{cls.name}.__init__",
            )
        return


def _text(offence: Offence, context: RuleContext) -> str:
    """What is done, and where: by the line alone, or by the file where it is another one."""
    line = getattr(offence.node, "lineno", 0)
    if offence.module is not context.module:
        return f"{offence.said} ({path_of(offence.module, context.view.inference)}:{line})"
    shown = f", {context.first_line(offence.node)!r}" if isinstance(offence.node, ast.stmt) else ""
    return f"{offence.said} (line {line}{shown})"
