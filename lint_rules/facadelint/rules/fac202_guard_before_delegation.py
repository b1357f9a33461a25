"""# guard-before-delegation (FAC202)

## What it does
Reports a facade method in which only guards stand before a delegation: assertions, an `if` that raises or
warns in every branch, and calls of functions that check or warn.

## Why is this bad?
A check is a rule of the domain. In the facade it is skipped by everybody who reaches the domain another
way, and it is the seed from which facades grow logic again.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self, year):
        if year < 2000:
            raise ValueError(year)
        return self._order_domain.total(year)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self, year):
        return self._order_domain.total(year)
```

## Options
- `guards`: guards that are fine: `"assert"`, `"raise"`, `"warn"`, or globs of called functions (`"check.*"`).
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: the guard has to move into the domain.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.guards import is_allowed
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACADE = """# --- shop/facade.py
import warnings
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""

CASES = f"""
### assertions, conditions that raise, warnings and checks
{_FACADE}
    def total(self, **options):  # error: FAC202 5 "Shop.total guards before it delegates: line 13, 'assert not options'; move the guard into order domain"
        assert not options
        return self._order_domain.total(**options)

    def find(self, key):  # error: FAC202 5
        if not key:
            raise ValueError(key)
        elif key == "old":
            warnings.warn("old", stacklevel=2)
        return self._order_domain.find(key)

    def clear(self, key):  # error: FAC202 5
        self._check_key(key)
        self._order_domain.clear(key)

    def _check_key(self, key):
        return self._order_domain.check_key(key)

### guards that the configuration allows
{_FACADE}
    def total(self, key):
        assert key
        check.is_text(key)
        return self._order_domain.total(key)

    def find(self, key):  # error: FAC202 5 "line 19"
        assert key
        if not key:
            raise ValueError(key)
        return self._order_domain.find(key)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
guards = ["assert", "check.*"]

### a plain delegation, and logic, are not its business
{_FACADE}
    def total(self, key):
        return self._order_domain.total(key)

    def find(self, key):
        if not key:
            return None
        return self._order_domain.find(key)
"""


@rule("FAC202", "guard-before-delegation", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind != "guarded-delegate" or found[1].delegation is None:
        return
    allowed, scope = context.facade.settings.guards, context.facade.cls.outer
    guards = [guard for guard in found[1].body.guards if not is_allowed(guard, allowed, scope)]
    if not guards:
        return
    domain = context.facade.delegated_domain(found[1].delegation)
    where = f"{domain.name} domain" if domain is not None else "a domain"
    name = f"{context.facade.name}.{node.name}"
    first = context.first_line(guards[0])
    yield Finding(
        node,
        f"{name} guards before it delegates: line {guards[0].lineno}, {first!r}; move the guard into {where}",
        target=name,
    )
