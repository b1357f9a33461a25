"""What a run found and what it looked at: the value between the engine and the reporters."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from facadelint.core.baseline import Entry
    from facadelint.core.violation import Violation


class FileProblem(NamedTuple):
    """A file that could not be read or parsed; reported once, and the run exits 2."""

    path: Path
    line: int
    column: int
    message: str


class Coverage(NamedTuple):
    """What a run looked at, so that a green run can say what it is green about."""

    facades: tuple[str, ...] = ()
    """``module:Class`` of each facade."""
    domains: tuple[str, ...] = ()
    """Name of each domain, prefixed by its facade's class where there are several facades."""
    members: int = 0
    """Methods and properties in the bodies of the facades."""
    files: int = 0
    """Files checked, those that turned out to be out of scope included."""
    rules: int = 0
    """Rules that were active."""
    contracts: int = 0
    """Contract types that were checked, over the imports of the whole project."""


class BaselineUse(NamedTuple):
    """What one baseline did in a run."""

    file: Path
    hidden: tuple[Violation, ...] = ()
    """What it lists and the run found, in the order of the places."""
    stale: Mapping[Entry, int] = MappingProxyType({})
    """What it lists and the run did not find, and how often; empty where the run did not look at everything."""


class Report(NamedTuple):
    """The outcome of one run."""

    violations: tuple[Violation, ...]
    """Those that a baseline lists are not among them."""
    coverage: Coverage
    problems: tuple[FileProblem, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences that a person should read even when the run is green."""
    sources: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Absolute path -> lines of the files that have violations, for the source line under a message."""
    errors: tuple[str, ...] = ()
    """Why the run looked at nothing; then there is nothing else."""
    baselines: tuple[BaselineUse, ...] = ()
    """The baselines of the configurations, where they have one."""

    @property
    def hidden(self) -> tuple[Violation, ...]:
        """What the baselines hide, in the order of the places."""
        hidden = [violation for baseline in self.baselines for violation in baseline.hidden]
        return tuple(sorted(hidden, key=lambda violation: violation.sort_key))

    @property
    def failed(self) -> bool:
        """Whether there is something to mend: a violation, or an entry of a baseline that has to go."""
        return bool(self.violations) or any(baseline.stale for baseline in self.baselines)
