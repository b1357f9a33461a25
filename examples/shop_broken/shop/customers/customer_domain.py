"""The customer domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class CustomerDomain:
    """Talks to customers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def notify(self, customer: str, text: str) -> None:
        """Tell a customer something."""
        mailer = getattr(self._shop, "_mailer")  # FAC102: private state, by its name
        mailer.send(f"{customer}@customers.example", text)

    def greet(self, text: str, name: str) -> None:
        """Greet a customer by name."""
        self.notify(name, f"{text}, {name}!")
