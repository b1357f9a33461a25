"""# signature-drift (FAC208)

## What it does
Reports a facade method whose signature differs from that of the domain's member behind it: in a default,
in whether a parameter is required, in how a parameter is passed, or in sync and async.

## Why is this bad?
Two defaults for one thing: which of them counts depends on who calls. A parameter that only one side
requires, or that only one side takes by position, is a change that was made on one side and not on the
other. A call that does not fit the domain's signature at all fails when it is made.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count):
        return self._stock_domain.reserve(item, count)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve(item, count)
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: only the authors know which side is right.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.drift import drifts
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACADE = """# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)
"""

CASES = f"""
### a default, what is required, and the kind
{_FACADE}
    def reserve(self, item, count=2):  # error: FAC208 5 "Shop.reserve defaults count to 2 (shop/facade.py:11), StockDomain.reserve defaults count to 1 (shop/stock/stock_domain.py:5)"
        return self._stock_domain.reserve(item, count)

    def release(self, item=None, *, count):  # error: FAC208 5 "Shop.release defaults item to None (shop/facade.py:14), StockDomain.release requires item (shop/stock/stock_domain.py:8)"; FAC208 5 "Shop.release takes count by keyword only"
        return self._stock_domain.release(item, count=count)

    def find(self, text, how_many):  # error: FAC208 5 "Shop.find requires how_many (shop/facade.py:17), StockDomain.find defaults it (as limit) to 10"
        return self._stock_domain.find(text, limit=how_many)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        return item, count

    def release(self, item, count):
        return item, count

    def find(self, text, limit=10):
        return text, limit

### a call that does not fit
{_FACADE}
    def reserve(self, item):  # error: FAC208 5 "Shop.reserve (shop/facade.py:11) does not pass count, which StockDomain.reserve (shop/stock/stock_domain.py:5) requires"
        return self._stock_domain.reserve(item)

    def release(self, item, strict):  # error: FAC208 5 "passes strict, which StockDomain.release (shop/stock/stock_domain.py:8) does not take"
        return self._stock_domain.release(item, strict=strict)

    def find(self, text, *rest, **options):  # error: FAC208 5 "passes **options on, and StockDomain.find (shop/stock/stock_domain.py:11) takes nothing more"; FAC208 5 "passes *rest on"
        return self._stock_domain.find(text, *rest, **options)

    def count(self, text, limit):  # error: FAC208 5 "passes limit, for which StockDomain.find"
        return self._stock_domain.find(text, limit)

    def both(self, text, other):  # error: FAC208 5 "passes text twice"
        return self._stock_domain.find(other, text=text)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count):
        return item, count

    def release(self, item):
        return item

    def find(self, text):
        return text

### sync and async
{_FACADE}
    def fetch(self, item):  # error: FAC208 5 "Shop.fetch (shop/facade.py:11) is a plain function, StockDomain.fetch (shop/stock/stock_domain.py:5) is async"
        return self._stock_domain.fetch(item)

    async def reserve(self, item):  # error: FAC208 5 "Shop.reserve (shop/facade.py:14) is async, StockDomain.reserve (shop/stock/stock_domain.py:8) is a plain function"
        return self._stock_domain.reserve(item)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    async def fetch(self, item):
        return item

    def reserve(self, item):
        return item

### the same on both sides, however it is written
# --- shop/facade.py
from functools import cached_property

from shop import limits
from shop.limits import NONE as MISSING, Order


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=-1, order=Order.UP, *, limit=10, seen=frozenset(), missing=MISSING):
        return self._stock_domain.reserve(item, count, order, limit=limit, seen=seen, missing=missing)

    async def fetch(self, item):
        return await self._stock_domain.fetch(item)

    async def lazily(self, item):
        return await self._stock_domain.lazily(item)

    def stream(self):
        return self._stock_domain.stream()

    def find(self, *texts, **options):
        return self._stock_domain.find(*texts, **options)

# --- shop/limits.py
import enum

LIMIT = 10
NONE = object()


class Order(enum.Enum):
    UP = "up"

# --- shop/stock/stock_domain.py
from functools import wraps

from shop import limits


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    @logged
    def reserve(
        self, item, count=-1, order=limits.Order.UP, *, limit=limits.LIMIT, seen=frozenset(), missing=limits.NONE
    ):
        return item, count

    async def fetch(self, item):
        return item

    def lazily(self, item):
        return self._shop.database.lazily(item)

    async def stream(self):
        yield 1

    @classmethod
    def find(cls, *texts, **options):
        return texts, options

### what is not known does not differ
# --- shop/facade.py
from functools import cached_property

from elsewhere import DEFAULT


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item=DEFAULT, count=60 * 60):
        return self._stock_domain.reserve(item, count)

    def release(self, item):
        return self._stock_domain.release(item)

    def find(self, item):
        return self._stock_domain.find(item)

# --- shop/stock/stock_domain.py
from elsewhere import with_session


class StockDomain:
    def __init__(self, shop):
        self._shop = shop
        self.find = shop.database.find

    def reserve(self, item=None, count=3600):
        return item, count

    @with_session
    def release(self, session, item):
        return item

    def find(self, item, count):
        return item, count
"""


@rule("FAC208", "signature-drift", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    forwarding = context.forwarding(node)
    if forwarding is None or not forwarding.is_to_domain:
        return
    for each in drifts(forwarding):
        detail = f"{each.drift.aspect} {each.drift.name}".strip()
        yield Finding(node, f"{each.text}; let both sides agree", target=f"{forwarding.name}({detail})")
