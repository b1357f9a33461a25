"""What a remembered report depends on besides the modules: the configuration's text, the day, which files there are."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from facadelint.core.globs import path_glob
from facadelint.source.trace import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facadelint.core.settings import Settings


def surroundings(settings: Settings, *, whole: bool) -> Iterator[str]:
    """Words that change when the outcome of the rules on a project as a whole may change.

    Args:
        settings: the configuration; its file counts as a text, since violations stand in it.
        whole: whether the run is over the configuration's whole folder.
    """
    yield str(content(str(settings.file)))
    if any(friend.until is not None for facade in settings.facades for friend in facade.friends):
        yield dt.date.today().isoformat()  # noqa: DTZ011 - a day of the calendar on the wall
    if whole:
        yield from unmatched(settings.root, settings.exclude)


def unmatched(root: Path, globs: Iterable[str]) -> list[str]:
    """The path globs that match no file or folder below a folder."""
    missing = {glob: path_glob(glob) for glob in globs}
    for name, folders, files in os.walk(root):
        if not missing:
            break
        folders[:] = [folder for folder in folders if folder != ".git"]
        for child in (*folders, *files):
            relative = os.path.relpath(os.path.join(name, child), root).replace(os.sep, "/")  # noqa: PTH118 - pathlib is slower
            for glob in [glob for glob, compiled in missing.items() if compiled.matches(relative)]:
                del missing[glob]
    return list(missing)
