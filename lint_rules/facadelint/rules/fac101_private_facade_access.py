"""# private-facade-access (FAC101)

## What it does
Reports a domain that reads, writes, deletes, calls or pattern-matches a private attribute of the facade
or of its class, however it got hold of it.

## Why is this bad?
A domain that knows how the facade keeps its state cannot be tested without it, and the facade cannot
change that state without breaking the domain. The class has been cut into files, but not taken apart.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
```
The message names the public property that returns exactly this attribute, or the method of the facade
that already makes the call, where there is one. Where there is none, add one, or move the state into the
domain that owns it.

## Options
- `public-names`: underscore names that are public API where they come from.
- `friends`: attributes that a domain may use for now, each with a reason and an end date.

## Fix
Where a public property returns exactly this attribute, `facadelint fix` uses it: the one named like the
attribute where there are two. It also writes through it, where its setter stores exactly what it is given.
A `# noqa: FAC101` on the line goes, and `SLF001` with the line's last private access. Where the property has
further decorators, `--unsafe` is needed.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.remedies import NO_WAY_YET, by_property, reaches_sibling, remedy, unwrapped
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### reads through the back reference
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()  # error: FAC101 16 "order domain reads Shop._database; use its public property database"

### writes, deletes and calls
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def reset(self):
        self._shop._cache = {}  # error: FAC101 9 "order domain writes Shop._cache"
        del self._shop._settings  # error: FAC101 13 "order domain deletes Shop._settings"
        self._shop._notify("reset")  # error: FAC101 9 "order domain calls Shop._notify; call its public method notify"

### an annotated parameter, a cast and a narrowing
from typing import TYPE_CHECKING, Optional, cast

if TYPE_CHECKING:
    from shop.facade import Shop


def first(shop: Optional["Shop"], other: object) -> None:
    print(shop._cache)  # error: FAC101 11 "order domain reads Shop._cache"
    print(cast("Shop", other)._cache)  # error: FAC101 11

### an alias, until it is bound to something else
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self, numbers):
        shop = self._shop
        shop._cache.clear()  # error: FAC101 9
        shop = self
        return shop._total(numbers)

    def _total(self, numbers):
        return sum(numbers)

### a private attribute of the class
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def registry(self):
        return type(self._shop)._registry  # error: FAC101 16

### matched by a pattern
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def database(self):
        from shop.facade import Shop

        match self._shop:
            case Shop(_database=database):  # error: FAC101 18 "order domain matches Shop._database"
                return database

### another facade in a mixin
# --- shop/orders/order_methods.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderMethods:
    def merge(self, other: "Shop"):
        return other._cache  # error: FAC101 16 "order domain reads Shop._cache"
# --- shop/facade.py
from shop.orders.order_methods import OrderMethods


class Shop(OrderMethods):
    def __init__(self):
        self._cache = {}

### a mixin's own self, cast or not, is fine
# --- shop/orders/order_methods.py
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderMethods:
    _cache: dict

    @property
    def _whole(self) -> "Shop":
        return cast("Shop", self)

    def total(self):
        shop = cast("Shop", self)
        return self._cache, self._whole._cache, shop._cache
# --- shop/facade.py
from shop.orders.order_methods import OrderMethods


class Shop(OrderMethods):
    def __init__(self):
        self._cache = {}

### the public property, its own state, and a dunder are fine
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop
        self._total = 0

    def total(self):
        self._total += self._shop.database.total()
        return self._total, self._shop.__doc__
"""


@rule(
    "FAC101",
    "private-facade-access",
    roles=[Role.DOMAIN],
    nodes=[ast.Attribute, ast.MatchClass],
    grants=True,
)
def check(node: ast.Attribute | ast.MatchClass, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute, or at the attributes that a class pattern names."""
    if isinstance(node, ast.MatchClass):
        yield from _pattern(node, context)
        return
    name = node.attr
    if not context.is_private(name) or context.is_receiver(node.value):
        return
    if reaches_sibling(context, name) or not context.is_facade(node.value):
        return
    if context.facade.is_others(context.values(node.value), name):
        return
    if context.in_wrapper or unwrapped(node.value, context) or context.is_granted(name):
        return
    facade = context.facade.name
    yield Finding(
        node,
        f"{context.subject} {_verb(node, context)} {facade}.{name}{remedy(node, context)}",
        target=f"{facade}.{name}",
        **by_property(node, name, context),
    )


def _pattern(node: ast.MatchClass, context: RuleContext) -> Iterator[Finding]:
    private = [
        name for name in node.kwd_attrs if context.is_private(name) and not reaches_sibling(context, name)
    ]
    if private and not context.in_wrapper and context.matches_facade(node):
        for name in private:
            if context.is_granted(name):
                continue
            facade = context.facade.name
            known = context.facade.public_properties.get(name)
            hint = f"; use its public property {known}" if known else NO_WAY_YET
            yield Finding(
                node,
                f"{context.subject} matches {facade}.{name}{hint}",
                target=f"{facade}.{name}",
                **by_property(node, name, context),
            )


def _verb(node: ast.Attribute, context: RuleContext) -> str:
    parent = context.parents[-1]
    if isinstance(node.ctx, ast.Store):
        return "writes"
    if isinstance(node.ctx, ast.Del):
        return "deletes"
    if isinstance(parent, ast.Call) and parent.func is node:
        return "calls"
    return "reads"
