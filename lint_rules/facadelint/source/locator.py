"""Where the modules and packages of a project are, by their dotted names, as Python's import system would look."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.paths import may_be_name
from facadelint.source.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


class Locator:
    """Looks for each name once; paths are plain text here, since most of them nobody asks for anything else."""

    def __init__(self, roots: Iterable[str], unsaved: Collection[Path]) -> None:
        """
        Args:
            roots: the import roots, absolute.
            unsaved: files that are there whether or not the disk has them.
        """
        self._roots = tuple(roots)
        self._unsaved = unsaved
        self._disk = Folders()
        self._files: dict[str, str | None] = {}

    def file(self, name: str) -> str | None:
        """The file of the module of that dotted name."""
        if name not in self._files:
            self._files[name] = self._look_for(name)
        return self._files[name]

    def folder(self, name: str) -> Path | None:
        """The folder of a package of that name, a namespace package included."""
        package, _, last = name.rpartition(".")
        for folder in self._places(package) if may_be_name(name) else ():
            if self._disk.has_folder(folder, last):
                return Path(folder, last)
        return None

    def _look_for(self, name: str) -> str | None:
        if not may_be_name(name):
            return None
        package, _, last = name.rpartition(".")
        for folder in self._places(package):
            inner = f"{folder}{os.sep}{last}"
            if self._has_file(inner, "__init__.py", is_there=self._disk.has_folder(folder, last)):
                return f"{inner}{os.sep}__init__.py"
            if self._has_file(folder, f"{last}.py", is_there=True):
                return f"{inner}.py"
        return None

    def _places(self, package: str) -> Iterator[str]:
        """The folders, under each import root, that a package of that name may be."""
        below = package.replace(".", os.sep)
        for root in self._roots:
            yield f"{root.rstrip(os.sep)}{os.sep}{below}" if below else root

    def _has_file(self, folder: str, name: str, *, is_there: bool) -> bool:
        return (is_there and self._disk.has_file(folder, name)) or (
            bool(self._unsaved) and Path(folder, name) in self._unsaved
        )
