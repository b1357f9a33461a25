"""Which facades a contract covers: those of the nearest configuration, or the one that its options name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facadelint.core.config import ConfigFinder
from facadelint.core.errors import ConfigError
from facadelint.core.globs import module_glob
from facadelint.core.settings import FacadeSettings, Settings, default_src
from facadelint.core.spelling import quoted
from facadelint.facademap.map import FacadeMap
from facadelint_contracts.modules import modules_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facadelint.core.errors import Problem
    from facadelint.core.settings import TypingImports


class CannotCheckError(Exception):
    """A contract cannot be checked; holds a sentence for each reason, which says what to do."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class FacadeOptions:
    """Which facade a contract means, and how, as its options say; what they leave out, the configuration says."""

    facade: str | None = None
    """``module:Class``; None is every facade that is configured."""
    domains: tuple[str, ...] = ()
    """Further globs of domain modules, besides the configuration's."""
    shared: tuple[str, ...] = ()
    """Further globs of shared modules, besides the configuration's."""
    typing_imports: TypingImports | None = None

    def applied_to(self, facade: FacadeSettings) -> FacadeSettings:
        """A facade's settings as this contract wants them."""
        return facade._replace(
            domains=tuple(dict.fromkeys((*facade.domains, *self.domains))),
            shared=tuple(dict.fromkeys((*facade.shared, *self.shared))),
            typing_imports=self.typing_imports or facade.typing_imports,
        )


def settings_for(options: FacadeOptions, folder: Path) -> Settings:
    """The configuration nearest to a folder, narrowed to the facades that a contract covers.

    Raises:
        CannotCheckError: the configuration cannot be used, or neither it nor the contract names a facade.
    """
    finder = ConfigFinder(require_baseline=False)
    try:
        file = finder.find(folder)
        settings = _without_configuration(folder) if file is None else finder.load(file)
    except ConfigError as error:
        raise CannotCheckError(*map(str, error.problems)) from None
    if options.facade is None:
        if not settings.facades:
            where = f"for {folder}" if file is None else f"in {file}"
            raise CannotCheckError(
                f"No facade is configured {where}, and the contract names none. Give it the option "
                'facade = package.module:Class, or add [[tool.facadelint.facades]] with class = "package.module:Class" '
                "to a pyproject.toml."
            )
        chosen = settings.facades
    else:
        module, _, class_name = options.facade.partition(":")
        chosen = tuple(facade for facade in settings.facades if facade.name == options.facade) or (
            FacadeSettings(module, class_name, key=_OPTION),
        )
    return settings._replace(facades=tuple(map(options.applied_to, chosen)))


_OPTION = "the contract's options"
"""Stands for the key of a facade that no configuration has."""


def _without_configuration(folder: Path) -> Settings:
    """The settings of a project that has only its contracts; the import roots are those by default."""
    return Settings(file=folder, root=folder, src=default_src(folder))


def map_for(settings: Settings, options: FacadeOptions) -> FacadeMap:
    """The facades, their accessors and their domains.

    Raises:
        CannotCheckError: the code proves the configuration or an option wrong, or a facade does not parse.
    """
    try:
        facade_map = FacadeMap(settings)
    except ConfigError as error:
        raise CannotCheckError(*(_said(problem, options) for problem in error.problems)) from None
    if len(facade_map.facades) < len(settings.facades):
        broken = ", ".join(str(module.path) for module in facade_map.broken)
        raise CannotCheckError(f"A facade cannot be read, since these files do not parse: {broken}.")
    unmatched = _unmatched(options.shared, facade_map)
    if unmatched:
        raise CannotCheckError(*unmatched)
    return facade_map


def _said(problem: Problem, options: FacadeOptions) -> str:
    """A problem as a sentence; where the contract's options are wrong, the configuration's file is not."""
    option = None
    if problem.key == f"{_OPTION}.class":
        option = "facade"
    elif ".domains[" in problem.key and problem.message.startswith(tuple(map(quoted, options.domains))):
        option = "domains"
    if option is None:
        return str(problem)
    return " ".join(filter(None, (f"Option {option}: {problem.message}.", problem.hint)))


def _unmatched(globs: Iterable[str], facade_map: FacadeMap) -> list[str]:
    """The globs of an option that match no module; those of the configuration are checked as FAC901."""
    if not globs:
        return []
    packages = {facade.cls.module.name.partition(".")[0] for facade in facade_map.facades}
    packages.update(glob.partition(".")[0] for glob in globs)
    modules = modules_of(facade_map.finder, packages)
    return [
        f"Option shared: {quoted(glob)} matches no module."
        for glob in globs
        if not any(module_glob(glob).matches(module) for module in modules)
    ]
