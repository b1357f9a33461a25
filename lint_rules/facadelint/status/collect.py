"""Compute the status of the facades that paths stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.config import ConfigFinder
from facadelint.core.errors import FacadelintError
from facadelint.engine.files import python_files
from facadelint.engine.report import FileProblem
from facadelint.engine.run import _nothing_configured
from facadelint.engine.session import is_excluded
from facadelint.facademap.map import FacadeMap
from facadelint.status.domains import base_statuses, domain_statuses
from facadelint.status.members import MemberJudge
from facadelint.status.model import FacadeStatus, StatusReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.settings import Settings
    from facadelint.facademap.facade import Facade


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
        raise FacadelintError(_nothing_configured(paths))
    return [finder.load(file) for file in sorted(file for file in found if file is not None)]


def status_of_paths(paths: Sequence[Path]) -> StatusReport:
    """The status of every facade of the :func:`configurations` of the paths.

    Raises:
        ConfigError: a configuration cannot be used, or the code proves it wrong.
        FacadelintError: a path does not exist, or nothing is configured for the paths.
    """
    reports = [status_of_project(settings) for settings in configurations(paths)]
    return StatusReport(
        tuple(facade for report in reports for facade in report.facades),
        tuple(problem for report in reports for problem in report.problems),
    )


def status_of_project(settings: Settings) -> StatusReport:
    """The status of every facade of one configuration.

    Raises:
        ConfigError: the code proves the configuration wrong.
    """
    facade_map = FacadeMap(settings, require_domains=False)
    return StatusReport(
        tuple(_facade_status(facade, facade_map) for facade in facade_map.facades),
        tuple(
            FileProblem(module.path, problem.line, problem.column, problem.message)
            for module in facade_map.broken
            if (problem := module.problem) is not None
        ),
    )


def _facade_status(facade: Facade, facade_map: FacadeMap) -> FacadeStatus:
    judge = MemberJudge(facade)
    settings = facade_map.settings
    return FacadeStatus(
        cls=facade.settings.name,
        path=facade.cls.module.path,
        root=settings.root,
        lines=facade.lines,
        max_lines=facade.settings.max_lines,
        members=tuple(judge.status(member) for member in facade.members.values()),
        domains=tuple(domain_statuses(judge, facade_map.finder, settings)),
        bases=tuple(base_statuses(facade)),
    )
