"""A change to a text as a range and what stands there instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """Replaces the characters from ``start`` up to ``end``, offsets into the text; an empty range inserts."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, order=True, slots=True)
class TypingImport:
    """Asks for an import under ``if TYPE_CHECKING:``; all that a file needs are put there together."""

    statement: str
    """``from shop.facade import Shop``"""


def conflicts(edits: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Whether two sets of edits cannot both be carried out.

    The same edit twice is one edit: two repairs may need the same import. Two insertions at one place are fine,
    in either order.
    """
    known = set(others)
    return any(
        _overlap(edit, other) for edit in edits if edit not in known for other in known if other != edit
    )


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:  # what is inserted at an edge stays outside
        point, taken = (one, other) if one.start == one.end else (other, one)
        return taken.start < point.start < taken.end
    return one.start < other.end and other.start < one.end


def _order(edit: Edit) -> tuple[int, int, bool, str]:
    """Of what is inserted at one place, that which begins with an empty line is a block, and goes last."""
    return edit.start, edit.end, edit.text[:1].isspace(), edit.text


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits.

    Raises:
        ValueError: two of them overlap.
    """
    ordered: Sequence[Edit] = sorted(set(edits), key=_order)
    parts = []
    position = 0
    for edit in ordered:
        if edit.start < position:
            raise ValueError(f"edits overlap at offset {edit.start}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
