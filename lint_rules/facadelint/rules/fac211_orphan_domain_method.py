"""# orphan-domain-method (FAC211)

## What it does
Reports a public method of a domain that no member of the facade delegates to and that the domain itself
does not use. Off unless it is selected.

Only domains behind a private accessor are looked at: one that can be had from outside may be used by
anybody. What a base class declares or an unknown decorator takes is left alone. In the two-file pattern
the functions of an implementation module are the methods.

## Why is this bad?
It is code that nobody can reach any more: most often the facade's member was removed or renamed, and the
domain's was left behind.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()

    def total_of_last_year(self):
        return self._shop.database.total(year=-1)
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
```

## Options
None.

## Fix
None: whether to delegate to it or to delete it is for the authors to say.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### a method, a class method, and one that only calls itself
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()

    def count(self):  # error: FAC211 5 "Shop delegates nothing to OrderDomain.count, and the order domain does not use it; delegate to it or remove it"
        return self._shop.database.count()

    @classmethod
    def parse(cls, text):  # error: FAC211 5 "OrderDomain.parse"
        return cls(text)

    async def retry(self, times):  # error: FAC211 5 "OrderDomain.retry"
        return await self.retry(times - 1)

### a function of an implementation module, and a member of its wrapper
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

# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop

    def take(self, item):
        return self._shop.database.take(item)

    def put(self, item):  # error: FAC211 5 "StockOps.put"
        return self._shop.database.put(item)

# --- shop/stock/stock_implementation.py
def reserve(ops, item):
    return checked(ops, ops.take(item))


def checked(ops, item):
    return item


def release(ops, item):  # error: FAC211 1 "Shop delegates nothing to stock_implementation.release"
    return item

### delegated to, used by the domain, declared by a base, private, or handed to somebody
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return self._order_domain.total()

    def both(self):
        domain = self._order_domain
        return domain.first() + getattr(domain, "second")()

# --- shop/orders/base.py
class Base:
    def inherited(self):
        raise NotImplementedError

# --- shop/orders/order_domain.py
from elsewhere import Mixin, register
from shop.orders.base import Base
from shop.orders.helpers import helped


class OrderDomain(Base):
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self.lines() + helped(self)

    def lines(self):
        return 1

    def first(self):
        return 1

    def second(self):
        return 2

    def inherited(self):
        return 3

    def _private(self):
        return 4

    @register
    def registered(self):
        return 5

    @property
    def size(self):
        return 6

    def help(self):
        return 7


class Other(Mixin):
    def of_no_domain(self):
        return 8

# --- shop/orders/helpers.py
def helped(domain):
    return domain.help()

### a domain that can be had from outside
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def stock(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    @property
    def orders(self):
        return self._order_domain

    def reserve(self, item):
        return self.stock.reserve(item)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return item

    def release(self, item):
        return item
"""


@rule(
    "FAC211",
    "orphan-domain-method",
    roles=[Role.DOMAIN],
    nodes=[ast.FunctionDef, ast.AsyncFunctionDef],
    off=True,
)
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of a domain's code."""
    domain = context.domain
    if domain is None:
        return
    cls = next((each for each in domain.classes if context.enclosing[-1:] == [each.node]), None)
    is_implementation = domain.wrappers and context.module.name in domain.modules and not context.enclosing
    if cls is None and not is_implementation:
        return
    uses = context.forwarder.uses(domain)
    if uses.is_open or not uses.is_orphan(node, cls):
        return
    owner = cls.name if cls is not None else context.module.name.rpartition(".")[2]
    yield Finding(
        node,
        f"{context.facade.name} delegates nothing to {owner}.{node.name}, and the {domain.name} domain does "
        "not use it; delegate to it or remove it",
        target=f"{owner}.{node.name}",
    )
