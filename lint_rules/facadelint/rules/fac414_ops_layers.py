"""# ops-layers (FAC414)

## What it does
Reports an ops wrapper that imports an implementation, and an implementation that imports another domain's
implementation.

## Why is this bad?
The facade calls implementations, and those use their wrapper: that is the whole order. A wrapper that calls
back up makes a circle, and an implementation that calls another's goes past the facade.

## Example
```python
# --- shop/orders/order_ops.py
from shop.orders import order_implementation


class OrderOps:
    def __init__(self, shop):
        self._shop = shop


# --- shop/orders/order_implementation.py
def total(ops):
    return ops


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
What both layers need belongs in the wrapper, or in a module of its own; what another domain does, the facade
offers as a public method.
```python
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return self._shop.reserve(item)


# --- shop/orders/order_implementation.py
def total(ops):
    return ops.reserve(1)


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

## Options
- `typing-imports = "allow"`: imports under `TYPE_CHECKING` are fine.

## Fix
None.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.reach import defining_modules, named_modules
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule
from facadelint.source.imports import imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain

_FACADE = """# --- shop/facade.py
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
"""

CASES = f"""
### against the layers, at any scope
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        from shop.orders.order_implementation import total  # error: FAC414 9 "the ops wrapper of order domain imports the implementation of order domain (shop.orders.order_implementation)"

        return total(self)
# --- shop/orders/order_implementation.py
from shop.stock import stock_implementation  # error: FAC414 1 "the implementation of order domain imports that of stock domain"


def total(ops):
    return stock_implementation.reserve(ops)
# --- shop/stock/stock_ops.py
from typing import TYPE_CHECKING

from ..orders import totals  # error: FAC414 1 "the ops wrapper of stock domain imports the implementation of order domain"

if TYPE_CHECKING:
    from . import stock_implementation  # error: FAC414 5


class StockOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/orders/__init__.py
from shop.orders.order_implementation import total as totals
# --- shop/stock/stock_implementation.py
def reserve(ops):
    return ops
{_FACADE}
### with the layers
# --- shop/orders/order_ops.py
from shop.orders.lines import LINES


class OrderOps:
    def __init__(self, shop):
        self._shop = shop, LINES
# --- shop/orders/lines.py
LINES = 1
# --- shop/orders/order_implementation.py
from shop.orders import order_more_implementation
from shop.orders.lines import LINES
from shop.orders.order_ops import OrderOps


def total(ops: OrderOps):
    return ops, LINES, order_more_implementation
# --- shop/orders/order_more_implementation.py
def more(ops):
    return ops
# --- shop/stock/stock_ops.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import stock_implementation


class StockOps:
    def __init__(self, shop):
        self._shop = shop
# --- shop/stock/stock_implementation.py
def reserve(ops):
    return ops
{_FACADE}# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
typing-imports = "allow"
"""


@rule("FAC414", "ops-layers", roles=[Role.DOMAIN], nodes=[ast.Import, ast.ImportFrom])
def check(node: ast.Import | ast.ImportFrom, context: RuleContext) -> Iterator[Finding]:
    """Look at one import statement; each implementation that it reaches is said once."""
    domain = context.domain
    if domain is None or is_test_module(context.module.name):
        return
    if context.facade.settings.typing_imports == "allow" and node in context.view.typing_only:
        return
    is_wrapper = context.module.name in {cls.module.name for cls in domain.wrappers}
    if not is_wrapper and not domain.is_implementation(context.module.name):
        return
    seen: set[Domain] = set()
    for name in _reached(node, context):
        other = _implemented(name, context)
        if other is None or other in seen or (other is domain and not is_wrapper):
            continue
        seen.add(other)
        said = (
            f"the ops wrapper of {domain.name} domain imports the implementation of {other.name} domain ({name}); "
            "move what both need into the wrapper or a module of its own"
            if is_wrapper
            else f"the implementation of {domain.name} domain imports that of {other.name} domain ({name}); "
            f"call a public method of {context.facade.name} instead"
        )
        yield Finding(node, said, target=name)


def _reached(node: ast.Import | ast.ImportFrom, context: RuleContext) -> Iterator[str]:
    program = context.view.inference.program
    for imported in imported_names(context.module, node):
        yield from named_modules(program, imported)
        yield from defining_modules(program, imported)


def _implemented(module_name: str, context: RuleContext) -> Domain | None:
    """The domain whose implementation a module is; one that holds the wrapper as well is no layer of its own."""
    for domain in context.facade.domains.values():
        layers = {context.module.name, *(cls.module.name for cls in domain.wrappers)}
        if domain.is_implementation(module_name) and module_name not in layers:
            return domain
    return None
