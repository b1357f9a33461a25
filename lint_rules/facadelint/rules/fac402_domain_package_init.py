"""# domain-package-init (FAC402)

## What it does
Reports code in the `__init__.py` of a domain's package, at its first statement.

## Why is this bad?
Whoever imports any module of the package runs it. A re-export makes a second way to the domain's class,
loads the domain before it is needed, and sooner or later closes a circle with the facade.

## Example
```python
# --- shop/orders/__init__.py
from shop.orders.order_domain import OrderDomain

__all__ = ["OrderDomain"]
```

## Use instead
```python
# --- shop/orders/__init__.py
\"\"\"Orders. The facade imports shop.orders.order_domain where it needs it.\"\"\"
```
A docstring, comments, `pass`, `from __future__ import ...` and an `__all__` that is written down are fine.

## Options
None.

## Fix
None: who imports the names from the package has to be changed first.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.bodies import is_literal
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = '''
### a re-export
# --- shop/orders/__init__.py
"""Orders."""

from __future__ import annotations

from shop.orders.order_domain import OrderDomain  # error: FAC402 1 "shop.orders, the package of order domain, holds code: 'from shop.orders.order_domain import OrderDomain"

__all__ = ["OrderDomain"]

### a constant and a lazy import
# --- shop/orders/__init__.py
LIMIT = 5  # error: FAC402 1
# --- shop/stock/__init__.py
def __getattr__(name):  # error: FAC402 1 "the package of stock domain"
    raise AttributeError(name)

### a docstring, comments and a literal __all__ are fine, and so is code in a folder that nobody owns
# --- shop/orders/__init__.py
# Orders are placed here.
"""Orders."""

from __future__ import annotations

__all__: list[str] = []
# --- shop/__init__.py
from shop.facade import Shop

__all__ = ["Shop"]
# --- shop/stock/units/__init__.py
PIECE = "piece"
'''


@rule("FAC402", "domain-package-init", roles=[Role.DOMAIN], nodes=[ast.Module])
def check(node: ast.Module, context: RuleContext) -> Iterator[Finding]:
    """Look at one module."""
    module = context.module
    domain = context.domain
    if domain is None or not module.is_package or module.name not in domain.packages:
        return
    first = next((each for each in node.body if not _is_idle(each)), None)
    if first is not None:
        yield Finding(
            first,
            f"{module.name}, the package of {domain.name} domain, holds code: {context.first_line(first)!r}; "
            "move it into a module of its own",
            target=module.name,
        )


def _is_idle(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.ImportFrom(module="__future__", level=0):
            return True
        case (
            ast.Assign(targets=[ast.Name(id="__all__")], value=value)
            | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value)
        ):
            return is_literal(value)
        case _:
            return False
