"""Whether a module outside of the facade and its domains can reach one: a search of its text, before any parse.

Most modules of a project never mention a domain. Parsing them all would cost a hundred times what
searching them does, so a module is only parsed where its text has a private accessor of the facade, or
an import statement that may name a domain. Erring is allowed to one side only: a docstring that shows an
import costs a parse; a real import is not missed.
"""

from __future__ import annotations

import re
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from facadelint.source.skim import logical_line, skim_imports
from facadelint.source.text import normalized

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from facadelint.source.modules import Module
    from facadelint.source.skim import SkimmedImport


class ScopeNames(NamedTuple):
    """All that says which modules matter: plain strings, so that they can be kept from one run to the next."""

    modules: tuple[str, ...]
    """The modules of facades and domains, and those that a domain may have left behind."""
    packages: tuple[str, ...]
    """The packages that belong to a domain as a whole."""
    imported: tuple[str, ...]
    """The modules and packages that nobody but the facade may import."""
    accessors: tuple[str, ...]
    """The private members through which the facade reaches its domains."""


class ScopeSearch:
    """Decides by its name and its text whether a module can matter."""

    def __init__(self, names: ScopeNames) -> None:
        self._modules = frozenset(names.modules)
        self._packages = tuple(f"{package}." for package in names.packages)
        # The pattern begins with plain text, which lets the engine skip through most of a file; what all
        # names have in common (``_domain``) is looked for faster still.
        self._accessors = re.compile(f"_(?:{_any_of(name[1:] for name in names.accessors)})")
        self._in_accessors = _shared(names.accessors)
        self._imports = ImportSearch(names.imported)

    def names(self, module: Module) -> bool:
        """Whether a module matters by its name, whatever stands in it."""
        return module.name in self._modules or f"{module.name}.".startswith(self._packages)

    def may_matter(self, module: Module) -> bool:
        """Whether any rule may have something to say of a module; costs no parse and no walk."""
        if self.names(module):
            return True
        text = module.searched
        reaches = self._in_accessors in text and self._accessors.search(text) is not None
        return reaches or self._imports.may_find(module)


class ImportSearch:
    """Tells by their text the modules that may import one of some modules; too many perhaps, but misses none."""

    def __init__(self, names: Collection[str]) -> None:
        names = {normalized(name) for name in names}
        self._asked = frozenset(names)
        # Whoever imports a module below a package names the package.
        self._names = {name for name in names if not any(name.startswith(f"{each}.") for each in names)}
        self._parents = {name.rpartition(".")[0] for name in self._names}
        self._leaves = re.compile(rf"\b(?:{_any_of(map(_last, self._names))})\b")
        self._statements = [re.compile(self._import_from(parent)) for parent in sorted(self._parents)]

    def may_find(self, module: Module) -> bool:
        """Whether the text of a module shows an import of one of them."""
        return module.once(self._asked, lambda: any(map(self._may_name, self._candidates(module))))

    def _candidates(self, module: Module) -> Iterable[SkimmedImport]:
        """All imports of a module that stands beside one; of others those of ``parent.name`` or ``parent import``."""
        if any(not parent or f"{module.name}.".startswith(f"{parent}.") for parent in self._parents):
            return module.skimmed  # it may import by relative names
        text = module.searched
        return (
            imported
            for pattern in self._statements
            for found in pattern.finditer(text)
            for imported in skim_imports(text, module.package, *logical_line(text, found.start()))
        )

    def _import_from(self, parent: str) -> str:
        """``parent.name`` or ``parent import``, by the last names alone."""
        leaves = _any_of(_last(name) for name in self._names if name.rpartition(".")[0] == parent)
        return rf"{re.escape(_last(parent))}[\s\\]*(?:\.[\s\\]*(?:{leaves})\b|(?<=[\s\\])import\b)"

    def _may_name(self, imported: SkimmedImport) -> bool:
        name = imported.module
        if name in self._parents and self._takes_one(imported):
            return True
        while name:
            if name in self._names:
                return True
            name = name.rpartition(".")[0]
        return False

    def _takes_one(self, imported: SkimmedImport) -> bool:
        """Whether one of the names that are taken from a package is that of a module in it."""
        return "*" in imported.names or imported.may_be_cut or self._leaves.search(imported.names) is not None


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _shared(names: Sequence[str]) -> str:
    """What all names begin with, or what all end with, whichever is longer."""
    first = commonprefix(names)  # noqa: RUF071 - of characters, as is meant
    last = commonprefix([name[::-1] for name in names])[::-1]  # noqa: RUF071 - the same
    return max(first, last, key=len)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names))) or "(?!)"
