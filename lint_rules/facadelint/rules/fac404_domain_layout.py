"""# domain-layout (FAC404)

## What it does
Reports a domain whose file or class is not where and what `layout` says. Without `layout` it says nothing.

## Why is this bad?
In a facade with twenty domains one rule for their names replaces a list: from `run_launcher` everybody knows
the file, the class and the accessor.

## Example
With `layout = "*/{domain}_domain.py:{Domain}Domain"`:
```python
# --- shop/orders/order_domain.py
class Orders:
    def __init__(self, shop):
        self._shop = shop


# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import Orders

        return Orders(self)


# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
layout = "*/{domain}_domain.py:{Domain}Domain"
```

## Use instead
```python
# --- shop/orders/order_domain.py
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop


# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)


# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
layout = "*/{domain}_domain.py:{Domain}Domain"
```

## Options
- `layout`: `{domain}` stands for the domain's name (`run_launcher`), `{Domain}` for the same in capitals
  (`RunLauncher`; `SQLServer` is fine for `sql_server`). The path is compared from its end, so that
  `*/{domain}_domain.py` is a file of that name in any folder; a wildcard does not cross a `/`, and `**` is any
  number of folders.

Ops wrappers, mixins, and modules that only `domains` names have no class to compare.

## Fix
None: `git mv` and the facade's import have to go together.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.core.globs import path_glob
from facadelint.core.layout import filled
from facadelint.core.paths import below
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.core.settings import Settings
    from facadelint.facademap.domains import Domain
    from facadelint.inference.classes import ClassInfo

CASES = """
### another class, another file, another folder
class Orders:  # error: FAC404 1 "order domain is the class Orders in shop/orders/order_domain.py; its layout is orders/order_domain.py:OrderDomain"
    def __init__(self, shop):
        self._shop = shop
# --- shop/stock/stocks.py
@object
class StockDomain:  # error: FAC404 1 "stock domain is the class StockDomain in shop/stock/stocks.py"
    def __init__(self, shop):
        self._shop = shop
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import Orders

        return Orders(self)

    @cached_property
    def _stock_domain(self):
        from shop.stock.stocks import StockDomain

        return StockDomain(self)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
layout = "{domain}s/{domain}_domain.py:{Domain}Domain"

### a domain in the facade's own module
# --- shop/facade.py
class OrderDomain:  # error: FAC404 1 "order domain is the class OrderDomain in shop/facade.py"
    def __init__(self, shop):
        self._shop = shop


class Shop:
    def __init__(self):
        self._order_domain = OrderDomain(self)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
layout = "*/{domain}_domain.py:{Domain}Domain"

### the base project keeps to this layout
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
layout = "*/{domain}_domain.py:{Domain}Domain"

### and to nothing, where nothing is configured
class Orders:
    def __init__(self, shop):
        self._shop = shop
# --- shop/facade.py
from shop.orders.order_domain import Orders


class Shop:
    def __init__(self):
        self._order_domain = Orders(self)
"""


@rule("FAC404", "domain-layout", roles=[Role.DOMAIN, Role.FACADE], nodes=[ast.ClassDef])
def check(node: ast.ClassDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one class; only those behind an accessor are domains."""
    if context.role is Role.DOMAIN and context.facade.is_facade_module(context.module.name):
        return  # the module has both roles, and is looked at in the other one
    layout = context.facade.settings.layout
    domain = context.owner_of(node)
    if layout is None or domain is None:
        return
    classes = context.facade.domain_classes(domain)
    cls = next((each for each in classes if each.node is node), None)
    if cls is None or any(_matches(layout, domain, each, context) for each in classes):
        return
    expected = filled(layout, domain.name)
    yield Finding(
        node,
        f"{domain.name} domain is the class {cls.node.name} in {_relative(cls, context.view.settings)}; "
        f"its layout is {expected}; move or rename it",
        target=cls.node.name,
        domain=domain,
    )


def _matches(layout: str, domain: Domain, cls: ClassInfo, context: RuleContext) -> bool:
    path, _, name = layout.rpartition(":")
    relative = filled(path.removeprefix("./"), domain.name)
    return (
        path_glob(f"**/{relative}").matches(_relative(cls, context.view.settings))
        and re.fullmatch(_class_pattern(name, domain.name), cls.name) is not None
    )


def _class_pattern(template: str, name: str) -> str:
    """A regular expression; of an abbreviation the other letters may be capitals too: ``SQLServer``."""
    capitals = "".join(f"{part[:1].upper()}(?i:{re.escape(part[1:])})" for part in name.split("_"))
    found = ""
    for piece in re.split(r"(\{domain\}|\{Domain\}|\*)", template):
        found += {"{domain}": re.escape(name), "{Domain}": capitals, "*": r"\w*"}.get(piece, re.escape(piece))
    return found


def _relative(cls: ClassInfo, settings: Settings) -> str:
    """The path of a class's file, from the folder of the configuration where it lies below that."""
    path = cls.module.path
    return below(path, settings.root) or path.as_posix()
