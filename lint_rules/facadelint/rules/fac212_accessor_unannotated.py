"""# accessor-unannotated (FAC212)

## What it does
Reports an accessor without a return annotation. Off unless it is selected.

## Why is this bad?
A type checker that does not know what an accessor returns takes it for `Any`, and from there on checks
no delegation through it: a method that does not exist, a swapped argument and a lost result pass.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
```

## Use instead
```python
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.orders.order_domain import OrderDomain


class Shop:
    @cached_property
    def _order_domain(self) -> "OrderDomain":
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
```

## Options
None.

## Fix
`facadelint fix` adds the annotation in quotes, and the import under `TYPE_CHECKING`, where the code says which one
class is behind the accessor. For a public accessor it needs `--unsafe`: its annotation is part of the API.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule
from facadelint.source.nodes import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### a cached property, a lazy property and a getter
# --- shop/facade.py
from functools import cached_property


class Shop:
    def __init__(self):
        self._stock = None

    @cached_property
    def _order_domain(self):  # error: FAC212 5 "the accessor Shop._order_domain has no return annotation; say -> \\"OrderDomain\\""
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @property
    def stock(self):  # error: FAC212 5 "StockDomain"
        from shop.stock.stock_domain import StockDomain

        if self._stock is None:
            self._stock = StockDomain(self)
        return self._stock

### one that may give nothing
# --- shop/facade.py
class Shop:
    def __init__(self):
        self._stock = None

    def _get_stock_domain(self):  # error: FAC212 5 "the accessor Shop._get_stock_domain has no return annotation; say -> \\"StockDomain | None\\""
        from shop.stock.stock_domain import StockDomain

        if self.is_closed:
            return None
        if self._stock is None:
            self._stock = StockDomain(self)
        return self._stock

    def take(self):
        return self._get_stock_domain().take()

### annotated
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self) -> "OrderDomain":
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""


@rule(
    "FAC212",
    "accessor-unannotated",
    roles=[Role.FACADE],
    nodes=[ast.FunctionDef, ast.AsyncFunctionDef],
    off=True,
)
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    accessor = context.facade.accessors.get(node.name)
    if (
        accessor is None
        or accessor.node is not node
        or node.returns is not None
        or context.member(node) is None
    ):
        return
    name = f"{context.facade.name}.{node.name}"
    gives_none = any(map(_gives_none, own_nodes(node)))
    given = dict.fromkeys([*(each.name for each in accessor.classes), *(["None"] if gives_none else [])])
    step = f'; say -> "{" | ".join(given)}"' if accessor.classes else ""
    is_known = isinstance(node, ast.FunctionDef) and len(accessor.classes) == 1 and not gives_none
    yield Finding(
        node,
        f"the accessor {name} has no return annotation{step}",
        target=name,
        fix="Add the annotation" if is_known and accessor.classes[0].is_importable else None,
        unsafe=None if node.name.startswith("_") else "the accessor is public",
    )


def _gives_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and (
        node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    )
