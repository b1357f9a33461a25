"""Turn the paths of a command line into the files to check."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.globs import path_glob
from facadelint.core.paths import below
from facadelint.source.modules import absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from facadelint.core.settings import Settings

_NOT_SOURCE = frozenset(
    (
        "__pypackages__",
        "_build",
        "buck-out",
        "build",
        "dist",
        "node_modules",
        "site-packages",
        "venv",
    )
)
"""Folders of made or installed files: ruff's default exclusions. Of the hidden ones all are left out."""

_ENVIRONMENT_MARKERS = ("pyvenv.cfg", "conda-meta")
"""What only the top folder of a virtual or a conda environment holds, whatever it is called."""


def _nothing(_: Path) -> bool:
    return False


def python_files(paths: Sequence[Path], *, excluded: Callable[[Path], bool] = _nothing) -> tuple[Path, ...]:
    """The files that the paths stand for, absolute, each once, in the order of their names.

    A file named itself is taken whatever its suffix. A folder named itself is searched for ``*.py``,
    whatever its name; of the folders below it, hidden ones, environments and those of made files
    (``build``, ``node_modules``) are left out, unless they are Python packages. Links to folders are not
    followed, so that a loop cannot be entered and no file is found under two names.

    Args:
        paths: files and folders; relative ones start at the working directory.
        excluded: whether an absolute path is never to be looked at; asked of files and of folders, also
            of those that were named, since pre-commit names every file.

    Raises:
        FacadelintError: a path does not exist, or a folder cannot be read.
    """
    found: set[Path] = set()
    try:
        for path in paths:
            start = absolute(path)
            if start.is_dir():
                found.update(_below(start, excluded))
            elif not start.exists():
                raise FacadelintError(f"path does not exist: {path}")
            elif not excluded(start):
                found.add(start)
    except OSError as error:
        raise FacadelintError(f"cannot read {error.filename}: {error.strerror}") from error
    return tuple(sorted(found, key=lambda file: file.parts))


def _below(top: Path, excluded: Callable[[Path], bool]) -> Iterator[Path]:
    if excluded(top):
        return
    # os.scandir instead of os.walk: it knows of most entries what they are, and each folder is listed once.
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as listing:
            entries = {entry.name: entry for entry in listing}
        if folder is not top and not entries.keys().isdisjoint(_ENVIRONMENT_MARKERS):
            continue
        for name, entry in entries.items():
            is_file = name.endswith(".py") and _is_file(entry)
            if not is_file and not (entry.is_dir(follow_symlinks=False) and _is_source(entry)):
                continue
            path = folder / name
            if excluded(path):
                continue
            if is_file:
                yield path
            else:
                waiting.append(path)


def _is_file(entry: os.DirEntry[str]) -> bool:
    # A link whose target is gone is no file: Emacs leaves such links beside what it edits.
    return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and os.path.isfile(entry.path))  # noqa: PTH113


def _is_source(folder: os.DirEntry[str]) -> bool:
    if folder.name.startswith(".") or folder.name == "__pycache__":
        return False
    # ``pip._internal.operations.build`` is a package that somebody wrote.
    return folder.name not in _NOT_SOURCE or os.path.exists(os.path.join(folder.path, "__init__.py"))  # noqa: PTH110, PTH118


def is_excluded(settings: Settings, path: Path) -> bool:
    """Whether the configuration's ``exclude`` leaves a file or folder out."""
    relative = below(path, settings.root) if settings.exclude else None
    return relative is not None and any(path_glob(glob).matches(relative) for glob in settings.exclude)
