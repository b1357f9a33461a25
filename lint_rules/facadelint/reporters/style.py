"""Colour on a terminal, and none where nobody sees it. No rich here: text output must start at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping


class Style(NamedTuple):
    """Paints with the eight basic colours, which every terminal theme adapts to its background."""

    colour: bool = False

    def _paint(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text

    def place(self, text: str) -> str:
        """A path and a position."""
        return self._paint(text, "1")

    def code(self, text: str) -> str:
        """The code of a rule, and what points at the spot."""
        return self._paint(text, "1;31")

    def quiet(self, text: str) -> str:
        """Gutters and labels."""
        return self._paint(text, "36")

    def good(self, text: str) -> str:
        """That nothing was found."""
        return self._paint(text, "1;32")

    def bad(self, text: str) -> str:
        """How much was found."""
        return self._paint(text, "1")


PLAIN = Style()
"""No colour: for files and pipes."""


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether text for a stream should be coloured.

    ``NO_COLOR`` (https://no-color.org) goes before ``FORCE_COLOR`` (https://force-color.org), as in rich
    and in Python's own tracebacks; both count only where they are not empty. ``TERM=dumb`` and a stream
    that is no terminal mean none.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()
