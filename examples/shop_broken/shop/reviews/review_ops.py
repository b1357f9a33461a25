"""What reviews need of the facade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class ReviewOps:
    """The only place that may touch the facade's private state."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    @property
    def shop(self) -> Shop:
        """The facade."""
        return self._shop

    def articles(self) -> list[str]:  # FAC411: sorts, where it is to pass through
        """What can be reviewed."""
        return sorted(self._shop._storage.prices)
