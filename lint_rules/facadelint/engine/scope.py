"""Whether a module outside of the facade and its domains can reach one: a search of its text, before any parse.

Most modules of a project never mention a domain. Parsing them all would cost a hundred times what
searching them does, so a module is only parsed where its text has a private accessor of the facade, or
an import statement that may name a domain. Erring is allowed to one side only: a docstring that shows an
import costs a parse; a real import is not missed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from facadelint.facademap.facade import Facade
    from facadelint.source.modules import Module
    from facadelint.source.skim import SkimmedImport


class ScopeSearch:
    """The names to look for, worked out once for a configuration."""

    def __init__(self, facades: Sequence[Facade]) -> None:
        names = {
            name
            for facade in facades
            for domain in facade.domains.values()
            if not domain.is_mixin
            for name in (*domain.modules, *domain.packages)
        }
        # Whoever imports a module below a package names the package.
        self._domains = {name for name in names if not any(name.startswith(f"{each}.") for each in names)}
        self._parents = {name.rpartition(".")[0] for name in self._domains}
        self._leaves = re.compile(_any_of(f"\\b{re.escape(_last(name))}\\b" for name in self._domains))
        # Each pattern begins with plain text, which lets the engine skip through most of a file.
        self._accessors = re.compile(
            b"_(?:%b)" % _any_of(
                re.escape(name[1:]) for facade in facades for name in facade.accessors if name.startswith("_")
            )
        )  # fmt: skip
        self._imports = [re.compile(_import_from(parent, self._domains)) for parent in sorted(self._parents)]

    def may_reach(self, module: Module, source: bytes) -> bool:
        """Whether the text of a module mentions a private accessor or imports what may be a domain."""
        if self._accessors.search(source):
            return True
        if not self._may_import(module, source):
            return False
        return any(self._may_be_domain(each) for each in module.skimmed)

    def _may_import(self, module: Module, source: bytes) -> bool:
        """A first sieve: ``parent.domain`` or ``parent import`` in the text, or relative imports beside a domain."""
        if any(not parent or f"{module.name}.".startswith(f"{parent}.") for parent in self._parents):
            return True
        return any(pattern.search(source) for pattern in self._imports)

    def _may_be_domain(self, imported: SkimmedImport) -> bool:
        name = imported.module
        if name in self._parents and self._takes_domain(imported):
            return True
        while name:
            if name in self._domains:
                return True
            name = name.rpartition(".")[0]
        return False

    def _takes_domain(self, imported: SkimmedImport) -> bool:
        """Whether one of the names that are taken from a package is that of a domain in it."""
        names = imported.names
        return b"*" in names or imported.may_be_cut or self._leaves.search(names) is not None


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _any_of(patterns: Iterable[str]) -> bytes:
    return "|".join(sorted(patterns)).encode() or b"(?!)"


def _import_from(parent: str, domains: Iterable[str]) -> bytes:
    """``parent.domain`` or ``parent import``, by the last names alone."""
    leaves = _any_of(re.escape(_last(name)) for name in domains if name.rpartition(".")[0] == parent)
    return rb"%b(?:\.(?:%b)\b|[\s\\]+import\b)" % (re.escape(_last(parent)).encode(), leaves)
