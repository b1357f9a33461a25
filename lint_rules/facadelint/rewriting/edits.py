"""Changes to a text as ranges and what stands there instead: what nobody touches keeps its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """Replaces the characters from ``start`` up to ``end``, offsets into the text; an empty range inserts."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> Edit:
        """The same edit in a text that begins so many characters earlier, or later where it is negative."""
        return Edit(self.start + by, self.end + by, self.text)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; those of one and the same range are carried out in the order given, equal ones once.

    Raises:
        ValueError: two of them overlap.
    """
    parts = []
    position = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda each: (each.start, each.end)):
        if edit.start < position:
            raise ValueError(f"edits overlap at offset {edit.start}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
