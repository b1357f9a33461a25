"""# sibling-import (FAC301)

## What it does
Reports a domain that imports another domain of the same facade: at any scope, relative or absolute,
through a package that re-exports it, and for type checking only, unless that is allowed.

## Why is this bad?
Domains that know one another are one class again, spread over several files: neither can be tested,
moved or understood alone. Import cycles follow, and then imports inside of functions.

## Example
```python
from shop.stock.stock_domain import StockDomain


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, order):
        StockDomain(self._shop).reserve(order.item)
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, order):
        self._shop.reserve(order.item)
```
Calling a public method of the facade is what the facade is for. What several domains need belongs in a
module of its own, outside of them.

## Options
- `typing-imports = "allow"`: imports under `TYPE_CHECKING` are fine.
- `shared`: modules that any domain may import.

## Fix
None: what the two domains share has to find its own place.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob
from facadelint.facademap.reach import imported_domains
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule
from facadelint.source.imports import imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain

CASES = """
### absolute, relative, and inside of a function
from shop.stock.stock_domain import StockDomain  # error: FAC301 1 "order domain imports stock domain (shop.stock.stock_domain)"
from ..billing import billing_domain  # error: FAC301 1 "order domain imports billing domain"


def later():
    import shop.stock  # error: FAC301 5

    return shop.stock

### under TYPE_CHECKING
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.stock.stock_domain import StockDomain  # error: FAC301 5

### under TYPE_CHECKING, where that is allowed
import typing as t

if t.TYPE_CHECKING:
    from shop.stock.stock_domain import StockDomain
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
typing-imports = "allow"

### through a re-export
from shop import StockDomain  # error: FAC301 1 "order domain imports stock domain (shop.stock.stock_domain)"
# --- shop/__init__.py
from shop.stock.stock_domain import StockDomain

### its own modules, the facade, and shared modules are fine
from shop.orders import lines
from shop.stock import units
# --- shop/orders/lines.py
COUNT = 1
# --- shop/stock/units.py
PIECE = "piece"
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
shared = ["shop.stock.units"]
"""


@rule("FAC301", "sibling-import", roles=[Role.DOMAIN], nodes=[ast.Import, ast.ImportFrom])
def check(node: ast.Import | ast.ImportFrom, context: RuleContext) -> Iterator[Finding]:
    """Look at one import statement; each sibling that it imports is said once."""
    if context.facade.settings.typing_imports == "allow" and node in context.view.typing_only:
        return
    if is_test_module(context.module.name):
        return
    own = set(context.facade.domains_in(context.module.name))
    seen: set[Domain] = set()
    shared = [module_glob(glob) for glob in context.facade.settings.shared]
    view = context.view
    for imported in imported_names(context.module, node):
        if not any(imported_domains(context.facade, view.skimmed, imported)):
            continue  # the text of the modules on the way says so; most imports end here
        for domain, through in imported_domains(context.facade, view.inference.program, imported):
            if domain in own or domain in seen or any(glob.matches(through) for glob in shared):
                continue
            seen.add(domain)
            yield Finding(
                node,
                f"{context.subject} imports {domain.name} domain ({through}); "
                f"call a public method of {context.facade.name} instead",
                target=through,
            )
