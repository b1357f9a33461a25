"""What an analysis of an import graph finds: values without any opinion on how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade


class Link(NamedTuple):
    """One import: an edge of the graph with the places where it is written."""

    importer: str
    imported: str
    path: Path | None
    """The importer's file; None where the configuration's import roots do not have it."""
    lines: tuple[int, ...]
    """The lines of the import statements, in order; empty where the graph does not know them."""

    @property
    def sort_key(self) -> tuple[str, int, str]:
        return (self.importer, self.lines[0] if self.lines else 0, self.imported)


class Finding(NamedTuple):
    """One import that breaks a contract, and what follows from it."""

    code: str
    """The rule that ``facadelint check`` reports it under, ``FAC351``."""
    facade: Facade
    domain: Domain
    """The domain that is imported; of an import of the facade or of a layer the one that imports."""
    root: Link
    """The root cause: without this import the finding would not be there."""
    said: str
    """What the import does wrong, to follow upon ``importer -> imported``; empty where that says all."""
    message: str
    """The finding as a sentence that names both sides and the next step, as rules word theirs."""
    chain: tuple[Link, ...] = ()
    """Imports from a domain to what it must not reach, the root cause among them; empty for a single import."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Names of the domains that the import joins: the one that reaches and the one that is reached."""
    is_direct: bool = False
    """Whether a domain's own import of a sibling is all there is, which is FAC301."""

    @property
    def sort_key(self) -> tuple[int, tuple[str, int, str]]:
        """What breaks most comes first; the rest is in order of the source."""
        return (-len(self.pairs), self.root.sort_key)
