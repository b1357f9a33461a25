"""What a fix asks for besides edits, and which edits can be carried out together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.rewriting.edits import Edit


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


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Sorted; of what is inserted at one place, that which begins with an empty line is a block, and goes last."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end, edit.text[:1].isspace(), edit.text))
