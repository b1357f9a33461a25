"""What one domain gets of a facade, and why a member cannot be a part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facadelint.extract.origins import Item
    from facadelint.extract.placement import Place


class CannotMove(Exception):  # noqa: N818 - says what happened, not that something is wrong
    """One of the members cannot be written in its domain."""

    def __init__(self, member: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.member = member
        self.line = line
        self.reason = reason


@dataclass(slots=True)
class Share:
    """What one domain gets."""

    place: Place
    members: list[str]
    """In the order of the facade, those that only move along included."""
    gone: frozenset[str]
    """Of those, what the facade keeps no delegation of."""
    renamed: dict[str, str]
    """Private member -> what the domain calls it."""
    helpers: list[str]
    grants: dict[str, list[str]] = field(default_factory=dict)
    """Private attribute -> members that need it; filled when the text is written."""
    keeps_comments: bool = False
    """Whether the comments above a member of the facade are about the delegation that it is already."""
    imports: dict[Item, list[str]] = field(default_factory=dict)
    """Import -> members that need it; filled likewise."""
