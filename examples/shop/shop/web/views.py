"""A user of the facade, which knows of no domain."""

from __future__ import annotations

from shop.facade import Shop


def order_page(shop: Shop, customer: str, article: str) -> str:
    """Order one article, and say so."""
    order = shop.place_order(customer, article)
    return f"Order {order.number}: {order.count} x {order.article}"
