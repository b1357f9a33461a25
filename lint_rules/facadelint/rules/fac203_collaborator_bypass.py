"""# collaborator-bypass (FAC203)

## What it does
Reports a facade method that delegates to a collaborator (an attribute that is no domain), or through a
domain to a further object, instead of to a domain.

## Why is this bad?
The facade then knows two layers at once: its domains, and what they are built on. Moving a method's logic
behind a domain later means to find out again which of them it belongs to.

## Example
```python
class Shop:
    def __init__(self, database):
        self._database = database

    def total(self):
        return self._database.total()
```

## Use instead
```python
from functools import cached_property


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return self._order_domain.total()
```

## Options
- `collaborators`: globs of stored attributes that methods may delegate to.
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
`facadelint extract` moves the call into a domain.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import name_glob
from facadelint.facademap.members import DELEGATING
from facadelint.rules.context import Finding, RuleContext, cut
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.delegation import Delegation

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

CASES = f"""
### to a collaborator, and through a domain to a further object
{_FACADE}
    def total(self):  # error: FAC203 5 "Shop.total delegates to the collaborator _database; delegate to a domain"
        return self._database.total()

    def rows(self):  # error: FAC203 5 "Shop.rows delegates through order domain to store.rows; delegate to a member of the domain"
        return self._order_domain.store.rows()

    @property
    def url(self):  # error: FAC203 5
        return self._database.url

### collaborators that the configuration allows, and delegations to domains
{_FACADE}
    def total(self):
        return self._database.total()

    def find(self, key):
        return self._order_domain.find(key)

    def again(self, key):
        return self.find(key)
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
collaborators = ["_data*"]
"""


@rule("FAC203", "collaborator-bypass", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind not in DELEGATING or found[1].delegation is None:
        return
    delegation = found[1].delegation
    if delegation.through != "accessor":
        return
    if any(name_glob(glob).matches(delegation.accessor) for glob in context.facade.settings.collaborators):
        return
    name = f"{context.facade.name}.{node.name}"
    if message := _message(delegation, context):
        yield Finding(
            node, f"{name} {message}", target=f"{name} -> {delegation.accessor}.{delegation.target}"
        )


def _message(delegation: Delegation, context: RuleContext) -> str | None:
    domain = context.facade.delegated_domain(delegation)
    if domain is None and delegation.accessor not in context.facade.accessors:
        return f"delegates to the collaborator {delegation.accessor}; delegate to a domain"
    if delegation.steps > 1:
        through = f"{domain.name} domain" if domain is not None else delegation.accessor
        return f"delegates through {through} to {cut(delegation.target)}; delegate to a member of the domain"
    return None
