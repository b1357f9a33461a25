"""What moving code needs of where it goes, and what decides how it is written there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from facadelint.extract.origins import Item, Namespace
    from facadelint.extract.placement import Place
    from facadelint.extract.spans import Text
    from facadelint.extract.usage import Usage
    from facadelint.facademap.facade import Facade


@dataclass(slots=True)
class Needs:
    """What moved text needs of its new module, and of the facade."""

    running: set[Item] = field(default_factory=set)
    """Imports at module level."""
    typing: set[Item] = field(default_factory=set)
    """Imports for type checkers."""
    grants: set[str] = field(default_factory=set)
    """Private attributes of the facade."""

    def update(self, other: Needs) -> None:
        self.running |= other.running
        self.typing |= other.typing
        self.grants |= other.grants


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that decides how members of one facade are written in one domain."""

    facade: Facade
    text: Text
    """Of the file that members come from: the facade's, or an implementation's."""
    namespace: Namespace
    """Of that file's module."""
    usage: Usage
    place: Place
    renamed: Mapping[str, str]
    """Private members that the domain has itself -> their names there."""
    helpers: Collection[str]
    """Names of the facade's module that move to the domain's."""
    is_postponed: bool
    """Whether the domain's module evaluates no annotations."""
    public_names: frozenset[str]
