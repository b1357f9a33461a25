"""A small project that is clean under every rule, and what one private reach in it is reported as."""

CONFIG = """\
[tool.facadelint]
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
"""

FACADE = """\
from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.orders import order_domain
    from shop.stock import stock_domain


class Shop:
    def __init__(self, database):
        self._database = database

    @property
    def database(self):
        return self._database

    @cached_property
    def _order_domain(self) -> order_domain.OrderDomain:
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self) -> stock_domain.StockDomain:
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def total(self):
        return self._order_domain.total()

    def reserve(self, item):
        return self._stock_domain.reserve(item)
"""

ORDERS = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
"""

STOCK = """\
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return self._shop.database.reserve(item)
"""

REACH = "        return self._shop._database.total()\n"
BROKEN_ORDERS = ORDERS.replace("_shop.database", "_shop._database")

ORDER_FILE = "shop/orders/order_domain.py"
"""Holds ``BROKEN_ORDERS`` in the tests that want a violation."""

PLACE = "6:16: FAC101 order domain reads Shop._database; use its public property database"
"""Where and what that violation is."""

PROJECT = {
    "pyproject.toml": CONFIG,
    "shop/__init__.py": "",
    "shop/facade.py": FACADE,
    "shop/orders/__init__.py": "",
    ORDER_FILE: ORDERS,
    "shop/stock/__init__.py": "",
    "shop/stock/stock_domain.py": STOCK,
}

CRITICAL = "There was a critical error during execution of Flake8:"
"""What flake8 says before the text of an error that ends it."""

STARTING = """\
import multiprocessing
from flake8.main.cli import main

if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    raise SystemExit(main())
"""


def configured(*lines):
    """The configuration with more keys."""
    return CONFIG.replace("[tool.facadelint]\n", "\n".join(["[tool.facadelint]", *lines, ""]))
