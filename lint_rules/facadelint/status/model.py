"""The status of a refactoring: the values between its computation and the reporters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.engine.report import FileProblem
    from facadelint.facademap.members import Kind
    from facadelint.status.git import Commit

State = Literal["planned", "in progress", "complete"]
Rest = Literal["logic", "guarded", "altered", "collaborator", "own"]


def percentage(done: int, total: int) -> float:
    """The part in percent, rounded to one decimal; 100 only where all is done, 0 only where nothing is.

    Nothing to do is done.
    """
    if done == total:
        return 100.0
    return min(max(round(100 * done / total, 1), 0.1 if done else 0.0), 99.9)


@dataclass(frozen=True, slots=True)
class MemberStatus:
    """One method or property of the facade's body."""

    name: str
    line: int
    """That of its ``def``."""
    lines: int
    """How many it has: decorators, setter and deleter included."""
    kind: Kind
    accessor: str | None
    target: str | None
    counts: bool = True
    """Whether progress is about it: it holds logic or delegates, is not dunder and not exempt."""
    rest: Rest | None = None
    """What keeps it from being done; None where nothing does, or where it does not count."""
    domains: tuple[str, ...] = ()
    """For a member that is not done: the domains that plan it, else those whose things its code reads."""


@dataclass(frozen=True, slots=True)
class DomainStatus:
    """One domain: found in the code, or only planned."""

    name: str
    module: str | None
    """The main module; None where only the plan names the domain, or the code does not say it."""
    cls: str | None
    """The name of its class; None where it has none."""
    files: tuple[Path, ...]
    """Absolute, the main one first, without the ``__init__.py`` of its packages."""
    lines: int
    """Lines of its modules, every ``__init__.py`` included; where a module is the facade's or another domain's too,
    of its classes alone."""
    delegated: tuple[str, ...]
    """Members of the facade's body that delegate to it, guarded and altered ones included."""
    planned: tuple[str, ...]
    """Members of the facade's body that the plan lists for it and that do not delegate to it yet."""
    state: State
    progress: float
    """Percent: delegated, of delegated and planned."""


@dataclass(frozen=True, slots=True)
class BaseStatus:
    """A class of the project that the facade inherits from, mixin or not."""

    name: str
    domain: str | None
    """The domain that it is, in the mixin pattern."""
    path: Path
    members: tuple[str, ...]
    """Methods and properties that the facade has from it, and neither overrides nor has from a nearer base."""
    lines: int
    """Lines of these members."""


@dataclass(frozen=True, slots=True)
class FacadeStatus:
    """The refactoring table of one facade."""

    cls: str
    """``module:Class``, as configured."""
    path: Path
    root: Path
    """The configuration's folder, where the paths of its domains start."""
    lines: int
    max_lines: int | None
    members: tuple[MemberStatus, ...]
    domains: tuple[DomainStatus, ...] = ()
    bases: tuple[BaseStatus, ...] = ()

    @property
    def name(self) -> str:
        """The class's own name."""
        return self.cls.rpartition(":")[2]

    @property
    def counted(self) -> tuple[MemberStatus, ...]:
        """The members that progress is about."""
        return tuple(member for member in self.members if member.counts)

    @property
    def done(self) -> int:
        """How many of them delegate to a domain, or to a collaborator that the configuration allows."""
        return sum(member.rest is None for member in self.counted)

    @property
    def progress(self) -> float:
        """Percent of the counted members that are done."""
        return percentage(self.done, len(self.counted))

    def left(self, *rests: Rest) -> tuple[MemberStatus, ...]:
        """The members that one of these reasons keeps from being done."""
        return tuple(member for member in self.members if member.rest in rests)


@dataclass(frozen=True, slots=True)
class Past:
    """What a facade was at a commit."""

    commit: Commit
    facade: FacadeStatus | None
    """None where the class was not there, or its file did not parse."""


@dataclass(frozen=True, slots=True)
class History:
    """What a facade was after each commit that touched its file."""

    cls: str
    """``module:Class``, as configured."""
    past: tuple[Past, ...]
    """Newest first."""
    older: int = 0
    """How many commits there are before those."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The outcome of one ``facadelint status``."""

    facades: tuple[FacadeStatus, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    """Files of facades and domains that do not parse."""
    since: tuple[Past, ...] = ()
    """What the facades were, in their order; empty where nobody asked."""
    histories: tuple[History, ...] = ()
    """The same at every commit; empty where nobody asked."""

    @property
    def progress(self) -> float:
        """Percent of the counted members of all facades that are done."""
        counted = sum(len(facade.counted) for facade in self.facades)
        return percentage(sum(facade.done for facade in self.facades), counted)
