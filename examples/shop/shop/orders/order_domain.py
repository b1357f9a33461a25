"""The order domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.records import Order

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderDomain:
    """Takes and cancels orders."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def place_order(self, customer: str, article: str, count: int = 1) -> Order:
        """Take an order; what it needs of stock and customers goes through the facade."""
        storage = self._shop.storage
        order = Order(storage.next_number(), customer, article, count)
        self._shop.take(article, count)
        storage.orders[order.number] = order
        invoice = self._shop.invoice(order)
        self._shop.notify(customer, f"Thank you. Your order comes to {invoice.amount} cents.")
        return order

    def cancel_order(self, number: int) -> None:
        """Forget an order, and put its articles back."""
        order = self._shop.storage.orders.pop(number)
        self._shop.restock(order.article, order.count)
