"""How text takes up the cells of a terminal, and how it is made harmless before it reaches one."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB_CELLS = 8
"""The most that a tab can take; where it stands decides how much it does."""

_HARMFUL = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Controls, formats (the bidirectional overrides of "Trojan Source"), surrogates, line separators."""


class Cell(NamedTuple):
    """One character of the source, as it is shown."""

    text: str
    width: int


def cells(text: str) -> Iterator[Cell]:
    """Each character with its width in terminal columns (UAX #11; combining marks take none)."""
    return map(_cell, text)


@cache  # a source has few different characters, and very many of each
def _cell(character: str) -> Cell:
    category = unicodedata.category(character)
    if character == "\t":
        return Cell("\t", TAB_CELLS)
    if category in _HARMFUL:
        escaped = character.encode("unicode_escape").decode("ascii")
        return Cell(escaped, len(escaped))
    if category in {"Mn", "Me"}:
        return Cell(character, 0)
    return Cell(character, 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1)


def harmless(text: str) -> str:
    """Text on one line that cannot steer a terminal; a tab becomes a space."""
    return (
        text
        if text.isascii() and text.isprintable()
        else "".join(c.text for c in cells(text.replace("\t", " ")))
    )
