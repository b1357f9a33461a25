"""The import graph that ``facadelint check`` looks at, where it needs one.

It is built by grimp without a cache: reading every import of 700 modules takes a sixth of a second. A cache
would save a third of that, and could be out of date.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from facadelint_contracts.completion import add_imports
from facadelint_contracts.modules import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grimp import ImportGraph

    from facadelint.source.modules import Module, ModuleFinder
    from facadelint_contracts.statements import Statements


def build_graph(
    packages: Mapping[str, Sequence[Module]], finder: ModuleFinder, statements: Statements
) -> ImportGraph:
    """The imports among the modules of some packages; what lies in none, and what grimp skips, is not there."""
    import logging

    import grimp
    from grimp.exceptions import GrimpException

    # What grimp skips is added afterwards; its warning about it would end up on standard error.
    logging.getLogger("grimp").addHandler(logging.NullHandler())
    names = sorted(package for package in packages if finder.folder(package) is not None)
    if names and all(_is_found_there(package, finder) for package in names):
        try:
            with _import_roots(finder, names):
                return grimp.build_graph(*names, cache_dir=None)
        except (GrimpException, UnicodeError, SyntaxError):
            pass  # one file is no Python of this version, so that nothing can import it either
    return _read_graph(packages, statements)


@contextmanager
def _import_roots(finder: ModuleFinder, packages: Iterable[str]) -> Iterator[None]:
    """Let Python's import system look where the configuration does; grimp asks it where a package is.

    For ``company.shop`` it loads ``company``, a namespace without code, which must not stay: the next
    project may have one of that name elsewhere.
    """
    before = list(sys.path)
    loaded = set(sys.modules)
    sys.path[:0] = [str(root) for root in finder.roots]
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = before
        parents = {name for name in sys.modules if any(each.startswith(f"{name}.") for each in packages)}
        for name in parents - loaded:
            del sys.modules[name]


def _is_found_there(package: str, finder: ModuleFinder) -> bool:
    """Whether the import system finds a package where the configuration does.

    It does not where one of that name is loaded already: rich, say, when facadelint checks rich.
    """
    with _import_roots(finder, [package]):
        places = places_of(package)
    folder = finder.folder(package)
    return folder is not None and folder.resolve() in places


def _read_graph(packages: Mapping[str, Sequence[Module]], statements: Statements) -> ImportGraph:
    """The same without grimp's help; slower, and indifferent to files that do not parse."""
    from grimp import ImportGraph

    graph = ImportGraph()
    known = {module.name for modules in packages.values() for module in modules}
    for module in sorted(known):
        graph.add_module(module)
    for module in sorted(known):
        add_imports(graph, module, known, statements)
    return graph
