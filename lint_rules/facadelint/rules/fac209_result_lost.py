"""# result-lost (FAC209)

## What it does
Reports a facade method that drops what its domain returns: a value, or a coroutine that nobody waits for.

It says nothing where the facade says `-> None` and the domain's value is not annotated. A coroutine that
is neither awaited nor returned is reported in any case.

## Why is this bad?
A forgotten `return` makes the callers get None. A coroutine that nobody awaits does not even run.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        self._stock_domain.reserve(item, count)
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
`facadelint fix --unsafe` returns the value, or awaits the coroutine in an `async def`. It needs `--unsafe` since
callers then get a value, and the domain's code runs, as they did not before.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.losses import Loss, lost_coroutines, lost_result, mendings
from facadelint.facademap.targets import path_of
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
### a value, an awaited value and a property's
{_FACADE}
    def reserve(self, item):  # error: FAC209 5 "Shop.reserve (shop/facade.py:11) drops what StockDomain.reserve (shop/stock/stock_domain.py:5) returns; return it"
        self._stock_domain.reserve(item)

    async def fetch(self, item):  # error: FAC209 5 "StockDomain.fetch"
        await self._stock_domain.fetch(item)

    def count(self):  # error: FAC209 5 "StockDomain.count"
        self._stock_domain.count

    def annotated(self) -> None:  # error: FAC209 5 "drops what StockDomain.annotated"
        self._stock_domain.annotated()

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return self._shop.database.reserve(item)

    async def fetch(self, item):
        return item

    @property
    def count(self):
        return 1

    def annotated(self) -> int:
        return 1

### a coroutine that nobody waits for, and a method that nobody calls
{_FACADE}
    def reset(self):  # error: FAC209 5 "Shop.reset (shop/facade.py:11) reads StockDomain.reset (shop/stock/stock_domain.py:8) and does not call it; call it"
        self._stock_domain.reset

    def both(self):  # error: FAC209 5 "the coroutine of StockDomain.flush"
        self._stock_domain.flush()
        self._stock_domain.flush()
        return self._stock_domain.reset()

    def flush(self) -> None:  # error: FAC209 5 "Shop.flush (shop/facade.py:19) neither awaits nor returns the coroutine of StockDomain.flush (shop/stock/stock_domain.py:5)"
        self._stock_domain.flush()

    async def close(self) -> None:  # error: FAC209 5 "the coroutine of StockDomain.flush"
        self._stock_domain.flush()

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    async def flush(self) -> None:
        self._shop.database.flush()

    def reset(self):
        self._shop.database.reset()

### nothing is lost where there is nothing, or where the facade says so
{_FACADE}
    def reserve(self, item) -> None:
        self._stock_domain.reserve(item)

    def release(self, item):
        self._stock_domain.release(item)

    def forget(self, item):
        self._stock_domain.forget(item)

    def chained(self, item):
        self._stock_domain.chained(item)

    def nothing(self, item):
        self._stock_domain.nothing(item)

    async def flush(self):
        await self._stock_domain.flush()

    async def close(self):
        await self._stock_domain.close()

    def kept(self, item):
        found = self._stock_domain.reserve(item)
        return found

    def stream(self):
        yield from self._stock_domain.stream()

    @property
    def limit(self):
        return self._stock_domain.limit

    @limit.setter
    def limit(self, value):
        self._stock_domain.set_limit(value)

# --- shop/stock/stock_domain.py
from typing import Awaitable


class StockDomain:
    limit = 1

    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return self._shop.database.reserve(item)

    def release(self, item) -> "None":
        return self._shop.database.release(item)

    def forget(self, item):
        if not item:
            return None
        return self._forget(item)

    def _forget(self, item):
        print(item)

    def chained(self, item):
        return self

    def nothing(self, item):
        return

    async def flush(self):
        self._shop.database.flush()

    def close(self) -> Awaitable[None]:
        return self.flush()

    def stream(self):
        yield 1

    def set_limit(self, value):
        return value
"""


@rule("FAC209", "result-lost", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    if context.member(node) is None:
        return
    forwarding = context.forwarding(node)
    seen = set()
    if forwarding is not None and forwarding.is_to_domain and (loss := lost_result(forwarding)):
        seen.add(forwarding.reached)
        yield _finding(node, loss, context)
    for loss in lost_coroutines(node, context.forwarder.finder):
        if loss.reached not in seen:
            seen.add(loss.reached)
            yield _finding(node, loss, context)


def _finding(node: ast.FunctionDef | ast.AsyncFunctionDef, loss: Loss, context: RuleContext) -> Finding:
    name = f"{context.facade.name}.{node.name}"
    here = f"{name} ({path_of(context.module, context.view.inference)}:{node.lineno})"
    there = f"{loss.side.label} ({loss.side.place()})"
    text = {
        "value": f"drops what {there} returns; return it",
        "coroutine": f"neither awaits nor returns the coroutine of {there}; await it, or return it",
        "method": f"reads {there} and does not call it; call it",
    }[loss.what]
    mended = mendings(node, loss.reached, context.forwarder.finder)
    return Finding(
        node,
        f"{here} {text}",
        target=f"{name}->{loss.reached}",
        fix=mended[0].sentence if mended else None,
        unsafe=mended[0].unsafe if mended else None,
    )
