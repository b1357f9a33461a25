"""Layers of the two-file pattern: facade, then implementation, then ops wrapper (FAC414).

The wrapper is the lowest layer, so it must reach no implementation, by whatever chain that does not pass
through the facade; the root cause is the wrapper's own import. An implementation imports nothing of
another domain; longer chains between domains are the independence's business.
"""

from __future__ import annotations

from collections import deque
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from facadelint_contracts.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grimp import ImportGraph

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint_contracts.survey import Survey

CODE = "FAC414"


class Layers(NamedTuple):
    """The modules of one domain, by layer."""

    domain: Domain
    wrappers: tuple[str, ...]
    implementations: tuple[str, ...]


def layers_of(facade: Facade, modules: Sequence[str] = ()) -> list[Layers]:
    """The domains that have an ops wrapper in a module of its own, each with its layers.

    Of the given modules those belong to a layer that are named so; the facade need not call them yet.
    """
    found = []
    named = [name for name in modules if name.endswith("_implementation")]
    for domain in facade.domains.values():
        wrappers = {cls.module.name for cls in domain.wrappers}
        own = [name for name in domain.modules if not facade.is_facade_module(name)]
        own += [name for name in named if domain.holds(name) and name not in own]
        layers = Layers(
            domain,
            tuple(name for name in own if name in wrappers),
            tuple(name for name in own if name not in wrappers),
        )
        if layers.wrappers:
            found.append(layers)
    return found


def find_layer_breaks(survey: Survey) -> list[Finding]:
    """Every import against the layers, in order of the source."""
    sideward = (
        finding
        for layers in layers_of(survey.facade, survey.closed)
        for implementation in layers.implementations
        for finding in _sideward(survey, layers, implementation)
    )
    return sorted((*find_ways_to_implementations(survey), *sideward), key=lambda finding: finding.sort_key)


def find_ways_to_implementations(survey: Survey) -> Iterator[Finding]:
    """The imports that lead a wrapper to an implementation, over however many modules."""
    every = layers_of(survey.facade, survey.closed)
    implementations = {name: layers.domain for layers in every for name in layers.implementations}
    cut = _without_facade(survey)
    for layers in every:
        for wrapper in layers.wrappers:
            yield from _upward(survey, cut, layers, wrapper, implementations)


def _without_facade(survey: Survey) -> ImportGraph:
    cut = deepcopy(survey.graph)
    facade = survey.facade.cls.module.name
    for imported in survey.imports(facade):
        cut.remove_import(importer=facade, imported=imported)
    return cut


def _upward(
    survey: Survey, cut: ImportGraph, layers: Layers, wrapper: str, implementations: dict[str, Domain]
) -> Iterator[Finding]:
    """A wrapper's imports that lead to an implementation, each with the shortest way to one."""
    for imported in survey.imports(wrapper):
        if not survey.counts(wrapper, imported):
            continue
        way = [wrapper, *_way_to_implementation(survey, cut, imported, layers, implementations)]
        if len(way) > 1:
            yield _finding(survey, layers, way, implementations[way[-1]])


def _way_to_implementation(
    survey: Survey, cut: ImportGraph, start: str, layers: Layers, implementations: dict[str, Domain]
) -> list[str]:
    """The shortest chain from a module to an implementation, through no domain but the wrapper's own."""
    if start in implementations:
        return [start]
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        module = waiting.popleft()
        if module in layers.implementations:
            way = [module]
            while (previous := before[way[-1]]) is not None:
                way.append(previous)
            return way[::-1]
        owners = survey.territory.owners(module)
        if module in layers.wrappers or (owners and layers.domain not in owners):
            continue
        for imported in sorted(cut.find_modules_directly_imported_by(module)):
            if imported not in before and survey.counts(module, imported):
                before[imported] = module
                waiting.append(imported)
    return []


def _sideward(survey: Survey, layers: Layers, implementation: str) -> Iterator[Finding]:
    """An implementation's imports of other domains."""
    for imported in survey.imports(implementation):
        if survey.territory.is_closed(imported) and survey.counts(implementation, imported):
            for sibling in survey.territory.siblings(
                implementation, survey.reached(implementation, imported)
            ):
                yield Finding(
                    code=CODE,
                    facade=survey.facade,
                    domain=layers.domain,
                    root=survey.link(implementation, imported),
                    said=f"is an implementation of {layers.domain.name} domain that imports {sibling.name} domain",
                    message=f"the implementation of {layers.domain.name} domain imports {sibling.name} domain "
                    f"({imported}); call a public method of {survey.facade.name} instead",
                )


def _finding(survey: Survey, layers: Layers, way: list[str], target: Domain) -> Finding:
    links = tuple(survey.link(*each) for each in pairwise(way))
    name = layers.domain.name
    through = f"{way[-1]}" if len(links) == 1 else " -> ".join(way)
    whose = "its" if target is layers.domain else f"{target.name} domain's"
    verb = "imports" if len(links) == 1 else "reaches"
    return Finding(
        code=CODE,
        facade=survey.facade,
        domain=layers.domain,
        root=links[0],
        said=f"leads the ops wrapper of {name} domain to {whose} implementation",
        message=f"the ops wrapper of {name} domain {verb} {whose} implementation ({through}); "
        "move what both need into the wrapper or a module of its own",
        chain=links if len(links) > 1 else (),
    )
