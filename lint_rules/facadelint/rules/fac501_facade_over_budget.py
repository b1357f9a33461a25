"""# facade-over-budget (FAC501)

## What it does
Reports a facade whose class is longer than `max-lines`.

## Why is this bad?
A refactoring that takes months needs a number that only goes down. The budget says where the class is to
end, and fails as soon as it grows past that again.

## Example
```toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
max-lines = 500
```

## Use instead
A class within its budget; `facadelint status` shows which members are still to be extracted.

## Options
- `max-lines`: the budget of the class, from its `class` line to its last; there is no default.

## Fix
`facadelint extract` moves members into domains.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### one line too many
# --- shop/facade.py
from shop.orders.order_domain import OrderDomain


class Shop:  # error: FAC501 1 "Shop has 6 lines, 1 more than its budget of 5"
    def __init__(self):
        self._order_domain = OrderDomain(self)

    def total(self):
        return self._order_domain.total()
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
max-lines = 5

### within the budget
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
max-lines = 500

### without a budget
# --- shop/orders/lines.py
COUNT = 1
"""


@rule("FAC501", "facade-over-budget", roles=[Role.FACADE], nodes=[ast.ClassDef])
def check(node: ast.ClassDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one class; only the facade has a budget."""
    budget = context.facade.settings.max_lines
    lines = context.facade.lines
    if node is context.facade.cls.node and budget is not None and lines > budget:
        name = context.facade.name
        yield Finding(
            node,
            f"{name} has {lines} lines, {lines - budget} more than its budget of {budget}; extract members into domains",
            target=name,
        )
