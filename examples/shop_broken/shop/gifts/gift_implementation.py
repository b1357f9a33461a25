"""How gifts work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.gifts.gift_ops import GiftOps

TEXT = "A gift is on its way."


def thank(ops: GiftOps, customer: str) -> None:
    """Send a gift."""
    ops.notify(customer)
