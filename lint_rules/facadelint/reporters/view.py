"""Where a report is read: from which folder, how wide, and whether in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from facadelint.core.paths import shown
from facadelint.reporters.fingerprint import fingerprints
from facadelint.reporters.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facadelint.core.violation import Violation
    from facadelint.engine.report import Report

NO_TERMINAL_WIDTH = 160
"""Columns where nobody says how many there are: a log, a pipe, a file."""


class RuleHelp(Protocol):
    """What a report says about a rule; every rule has it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def page(self) -> str: ...
    @property
    def off(self) -> bool: ...


def _no_rules() -> Sequence[RuleHelp]:
    return ()


class Shown(NamedTuple):
    """A violation that is reported, or a hidden one that is shown beside."""

    violation: Violation
    fingerprint: str
    baseline: Path | None
    """The baseline that hides it."""


class View(NamedTuple):
    """The reader's point of view."""

    directory: Path
    """Paths are shown relative to it; the working directory."""
    style: Style = PLAIN
    width: int = NO_TERMINAL_WIDTH
    show_baselined: bool = False
    """Whether what a baseline hides is shown as well, marked as such."""
    rules: Callable[[], Sequence[RuleHelp]] = _no_rules
    """Every rule, for the formats that explain them; asked for by no other."""

    def shown(self, report: Report) -> list[Shown]:
        """What a reader sees of a report, in the order of the places.

        The fingerprint of a violation does not depend on whether an equal one is hidden.
        """
        found: list[tuple[Violation, Path | None]] = [(violation, None) for violation in report.violations]
        found += [(violation, each.file) for each in report.baselines for violation in each.hidden]
        found.sort(key=lambda pair: pair[0].sort_key)
        named = zip(found, fingerprints([violation for violation, _ in found]), strict=True)
        seen = [Shown(violation, name, file) for (violation, file), name in named]
        return [each for each in seen if each.baseline is None or self.show_baselined]

    def path(self, path: str | Path) -> str:
        """A path with ``/``, relative to the folder, ``../x`` too; absolute where it is on another drive."""
        return shown(type(self.directory)(path), self.directory)
