"""The billing domain."""

from __future__ import annotations

from shop import pricing  # FAC351: which imports a sibling
from shop.facade import Shop  # FAC303: the facade imports this module
from shop.records import Invoice, Order


class BillingDomain:
    """Writes invoices."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def invoice(self, order: Order) -> Invoice | None:
        """What an order costs; an article without a price is free."""
        discounts = self._shop.storage._discounts  # FAC103: private state of another object
        price = self._shop.storage.prices.get(order.article, 0) - discounts.get(order.article, 0)
        price += pricing.surcharge(order.article)
        return Invoice(order, price * order.count)

    def reminder(self, order: Order) -> str:  # FAC211: nothing delegates to it
        """What is written when nobody pays."""
        return f"Order {order.number} is not paid."
