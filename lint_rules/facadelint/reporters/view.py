"""Where a report is read: from which folder, how wide, and whether in colour."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from facadelint.reporters.style import PLAIN, Style

NO_TERMINAL_WIDTH = 160
"""Columns where nobody says how many there are: a log, a pipe, a file."""


@dataclass(frozen=True, slots=True)
class View:
    """The reader's point of view."""

    directory: Path
    """Paths are shown relative to it; the working directory."""
    style: Style = PLAIN
    width: int = NO_TERMINAL_WIDTH

    def path(self, path: str | Path) -> str:
        """A path with ``/``, relative to the folder, ``../x`` too; absolute where it is on another drive."""
        try:
            shown = os.path.relpath(path, self.directory)
        except ValueError:
            shown = str(path)
        return Path(shown).as_posix()
