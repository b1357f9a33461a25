"""The stock domain."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class StockDomain:
    """Knows what lies on the shelves."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def restock(self, article: str, count: int) -> None:
        """Put articles on the shelf."""
        stock = self._shop.storage.stock
        stock[article] = stock.get(article, 0) + count
        for number, order in self._shop.storage.orders.items():
            if order.article == article:
                self._shop.cancel_order(number)

    def take(self, article: str, count: int) -> int:
        """Take articles from the shelf; how many are left there."""
        left = self._shop.storage.stock.get(article, 0) - count
        if left < 0:
            customers = importlib.import_module("shop.customers.customer_domain")  # FAC304: a sibling, by its name
            customers.Customers(self._shop).notify("buyer", f"{-left} of {article} are missing")
        self._shop.storage.stock[article] = left
        return left
