"""The billing domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.records import Invoice, Order

if TYPE_CHECKING:
    from shop.facade import Shop


class BillingDomain:
    """Writes invoices."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def invoice(self, order: Order) -> Invoice:
        """What an order costs; an article without a price is free."""
        price = self._shop.storage.prices.get(order.article, 0)
        return Invoice(order, price * order.count)
