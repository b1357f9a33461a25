"""# argument-misdirected (FAC206)

## What it does
Reports a parameter of a facade method that is forwarded into the place of another one of the method's
parameters, by position or by keyword; and one that by its position misses the parameter that has its name
on the other side.

## Why is this bad?
Two parameters of one type that change places are found by no type checker, and by no test whose values
happen to be equal. A parameter that only has another name on the other side (`_keys` into `keys`) is not meant.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve(count, item)
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
`facadelint fix --unsafe` puts parameters right that have changed places with one another. It needs `--unsafe`
since the domain then gets other values: only the authors know which side has the order that was meant.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

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
### two that change places, by position and by keyword
{_FACADE}
    def reserve(self, item, count=1):
        return self._stock_domain.reserve(count, item)  # error: FAC206 43 "Shop.reserve passes count to StockDomain.reserve as item (shop/stock/stock_domain.py:5); pass item there"; FAC206 50 "passes item to StockDomain.reserve as count"

    def take(self, item, count=1):
        return self._stock_domain.reserve(item=count, count=item)  # error: FAC206 43 "as item"; FAC206 55 "as count"

### one goes where another one belongs
{_FACADE}
    def reserve(self, count, item):
        return self._stock_domain.reserve(count)  # error: FAC206 43

### by its position past the parameter of its own name
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def find(self, item, limit=10):
        return self._stock_domain.find(item, limit)  # error: FAC206 46 "Shop.find passes limit to StockDomain.find as offset (shop/stock/stock_domain.py:5); pass it as limit"

    def first(self, item, limit=10):
        return self._stock_domain.find(item, offset=limit)

    def both(self, item, limit=10):
        return self._stock_domain.find(item, limit, limit)

    def around(self, item, limit=10):
        return self._stock_domain.find(item, limit, max(limit, 1))

    def each(self, item, *limit):
        return self._stock_domain.find(item, *limit)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def find(self, item, offset=0, limit=10):
        return item, offset, limit

### by keyword, where the other side is not known
{_FACADE}
    def search(self, name, owner):
        return self._stock_domain.search(name=owner, owner=name)  # error: FAC206 42 "Shop.search passes owner to _stock_domain.search as name; pass name there"; FAC206 54

### to a function of a module
# --- shop/facade.py
from functools import cached_property

from shop.stock import stock_implementation


class Shop:
    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def reserve(self, item, count=1):
        return stock_implementation.reserve(self._stock_ops, count, item)  # error: FAC206 62 "stock_implementation.reserve as item"; FAC206 69

# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop

# --- shop/stock/stock_implementation.py
def reserve(ops, item, count=1):
    return item, count

### each in its place, under whatever name
{_FACADE}
    def reserve(self, item, count=1):
        return self._stock_domain.reserve(item, count=count)

    def take(self, _item, how_many=1):
        return self._stock_domain.reserve(_item, how_many)

    def swap(self, goods, other):
        return self._stock_domain.reserve(other, 1)

### what depends on variadic arguments, on a decorator or on an unknown base is not known
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, *item, count):
        return self._stock_domain.reserve(*item, count)

    def take(self, item, count):
        return self._stock_domain.take(count, item)

    def inherited(self, item, count):
        return self._stock_domain.inherited(count, item)

# --- shop/stock/stock_domain.py
from elsewhere import Base, with_session


class StockDomain(Base):
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        return item, count

    @with_session
    def take(self, session, item, count):
        return item, count
"""


@rule("FAC206", "argument-misdirected", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    forwarding = context.forwarding(node)
    if forwarding is None or forwarding.delegation.call is None:
        return
    for each in forwarding.misdirected:
        ours, place, argument = each.ours, each.place, each.node
        there, where = forwarding.reached, ""
        if forwarding.bound:
            side, bound = forwarding.bound[0]
            parameter = bound.place_of(argument)
            there = side.label
            where = f" ({side.place(parameter.node if parameter is not None else None)})"
        remedy = f"pass {place} there" if each.is_of_method else f"pass it as {ours.name}"
        yield Finding(
            argument,
            f"{forwarding.name} passes {ours.name} to {there} as {place}{where}; {remedy}",
            target=f"{forwarding.name}({ours.name})",
            within=node,
            fix=f"Pass {place} as {place}" if forwarding.is_permuted else None,
            unsafe="the domain gets other values than before",
        )
