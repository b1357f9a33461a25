"""A second facade, of which the domains are mixins."""

from __future__ import annotations

from shop.history.history_methods import HistoryMethods


class Archive(HistoryMethods):
    """Keeps what is over."""

    def __init__(self) -> None:
        self.entries: list[str] = []
