"""The contracts as part of ``facadelint check``: the same findings, each under its code at its import.

import-linter is not needed here, and an import graph only where something other than the facade imports a
domain: every chain into a domain ends with such an import, and the text of the modules shows whether there
is one. In a clean project there is none, and nothing is built.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from facadelint.core.violation import Location, Violation
from facadelint.engine.check import location
from facadelint.engine.scope import ImportSearch
from facadelint.facademap.reach import imported_domains
from facadelint_contracts import bypasses, chains, layering, runtime_imports
from facadelint_contracts.completion import complete, leading_modules
from facadelint_contracts.graphs import build_graph
from facadelint_contracts.packages import packages_around
from facadelint_contracts.statements import Statements
from facadelint_contracts.survey import Survey
from facadelint_contracts.territory import Territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grimp import ImportGraph

    from facadelint.facademap.map import FacadeMap
    from facadelint.source.modules import Module
    from facadelint_contracts.finding import Finding
    from facadelint_contracts.statements import Statement

RULES = {
    chains.CODE: "domain-import-chain",
    bypasses.CODE: "facade-bypass",
    runtime_imports.CODE: "runtime-facade-import",
    layering.CODE: "ops-layers",
}
"""Code -> name of the rules that the contracts report under."""


def contract_violations(facade_map: FacadeMap) -> list[Violation]:
    """What the contracts find in a project, in order of the source; ``# noqa`` is the caller's business.

    Args:
        facade_map: the facades; those without a domain are passed over.

    Returns:
        Violations under the codes of :data:`RULES`, in any file of the project; a rule may find some of them, too.
        An import of a sibling is never said: it is a FAC301, through a package that re-exports the sibling as well.
    """
    facades = [facade for facade in facade_map.facades if facade.domains]
    territories = [Territory(facade, facade_map.settings, facade_map.finder) for facade in facades]
    starts = {facade.cls.module.name for facade in facades}
    starts.update(name for facade in facades for domain in facade.domains.values() for name in domain.modules)
    packages = packages_around(starts, facade_map.finder)
    modules = {module.name: module for found in packages.values() for module in found}
    if not any(_needs_graph(territory, modules.values()) for territory in territories):
        return []
    statements = Statements(facade_map)
    graph = build_graph(packages, facade_map.finder, statements)
    # grimp reads the files by itself; what is remembered of this run has to hold on to all of them.
    for module in modules.values():
        _ = module.source
    complete(graph, modules, territories, statements, facade_map.finder)
    found: dict[tuple[str, str, int], Violation] = {}
    for territory in territories:
        rest = _without_sibling_imports(graph, territory, facade_map, statements)
        survey = Survey(territory, rest, facade_map, statements)
        for finding in _findings(survey):
            for violation in _violations(finding, survey, facade_map):
                if not territory.is_excluded(finding.root.importer):
                    found.setdefault((violation.code, violation.path, violation.location.line), violation)
    return sorted(found.values(), key=lambda each: each.sort_key)


def _findings(survey: Survey) -> Iterator[Finding]:
    yield from (finding for finding in chains.find_chains(survey) if not finding.is_direct)
    yield from bypasses.find_bypasses(survey)
    yield from layering.find_ways_to_implementations(survey)
    yield from runtime_imports.find_runtime_imports(survey)


# Whether there is anything to look at


def _needs_graph(territory: Territory, modules: Iterable[Module]) -> bool:
    """Whether a module that is neither the facade nor a domain's shows an import of a domain in its text."""
    if layering.layers_of(territory.facade):
        return True  # a wrapper may lead to an implementation within its own domain
    domains = territory.facade.domains.values()
    names = {name for domain in domains for name in (*domain.modules, *domain.packages)}
    search = ImportSearch({name for name in names if not territory.is_facade(name)})
    return any(search.may_find(module) and _is_outside(territory, module) for module in modules)


def _is_outside(territory: Territory, module: Module) -> bool:
    if territory.is_facade(module.name):
        return False
    return not territory.owners(module.name) or territory.is_shared(module.name)


# From findings to violations


def _without_sibling_imports(
    graph: ImportGraph, territory: Territory, facade_map: FacadeMap, statements: Statements
) -> ImportGraph:
    """The graph without what FAC301 reports: imports of siblings through packages that re-export them.

    That is worked out anew, since a run over some files has not reported those of the others.
    """
    survey = Survey(territory, graph, facade_map, statements)
    leading = set(leading_modules(graph, territory))
    rest = deepcopy(graph)
    for module in survey.sources:
        for imported in survey.imports(module):
            if imported not in leading or territory.owners(imported):
                continue
            found = statements.at(module, imported, survey.lines(module, imported))
            if found and all(_names_sibling(survey, module, statement) for statement in found):
                rest.remove_import(importer=module, imported=imported)
    return rest


def _names_sibling(survey: Survey, module: str, statement: Statement) -> bool:
    territory = survey.territory
    return any(
        domain not in territory.owners(module) and not territory.is_shared(through)
        for name in statement.names
        for domain, through in imported_domains(survey.facade, survey.program, name)
    )


def _violations(finding: Finding, survey: Survey, facade_map: FacadeMap) -> Iterator[Violation]:
    """A violation for each statement that the root cause is written in."""
    root = finding.root
    module = facade_map.finder.find(root.importer)
    assert module is not None, root.importer  # the graph is made of the finder's modules
    for line in root.lines:
        yield Violation(
            path=str(module.path),
            location=_location(module, line, survey.statements.at(root.importer, root.imported, (line,))),
            code=finding.code,
            rule=RULES[finding.code],
            message=finding.message,
            facade=finding.facade.settings.name,
            domain=finding.domain.name,
            symbol=root.importer,
            target=root.imported,
            because=finding.facade.settings.because,
        )


def _location(module: Module, line: int, statements: list[Statement]) -> Location:
    if statements:
        return location(module, statements[0].node)
    return Location(line, 1, line, len(module.line(line)) + 1)
