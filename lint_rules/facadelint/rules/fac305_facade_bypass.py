"""# facade-bypass (FAC305)

## What it does
Reports a module that is neither the facade nor the domain itself, and that imports the domain or
reaches it through a private accessor of the facade.

## Why is this bad?
The facade is the one place that everybody else depends on; that is what makes it possible to move code
between domains without anybody noticing. Each import that goes past it takes a bit of that away.

## Example
```python
from shop.orders.order_domain import OrderDomain


def view(shop):
    return OrderDomain(shop).total()
```

## Use instead
```python
def view(shop):
    return shop.total()
```

## Options
- `importers`: further modules that may import domains. Test modules always may: `test_*`, `*_test`,
  `conftest`, and everything under `tests`.

## Fix
None: the facade may have no such method yet.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob
from facadelint.facademap.reach import imported_domains, named_modules
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import may_import
from facadelint.rules.remedies import public_call
from facadelint.rules.rule import Role, rule
from facadelint.source.imports import ImportedName, imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint.inference.classes import ClassInfo

CASES = """
### an import from elsewhere
# --- shop/web/views.py
from shop.orders.order_domain import OrderDomain  # error: FAC305 1 "shop.web.views imports order domain (shop.orders.order_domain) past the facade; use Shop instead"

### a private accessor from elsewhere
# --- shop/web/views.py
from shop.facade import Shop


def view(shop: Shop):
    return shop._order_domain.total()  # error: FAC305 12 "shop.web.views reaches order domain through the private Shop._order_domain; call Shop.total instead"

### a test, an importer, a public accessor and the domain's own package are fine
# --- shop/web/test_views.py
from shop.orders.order_domain import OrderDomain
# --- shop/cli.py
from shop.orders.order_domain import OrderDomain
# --- shop/orders/__init__.py
from shop.orders.order_domain import OrderDomain
# --- shop/web/views.py
from shop.facade import Shop


def view(shop: Shop):
    return shop.billing_domain.bill(1)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
importers = ["shop.cli"]
"""


@rule(
    "FAC305",
    "facade-bypass",
    roles=[Role.OUTSIDE],
    nodes=[ast.Import, ast.ImportFrom, ast.Attribute, ast.Call],
)
def check(
    node: ast.Import | ast.ImportFrom | ast.Attribute | ast.Call, context: RuleContext
) -> Iterator[Finding]:
    """Look at one import statement or attribute of a module that is not of the facade."""
    if may_import(context.facade, context.module.name):
        return
    if isinstance(node, ast.Attribute):
        yield from _accessor(node, node.value, node.attr, context)
        return
    if isinstance(node, ast.Call):
        match node:
            case ast.Call(func=ast.Name(id="getattr"), args=[owner, ast.Constant(value=str(name)), *_]):
                yield from _accessor(node, owner, name, context)
        return
    seen: set[Domain] = set()
    shared = [module_glob(glob) for glob in context.facade.settings.shared]
    program = context.view.inference.program
    for imported in imported_names(context.module, node):
        if not _may_name_domain(imported, context):
            continue
        direct = set(named_modules(program, imported))
        for domain, through in imported_domains(context.facade, program, imported):
            # What a module re-exports is reported there, not at each of its users.
            if through not in direct or domain in seen or domain.is_mixin:
                continue
            if context.facade.builds(context.module.name, domain):
                continue  # a base of the facade is a part of it
            if any(glob.matches(through) for glob in shared):
                continue
            seen.add(domain)
            yield Finding(
                node,
                f"{context.module.name} imports {domain.name} domain ({through}) past the facade; "
                f"use {context.facade.name} instead",
                target=through,
                domain=domain,
            )


def _may_name_domain(imported: ImportedName, context: RuleContext) -> bool:
    """Most imports have nothing to do with a domain; those are told by their names alone."""
    names = (imported.module, f"{imported.module}.{imported.name}")
    return any(context.facade.domains_in(name) for name in names)


def _accessor(node: ast.expr, owner: ast.expr, name: str, context: RuleContext) -> Iterator[Finding]:
    domain = context.facade.accessed_domain(name) if context.is_private(name) else None
    if domain is None or not context.facade.is_instance(context.values(owner)):
        return
    facade = context.facade.name
    if any(_is_related(each, context) for each in context.classes_around()):
        return  # a subclass or a base of the facade is the facade
    yield Finding(
        node,
        f"{context.module.name} reaches {domain.name} domain through the private {facade}.{name}; "
        f"{public_call(node, name, context)}",
        target=f"{facade}.{name}",
        domain=domain,
    )


def _is_related(cls: ClassInfo, context: RuleContext) -> bool:
    return cls.is_subclass(context.facade.cls) or context.facade.cls.is_subclass(cls)
