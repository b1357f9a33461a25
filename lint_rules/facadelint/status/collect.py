"""From the paths of a command line to the status, the comparison or the history of what they are configured for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.config import ConfigFinder
from facadelint.core.errors import FacadelintError
from facadelint.engine.files import is_excluded, python_files
from facadelint.engine.targets import nothing_configured
from facadelint.status.compare import histories, pasts
from facadelint.status.model import StatusReport
from facadelint.status.project import status_of_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.settings import Settings


def configurations(paths: Sequence[Path]) -> list[Settings]:
    """The configurations that the paths go by: the nearest above each, and of a folder those of files below it.

    Args:
        paths: files and folders; none means the working directory.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: a path does not exist, or nothing is configured for the paths.
    """
    finder = ConfigFinder()

    def excluded(path: Path) -> bool:
        config = finder.find(path)
        return config is not None and is_excluded(finder.load(config), path)

    starts = list(paths) or [Path.cwd()]
    found = {finder.find(start) for start in (*starts, *python_files(starts, excluded=excluded))}
    if not paths and finder.find(Path.cwd()) is None:
        found.clear()
    if not any(found):
        raise FacadelintError(nothing_configured(paths))
    return [finder.load(file) for file in sorted(file for file in found if file is not None)]


def status_of_paths(
    paths: Sequence[Path], *, since: str | None = None, history: bool = False
) -> StatusReport:
    """The status of every facade of the :func:`configurations` of the paths.

    Args:
        paths: files and folders; none means the working directory.
        since: a git revision to compare with, or to begin the history after.
        history: whether to tell what the facades were after each commit that touched them.

    Raises:
        ConfigError: a configuration cannot be used, or the code proves it wrong.
        FacadelintError: a path does not exist, nothing is configured for the paths, or git cannot answer.
    """
    report = StatusReport()
    for settings in configurations(paths):
        found = status_of_project(settings)
        report = StatusReport(
            (*report.facades, *found.facades),
            (*report.problems, *found.problems),
            (
                *report.since,
                *(pasts(settings, found.facades, since) if since is not None and not history else ()),
            ),
            (*report.histories, *(histories(settings, found.facades, since) if history else ())),
        )
    return report
