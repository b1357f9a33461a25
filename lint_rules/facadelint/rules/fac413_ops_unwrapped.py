"""# ops-unwrapped (FAC413)

## What it does
Reports an implementation that reaches through the ops wrapper to the facade behind it.

## Why is this bad?
The wrapper lists what an implementation needs of the facade. Whoever takes the facade out of it again needs
everything, tests with a fake wrapper break, and the wrapper has become decoration.

## Example
```python
# --- shop/orders/order_implementation.py
def total(ops):
    return ops._shop._database.total()


# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop


# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
```

## Use instead
```python
# --- shop/orders/order_implementation.py
def total(ops):
    return ops.database.total()


# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    @property
    def database(self):
        return self._shop._database


# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
```
Said instead of FAC101 and FAC103 at the same expression.

## Options
None.

## Fix
None: the wrapper has to get a property first.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.remedies import unwrapped
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROJECT = """# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    @property
    def shop(self):
        return self._shop

    def whole(self):
        return self._shop

    @property
    def database(self):
        return self._shop._database
# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)

    def count(self):
        return order_implementation.count(self._order_ops)
"""

CASES = f"""
### private and public, by a property, a method and a helper
# --- shop/orders/order_implementation.py
def total(ops):
    shop = ops.shop  # error: FAC413 12 "order domain reaches through OrderOps.shop to Shop behind it"
    return ops._shop._database, ops.whole(), _first(ops), shop  # error: FAC413 12 "OrderOps._shop"; FAC413 33 "OrderOps.whole"


def _first(ops):
    return getattr(ops, "_shop").total()  # error: FAC413 12
{_PROJECT}
### what the wrapper offers is fine
# --- shop/orders/order_implementation.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.orders.order_ops import OrderOps


def total(ops: "OrderOps"):
    return ops.database.total()


def count(ops: "OrderOps"):
    return ops.database.shop
{_PROJECT}"""


@rule("FAC413", "ops-unwrapped", roles=[Role.DOMAIN], nodes=[ast.Attribute, ast.Call])
def check(node: ast.Attribute | ast.Call, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute or call."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return
    wrapper = unwrapped(node, context)
    if wrapper is None:
        return
    name = _name(node)
    facade = context.facade.name
    yield Finding(
        node,
        f"{context.subject} reaches through {wrapper.name}.{name} to {facade} behind it; "
        f"add to {wrapper.name} what is needed",
        target=f"{wrapper.name}.{name}",
    )


def _name(node: ast.Attribute | ast.Call) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Call(func=ast.Attribute(attr=name)):
            return name
        case ast.Call(args=[_, ast.Constant(value=str(name)), *_]):
            return name
        case _:
            return "getattr"
