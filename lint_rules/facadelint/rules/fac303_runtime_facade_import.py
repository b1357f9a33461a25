"""# runtime-facade-import (FAC303)

## What it does
Reports a domain that imports the facade at module level and at run time, also from a package that
re-exports it.

## Why is this bad?
The facade imports its domains. A domain that imports the facade back makes a cycle: which of the two
can be imported first is a matter of luck, and no domain can be loaded without all the others.

## Example
```python
from shop.facade import Shop


class OrderDomain:
    def __init__(self, shop: Shop):
        self._shop = shop
```

## Use instead
```python
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderDomain:
    def __init__(self, shop: "Shop"):
        self._shop = shop
```
A domain that needs the class at run time imports it inside of the function.

## Options
None.

## Fix
Where the names are only used in annotations, `facadelint fix` moves the import under `TYPE_CHECKING`, and quotes
the annotations that Python would evaluate. It needs `--unsafe` where something may look at annotations at run
time: in a class with bases or decorators (pydantic, dataclasses), below a decorator, beside `get_type_hints`.
It leaves alone what another module imports from this one.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.reach import imports_facade
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule
from facadelint.source.annotations import name_uses
from facadelint.source.imports import imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### at module level
from shop.facade import Shop  # error: FAC303 1 "order domain imports the facade Shop at run time; move the import under TYPE_CHECKING"

### relative, of the module, and inside of a try
try:
    from .. import facade  # error: FAC303 5
except ImportError:
    import shop.facade  # error: FAC303 5

### from a package that re-exports it
from shop import Shop  # error: FAC303 1
# --- shop/__init__.py
from shop.facade import Shop

### for typing, inside of a function, and another name of the package are fine
from typing import TYPE_CHECKING

from shop import VERSION

if TYPE_CHECKING:
    from shop.facade import Shop


def shop() -> "Shop":
    from shop.facade import Shop

    return Shop(VERSION)
# --- shop/__init__.py
from shop.facade import Shop

VERSION = 1
"""


@rule("FAC303", "runtime-facade-import", roles=[Role.DOMAIN], nodes=[ast.Import, ast.ImportFrom])
def check(node: ast.Import | ast.ImportFrom, context: RuleContext) -> Iterator[Finding]:
    """Look at one import statement outside of functions."""
    if (
        context.function is not None
        or node in context.view.typing_only
        or is_test_module(context.module.name)
    ):
        return
    if context.facade.is_facade_module(context.module.name):
        return
    aliases = facade_aliases(node, context)
    if aliases:
        facade = context.facade.name
        uses = name_uses(context.module.tree, {alias.asname or alias.name for alias in aliases})
        is_at_top = node in context.module.tree.body
        is_movable = is_at_top and not uses.is_run and all(_is_single(alias, context) for alias in aliases)
        yield Finding(
            node,
            f"{context.subject} imports the facade {facade} at run time; "
            "move the import under TYPE_CHECKING or into the function that needs it",
            target=context.facade.cls.module.name,
            fix="Move the import under TYPE_CHECKING" if is_movable else None,
            unsafe="something may look at the annotations at run time" if uses.is_inspected else None,
        )


def facade_aliases(node: ast.Import | ast.ImportFrom, context: RuleContext) -> list[ast.alias]:
    """The names of an import that need the facade's module."""
    view = context.view
    return [
        alias
        for alias, name in zip(node.names, imported_names(context.module, node), strict=False)
        if imports_facade(context.facade, view.skimmed, name)
        and imports_facade(context.facade, view.inference.program, name)
    ]


def _is_single(alias: ast.alias, context: RuleContext) -> bool:
    """Whether the import binds one name of its own: not ``*``, not ``import shop.facade``, and nothing else binds it."""
    bound = alias.asname or alias.name
    return bound.isidentifier() and len(context.view.scope.bindings.get(bound, ())) == 1
