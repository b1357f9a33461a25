"""# facade-logic (FAC201)

## What it does
Reports a method or property of the facade that does more than delegate. The message names the first
statement that disqualifies it.

## Why is this bad?
The facade is to be the list of what the system can do, and nothing else. Each method with logic of its
own keeps the class from becoming small, needs the whole facade to be tested, and belongs to no domain.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return sum(order.price for order in self._order_domain.all())
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return self._order_domain.total()
```
Dunder methods, constructors, constants and `return self._attribute` are not reported. A docstring, local
imports, decorators, `await`, `cast` and a local name for the accessor do not disqualify a delegation.

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.
- `plan`: the message says which domain is to get the member.

## Fix
`facadelint extract` moves the method into a domain and leaves the delegation.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import name_glob
from facadelint.facademap.bodies import meaningful
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACADE = """# --- shop/facade.py
from functools import cached_property


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""

CASES = f'''
### logic that reads one domain's things
{_FACADE}
    def total(self):  # error: FAC201 5 "Shop.total does more than delegate: line 16, 'return sum(self._order_domain.prices())'; move it into order domain"
        """The total of all orders."""
        return sum(self._order_domain.prices())

### two delegations, a condition, and a computed property
{_FACADE}
    def wipe(self):  # error: FAC201 5 "line 16, 'self._order_domain.clear()'"
        self._order_domain.wipe()
        self._order_domain.clear()

    def find(self, key):  # error: FAC201 5 "line 19, 'if not key:'"
        if not key:
            return None
        return self._order_domain.find(key)

    @property
    def is_open(self):  # error: FAC201 5 "move it into a domain"
        return self._database is not None

### a member that the plan has a place for, whatever it reads
{_FACADE}
    def find(self, key):  # error: FAC201 5 "move it into stock domain, as planned"
        return key and self._order_domain.find(key)

    def found(self, key):  # error: FAC201 5 "move it into order domain"
        return key and self._order_domain.find(key)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
plan = {{ stock = ["fin?"] }}

### delegations in every form are fine
{_FACADE}
    def total(self, currency="EUR", *rest, **options):
        """Delegates."""
        import typing

        return typing.cast(int, self._order_domain.total(currency, *rest, **options))

    async def later(self, key):
        orders = self._order_domain
        return await orders.later(key)

    def each(self):
        yield from self._order_domain.each()

    async def every(self):
        async for order in self._order_domain.every():
            yield order

    def result(self):
        found = self._order_domain.result()
        return found

    @property
    def limit(self):
        return self._order_domain.limit

    @limit.setter
    def limit(self, value):
        self._order_domain.limit = value

    @limit.deleter
    def limit(self):
        del self._order_domain.limit

### what is no delegation, and no logic either
{_FACADE}
    @classmethod
    def open(cls, url):
        if url:
            return cls(url)
        return cls(None)

    @property
    def database(self):
        return self._database

    def __enter__(self):
        self._order_domain.total()
        return self

    def enabled(self):
        return False

    def sum_up(self, key):
        return self.total(key)

    def total(self, key):
        raise NotImplementedError("subclasses say")
'''


@rule("FAC201", "facade-logic", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind != "logic":
        return
    statement = found[1].body.disqualifying or meaningful(node)[0]
    facade = context.facade
    yield Finding(
        node,
        f"{facade.name}.{node.name} does more than delegate: line {statement.lineno}, "
        f"{context.first_line(statement)!r}; move it into {_goal(node, found[0].name, context)}",
        target=f"{facade.name}.{node.name}",
    )


def _goal(node: ast.FunctionDef | ast.AsyncFunctionDef, member: str, context: RuleContext) -> str:
    """Where the logic belongs: what the plan says goes before what the code reads."""
    for domain, globs in context.facade.settings.plan.items():
        if any(name_glob(glob).matches(member) for glob in globs):
            return f"{domain} domain, as planned"
    domains = context.facade.domains_read(node)
    return f"{domains[0].name} domain" if len(domains) == 1 else "a domain"
