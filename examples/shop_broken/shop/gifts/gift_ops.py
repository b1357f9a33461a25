"""What gifts need of the facade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.gifts.gift_implementation import TEXT  # FAC414: the implementation stands above its wrapper

if TYPE_CHECKING:
    from shop.facade import Shop


class GiftOps:
    """The only place that may touch the facade's private state."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def notify(self, customer: str, text: str = TEXT) -> None:
        """Tell a customer something."""
        self._shop.notify(customer, text)
