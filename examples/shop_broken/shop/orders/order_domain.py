"""The order domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.records import Order
from shop.stock.stock_domain import StockDomain  # FAC301: imports a sibling

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderDomain:
    """Takes and cancels orders."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def place_order(self, customer: str, article: str, count: int = 1) -> Order:
        """Take an order; what it needs of others it takes where it finds it."""
        storage = self._shop.storage
        order = Order(storage.next_number(), customer, article, count)
        StockDomain(self._shop).take(article, count)
        storage.orders[order.number] = order
        invoice = self._shop._billing_domain.invoice(order)  # FAC302: a sibling, by the facade's accessor
        self._shop.notify(customer, f"Thank you. Your order comes to {invoice.amount} cents.")
        return order

    def cancel_order(self, number: int, refill: bool = True) -> None:
        """Forget an order, and put its articles back."""
        order = self._shop._storage.orders.pop(number)  # FAC101: the facade's private state
        if refill:
            self._shop.restock(order.article, order.count)  # FAC306: which cancels orders again
