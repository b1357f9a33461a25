"""The cases of a rule: small projects with markers where the rule must fire, and none where it must not.

The same text is the rule's tests, the examples of its page and the input of the mutation check, so
that the three cannot drift apart. A text holds several cases::

    ### reads the back reference's private state
    class OrderDomain:
        def __init__(self, shop):
            self._shop = shop

        def total(self):
            return self._shop._database  # error: FAC101 16 "use its public property database"

    ### a sibling import, in a file of its own
    # --- shop/orders/helpers.py
    from shop.stock.stock_domain import StockDomain  # error: FAC301 1

``### name`` begins a case, ``# --- path`` a file (without one the text is the default file,
``shop/orders/order_domain.py``). Every case starts from :data:`BASE_PROJECT` and replaces or adds the
files that it names. A marker is ``# error: CODE COLUMN "part of the message"`` at the end of the line
where the violation starts; columns count from 1, the message is optional, several are joined by ``;``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULT_FILE = "shop/orders/order_domain.py"

BASE_PROJECT: Mapping[str, str] = {
    "pyproject.toml": """\
[tool.facadelint]
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
""",
    "shop/__init__.py": "",
    "shop/facade.py": '''\
from functools import cached_property


class Shop:
    """The facade."""

    def __init__(self, database, settings=None):
        self._database = database
        self._settings = settings
        self._cache = {}
        self._listeners = []

    @classmethod
    def open(cls, url) -> "Shop":
        return cls(url)

    @property
    def database(self):
        return self._database

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    @cached_property
    def billing_domain(self):
        from shop.billing.billing_domain import BillingDomain

        return BillingDomain(self)

    def total(self):
        return self._order_domain.total()

    def reserve(self, item, count=1):
        return self._stock_domain.reserve(item, count)

    def bill(self, order):
        return self.billing_domain.bill(order)

    def notify(self, event):
        return self._notify(event)

    def _notify(self, event):
        """Tells nobody; a shop with listeners says more."""
''',
    "shop/orders/__init__.py": "",
    "shop/orders/order_domain.py": """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
""",
    "shop/stock/__init__.py": "",
    "shop/stock/stock_domain.py": """\
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        return self._shop.database.reserve(item, count)
""",
    "shop/billing/__init__.py": "",
    "shop/billing/billing_domain.py": """\
class BillingDomain:
    def __init__(self, shop):
        self._shop = shop

    def bill(self, order):
        return self._shop.database.bill(order)
""",
}
"""A facade ``Shop`` with the domains order, stock (private accessors) and billing (a public accessor)."""


@dataclass(frozen=True, slots=True, order=True)
class Marker:
    """Where a violation is expected."""

    path: str
    line: int
    column: int
    code: str
    message: str = ""
    """A part of the message; empty where the case does not pin it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One small project and what must be found in it."""

    name: str
    files: Mapping[str, str]
    """The files that the case itself names, markers included."""
    markers: tuple[Marker, ...]

    @property
    def project(self) -> dict[str, str]:
        """Every file of the project, the base project's included."""
        return {**BASE_PROJECT, **self.files}


_MARKER = re.compile(r"# error: (?P<errors>FAC\d{3} .+)$")
_ERROR = re.compile(r"\s*(?P<code>FAC\d{3}) (?P<column>\d+)(?: (?P<message>\"(?:[^\"\\]|\\.)*\"))?\s*(?:;|$)")


def _markers(path: str, text: str) -> Iterator[Marker]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _MARKER.search(line):
            position = 0
            errors = found["errors"]
            while position < len(errors):
                error = _ERROR.match(errors, position)
                if error is None:
                    raise ValueError(f"{path}:{number}: not a marker: {errors[position:]!r}")
                message = ast.literal_eval(error["message"]) if error["message"] else ""
                yield Marker(path, number, int(error["column"]), error["code"], message)
                position = error.end()


def parse_cases(text: str) -> tuple[Case, ...]:
    """Read the cases of a text in the form that this module's docstring shows.

    Raises:
        ValueError: text before the first case, a case named twice, or a marker that is not one.
    """
    head, *parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    if head.strip():
        raise ValueError(f"text before the first case: {head.strip().splitlines()[0]!r}")
    cases: dict[str, Case] = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        if name in cases:
            raise ValueError(f"two cases are named {name!r}")
        start, *sections = re.split(r"^# --- (\S+)\n", body.lstrip("\n"), flags=re.MULTILINE)
        files = {DEFAULT_FILE: start.rstrip() + "\n"} if start.strip() else {}
        files |= {
            path: content.rstrip() + "\n" for path, content in zip(sections[::2], sections[1::2], strict=True)
        }
        markers = tuple(marker for path, content in files.items() for marker in _markers(path, content))
        cases[name] = Case(name, files, markers)
    return tuple(cases.values())
