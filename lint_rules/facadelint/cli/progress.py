"""How far a long run is, for whoever waits for it at a terminal; nothing is left of it in the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from facadelint.source.modules import Module

_MANY = 20
"""Modules in scope; fewer are checked before anybody could read how many there are."""


def progress() -> Callable[[Sequence[Module]], Iterable[Module]] | None:
    """What shows the modules go by on standard error; None where that is no terminal."""
    return _track if sys.stderr.isatty() else None


def _track(modules: Sequence[Module]) -> Iterable[Module]:
    if len(modules) < _MANY:
        return modules
    # A tenth of a second to import, which a terminal has and a hook does not.
    from rich.console import Console
    from rich.progress import track

    return track(modules, "Checking", console=Console(stderr=True), transient=True)
