"""Chains of imports from one domain to another that do not pass through the facade (FAC351).

Each chain ends with an import that leads into a domain from a module that is not that domain's. There are
few of those, so the search starts there: without any, nothing else is looked at. Otherwise the graph is
cut at the facade and at every domain, and one search for each such module (or for each domain, where
those are fewer) says which domains reach it. That grows with the imports of the graph, not with the pairs
of domains, as ``find_illegal_dependencies_for_layers`` does.

Decisions:

- A chain ends at the first sibling that it meets. What that sibling imports in turn is its own doing.
- The root cause is the import into the domain; where its importer may import domains (a test, one of
  ``importers``, excluded code), it is the import that leads there.
- A shared module may be imported by any domain; so it must lead to none, its own included.
- A mixin is a domain: chains begin and end at it, and none leads through.
"""

from __future__ import annotations

from collections import deque
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from facadelint_contracts.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grimp import ImportGraph

    from facadelint.facademap.domains import Domain
    from facadelint_contracts.survey import Survey

CODE = "FAC351"

_Domains = dict["Domain", None]
"""A set of domains in order."""


def find_chains(survey: Survey) -> list[Finding]:
    """Every import that joins domains, those that join most of them first."""
    return sorted(_ChainSearch(survey).findings(), key=lambda finding: finding.sort_key)


