"""An extraction from the request to the changes that are ready to be written."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.extract.model import ExtractReport, Request
from facadelint.extract.request import from_names, from_plans
from facadelint.extract.unwrapping import Unwrapping
from facadelint.extract.work import Work
from facadelint.facademap.map import FacadeMap
from facadelint.rewriting.extras import require_griffe
from facadelint.rewriting.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facadelint.core.settings import Settings


def extract(
    settings: Settings, names: Sequence[str] = (), domain: str | None = None, *, planned: bool = False
) -> ExtractReport:
    """Work out an extraction; nothing is written before the report's transaction is committed.

    Args:
        settings: the configuration.
        names: ``FACADE.MEMBER``; with ``planned`` none.
        domain: where to; with ``planned`` the only domain of the plan to look at, or None for all of them.
        planned: whether the members are those of the configuration's ``plan``. What is refused of those is
            listed, and the rest goes on; of members that were named, a single refusal stops everything.

    Raises:
        FacadelintError: it cannot be done at all; also griffe is not installed.
        ConfigError: the code proves the configuration wrong.
    """
    require_griffe()
    facade_map = FacadeMap(settings, require_domains=False)
    _check_parsed(facade_map)
    asked = (
        from_plans(facade_map.facades, domain)
        if planned
        else from_names(facade_map.facades, names, domain or "")
    )
    report = ExtractReport([], Transaction())
    overlay: dict[Path, bytes] = {}
    deleted: set[Path] = set()
    for index, request in enumerate(part for each in asked for part in _apart(each)):
        if index:  # what the one before has changed
            facade_map = FacadeMap(settings, overlay, require_domains=False)
        name = request.facade.settings.name
        facade = next(each for each in facade_map.facades if each.settings.name == name)
        if not isinstance(facade.cls.outer.node, ast.Module):
            raise FacadelintError(
                f"{name} stands inside of another definition; extract takes classes of a module apart"
            )
        kind = Unwrapping if any(_is_wrapped(request, each) for each in request.domains) else Work
        work = kind(facade_map, facade, overlay)
        extraction, changes = work.carry_out(request, stops=not planned)
        report.extractions.append(extraction)
        report.is_stopped |= not planned and bool(extraction.refused)
        overlay |= changes
        deleted |= work.deleted
        settings = work.settings
    if not report.is_stopped:
        for path, content in overlay.items():
            report.transaction.write(path, None if path in deleted else content)
    return report


def _apart(request: Request) -> Iterator[Request]:
    """Domains that are ops wrappers so far go one by one, before what goes straight from the facade."""
    wrapped = [each for each in request.domains if _is_wrapped(request, each)]
    for domain in wrapped:
        yield Request(request.facade, {domain: request.domains[domain]})
    rest = {domain: names for domain, names in request.domains.items() if domain not in wrapped}
    if rest or not wrapped:
        yield Request(request.facade, rest)


def _is_wrapped(request: Request, name: str) -> bool:
    domain = request.facade.domains.get(name)
    return domain is not None and bool(domain.wrappers) and not request.facade.domain_classes(domain)


def _check_parsed(facade_map: FacadeMap) -> None:
    for module in facade_map.broken:
        problem = module.problem
        if problem is not None:
            raise FacadelintError(f"{module.path}:{problem.line}: cannot be parsed: {problem.message}")
