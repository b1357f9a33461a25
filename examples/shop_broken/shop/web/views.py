"""A user of the facade, which goes past it."""

from __future__ import annotations

from shop.facade import Shop
from shop.orders.order_domain import OrderDomain  # FAC305: a domain, past the facade


def order_page(shop: Shop, customer: str, article: str) -> str:
    """Order one article, and say so."""
    order = OrderDomain(shop).place_order(customer, article)
    return f"Order {order.number}: {order.count} x {order.article}"