class _ChainSearch:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.territory = survey.territory
        self._entrances: dict[tuple[str, str], _Domains] = {}
        """Importer and imported of each import that leads to a domain, with the domains it leads to."""
        self._inner: dict[str, _Domains] = {}
        """Modules that may import domains and do, with the domains that they lead to."""

    def findings(self) -> Iterable[Finding]:
        for module in self.survey.closed:
            own = self.territory.owners(module)
            for importer in self.survey.importers(module):
                # Nearly every import is one within a domain; the rest may take its time.
                if self.territory.owners(importer) != own or self.territory.is_shared(importer):
                    self._enter(importer, module, self.survey.reached(importer, module))
        self._enter_through_facade()
        self._spread()
        helpers = sorted({importer for importer, _ in self._entrances if self._is_passable(importer)})
        cut = self._cut(helpers) if helpers else self.survey.graph
        reaching = self._reaching(cut, helpers)
        for (importer, imported), reached in self._entrances.items():
            own = self.territory.owners(importer) if self.territory.is_source(importer) else ()
            domains = [*own, *(each for each in reaching.get(importer, ()) if each not in own)]
            pairs = [(first, second) for first in domains for second in reached if first is not second]
            if pairs:
                yield self._finding(cut, importer, imported, pairs)

    # The imports that lead into domains

    def _enter(self, importer: str, imported: str, reached: Iterable[Domain]) -> None:
        territory = self.territory
        if territory.is_facade(importer):
            return
        owners = territory.owners(importer)
        if owners and not territory.is_source(importer):
            return  # a test in a domain's package
        if not territory.is_shared(importer):
            reached = territory.siblings(importer, reached)
        builds = self.survey.facade.builds  # a base of the facade that does is a part of it
        new = dict.fromkeys(domain for domain in reached if not builds(importer, domain))
        if not new or not self.survey.counts(importer, imported):
            return
        if not owners and territory.may_import(importer):
            self._inner.setdefault(importer, {}).update(new)
        else:
            self._entrances.setdefault((importer, imported), {}).update(new)

    def _enter_through_facade(self) -> None:
        """A domain may name a sibling's class as an attribute of the facade's own module."""
        module = self.survey.facade.cls.module.name
        for importer in self.survey.importers(module):
            if self.territory.is_source(importer):
                self._enter(importer, module, self.survey.reached(importer, module))

    def _spread(self) -> None:
        """Whoever imports a module that may import domains reaches them too."""
        waiting = deque(sorted(self._inner))
        while waiting:
            module = waiting.popleft()
            for importer in self.survey.importers(module):
                before = len(self._inner.get(importer, ()))
                self._enter(importer, module, self._inner[module])
                if len(self._inner.get(importer, ())) > before:
                    waiting.append(importer)

    # Who reaches them

    def _is_passable(self, module: str) -> bool:
        """Whether a chain may lead through a module, rather than begin there."""
        return not self.territory.owners(module) or self.territory.is_shared(module)

    def _cut(self, helpers: Iterable[str]) -> ImportGraph:
        """The graph in which chains lead through nothing but modules that are not a domain's."""
        cut = deepcopy(self.survey.graph)
        facade = self.survey.facade.cls.module.name
        for imported in self.survey.imports(facade):
            cut.remove_import(importer=facade, imported=imported)
        for module in (*self.survey.closed, *self._inner):
            for importer in self.survey.importers(module):
                cut.remove_import(importer=importer, imported=module)
        if self.survey.allows_typing:
            self._drop_typing(cut, helpers)
        return cut

    def _drop_typing(self, cut: ImportGraph, helpers: Iterable[str]) -> None:
        """Take the imports for typing only out of every chain that leads to one of the helpers."""
        region = set(helpers)
        for helper in helpers:
            region |= cut.find_downstream_modules(helper)
        waiting = [module for module in self.survey.sources if module in region]
        seen = set(waiting)
        while waiting:
            module = waiting.pop()
            for imported in cut.find_modules_directly_imported_by(module) & region:
                if not self.survey.counts(module, imported):
                    cut.remove_import(importer=module, imported=imported)
                elif imported not in seen:
                    seen.add(imported)
                    waiting.append(imported)

    def _reaching(self, cut: ImportGraph, helpers: list[str]) -> dict[str, list[Domain]]:
        """The domains whose modules reach each of the helpers."""
        domains = list(self.survey.facade.domains.values())
        reaching: dict[str, set[Domain]] = {helper: set() for helper in helpers}
        if len(helpers) <= len(domains):
            sources = set(self.survey.sources)
            for helper in helpers:
                for source in cut.find_downstream_modules(helper) & sources:
                    reaching[helper].update(self.territory.owners(source))
        else:
            started = self._with_starts(cut)
            for domain in domains:
                for helper in started.find_upstream_modules(f"<{domain.name}>").intersection(helpers):
                    reaching[helper].add(domain)
        return {helper: [each for each in domains if each in found] for helper, found in reaching.items()}

    def _with_starts(self, cut: ImportGraph) -> ImportGraph:
        """The graph and for each domain a module that imports all of its modules: one search does for them."""
        started = deepcopy(cut)
        for domain in self.survey.facade.domains.values():
            started.add_module(f"<{domain.name}>")
        for source in self.survey.sources:
            for domain in self.territory.owners(source):
                started.add_import(importer=f"<{domain.name}>", imported=source)
        return started

    # What is said of them

    def _finding(
        self, cut: ImportGraph, importer: str, imported: str, pairs: list[tuple[Domain, Domain]]
    ) -> Finding:
        survey = self.survey
        before = self._way_to(cut, importer, {first for first, _ in pairs})
        first, second = self._first_pair(before[0], pairs)
        way = [*before, *self._way_on(imported, second)]
        links = [survey.link(*each) for each in pairwise(way)]
        count = len(pairs)
        more = f"; {count} pairs of domains" if count > 1 else ""
        return Finding(
            code=CODE,
            facade=survey.facade,
            domain=second,
            root=links[len(before) - 1],
            said=f"breaks {count} pair{'s' if count > 1 else ''}",
            message=f"{first.name} domain reaches {second.name} domain by a chain of imports "
            f"({' -> '.join(way)}{more}); call a public method of {survey.facade.name} instead",
            chain=tuple(links) if len(links) > 1 else (),
            pairs=tuple((first.name, second.name) for first, second in pairs),
            is_direct=not self._is_passable(importer) and imported not in self._inner,
        )

    def _first_pair(self, source: str, pairs: list[tuple[Domain, Domain]]) -> tuple[Domain, Domain]:
        owners = self.territory.owners(source)
        return next(pair for pair in pairs if pair[0] in owners)

    def _way_to(self, cut: ImportGraph, helper: str, domains: set[Domain]) -> list[str]:
        """The shortest chain from a module of one of the domains to a helper; of equal ones always the same."""
        after: dict[str, str | None] = {helper: None}
        if self._begins(helper, domains):
            return [helper]
        waiting = deque([helper])
        while True:  # one of the domains reaches the helper
            module = waiting.popleft()
            for importer in sorted(cut.find_modules_that_directly_import(module)):
                if importer not in after:
                    after[importer] = module
                    if self._begins(importer, domains):
                        return _follow(after, importer)
                    waiting.append(importer)

    def _begins(self, module: str, domains: set[Domain]) -> bool:
        return self.territory.is_source(module) and not domains.isdisjoint(self.territory.owners(module))

    def _way_on(self, module: str, domain: Domain) -> list[str]:
        """How a module leads to a domain, where it may import it; otherwise it is the domain's."""
        before: dict[str, str | None] = {module: None}
        waiting = deque([module])
        while True:  # it does lead there
            each = waiting.popleft()
            if each not in self._inner:
                return _follow(before, each)[::-1]
            for imported in self.survey.imports(each):
                leads = self._inner.get(imported) or dict.fromkeys(self.territory.owners(imported))
                if imported not in before and domain in leads:
                    before[imported] = each
                    waiting.append(imported)


def _follow(steps: dict[str, str | None], module: str) -> list[str]:
    way = [module]
    while (following := steps[way[-1]]) is not None:
        way.append(following)
    return way
