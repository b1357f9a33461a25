"""One configuration, made ready to check files: its map, its rules, and what it leaves out.

Both front ends use it, the flake8 plugin and the command line, so that they say the same of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.core.globs import path_glob
from facadelint.engine.check import Checker
from facadelint.facademap.map import FacadeMap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.selection import Selection
    from facadelint.source.modules import Module


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
        self.map = FacadeMap(settings, overlay)
        self._checker = Checker(self.map)

    def module(self, path: Path) -> Module | None:
        """The module that a file is; None where it lies below no import root."""
        return self.map.finder.at(path)

    def violations(self, module: Module) -> list[Violation]:
        """Every violation in a module, whether or not a comment suppresses it; empty where it is out of scope."""
        if not self._checker.is_in_scope(module) or module.problem is not None:
            return []
        return sorted(
            self._checker.check(module, self.selection.active_for(module.path)),
            key=lambda each: each.sort_key,
        )

    def is_in_scope(self, module: Module) -> bool:
        return self._checker.is_in_scope(module)


def is_excluded(settings: Settings, path: Path) -> bool:
    """Whether the configuration's ``exclude`` leaves a file or folder out."""
    if not settings.exclude or not path.is_relative_to(settings.root):
        return False
    relative = path.relative_to(settings.root).as_posix()
    return any(path_glob(glob).matches(relative) for glob in settings.exclude)
