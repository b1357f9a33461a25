"""A collaborator: where everything is kept."""

from __future__ import annotations

from shop.records import Order


class Storage:
    """Orders, stock and prices, in memory."""

    def __init__(self) -> None:
        self.orders: dict[int, Order] = {}
        self.stock: dict[str, int] = {}
        self.prices: dict[str, int] = {}

    def next_number(self) -> int:
        """The number of the next order."""
        return max(self.orders, default=0) + 1
