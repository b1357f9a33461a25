"""One facade on one import graph: what every analysis asks."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.facademap.reach import imported_domains
from facadelint_contracts.finding import Link

if TYPE_CHECKING:
    from grimp import ImportGraph

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint_contracts.statements import Statement, Statements
    from facadelint_contracts.territory import Territory


class Survey:
    """Answers in a stable order; the graph is not changed."""

    def __init__(
        self,
        territory: Territory,
        graph: ImportGraph,
        facade_map: FacadeMap,
        statements: Statements,
        ignored: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        """Take a graph from which the ignored imports were removed.

        Args:
            territory: whose the modules are.
            graph: every module of the project, those included that grimp skips.
            facade_map: where the facade comes from.
            statements: the import statements in the source.
            ignored: importer and line of the imports that ``ignore_imports`` removed.
        """
        self.territory = territory
        self.graph = graph
        self.statements = statements
        self.ignored = ignored
        self.program = facade_map.inference.program
        self._finder = facade_map.finder

    @property
    def facade(self) -> Facade:
        return self.territory.facade

    @property
    def allows_typing(self) -> bool:
        """Whether a domain may import a sibling for type checking only."""
        return self.facade.settings.typing_imports == "allow"

    @cached_property
    def closed(self) -> list[str]:
        """The modules in the graph that belong to a domain and are not shared."""
        return sorted(module for module in self.graph.modules if self.territory.is_closed(module))

    @cached_property
    def sources(self) -> list[str]:
        """The modules in the graph whose imports are a domain's."""
        return sorted(module for module in self.graph.modules if self.territory.is_source(module))

    def importers(self, module: str) -> list[str]:
        """The modules that import one directly."""
        return sorted(self.graph.find_modules_that_directly_import(module))

    def imports(self, module: str) -> list[str]:
        """The modules that one imports directly."""
        return sorted(self.graph.find_modules_directly_imported_by(module))

    def lines(self, importer: str, imported: str) -> tuple[int, ...]:
        """Where an import is written."""
        details = self.graph.get_import_details(importer=importer, imported=imported)
        return tuple(sorted({each["line_number"] for each in details if each["line_number"] is not None}))

    def link(self, importer: str, imported: str) -> Link:
        """An edge of the graph; where imports for typing are allowed, without those."""
        lines = self.lines(importer, imported)
        if self.territory.is_facade(imported) and len(lines) > 1:
            # Of several imports of the facade's module those count that name a sibling's class.
            naming = [each.node.lineno for each in self._naming(importer, imported)]
            return Link(importer, imported, self.territory.path(importer), tuple(naming) or lines)
        if self.allows_typing and len(lines) > 1:
            runs = [line for line in lines if not self.statements.is_typing_only(importer, imported, (line,))]
            lines = tuple(runs) or lines
        return Link(importer, imported, self.territory.path(importer), lines)

    def counts(self, importer: str, imported: str) -> bool:
        """Whether an edge matters for independence: not where it is for typing only and that is allowed."""
        if not self.allows_typing:
            return True
        return not self.statements.is_typing_only(importer, imported, self.lines(importer, imported))

    def reached(self, importer: str, imported: str) -> tuple[Domain, ...]:
        """The domains that an import reaches.

        Where several domains share one module, or one lies in the facade's, the import says by the
        names that it takes which of them it means.
        """
        owners = self.territory.owners(imported)
        if not self.territory.is_facade(imported) and not any(domain.shares_module for domain in owners):
            return owners
        if self.territory.is_facade(imported) and not self._mentions_domain(importer):
            return ()
        return tuple(
            dict.fromkeys(domain for each in self._naming(importer, imported).values() for domain in each)
        )

    def _naming(self, importer: str, imported: str) -> dict[Statement, list[Domain]]:
        """The statements of an edge whose names are domains, each with those domains."""
        found: dict[Statement, list[Domain]] = {}
        for statement in self.statements.at(importer, imported, self.lines(importer, imported)):
            named = [
                domain
                for name in statement.names
                for domain, through in imported_domains(self.facade, self.program, name)
                # A mixin beside the facade is not reached by whoever imports the facade.
                if domain.shares_module or not self.territory.is_facade(through)
            ]
            if named:
                found[statement] = named
        return found

    def _mentions_domain(self, importer: str) -> bool:
        """Whether a module's text has the name of another domain's class; most have none, and are not parsed."""
        module = self._finder.find(importer)
        mentioned = {found[0] for found in self._classes.finditer(module.searched)} if module else ()
        return any(self.territory.siblings(importer, self._by_class[name]) for name in mentioned)

    @cached_property
    def _by_class(self) -> dict[str, list[Domain]]:
        found: dict[str, list[Domain]] = {}
        for domain in self.facade.domains.values():
            for cls in domain.classes:
                found.setdefault(cls.name, []).append(domain)
        return found

    @cached_property
    def _classes(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self._by_class)))
        return re.compile(rf"\b(?:{names})\b" if names else "(?!)")
