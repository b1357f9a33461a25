"""The import root of a file: the folder that its absolute imports start from."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from facadelint.core.settings import default_src
from facadelint.source.modules import ModuleFinder
from facadelint.source.skim import skim_imports
from facadelint.source.text import searchable

if TYPE_CHECKING:
    from pathlib import Path


class ImportRoots:
    """Finds the import roots of a project; what ``src`` is by default goes first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        """The folder that the configuration will lie in."""
        self.default = default_src(root)
        self._answers: dict[Path, Path] = {}

    def of(self, path: Path, source: bytes) -> Path:
        """The root of one file below the project's folder.

        A chain of ``__init__.py`` ends at the import root, unless a namespace package continues it: what
        the file itself imports then decides.
        """
        top = path.parent
        while (top / "__init__.py").is_file() and top not in self.default:
            top = top.parent
        if top in self.default:
            return top
        if top not in self._answers:
            self._answers[top] = self._decide(top, path, source)
        return self._answers[top]

    def _decide(self, top: Path, path: Path, source: bytes) -> Path:
        default = next(folder for folder in self.default if path.is_relative_to(folder))
        if top == path.parent:
            return default  # no package at all: a script, or a module of a namespace package
        wanted = {
            each.module
            for each in skim_imports(searchable(source), "")
            if each.module and not each.module.startswith(".")
        }
        further = takewhile(lambda folder: folder != default, (top, *top.parents))
        return max((default, *further), key=lambda folder: _known(folder, wanted))


def _known(folder: Path, names: set[str]) -> int:
    """How many modules of those names lie below a folder."""
    finder = ModuleFinder((folder,))
    return sum(finder.exists(name) for name in names)
