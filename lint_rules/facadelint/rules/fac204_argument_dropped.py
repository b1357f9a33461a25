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
`facadelint fix --unsafe` forwards the parameter by keyword, where the domain has one of that name. It needs
`--unsafe` since the domain then gets a value that it did not get before.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.members import DELEGATING
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.forwarding import Forwarding

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

### the domain takes it, in calls of every layout
{_FACADE}
    def orders(self, limit=None):  # error: FAC204 22
        return self._order_domain.orders()

    def find(self, key, strict=True, *, fast=False):  # error: FAC204 25; FAC204 41
        return self._order_domain.find(
            key,  # as it is
        )

    def count(self, key, strict=True):  # error: FAC204 26
        return self._order_domain.count(
            key
        )

    def first(self, key, strict=True):  # error: FAC204 26
        return self._order_domain.first((key),)
# --- shop/orders/order_domain.py
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def orders(self, limit=None):
        return limit

    def find(self, key, strict=True, *, fast=False):
        return key, strict, fast

    def count(self, key, strict=True):
        return key, strict

    def first(self, key, strict=True):
        return key, strict

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
                f"{name} does not forward {issue.name} to {delegation.accessor}.{delegation.target}; "
                "pass it on, or take it out of the signature",
                target=f"{name}({issue.name})",
                fix=f"Forward {issue.name}" if _is_taken(issue.name, context.forwarding(node)) else None,
                unsafe="the domain gets a value that it did not get before",
                within=node,
            )


def _is_taken(name: str, forwarding: Forwarding | None) -> bool:
    """Whether all that may be behind the call takes a keyword of that name, and does not have it yet."""
    if forwarding is None or not forwarding.bound:
        return False
    ours = forwarding.side.signature.named(name)
    if (
        ours is None
        or ours.is_variadic
        or any(isinstance(each, ast.Starred) for each in forwarding.positional)
    ):
        return False
    for side, bound in forwarding.bound:
        theirs = side.signature.named(name)
        if theirs is None or theirs.kind not in ("positional or keyword", "keyword-only"):
            return False
        if any(passed.parameter is theirs for passed in bound.passed):
            return False
    return True
