"""Whether an import graph has the facade and every module of its domains: of what is absent a contract sees nothing.

grimp passes in silence over files in folders without ``__init__.py`` below a package that has one, and knows
only the packages that it was asked to read. Either would make a contract say KEPT of what it never saw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.rules.importers import is_test_module
from facadelint_contracts.modules import modules_of, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grimp import ImportGraph

    from facadelint.facademap.domains import Domain
    from facadelint.source.modules import ModuleFinder
    from facadelint_contracts.territory import Territory


_SHOWN = 3
"""Modules that are named where many are absent for the same reason."""


def problems(
    territory: Territory, graph: ImportGraph, finder: ModuleFinder, root_packages: Sequence[str]
) -> list[str]:
    """What of a facade is not in the graph, each with what to do about it; and a facade without domains."""
    facade = territory.facade
    module = facade.cls.module.name
    if not facade.domains:
        nothing = f"{facade.settings.name} has no domain yet, only a plan: there is nothing to look at."
        return [f"{nothing} Add this contract once a domain is extracted."]
    if all(name == module for domain in facade.domains.values() for name in domain.modules):
        together = f"Every domain of {facade.name} lies in the facade's own module, {module}"
        return [f"{together}: imports cannot tell them apart. Move each into a module of its own."]
    elsewhere = list(_elsewhere(territory, finder, root_packages))
    if elsewhere:
        return elsewhere
    expected = [(module, f"the facade {facade.name}")]
    for domain in facade.domains.values():
        expected += [(name, f"{domain.name} domain") for name in sorted(_expected(territory, domain, finder))]
    absent: dict[str, list[str]] = {}
    for name, role in dict(expected).items():
        # Of an external package grimp knows the name and nothing that it imports.
        if name not in graph.modules or graph.is_module_squashed(name):
            absent.setdefault(_reason(name, finder, root_packages), []).append(f"{name} ({role})")
    return [f"{_listed(names)} not in the import graph: {reason}" for reason, names in absent.items()]


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more} are"


def _expected(territory: Territory, domain: Domain, finder: ModuleFinder) -> set[str]:
    """The modules of a domain that the graph must have."""
    found = {*domain.modules, *modules_of(finder, domain.packages)}
    return {name for name in found if not is_test_module(name) and not territory.is_excluded(name)}


def _reason(module: str, finder: ModuleFinder, root_packages: Sequence[str]) -> str:
    """Why a module is not in the graph, and what to do about it."""
    if not any(f"{module}.".startswith(f"{root}.") for root in root_packages):
        top = module.partition(".")[0]
        if finder.folder(top) is None:
            return f"import-linter reads only packages, and {top} is a single module. Move it into a package."
        return f"root_packages has only {', '.join(root_packages)}. Add {top} to root_packages."
    bare = _bare_folder(module, finder)
    left_out = f"the folder {bare} has no __init__.py, so import-linter leaves it out. Add one to it."
    return left_out if bare else "import-linter left it out. Run lint-imports with --no-cache."


def _bare_folder(module: str, finder: ModuleFinder) -> str | None:
    """The folder on the way to a module for the sake of which grimp passes over it.

    That is the first without ``__init__.py`` below one that has it. Where none has one, all should be well;
    but grimp takes ``shop/stock2`` for a part of ``shop/stock`` if that has one.
    """
    names = module.split(".")
    packages = [".".join(names[:count]) for count in range(1, len(names))]
    has_init = [finder.find(package) is not None for package in packages]
    below = [each for index, each in enumerate(packages) if any(has_init[:index]) and not has_init[index]]
    bare = [*below, *(each for each, has in zip(packages[::-1], has_init[::-1], strict=True) if not has)]
    return bare[0].replace(".", "/") if bare else None


def _elsewhere(territory: Territory, finder: ModuleFinder, root_packages: Sequence[str]) -> Iterator[str]:
    """Whether the graph was made from other files than the configuration means: an installed copy."""
    module = territory.facade.cls.module.name
    for root in root_packages:
        if not f"{module}.".startswith(f"{root}."):
            continue
        meant = finder.folder(root)
        read = places_of(root)
        if meant is not None and read and meant.resolve() not in read:
            yield (
                f"import-linter read {root} from {read[0]}, but the configuration means {meant}. "
                "Install the project in editable mode, or put its import root on PYTHONPATH."
            )
