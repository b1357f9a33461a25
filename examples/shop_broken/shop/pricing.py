"""What billing takes for articles that are dear to keep."""

from __future__ import annotations

from shop.stock.stock_domain import StockDomain


def surcharge(article: str) -> int:
    """In cents."""
    return 10 if article.startswith(StockDomain.__name__) else 0
