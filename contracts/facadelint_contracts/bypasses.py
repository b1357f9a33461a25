"""Imports of a domain by modules that are neither the facade nor the domain itself (FAC305).

An import of a sibling is left to the independence of domains, and what a module re-exports is found there,
not at each of its users; both as the rule has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint_contracts.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint_contracts.survey import Survey

CODE = "FAC305"


def find_bypasses(survey: Survey) -> list[Finding]:
    """Every import of a domain that goes past the facade, in order of the source."""
    found: dict[tuple[str, tuple[int, ...], Domain], Finding] = {}
    for importer, imported in _outer_imports(survey):
        for domain in survey.reached(importer, imported):
            if not domain.is_mixin and not survey.facade.builds(importer, domain):
                finding = _finding(survey, importer, imported, domain)
                # ``from shop.stock import units, counts`` is two edges of the graph, and one import.
                found.setdefault((importer, finding.root.lines, domain), finding)
    return sorted(found.values(), key=lambda finding: finding.sort_key)


def _outer_imports(survey: Survey) -> Iterator[tuple[str, str]]:
    """The imports of domains' modules by modules that may not import them."""
    territory = survey.territory
    facade = survey.facade.cls.module.name
    beside_facade = any(facade in domain.modules for domain in survey.facade.domains.values())
    for module in [*survey.closed, *([facade] if beside_facade else [])]:
        own = territory.owners(module)
        for importer in survey.importers(module):
            if own and territory.owners(importer) == own:
                continue  # nearly every import is one within a domain
            if territory.is_facade(importer) or territory.owners(importer) or territory.may_import(importer):
                continue
            yield importer, module


def _finding(survey: Survey, importer: str, imported: str, domain: Domain) -> Finding:
    return Finding(
        code=CODE,
        facade=survey.facade,
        domain=domain,
        root=survey.link(importer, imported),
        said=f"goes past the facade to {domain.name} domain",
        message=f"{importer} imports {domain.name} domain ({imported}) past the facade; "
        f"use {survey.facade.name} instead",
    )
