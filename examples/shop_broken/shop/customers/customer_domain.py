"""The customer domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class Customers:  # FAC404: not called as the layout says
    """Talks to customers."""

    def __init__(self, shop: Shop) -> None:  # FAC401: asks the facade while it is being made
        self._shop = shop
        self._storage = shop.storage

    def notify(self, customer: str, text: str) -> None:
        """Tell a customer something."""
        mailer = getattr(self._shop, "_mailer")  # FAC102: private state, by its name
        mailer.send(f"{customer}@customers.example", text)

    def greet(self, text: str, name: str) -> None:
        """Greet a customer by name."""
        self.notify(name, f"{text}, {name}!")
