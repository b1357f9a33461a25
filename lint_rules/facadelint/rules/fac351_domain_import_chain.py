"""# domain-import-chain (FAC351)

## What it does
Reports the import with which a domain reaches a sibling through other modules, by a chain that does not
pass through the facade. It takes the whole project to see one, so `facadelint check` and the import-linter
contract `domain_independence` report it, and flake8 does not.

## Why is this bad?
The two domains depend on each other as if one imported the other, and nobody sees it in either of them.

## Example
```python
from shop.pricing import discount


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop
```
where `shop/pricing.py` imports `shop.stock.stock_domain`.

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def discount(self, order):
        return self._shop.discount(order)
```
A direct import of a sibling is FAC301 alone.

## Options
- `shared`: modules that any domain may import.
- `typing-imports = "allow"`: imports under `TYPE_CHECKING` are no link of a chain.

## Fix
None: what the two domains share has to find its own place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.rules.rule import rule

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from facadelint.rules.context import Finding, RuleContext

CASES = """
### through a helper module
from shop import pricing
# --- shop/pricing.py
from shop.stock import stock_domain  # error: FAC351 1 "reaches"

### a helper module that imports no domain
from shop import pricing
# --- shop/pricing.py
RATE = 1
"""


@rule("FAC351", "domain-import-chain", roles=[], nodes=[])
def check(_node: ast.AST, _context: RuleContext) -> Iterator[Finding]:
    """Never called: the contracts find chains, in the imports of the whole project."""
    yield from ()
