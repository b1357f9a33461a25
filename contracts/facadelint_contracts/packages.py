"""The packages of a project in which a chain of imports can lie, told by their text.

Those are the packages of the facades and their domains, and what these import of the project; tests that
nothing imports are not among them. What is looked at is looked at through the finder, which keeps account of
it: a report that ``check`` remembers is good for as long as all of that stays the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facadelint.source.modules import Module, ModuleFinder

_MADE = frozenset(("build", "dist", "node_modules", "site-packages", "venv"))
"""Folders beside the packages that Python could import as well, had anybody meant it."""


def packages_around(modules: Iterable[str], finder: ModuleFinder) -> dict[str, list[Module]]:
    """The topmost packages that hold the given modules, and those that they import, with all their modules.

    A module that lies in no package stands for itself.
    """
    others = _importable(finder)
    tops = {_package_of(module, finder) for module in modules}
    waiting = sorted(top for top in tops if not any(top.startswith(f"{each}.") for each in tops))
    found: dict[str, list[Module]] = {}
    while waiting:
        package = waiting.pop()
        found[package] = list(_modules(package, finder))
        others.discard(package.partition(".")[0])
        if others:
            imported = _imported(found[package], others)
            others -= imported
            waiting += sorted(imported)
    return found


def _package_of(module: str, finder: ModuleFinder) -> str:
    """The topmost package of a module that is no namespace: others may add to that one."""
    names = module.split(".")
    for count in range(1, len(names)):
        package = ".".join(names[:count])
        if finder.find(package) is not None:
            return package
    return module.rpartition(".")[0] or module


def _modules(package: str, finder: ModuleFinder) -> Iterator[Module]:
    folder = finder.folder(package)
    yield from filter(None, [finder.find(package)]) if folder is None else finder.below(folder)


def _importable(finder: ModuleFinder) -> set[str]:
    """What an absolute import in the project can begin with, as far as it is the project's own."""
    return {
        name
        for root in finder.roots
        if root.is_dir()
        for path in root.iterdir()
        if path not in finder.roots and (name := _name(path))  # an import root is no package: src beside "."
    }


def _name(path: Path) -> str | None:
    if path.suffix == ".py":
        return path.stem if path.stem.isidentifier() else None
    is_package = path.name.isidentifier() and path.is_dir() and path.name not in _MADE
    return path.name if is_package and not (path / "pyvenv.cfg").exists() else None


def _imported(modules: Iterable[Module], names: Iterable[str]) -> set[str]:
    """Those of the names that the text of one of the modules imports."""
    words = "|".join(map(re.escape, sorted(names)))
    pattern = re.compile(rf"(?:\bfrom|\bimport|,)[ \t\\\r\n]+({words})\b")
    found: set[str] = set()
    for module in modules:
        found.update(pattern.findall(module.searched))
    return found
