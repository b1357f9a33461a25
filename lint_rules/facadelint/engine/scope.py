"""Whether a module outside of the facade and its domains can reach one: a search of its text, before any parse.

Most modules of a project never mention a domain. Parsing them all would cost a hundred times what
searching them does, so a module is only parsed where its text has a private accessor of the facade, or
an import statement that may name a domain. Erring is allowed to one side only: a docstring that shows an
import costs a parse; a real import is never missed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.facademap.facade import Facade
    from facadelint.source.modules import Module
    from facadelint.source.skim import SkimmedImport


class ScopeSearch:
    """The names to look for, compiled once for a configuration."""

    def __init__(self, facades: Sequence[Facade]) -> None:
        self._domains = {
            name
            for facade in facades
            for domain in facade.domains.values()
            if not domain.is_mixin
            for name in (*domain.modules, *domain.packages)
        }
        self._parents = {name.rpartition(".")[0] for name in self._domains}
        accessors = {name for facade in facades for name in facade.accessors if name.startswith("_")}
        self._accessors = _any_of(accessors)
        self._names = _any_of({name.rpartition(".")[2] for name in self._domains})

    def may_reach(self, module: Module, source: bytes) -> bool:
        """Whether the text of a module mentions a private accessor or imports what may be a domain."""
        if self._accessors is not None and self._accessors.search(source):
            return True
        if self._names is None or not self._names.search(source):
            return False
        return any(self._may_be_domain(each) for each in module.skimmed)

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
        return b"*" in names or imported.may_be_cut or bool(self._names and self._names.search(names))


def _any_of(names: set[str]) -> re.Pattern[bytes] | None:
    if not names:
        return None
    return re.compile(b"|".join(rb"\b" + re.escape(name.encode()) + rb"\b" for name in sorted(names)))
