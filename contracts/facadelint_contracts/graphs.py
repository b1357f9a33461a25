"""The import graph that ``facadelint check`` looks at, where it needs one.

It is built by grimp without a cache: reading every import of 700 modules takes a sixth of a second, a cache would
save a third of that, leave a folder behind, and could be out of date.
"""

from __future__ import annotations

import importlib
import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from facadelint_contracts.completion import add_imports
from facadelint_contracts.modules import modules_of, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grimp import ImportGraph

    from facadelint.source.modules import ModuleFinder
    from facadelint_contracts.statements import Statements


def build_graph(
    modules: Iterable[str], finder: ModuleFinder, statements: Statements
) -> tuple[ImportGraph, set[str]]:
    """Build the graph of the packages that hold the given modules, and of all that they import in the project.

    Returns:
        The graph, and the modules of the project that belong in it, whether or not grimp knows them.
    """
    tops = {_package_of(module, finder) for module in modules}
    while True:
        graph = _graph_of(sorted(top for top in tops if finder.folder(top)), finder, statements)
        found = {name for name in graph.modules if graph.is_module_squashed(name) and finder.exists(name)}
        if found <= tops:
            return graph, modules_of(finder, tops)
        tops |= found


def _package_of(module: str, finder: ModuleFinder) -> str:
    """The topmost package of a module that is no namespace: others may add to that one."""
    names = module.split(".")
    for count in range(1, len(names)):
        package = ".".join(names[:count])
        if finder.find(package) is not None:
            return package
    return module.rpartition(".")[0] or module


def _graph_of(packages: list[str], finder: ModuleFinder, statements: Statements) -> ImportGraph:
    import grimp
    from grimp.exceptions import GrimpException

    # What grimp skips is added afterwards; its warning about it would end up on standard error.
    logging.getLogger("grimp").addHandler(logging.NullHandler())
    if packages and all(_is_found_there(package, finder) for package in packages):
        try:
            with _import_roots(finder):
                return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)
        except (GrimpException, UnicodeDecodeError, SyntaxError):
            pass  # a file that is no Python of this version; nothing can import it either
    return _read_graph(packages, finder, statements)


@contextmanager
def _import_roots(finder: ModuleFinder) -> Iterator[None]:
    """Let Python's import system look where the configuration does; grimp asks it where a package is."""
    before = list(sys.path)
    sys.path[:0] = [str(root) for root in finder.roots]
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = before


def _is_found_there(package: str, finder: ModuleFinder) -> bool:
    """Whether the import system finds a package where the configuration does.

    It does not where one of that name is loaded already: rich, say, when facadelint checks rich.
    """
    with _import_roots(finder):
        places = places_of(package)
    folder = finder.folder(package)
    return folder is not None and folder.resolve() in places


def _read_graph(packages: Iterable[str], finder: ModuleFinder, statements: Statements) -> ImportGraph:
    """The same graph without grimp's help; slower, and indifferent to files that do not parse."""
    from grimp import ImportGraph

    graph = ImportGraph()
    known = modules_of(finder, packages)
    for module in sorted(known):
        graph.add_module(module)
    for module in sorted(known):
        add_imports(graph, module, known, statements)
    return graph
