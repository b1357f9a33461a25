"""# sibling-through-accessor (FAC302)

## What it does
Reports a domain that reaches a sibling through the facade's accessor, private or public.

## Why is this bad?
It is a sibling import without the import: the domain depends on the other's class, and on how the facade
keeps it. The facade's own methods are there for this, and they stay when the domains change.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, order):
        self._shop._stock_domain.reserve(order.item)
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, order):
        self._shop.reserve(order.item)
```

## Options
None.

## Fix
None: the facade may have no such method yet.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.remedies import public_call, reaches_sibling
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### through a private accessor
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, item):
        self._shop._stock_domain.reserve(item)  # error: FAC302 9 "order domain reaches stock domain through Shop._stock_domain; call Shop.reserve"

### through a public accessor
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, order):
        billing = self._shop.billing_domain  # error: FAC302 19 "order domain reaches billing domain through Shop.billing_domain"
        return billing.bill(order)

### a public method of the facade, and an accessor of another object, are fine
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def place(self, item, registry):
        registry.billing_domain.bill(item)
        return self._shop.reserve(item)
"""


@rule("FAC302", "sibling-through-accessor", roles=[Role.DOMAIN], nodes=[ast.Attribute])
def check(node: ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute."""
    sibling = reaches_sibling(context, node.attr)
    if sibling is None or not context.is_facade(node.value):
        return
    facade = context.facade.name
    yield Finding(
        node,
        f"{context.subject} reaches {sibling.name} domain through {facade}.{node.attr}; {public_call(node, context)}",
        target=f"{facade}.{node.attr}",
    )
