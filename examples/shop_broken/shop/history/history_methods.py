"""The history mixin."""

from __future__ import annotations


class HistoryMethods:
    """Tells what happened."""

    def latest(self) -> str:
        """The last entry."""
        return self.entries[-1]  # FAC601: it nowhere says that it needs this of self
