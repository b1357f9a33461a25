"""# missing-target (FAC207)

## What it does
Reports a facade member that reaches for something that its domain does not have.

## Why is this bad?
It fails when it is called, and not before: where an accessor is not annotated, a type checker takes what
it gives for `Any`. A member that was renamed or removed in the domain leaves such a delegation behind.

A domain class that may have more members than its text shows is left alone: one with `__getattr__`, with
a base class outside the project, or with attributes that are set by a computed name.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve_item(item, count)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve(item, count)
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: only the authors know what became of the member.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.lacking import lacking_targets
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACADE = """# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)
"""

CASES = f"""
### a method, a property, a setter and a deleter that are not there
{_FACADE}
    def reserve(self, item):  # error: FAC207 5 "Shop.reserve delegates to _stock_domain.reserved, which StockDomain (shop/stock/stock_domain.py:1) does not have; did you mean reserve?"
        return self._stock_domain.reserved(item)

    @property
    def limit(self):
        return self._stock_domain.limit

    @limit.setter
    def limit(self, value):  # error: FAC207 5 "Shop.limit delegates to StockDomain.limit (shop/stock/stock_domain.py:9), which has no setter; add it there, or use what is there"
        self._stock_domain.limit = value

    @limit.deleter
    def limit(self):  # error: FAC207 5 "has no deleter"
        del self._stock_domain.limit

    @property
    def count(self):  # error: FAC207 5 "_stock_domain.count"
        return self._stock_domain.count

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return item

    @property
    def limit(self):
        return 1

### in a member that does more than delegate
{_FACADE}
    def close(self, sure):  # error: FAC207 5 "_stock_domain.flush"; FAC207 5 "_stock_domain.shut"
        if sure:
            self._stock_domain.flush()
        return self._stock_domain.shut(), self._stock_domain.flush()

### a module without such a function
# --- shop/facade.py
from functools import cached_property

from shop.stock import stock_implementation


class Shop:
    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def reserve(self, item):
        return stock_implementation.reserve(self._stock_ops, item)

    def release(self, item):  # error: FAC207 5 "Shop.release delegates to stock_implementation.release, which shop/stock/stock_implementation.py does not have; add it there, or use what is there"
        return stock_implementation.release(self._stock_ops, item)

# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop

# --- shop/stock/stock_implementation.py
def reserve(ops, item):
    return item

### inherited, stored, assigned, declared and generated members are there
{_FACADE}
    def reserve(self, item):
        return self._stock_domain.reserve(item)

    def stored(self):
        return self._stock_domain.kept, self._stock_domain.slot, self._stock_domain.declared

    def release(self):
        return self._stock_domain.release()

    def nested(self):
        return self._stock_domain.Limit()

    @property
    def note(self):
        return self._stock_domain.note

    @note.setter
    def note(self, value):
        self._stock_domain.note = value

# --- shop/stock/base.py
class Base:
    __slots__ = ("slot",)
    declared: int

    def __init__(self, shop):
        self._shop = shop
        self.kept = []

    def reserve(self, item):
        return item

# --- shop/stock/stock_domain.py
from abc import ABC
from typing import Generic, TypeVar

from shop.stock.base import Base

T = TypeVar("T")


class StockDomain(Base, ABC, Generic[T]):
    class Limit:
        pass

    def _release(self):
        return 1

    release = _release


def mark(domain):
    domain.note = "marked"

### a class that may have more than its text shows is left alone
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _billing_domain(self):
        from shop.billing.billing_domain import BillingDomain

        return BillingDomain(self)

    def reserve(self, item):
        return self._stock_domain.reserve(item)

    def order(self, item):
        return self._order_domain.order(item)

    def bill(self, item):
        return self._billing_domain.bill_it(item)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def __getattr__(self, name):
        return getattr(self._shop.database, name)

# --- shop/orders/order_domain.py
from elsewhere import Base


class OrderDomain(Base):
    def __init__(self, shop):
        self._shop = shop

# --- shop/billing/billing_domain.py
class BillingDomain:
    def __init__(self, shop, **options):
        self._shop = shop
        for name, value in options.items():
            setattr(self, name, value)

### asked for before it is used
{_FACADE}
    def flush(self):
        if hasattr(self._stock_domain, "flush"):
            self._stock_domain.flush()

    def close(self):
        try:
            self._stock_domain.close()
        except AttributeError:
            pass
"""


@rule("FAC207", "missing-target", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    if context.member(node) is None:
        return
    name = f"{context.facade.name}.{node.name}"
    for lacking in lacking_targets(node, context.forwarding(node), context.forwarder.finder):
        step = "" if lacking.problem.endswith("?") else "; add it there, or use what is there"
        yield Finding(
            node, f"{name} delegates to {lacking.problem}{step}", target=f"{name}->{lacking.reached}"
        )
