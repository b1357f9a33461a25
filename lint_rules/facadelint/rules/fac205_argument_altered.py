"""# argument-altered (FAC205)

## What it does
Reports an argument of a delegation that is not simply a parameter of the facade's method: transformed,
defaulted, added or a constant.

## Why is this bad?
A conversion is logic. In the facade it happens for those callers only who come through the facade, and
the domain's own signature no longer says what it accepts.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def orders(self, keys=None):
        return self._order_domain.orders(set(keys) if keys else None)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def orders(self, keys=None):
        return self._order_domain.orders(keys)
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: the conversion has to move into the domain.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.members import DELEGATING
from facadelint.rules.context import Finding, RuleContext, cut
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
### transformed, defaulted, added and constant
{_FACADE}
    def orders(self, keys=None):
        return self._order_domain.orders(set(keys))  # error: FAC205 42 "Shop.orders changes an argument of _order_domain.orders: 'set(keys)'"

    def find(self, key, limit=None):
        return self._order_domain.find(key, limit=limit or 10)  # error: FAC205 45 "'limit or 10'"

    def first(self, key):
        return self._order_domain.first(key, 1, self)  # error: FAC205 46 "'1'"; FAC205 49 "'self'"

    def rest(self, options):
        return self._order_domain.rest(**options)  # error: FAC205 40

    def twice(self, key):
        return self._order_domain.twice(key, key)  # error: FAC205 46 "Shop.twice passes key to _order_domain.twice once more; pass each parameter once"

### parameters as they are, casts, and arguments of what is no delegation
{_FACADE}
    def orders(self, keys=None, *rest, **options):
        import typing

        return self._order_domain.orders(typing.cast(list, keys), *rest, **options)

    def logic(self, key):
        if key:
            return self._order_domain.logic(key + 1)
        return None
"""


@rule("FAC205", "argument-altered", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind not in DELEGATING or found[1].delegation is None:
        return
    delegation = found[1].delegation
    name = f"{context.facade.name}.{node.name}"
    forwarding = context.forwarding(node)
    astray = {each.ours.name for each in forwarding.misdirected} if forwarding and delegation.call else set()
    for issue in delegation.issues:
        text = cut(ast.unparse(issue.node.value if isinstance(issue.node, ast.keyword) else issue.node))
        reached = f"{delegation.accessor}.{delegation.target}"
        said = ""
        if issue.issue == "altered":
            said = f"changes an argument of {reached}: {text!r}; pass the parameter on as it is"
        elif issue.issue == "repeated" and text not in astray:  # FAC206 says that one of the two went astray
            said = f"passes {text} to {reached} once more; pass each parameter once"
        if said:
            yield Finding(
                issue.node,
                f"{name} {said}",
                target=f"{name}({issue.name})",
                within=node,
            )
