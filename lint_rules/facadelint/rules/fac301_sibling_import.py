"""# sibling-import (FAC301)

## What it does
Reports a domain that imports another domain of the same facade: at any scope, relative or absolute,
through a package that re-exports it or has it as an attribute, and for type checking only, unless that
is allowed.

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
from facadelint.inference.values import ModuleObject
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule
from facadelint.source.imports import ImportedName, imported_names
from facadelint.source.nodes import descend

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


@rule("FAC301", "sibling-import", roles=[Role.DOMAIN], nodes=[ast.Import, ast.ImportFrom, ast.Attribute])
def check(node: ast.Import | ast.ImportFrom | ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """Look at one import statement, or at what is taken of a module; each sibling is said once."""
    if isinstance(node, ast.Attribute):
        if node.attr in context.facade.names_in_modules:
            yield from _of_module(node, context)
        return
    for domain, through in _siblings(node, context):
        yield Finding(
            node,
            f"{context.subject} imports {domain.name} domain ({through}); "
            f"call a public method of {context.facade.name} instead",
            target=through,
        )


def _siblings(node: ast.Import | ast.ImportFrom, context: RuleContext) -> Iterator[tuple[Domain, str]]:
    """The siblings that an import statement reaches, each with the module through which it does."""
    if context.facade.settings.typing_imports == "allow" and node in context.view.typing_only:
        return
    seen: set[Domain] = set()
    view = context.view
    for imported in imported_names(context.module, node):
        if not any(imported_domains(context.facade, view.skimmed, imported)):
            continue  # the text of the modules on the way says so; most imports end here
        for domain, through in _others(imported, context):
            if domain not in seen:
                seen.add(domain)
                yield domain, through


def _others(imported: ImportedName, context: RuleContext) -> Iterator[tuple[Domain, str]]:
    """The siblings that one imported name reaches, but for shared modules; a test may know any."""
    if is_test_module(context.module.name):
        return
    own = context.facade.domains_in(context.module.name)
    shared = [module_glob(glob) for glob in context.facade.settings.shared]
    for domain, through in imported_domains(context.facade, context.view.inference.program, imported):
        if domain not in own and not any(glob.matches(through) for glob in shared):
            yield domain, through


def _of_module(node: ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """``import shop`` and ``shop.StockDomain``: the statement names no sibling, and what it binds has it."""
    modules = [value.name for value in context.values(node.value) if isinstance(value, ModuleObject)]
    if modules and context.facade.settings.typing_imports == "allow" and _is_typing_only(node, context):
        return
    for module in filter(None, modules):
        for domain, through in _others(ImportedName(module, node.attr), context):
            # Of a module of the sibling its import was said, or the attribute before.
            if not domain.holds(module) and not _is_imported(domain, context):
                yield Finding(
                    node,
                    f"{context.subject} takes {domain.name} domain ({through}) from {module}; "
                    f"call a public method of {context.facade.name} instead",
                    target=through,
                )


def _is_typing_only(node: ast.expr, context: RuleContext) -> bool:
    """Whether only a type checker imports what a dotted name begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    bindings = context.view.scope.bindings.get(node.id, ()) if isinstance(node, ast.Name) else ()
    return bool(bindings) and all(each.node in context.view.typing_only for each in bindings)


def _is_imported(domain: Domain, context: RuleContext) -> bool:
    """Whether an import statement of the file was reported for a sibling already, or is allowed to name it."""
    return any(
        domain is each
        for node in descend(context.module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for imported in imported_names(context.module, node)
        for each, _ in _others(imported, context)
    )
