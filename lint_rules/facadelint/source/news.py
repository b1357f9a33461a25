"""What a finder looks up and reads, handed out part by part.

A file that was checked, and that nobody wanted by its name, is in no part: nothing that is said of others
depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.source.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facadelint.source.modules import Module


class News:
    """What has not been handed out yet; to note something costs next to nothing, since most runs never ask."""

    def __init__(self, find: Callable[[str], Module | None]) -> None:
        """``find`` gives the module of a dotted name, without a note of it."""
        self._find = find
        self._wanted: set[str] = set()
        self._names: list[str] = []
        self._readings: list[Module] = []
        self._folders: dict[str, Path | None] = {}
        self._listings: dict[Path, str] = {}
        self.is_whole = True
        """Whether everything is noted; once it is not, no later part is whole either."""

    def want(self, name: str) -> None:
        """Note that somebody asked for a module by its name."""
        if name not in self._wanted:
            self._wanted.add(name)
            self._names.append(name)

    def note_reading(self, module: Module) -> None:
        """Note that the content of a module was asked for; it counts once the module is wanted by its name."""
        self._readings.append(module)

    def note_folder(self, name: str, folder: Path | None) -> None:
        """Note where the name of a package led."""
        self._folders[name] = folder

    def note_listing(self, folder: Path, digest: str) -> None:
        """Note what Python files lie below a folder."""
        self._listings[folder] = digest

    def give_up(self) -> None:
        """Note that something was looked up that no trace can hold."""
        self.is_whole = False

    def take(self) -> Trace:
        """What was noted since the last time."""
        named = {name: self._find(name) for name in self._names}
        known = [module for module in named.values() if module is not None and module.was_read]
        known += [module for module in self._readings if self._is_wanted(module)]
        part = Trace(
            is_whole=self.is_whole,
            names={name: str(module.path) if module else None for name, module in named.items()},
            folders={name: str(path) if path else None for name, path in self._folders.items()},
            listings={str(folder): found for folder, found in self._listings.items()},
            files={str(module.path): module.digest for module in known},
        )
        self._names, self._readings, self._folders, self._listings = [], [], {}, {}
        return part

    def _is_wanted(self, module: Module) -> bool:
        """Whether it is what its name leads to: a shadowed file is not."""
        return module.name in self._wanted and self._find(module.name) is module
