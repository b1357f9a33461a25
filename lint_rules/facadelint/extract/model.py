"""What an extraction is asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.facademap.facade import Facade
    from facadelint.rewriting.public_api import ApiComparison
    from facadelint.rewriting.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Request:
    """The members of one facade that are to move, by domain."""

    facade: Facade
    domains: dict[str, list[str]]
    """Domain -> names of members, in the order of the facade."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A member that cannot be moved safely."""

    member: str
    domain: str
    path: Path
    line: int
    """Where the reason stands, from 1."""
    reason: str
    """Goes on from the member's name: ``uses super()``."""


@dataclass(frozen=True, slots=True)
class Left:
    """A member that there is nothing to move of, so that it is no refusal either."""

    member: str
    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A member, or something that only moved members use, that has a new place."""

    name: str
    domain: str
    delegates: bool
    """Whether the facade keeps a delegation; else it is gone from there."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Private state that moved code needs, and that no public property returns."""

    attribute: str
    domains: tuple[str, ...]
    members: tuple[str, ...]
    """The moved members that need it."""


@dataclass(slots=True)
class Extraction:
    """What became of one request."""

    facade: str
    """``module:Class``."""
    path: Path
    """The facade's file."""
    moved: list[Moved] = field(default_factory=list)
    helpers: list[Moved] = field(default_factory=list)
    """Functions, classes and constants of the facade's module that moved along."""
    refused: list[Refusal] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    places: dict[str, tuple[Path, str, bool]] = field(default_factory=dict)
    """Domain -> its file, its class, and whether it is new."""
    lines_before: int = 0
    """Of the facade's class."""
    lines_after: int = 0
    api: ApiComparison | None = None
    checked_files: int = 0


@dataclass(slots=True)
class ExtractReport:
    """What became of a command."""

    extractions: list[Extraction]
    transaction: Transaction
    is_stopped: bool = False
    """Whether a refusal stopped all of it, so that nothing is to be written."""

    @property
    def refused(self) -> list[Refusal]:
        return [refusal for each in self.extractions for refusal in each.refused]

    @property
    def moved(self) -> list[Moved]:
        return [moved for each in self.extractions for moved in each.moved]
