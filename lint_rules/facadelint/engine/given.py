"""What the caller of a run hands in besides the question itself; what the rules find does not depend on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from facadelint.core.violation import Violation
    from facadelint.facademap.map import FacadeMap
    from facadelint.source.modules import Module


class Contracts(NamedTuple):
    """Checks of the imports of a whole project; whoever starts a run brings them, since the engine knows none."""

    codes: frozenset[str]
    """The codes of the rules that they report under."""
    find: Callable[[FacadeMap], list[Violation]]
    """Given a map, gives what they find in any file of the project; a rule may have found some of it, too."""


LoadContracts = Callable[[], Contracts]
"""Loads the contracts; not called where they are not needed, as nothing has changed."""
Progress = Callable[["Sequence[Module]"], "Iterable[Module]"]
"""Is given what there is to check, and hands it on one by one."""


class Given(NamedTuple):
    """What a caller hands in; each part may be left out."""

    contracts: LoadContracts | None = None
    progress: Progress | None = None
    jobs: int | None = None
    """How many processes may check at once; None for as many as there are processors."""
