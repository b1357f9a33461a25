"""# argument-dropped (FAC204)

## What it does
Reports a parameter of a facade method that is not forwarded by its delegation.

## Why is this bad?
The caller sets it and nothing happens. When a method's body moves into a domain, a parameter that stays
behind is the mistake that no type checker reports: the domain's default takes its place in silence.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def orders(self, limit=None, ascending=False):
        return self._order_domain.orders(limit)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def orders(self, limit=None, ascending=False):
        return self._order_domain.orders(limit, ascending)
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
`facadelint fix` forwards the parameter where the domain has one of that name.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.members import DELEGATING
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACADE = """# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""

CASES = f"""
### a parameter, a keyword and the variadic ones
{_FACADE}
    def orders(self, limit=None, ascending=False):  # error: FAC204 34 "Shop.orders does not forward ascending to _order_domain.orders"
        return self._order_domain.orders(limit)

    def find(self, key, *rest, strict=True, **options):  # error: FAC204 26 "rest"; FAC204 32 "strict"; FAC204 47 "options"
        return self._order_domain.find(key)

### every parameter is forwarded, changed or not
{_FACADE}
    def orders(self, limit=None, *rest, ascending=False, **options):
        return self._order_domain.orders(limit, *rest, ascending=ascending, **options)

    def find(self, key):
        return self._order_domain.find(key.lower())

    def enabled(self, key):
        return False
"""


@rule("FAC204", "argument-dropped", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind not in DELEGATING or found[1].delegation is None:
        return
    delegation = found[1].delegation
    name = f"{context.facade.name}.{node.name}"
    for issue in delegation.issues:
        if issue.issue == "dropped":
            yield Finding(
                issue.node,
                f"{name} does not forward {issue.name} to {delegation.accessor}.{delegation.target}",
                target=f"{name}({issue.name})",
                fix=f"Forward {issue.name}",
                within=node,
            )
