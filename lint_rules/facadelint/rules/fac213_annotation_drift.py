"""# annotation-drift (FAC213)

## What it does
Reports a facade method whose parameter has another name or annotation than the domain's parameter behind
it, or whose annotated result is another one. Off unless it is selected.

Annotations are compared by what they mean: `Optional[X]` is `X | None`, quoted or not, and names are
followed to where they come from. A missing annotation is no difference, and neither is a domain that
takes more or returns something more special. What cannot be resolved is not compared.

## Why is this bad?
The facade promises what its domain does not keep. Type checkers say nothing where the accessor is not
annotated; and a parameter that lost its underscore in one place only can no longer be passed by keyword
in the other.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        return OrderDomain(self)

    def orders(self, _keys: list[str] | None = None) -> list[str]:
        return self._order_domain.orders(_keys)


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def orders(self, keys: list[str]) -> list[str]:
        return keys
```

## Use instead
```python
from functools import cached_property
from typing import Optional


class Shop:
    @cached_property
    def _order_domain(self):
        return OrderDomain(self)

    def orders(self, keys: list[str] | None = None) -> list[str]:
        return self._order_domain.orders(keys)


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def orders(self, keys: "Optional[list[str]]" = None) -> "list[str]":
        return keys or []
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: only the authors know which side is right.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """
from functools import cached_property

from shop.records import Item as Goods, Key, Order


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)
"""

_RECORDS = """
# --- shop/records.py
from typing import Union


class Item:
    pass


class Order(Item):
    pass


Key = Union[str, int]
"""

CASES = f"""
### a name, an annotation and a result
# --- shop/facade.py{_HEAD}
    def reserve(self, _item: Goods, count: int | None) -> Order:  # error: FAC213 5 "Shop.reserve takes _item: Goods (shop/facade.py:13), StockDomain.reserve takes item: Item (shop/stock/stock_domain.py:10)"; FAC213 5 "takes count: int | None"; FAC213 5 "Shop.reserve returns Order (shop/facade.py:13), StockDomain.reserve returns Optional[Order] (shop/stock/stock_domain.py:10)"
        return self._stock_domain.reserve(_item, count)

    def find(self, keys: list[Key]) -> dict[str, Goods]:  # error: FAC213 5 "takes keys: list[Key]"; FAC213 5 "returns dict[str, Goods]"
        return self._stock_domain.find(keys)

    async def fetch(self, item: Goods) -> int:  # error: FAC213 5 "returns int"
        return await self._stock_domain.fetch(item)

# --- shop/stock/stock_domain.py
from typing import Awaitable, List, Optional, Sequence

from shop.records import Item, Order


class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item: Item, count: int) -> Optional[Order]:
        return None

    def find(self, keys: List[str]) -> "dict[str, Sequence[Item]]":
        return {{}}

    def fetch(self, item: Item) -> Awaitable[str]:
        return self._shop.database.fetch(item)
{_RECORDS}
### the same, in other words
# --- shop/facade.py{_HEAD}
    def reserve(self, item: Goods, count: int | None = None, keys: "list[Key] | None" = None) -> Order | None:
        return self._stock_domain.reserve(item, count, keys)

    async def fetch(self, item: "Goods") -> str:
        return await self._stock_domain.fetch(item)

    def unannotated(self, item, count: int):
        return self._stock_domain.unannotated(item, count)

    def stream(self, item: Goods):
        return self._stock_domain.stream(item)

# --- shop/stock/stock_domain.py
import typing as t
from collections.abc import Awaitable, Iterator
from typing import Annotated, Any, Optional, Union

from shop import records


class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(
        self,
        item: "records.Item",
        count: Union[None, int] = None,
        keys: Optional[t.List[Union[int, str]]] = None,
    ) -> "Optional[records.Order]":
        return None

    def fetch(self, item: Annotated[records.Item, "goods"]) -> Awaitable[str]:
        return self._shop.database.fetch(item)

    def unannotated(self, item: records.Item, count) -> int:
        return count

    def stream(self, item: Any) -> Iterator[int]:
        yield 1
{_RECORDS}
### a domain that takes more, returns something more special, or says what is not known
# --- shop/facade.py{_HEAD}
    def reserve(self, item: Order, count: int, keys: list[str]) -> Goods | None:
        return self._stock_domain.reserve(item, count, keys)

    def find(self, item: Goods) -> Goods:
        return self._stock_domain.find(item)

# --- shop/stock/stock_domain.py
from typing import Iterable, Optional, TypeVar

from elsewhere import Thing
from shop.records import Item, Order

T = TypeVar("T")


class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item: Item, count: Optional[float], keys: Iterable[str]) -> Order:
        return None

    def find(self, item: Thing) -> T:
        return item
{_RECORDS}"""


@rule(
    "FAC213", "annotation-drift", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef], off=True
)
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    forwarding = context.forwarding(node)
    if forwarding is None or not forwarding.is_to_domain:
        return
    from facadelint.facademap.annotation_drift import AnnotationComparison  # where the rule is on

    for each in AnnotationComparison(forwarding).drifts():
        yield Finding(node, f"{each.text}; let both sides agree", target=f"{forwarding.name}({each.name})")
