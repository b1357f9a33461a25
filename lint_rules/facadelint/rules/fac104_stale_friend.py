"""# stale-friend (FAC104)

## What it does
Reports a grant of `friends` that nothing uses, or whose `until` has passed, at its line in the configuration.
`facadelint check` alone says it: it takes a look at everything that the grant is for.

## Why is this bad?
A grant is a debt with a date. One that is over allows for ever what was to be mended, and one that nothing
uses waits for somebody to fall back into the habit.

## Example
```toml
[[facades]]
class = "shop.facade:Shop"
friends = [{ attribute = "_cache", domains = ["order"], reason = "moves with the batch code", until = 2020-01-01 }]
```

## Use instead
Mend what the grant still allows and remove it; or, if there is good reason, give it another date.
```toml
[[facades]]
class = "shop.facade:Shop"
```

## Options
- `friends`: the grants.

## Fix
None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.core.spelling import did_you_mean
from facadelint.rules.context import Finding
from facadelint.rules.project import Entry, ProjectContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### over, unused, and for a domain that is none
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._cache
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
friends = [
    { attribute = "_cache", domains = ["order"], reason = "for now", until = 2020-02-29 },  # error: FAC104 5 "the grant of Shop._cache to order ended on 2020-02-29"
    { attribute = "_settings", domains = ["order", "stock"], reason = "for now" },  # error: FAC104 5 "nothing in order and stock uses Shop._settings; remove the grant"
    { attribute = "_listeners", domains = ["ordr"], reason = "for now" },  # error: FAC104 5 "Shop has no domain ordr. Did you mean "
]

### used in every way, and not over yet
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return getattr(self._shop, "_settings")
# --- shop/stock/helpers.py
from shop.facade import Shop


def count(shop: "Shop"):
    return shop._cache
# --- pyproject.toml
[[tool.facadelint.facades]]
class = "shop.facade:Shop"

[[tool.facadelint.facades.friends]]
attribute = "_settings"
domains = ["order"]
reason = "for now"

[[tool.facadelint.facades.friends]]
attribute = "_cache"
domains = ["order", "stock"]
reason = "for now"
until = 2999-12-31
"""


@rule("FAC104", "stale-friend", roles=[Role.PROJECT], nodes=[Entry])
def check(node: Entry, context: ProjectContext) -> Iterator[Finding]:
    """Look at one grant."""
    friend, facade = node.friend, node.facade
    if friend is None or facade is None:
        return
    what = f"{facade.name}.{friend.attribute}"
    whom = " and ".join(friend.domains)
    unknown = [name for name in friend.domains if name not in facade.domains]
    domains = [facade.domains[name] for name in friend.domains if name in facade.domains]
    said = None
    if unknown:
        hint = did_you_mean(unknown[0], sorted(facade.domains))
        said = f"{facade.name} has no domain {unknown[0]}" + (f". {hint}" if hint else "; remove the grant")
    elif friend.until is not None and friend.until < context.today:
        said = f"the grant of {what} to {whom} ended on {friend.until.isoformat()}; mend what it allows"
    elif all(map(context.has_seen, domains)) and id(friend) not in context.used_grants(facade):
        said = f"nothing in {whom} uses {what}; remove the grant"
    if said is not None:
        yield Finding(node, said, target=f"{what} to {whom}")
