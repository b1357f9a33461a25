"""# implementation-signature (FAC412)

## What it does
Reports a public function of an implementation module whose first parameter is not the ops wrapper.

## Why is this bad?
Every function of such a module can be called in the same way, `order_implementation.total(self._order_ops)`,
and gets at the facade in no other. A function that asks for something else is a second way, or belongs
elsewhere.

## Example
```python
# --- shop/orders/order_implementation.py
def total(ops, currency):
    return ops.database.total(currency)


def rounded(amount):
    return round(amount, 2)


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

    def total(self, currency):
        return order_implementation.total(self._order_ops, currency)
```

## Use instead
```python
# --- shop/orders/order_implementation.py
def total(ops, currency):
    return ops.database.total(currency)


def _rounded(amount):
    return round(amount, 2)


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

    def total(self, currency):
        return order_implementation.total(self._order_ops, currency)
```
An implementation module is one whose functions the facade calls with an ops wrapper, or one called
`*_implementation` in the package of a domain that has a wrapper. An unannotated first parameter is the wrapper
where it gets one, or is called as in the other functions of the module.

## Options
None.

## Fix
None.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.bodies import functions_of
from facadelint.inference import annotation
from facadelint.inference.values import Instance
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain

_PROJECT = """# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation
from shop.stock import stock_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)

    def reserve(self):
        return stock_implementation.reserve(self._stock_ops)
# --- shop/stock/stock_implementation.py
def reserve(ops):
    return ops
"""

CASES = f"""
### something else, nothing, the facade, and a sibling's wrapper
# --- shop/orders/order_implementation.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop
    from shop.orders.order_ops import OrderOps
    from shop.stock.stock_ops import StockOps


def total(ops: "OrderOps"):
    return ops


def rounded(amount):  # error: FAC412 1 "order_implementation.rounded takes amount first, not the ops wrapper of order domain (OrderOps)"
    return round(amount, 2)


def nothing():  # error: FAC412 1 "order_implementation.nothing takes no parameter"
    return None


async def later(shop: "Shop"):  # error: FAC412 1
    return shop


def taken(ops: "StockOps"):  # error: FAC412 1
    return ops


def late(amount, ops: "OrderOps"):  # error: FAC412 1
    return amount, ops
{_PROJECT}
### the wrapper in every spelling, private functions, nested ones, and classes are fine
# --- shop/orders/order_implementation.py
from __future__ import annotations

from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from shop.orders.order_ops import OrderOps


class Line:
    def price(self, count):
        return count


def total(ops):
    def inner(amount):
        return amount

    return inner(_rounded(1)), ops


def typed(wrapper: Optional[OrderOps] = None, *, limit=1):
    return wrapper, limit


def untyped(ops, /, amount):
    return ops, amount


def passed(*args):
    return args


def _rounded(amount):
    return round(amount, 2)
{_PROJECT}"""


@rule(
    "FAC412", "implementation-signature", roles=[Role.DOMAIN], nodes=[ast.FunctionDef, ast.AsyncFunctionDef]
)
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function; only public ones of an implementation module count."""
    domain = context.domain
    if domain is None or context.enclosing or node.name.startswith("_") or not list(functions_of([node])):
        return
    if not domain.is_implementation(context.module.name) or _takes_wrapper(node, domain, context):
        return
    arguments = node.args
    first = next(iter([*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]), None)
    module = context.module.name.rpartition(".")[2]
    wrapper = ", ".join(cls.name for cls in domain.wrappers)
    taken = f"takes {first.arg} first, not" if first is not None else "takes no parameter: its first is to be"
    yield Finding(
        node,
        f"{module}.{node.name} {taken} the ops wrapper of {domain.name} domain ({wrapper}); "
        "take it, or make the function private",
        target=f"{module}.{node.name}",
    )


def _takes_wrapper(
    node: ast.FunctionDef | ast.AsyncFunctionDef, domain: Domain, context: RuleContext
) -> bool:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    if not positional and arguments.vararg is not None:
        return True  # it may be among them
    first = next(iter([*positional, *arguments.kwonlyargs]), None)
    if first is None:
        return False
    inference = context.view.inference
    given = inference.parameter_values.get(first, frozenset())
    if any(isinstance(value, Instance) and value.cls in domain.wrappers for value in given):
        return True
    if first.annotation is not None:
        # A base class of the wrapper will do, and lies in a module that rules do not see by themselves.
        said = annotation.evaluate(context.forwarder.finder.inference, first.annotation, context.view.scope)
        named = any(cls.name in ast.unparse(first.annotation) for cls in domain.wrappers)
        fitting = {cls for wrapper in domain.wrappers for cls in wrapper.mro}
        return any(isinstance(value, Instance) and value.cls in fitting for value in said) or (
            named and not said
        )
    return not given and first.arg in _names_of_wrapper(context)


def _names_of_wrapper(context: RuleContext) -> set[str]:
    """What the functions of the module call the wrapper that they are given."""
    found = {"ops"}
    for each in context.module.tree.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            for argument in [*each.args.posonlyargs, *each.args.args][:1]:
                if context.view.inference.parameter_values.get(argument):
                    found.add(argument.arg)
    return found
