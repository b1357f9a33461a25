"""Adds to an import graph the modules that grimp passes over in silence.

Those are files in folders without ``__init__.py`` below a package that has one (in a domain they are an error,
see :mod:`facadelint_contracts.presence`), and, where ``check`` builds the graph, modules that lie in no package.
Python imports them all the same, so a chain may lead through one. Only those that can lead to a domain are
read; nearly always there is none.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from facadelint.engine.scope import ImportSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grimp import ImportGraph

    from facadelint.source.modules import ModuleFinder
    from facadelint_contracts.statements import Statements
    from facadelint_contracts.territory import Territory


def complete(
    graph: ImportGraph,
    modules: Iterable[str],
    territories: Iterable[Territory],
    statements: Statements,
    finder: ModuleFinder,
) -> None:
    """Add those of the project's modules that are not in the graph and can lead to a domain.

    Args:
        graph: is changed.
        modules: every module of the project.
        territories: the facades that matter.
        statements: the import statements in the source.
        finder: where the files are.
    """
    skipped = sorted(set(modules) - graph.modules)
    if not skipped:
        return
    territories = list(territories)
    dangerous = {module for territory in territories for module in leading_modules(graph, territory)}
    known = graph.modules | set(skipped)
    added = [name for name in skipped if any(territory.owners(name) for territory in territories)]
    dangerous.update(added)
    # A facade is asked for whatever it imports; whoever imports it does not reach a domain by that.
    facades = {territory.facade.cls.module.name for territory in territories}
    added += [name for name in skipped if name in facades and name not in added]
    while found := [name for name in skipped if name not in added and _may_reach(name, dangerous, finder)]:
        added += found
        dangerous.update(found)
    for name in added:
        graph.add_module(name)
        add_imports(graph, name, known, statements)
    if added:
        _add_importers(graph, added, statements, finder)


def leading_modules(graph: ImportGraph, territory: Territory) -> Iterator[str]:
    """The modules of domains, and those that lead to one other than through the facade."""
    closed = [module for module in graph.modules if territory.is_closed(module)]
    yield from closed
    facade = territory.facade.cls.module.name
    cut = deepcopy(graph)
    for imported in graph.find_modules_directly_imported_by(facade) if facade in graph.modules else ():
        cut.remove_import(importer=facade, imported=imported)
    for module in closed:
        own = territory.owners(module)
        for importer in cut.find_modules_that_directly_import(module):
            if territory.owners(importer) != own:
                yield importer
                yield from cut.find_downstream_modules(importer)


def _may_reach(module: str, dangerous: set[str], finder: ModuleFinder) -> bool:
    """Whether the text of a module shows an import of one of the dangerous modules."""
    found = finder.find(module)
    for skimmed in found.skimmed if found is not None else ():
        if skimmed.module in dangerous:
            return True
        for name in re.findall(r"\w+", skimmed.names):
            if f"{skimmed.module}.{name}" in dangerous:
                return True
    return False


def add_imports(graph: ImportGraph, module: str, known: set[str], statements: Statements) -> None:
    """Add what the statements of a module import of the known modules."""
    for statement in statements.of(module):
        for name in statement.names:
            for target in (f"{name.module}.{name.name}", name.module):
                if target in known:
                    _add_import(graph, module, target, statement.node.lineno)
                    break


def _add_importers(
    graph: ImportGraph, added: list[str], statements: Statements, finder: ModuleFinder
) -> None:
    """The imports of skipped modules, of which grimp knows nothing; whose text shows none is not parsed."""
    wanted = set(added)
    search = ImportSearch(wanted)
    for importer in sorted(graph.modules - wanted):
        found = finder.find(importer)
        if found is None or not search.may_find(found):
            continue
        for statement in statements.of(importer):
            for name in statement.names:
                for module in wanted.intersection((name.module, f"{name.module}.{name.name}")):
                    _add_import(graph, importer, module, statement.node.lineno)


def _add_import(graph: ImportGraph, importer: str, imported: str, line: int) -> None:
    graph.add_import(
        importer=importer, imported=imported, line_number=line, line_contents=f"{importer} -> {imported}"
    )
