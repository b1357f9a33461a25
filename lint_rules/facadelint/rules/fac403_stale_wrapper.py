"""# stale-wrapper (FAC403)

## What it does
Reports an ops wrapper or implementation module that is left beside a domain class, at its first line.

## Why is this bad?
The domain class has taken over. Two files that nothing calls still look like the place where such code goes,
are changed along with the domain for a while, and then no longer.

## Example
```python
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    @property
    def database(self):
        return self._shop._database
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
```
While the facade still delegates through the wrapper, the migration is under way and nothing is reported.

## Options
None.

## Fix
None: delete the file.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.leftovers import domain_beside, leftover
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### both files in the domain's package, and both beside a domain that shares its folder
# --- shop/orders/order_instance_ops.py
\"\"\"The wrapper.\"\"\"  # error: FAC403 1 "the ops wrapper shop.orders.order_instance_ops is left beside OrderDomain; delete it"


class OrderInstanceOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/orders/order_implementation.py
def total(ops: "OrderInstanceOps"):  # error: FAC403 1 "the implementation shop.orders.order_implementation is left beside OrderDomain"
    return ops.database.total()
# --- shop/reports/report_domain.py
class ReportDomain:
    def __init__(self, shop):
        self._shop = shop
# --- shop/reports/figure_domain.py
class FigureDomain:
    def __init__(self, shop):
        self._shop = shop
# --- shop/reports/report_ops.py
class ReportOps:  # error: FAC403 1 "is left beside ReportDomain"
    def __init__(self, shop):
        self._shop = shop
# --- shop/reports/figure_implementation.py
def figures(ops):  # error: FAC403 1 "is left beside FigureDomain"
    return ops
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _report_domain(self):
        from shop.reports.report_domain import ReportDomain

        return ReportDomain(self)

    @cached_property
    def _figure_domain(self):
        from shop.reports.figure_domain import FigureDomain

        return FigureDomain(self)

### an accessor that no member uses any more
# --- shop/orders/order_ops.py
class OrderOps:  # error: FAC403 1
    def __init__(self, shop):
        self._shop = shop
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return self._order_domain.total()

### a wrapper in use, one of a domain without a class, and other helpers are fine
# --- shop/orders/bulk_ops.py
class BulkOps:
    def __init__(self, database, size):
        self._database = database, size
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/orders/order_implementation.py
def count(ops):
    return ops.count()
# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/stock/stock_implementation.py
def reserve(ops):
    return ops.reserve()
# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation
from shop.stock import stock_implementation


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def total(self):
        return self._order_domain.total()

    def count(self):
        return order_implementation.count(self._order_ops)

    def reserve(self):
        return stock_implementation.reserve(self._stock_ops)
"""


@rule("FAC403", "stale-wrapper", roles=[Role.DOMAIN, Role.OUTSIDE], nodes=[ast.Module])
def check(node: ast.Module, context: RuleContext) -> Iterator[Finding]:
    """Look at one module."""
    module = context.module
    if is_test_module(module.name):
        return
    domain = context.domain or domain_beside(context.facade, module.name)
    kind = leftover(context.facade, domain, module) if domain is not None else None
    if domain is not None and kind is not None:
        classes = ", ".join(cls.name for cls in context.facade.domain_classes(domain))
        yield Finding(
            node,
            f"the {kind} {module.name} is left beside {classes}; delete it",
            target=module.name,
            domain=domain,
        )
