"""What a rule is given that looks at the run as a whole, after the files: entries of the configuration, facades.

Such a rule has the role :attr:`Role.PROJECT`. Its check is called for each node of the types that it
names: :class:`Entry` for the entries of the configuration, ``ast.ClassDef`` for the class of each facade. It
runs in ``facadelint check`` only; an editor and flake8 look at one file at a time.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from facadelint.core.settings import Friend
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint.rules.context import RuleContext
    from facadelint.source.modules import Module

GLOBS = ("exempt", "collaborators", "guards", "shared", "importers")
"""The settings of a facade that are lists of globs; of ``domains`` and ``accessors`` the map says it."""


class Entry(ast.AST):
    """One grant or one glob of the configuration, with its place in the file; to a rule it is like a node of code."""

    _attributes = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    lineno: int
    col_offset: int
    """In bytes, as everywhere in :mod:`ast`."""
    end_lineno: int
    end_col_offset: int

    def __init__(
        self, key: str, value: str, facade: Facade | None = None, friend: Friend | None = None
    ) -> None:
        """Describe an entry; the engine adds where it stands."""
        super().__init__()
        self.key = key
        """``friends``, ``exempt``, ``per-file-ignores``, ..."""
        self.value = value
        """The glob as it is written; of a grant the attribute."""
        self.facade = facade
        """The facade below whose table it stands; None for the settings of the project."""
        self.friend = friend


class ProjectContext(NamedTuple):
    """One configuration, and what this run looked at of it."""

    map: FacadeMap
    files: frozenset[Path]
    """The files that were checked."""
    whole: bool
    """Whether everything below the configuration's folder was to be looked at."""
    today: date
    unmatched: frozenset[str]
    """The path globs of ``exclude`` that match no file or folder; known of a whole run."""
    used_grants: Callable[[Facade], set[int]]
    """The identities of the ``friends`` of a facade that allow something; looks at all they are for."""
    look: Callable[[Module, Facade], Iterator[tuple[ast.AST, RuleContext]]]
    """The nodes of a module of a domain, each in its context; the context is the same one, moved along."""

    @property
    def facades(self) -> Sequence[Facade]:
        return self.map.facades

    def has_seen(self, domain: Domain) -> bool:
        """Whether the run looked at all that a domain consists of, and could read it."""
        modules = self.map.modules_of(domain)
        return all(module.path in self.files and module.problem is None for module in modules)
