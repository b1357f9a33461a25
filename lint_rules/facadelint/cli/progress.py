"""How far a long run is, for whoever waits for it at a terminal; nothing is left of it in the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_MANY = 200
"""Files; fewer are checked before anybody could read how many there are."""


def progress() -> Callable[[Sequence[Path]], Iterable[Path]] | None:
    """What shows the files go by on standard error; None where that is no terminal."""
    return _track if sys.stderr.isatty() else None


def _track(files: Sequence[Path]) -> Iterable[Path]:
    if len(files) < _MANY:
        return files
    # A tenth of a second to import, which a terminal has and a hook does not.
    from rich.console import Console
    from rich.progress import track

    return track(files, "Checking", console=Console(stderr=True), transient=True)
