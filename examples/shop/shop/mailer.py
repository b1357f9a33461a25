"""A collaborator: how customers are told."""

from __future__ import annotations


class Mailer:
    """Keeps what it would send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, address: str, text: str) -> None:
        """Send a text to an address."""
        self.sent.append((address, text))
