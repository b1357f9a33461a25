"""How reviews work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.reviews.review_ops import ReviewOps


def review(ops: ReviewOps, customer: str, article: str) -> str:
    """Take a review."""
    if article not in ops.articles():
        return stars(0)
    ops.shop.thank(customer)  # FAC413: the facade, past the wrapper
    return stars(5)


def stars(count: int) -> str:  # FAC412: takes no wrapper, and is public
    """How a review is shown."""
    return "*" * count
