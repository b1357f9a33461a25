"""Turn the paths of a command line into files, sorted by the configuration that each goes by."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.config import CONFIG_FILES, PYPROJECT, ConfigFinder
from facadelint.core.errors import ConfigError, NothingToCheckError
from facadelint.core.paths import shown
from facadelint.engine.files import is_excluded, python_files
from facadelint.source.modules import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.engine.report import Report

_LISTED = 3
"""How many paths a note names before it only counts them."""
_NOT_OURS = frozenset(("node_modules", "site-packages", "venv"))
"""Folders in which nobody looks for a configuration to run; hidden ones are not looked at either."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What there is to check, sorted by the configuration that it goes by."""

    finder: ConfigFinder
    by_config: dict[Path, list[Path]] = field(default_factory=dict)
    """Configuration -> files; one whose files are all excluded has none, and is validated all the same."""
    unconfigured: list[Path] = field(default_factory=list)
    excluded: list[Path] = field(default_factory=list)
    """Of the paths that were named; what is excluded below them nobody asked for."""
    folders: tuple[Path, ...] = ()
    """The folders that were named, or the working directory."""

    def covers(self, folder: Path) -> bool:
        """Whether a folder, with all that is below it, was named."""
        return any(folder.is_relative_to(each) for each in self.folders)

    def is_excluded(self, path: Path) -> bool:
        """Whether the configuration that a path goes by leaves it out."""
        config = self.finder.find(path)
        return config is not None and is_excluded(self.finder.load(config), path)

    def add(self, file: Path) -> None:
        """Take a file in, under the configuration nearest above it."""
        config = self.finder.find(file)
        if config is None:
            self.unconfigured.append(file)
        else:
            self.by_config.setdefault(config, []).append(file)

    def leave_out(self, path: Path) -> None:
        """Note a named path that is excluded; its configuration is validated nevertheless."""
        config = self.finder.find(path)
        if config is not None:
            self.by_config.setdefault(config, [])
            self.excluded.append(path)

    def raise_if_nothing_in(self, report: Report) -> None:
        """End a run that looked at nothing, which must not pass for a green one.

        Raises:
            NothingToCheckError: no file was checked, and none was excluded on purpose.
        """
        if not report.coverage.files and not report.problems and not self.excluded:
            raise NothingToCheckError(
                "; ".join(report.notes) or "nothing was checked: no file is a Python module"
            )

    def notes(self) -> list[str]:
        """Sentences on the named paths that are not checked, for the report."""
        found = []
        if self.excluded:
            found.append(f"not checked, since the configuration excludes it: {listed(self.excluded)}")
        if self.unconfigured:
            found.append(f"not checked, since no configuration covers it: {listed(self.unconfigured)}")
        return found


def find_targets(
    paths: Sequence[Path], stdin: tuple[Path, bytes] | None, finder: ConfigFinder | None = None
) -> Targets:
    """Find what there is to check.

    Args:
        paths: files and folders; none means the working directory.
        stdin: a file, and the bytes that stand for its content; it counts instead of the paths.
        finder: finds and loads the configurations; a new one unless given.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: there is no such path.
        NothingToCheckError: there is no configuration or no file.
    """
    named = [stdin[0]] if stdin is not None else [absolute(path) for path in paths]
    targets = Targets(finder or ConfigFinder(), folders=tuple(named or [Path.cwd()]))
    if not named and targets.finder.find(Path.cwd()) is None:
        raise NothingToCheckError(nothing_configured(named))
    for path in named:
        if targets.is_excluded(path):
            targets.leave_out(path)
    if stdin is None:
        files = python_files(paths or [Path.cwd()], excluded=targets.is_excluded)
    else:
        files = () if targets.excluded else tuple(named)
    for file in files:
        targets.add(file)
    if not files and not targets.excluded:
        raise NothingToCheckError(f"no Python file to check in {listed(named) or Path.cwd()}")
    if not targets.by_config:
        raise NothingToCheckError(nothing_configured(named))
    return targets


def nothing_configured(paths: Sequence[Path]) -> str:
    """Say that nothing is configured, and where below a configuration is."""
    where = listed(paths) if paths else str(Path.cwd())
    message = f"no configuration for {where}: no {PYPROJECT} there or above has [tool.facadelint]"
    below = [] if paths else sorted(_configured_below(Path.cwd()))
    if below:
        names = ", ".join(shown(folder, Path.cwd()) for folder in below)
        return f"{message}. Configured are these folders: {names}. Name the one to check."
    return f'{message}. Run "facadelint init", which finds the facade and writes one.'


def _configured_below(top: Path) -> Iterator[Path]:
    finder = ConfigFinder()
    for name, folders, files in os.walk(top):
        folder = Path(name)
        folders[:] = [each for each in folders if not each.startswith(".") and each not in _NOT_OURS]
        try:
            if not CONFIG_FILES.isdisjoint(files) and finder.find(folder) is not None:
                yield folder
        except ConfigError:  # it is one, and says what is wrong with it where it is used
            yield folder


def listed(paths: Sequence[Path]) -> str:
    """The paths as one sees them from the working directory; of many only the first."""
    names = [shown(path, Path.cwd()) for path in sorted(paths)]
    rest = len(names) - _LISTED
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:_LISTED])} and {rest} more"
