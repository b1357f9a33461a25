"""The settings of one project, frozen and typed; what each key means stands in docs/configuration.md."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

Pattern = Literal["auto", "domain", "ops", "mixin"]
TypingImports = Literal["forbid", "allow"]


DEFAULT_PUBLIC_NAMES = frozenset({"_meta"})
"""Django documents ``Model._meta``."""


def default_src(root: Path) -> tuple[Path, ...]:
    """The import roots of a project that names none: of ``src`` and its own folder those that there are."""
    return tuple(folder for folder in (root / "src", root) if folder.is_dir())


class Friend(NamedTuple):
    """A declared grant: the named domains may use one private attribute of the facade."""

    attribute: str
    domains: tuple[str, ...]
    reason: str
    until: date | None = None


class FacadeSettings(NamedTuple):
    """One table of ``[[tool.facadelint.facades]]``."""

    module: str
    """Dotted module of the facade's class, the part of ``class`` before the colon."""
    class_name: str
    """The part of ``class`` after the colon; dotted for a nested class."""
    key: str = "tool.facadelint.facades[0]"
    """Where the table stands, for messages about a value that only the code can prove wrong."""
    pattern: Pattern = "auto"
    domains: tuple[str, ...] = ()
    accessors: Mapping[str, str | None] = MappingProxyType({})
    """Member glob -> ``module:Class`` behind it, or None where the code says it."""
    collaborators: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    importers: tuple[str, ...] = ()
    typing_imports: TypingImports = "forbid"
    layout: str | None = None
    max_lines: int | None = None
    because: str | None = None
    friends: tuple[Friend, ...] = ()
    plan: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def name(self) -> str:
        """``module:Class``, as configured."""
        return f"{self.module}:{self.class_name}"


class Settings(NamedTuple):
    """The whole ``[tool.facadelint]`` of one configuration file."""

    file: Path
    """The configuration file, absolute."""
    root: Path
    """Its folder; every relative path of the configuration starts here."""
    src: tuple[Path, ...]
    """Import roots, absolute, in the order given."""
    baseline: Path | None = None
    """The baseline file, where one is named or the default one exists."""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    public_names: frozenset[str] = DEFAULT_PUBLIC_NAMES
    """Names with a leading underscore that are public API where they come from."""
    facades: tuple[FacadeSettings, ...] = ()

    @property
    def as_text(self) -> str:
        """All of it, in words that are the same in every process; a set has another order in each."""
        return repr((sorted(self.public_names), self._replace(public_names=frozenset())))
