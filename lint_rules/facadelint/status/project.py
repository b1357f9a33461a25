"""Compute the status of one configuration's facades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.engine.report import FileProblem
from facadelint.facademap.map import FacadeMap
from facadelint.status.domains import base_statuses, domain_statuses
from facadelint.status.members import MemberJudge
from facadelint.status.model import FacadeStatus, StatusReport

if TYPE_CHECKING:
    from facadelint.core.settings import Settings
    from facadelint.facademap.facade import Facade


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
