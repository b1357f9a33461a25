"""One configuration, made ready to check files: its map, its rules, and what it leaves out.

Both front ends use it, the flake8 plugin and the command line, so that they say the same of a file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facadelint.core.globs import path_glob
from facadelint.engine.check import Checker
from facadelint.facademap.map import FacadeMap
from facadelint.source.modules import ModuleFinder
from facadelint.source.text import ParseProblem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from facadelint.core.settings import FacadeSettings, Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.selection import Selection
    from facadelint.source.modules import Module

_TOO_DEEP = ParseProblem(1, 1, "it, or what it imports, is nested too deeply to be understood")


class Session:
    """Checks files that go by one configuration."""

    def __init__(
        self, settings: Settings, selection: Selection, overlay: Mapping[Path, bytes] | None = None
    ) -> None:
        """Build the map.

        Args:
            settings: the configuration.
            selection: the rules that are active under it.
            overlay: unsaved contents of files.

        Raises:
            ConfigError: the code proves the configuration wrong.
        """
        self.settings = settings
        self.selection = selection
        self._too_deep: set[Path] = set()
        self.map = self._build(overlay)
        self._checker = Checker(self.map)

    def module(self, path: Path) -> Module | None:
        """The module that a file is; None where it is excluded, or lies below no import root."""
        return None if is_excluded(self.settings, path) else self.map.finder.at(path)

    def check(self, module: Module) -> list[Violation] | ParseProblem:
        """Every violation in a module, whether or not a comment suppresses it, or why there is no telling.

        A module that is out of scope has neither: it is not even parsed.
        """
        if isinstance(module.source, ParseProblem):
            return module.source
        if module.path in self._too_deep:
            return _TOO_DEEP
        if not self._checker.is_in_scope(module):
            return []
        if module.problem is not None:
            return module.problem
        try:
            found = self._checker.check(module, self.selection.active_for(module.path))
            return sorted(found, key=lambda each: each.sort_key)
        except RecursionError:
            self.map.inference.forget()  # it may remember what it had not worked out yet
            return _TOO_DEEP

    def problems(self) -> dict[Path, ParseProblem]:
        """The files that were needed so far and do not parse: what depends on them stays quiet."""
        broken = {*self.map.broken, *self.map.finder.broken()}
        problems = {module.path: module.problem for module in broken if module.problem is not None}
        return problems | dict.fromkeys(self._too_deep, _TOO_DEEP)

    def _build(self, overlay: Mapping[Path, bytes] | None) -> FacadeMap:
        """The map; a facade whose code is nested too deeply is left out, as one that does not parse is."""
        try:
            return FacadeMap(self.settings, overlay)
        except RecursionError:
            facades = tuple(each for each in self.settings.facades if self._is_fine(each, overlay))
            return FacadeMap(replace(self.settings, facades=facades), overlay)

    def _is_fine(self, facade: FacadeSettings, overlay: Mapping[Path, bytes] | None) -> bool:
        settings = replace(self.settings, facades=(facade,))
        try:
            FacadeMap(settings, overlay)
        except RecursionError:
            module = ModuleFinder(settings.src, overlay).find(facade.module)
            if module is not None:
                self._too_deep.add(module.path)
            return False
        return True


def is_excluded(settings: Settings, path: Path) -> bool:
    """Whether the configuration's ``exclude`` leaves a file or folder out."""
    if not settings.exclude or not path.is_relative_to(settings.root):
        return False
    relative = path.relative_to(settings.root).as_posix()
    return any(path_glob(glob).matches(relative) for glob in settings.exclude)
