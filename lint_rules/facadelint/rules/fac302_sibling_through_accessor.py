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

from facadelint.inference.values import Text, is_name_of
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


@rule(
    "FAC302", "sibling-through-accessor", roles=[Role.DOMAIN], nodes=[ast.Attribute, ast.MatchClass, ast.Call]
)
def check(node: ast.Attribute | ast.MatchClass | ast.Call, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute, at the attributes that a class pattern names, or at one that is got by its name."""
    for name in _names(node, context):
        sibling = reaches_sibling(context, name)
        if sibling is not None and _is_of_facade(node, context):
            facade = context.facade.name
            yield Finding(
                node,
                f"{context.subject} reaches {sibling.name} domain through {facade}.{name}; "
                f"{public_call(node, name, context)}",
                target=f"{facade}.{name}",
            )


def _names(node: ast.Attribute | ast.MatchClass | ast.Call, context: RuleContext) -> list[str]:
    match node:
        case ast.Attribute(attr=name):
            return [name]
        case ast.MatchClass(kwd_attrs=names):
            return names
        case ast.Call(func=ast.Name(id="getattr"), args=[_, name, *_]):
            values = context.values(name)
            # A private name is the business of FAC102.
            texts = (value.text for value in values if isinstance(value, Text))
            return sorted(text for text in texts if not context.is_private(text))
        case _:
            return []


def _is_of_facade(node: ast.Attribute | ast.MatchClass | ast.Call, context: RuleContext) -> bool:
    match node:
        case ast.MatchClass():
            return context.matches_facade(node)
        case ast.Call(func=function, args=[owner, *_]):
            return is_name_of(context.values(function), "builtins.getattr") and context.is_facade(owner)
        case ast.Attribute(value=owner):
            return context.is_facade(owner)
        case _:
            return False
