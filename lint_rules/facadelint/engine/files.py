"""Turn the paths of a command line into the files to check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.globs import path_glob
from facadelint.core.paths import below
from facadelint.source.modules import absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from facadelint.core.settings import Settings

_NOT_SOURCE = frozenset(
    (
        "__pycache__",
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
    for name, folders, files in os.walk(top, onerror=_fail):
        folder = Path(name)
        folders[:] = [
            child for child in folders if _is_source(folder / child) and not excluded(folder / child)
        ]
        for file in files:
            # A link whose target is gone is no file: Emacs leaves such links beside what it edits.
            is_file = file.endswith(".py") and os.path.isfile(f"{name}{os.sep}{file}")  # noqa: PTH113 - pathlib is slower
            if not is_file:
                continue
            path = folder / file
            if not excluded(path):
                yield path


def _fail(error: OSError) -> None:
    """Without this, ``os.walk`` passes over a folder that it cannot read in silence."""
    raise error


def _is_source(folder: Path) -> bool:
    if folder.name.startswith("."):
        return False
    if folder.name in _NOT_SOURCE:
        # ``pip._internal.operations.build`` is a package that somebody wrote.
        return folder.name != "__pycache__" and (folder / "__init__.py").exists()
    return not any((folder / marker).exists() for marker in _ENVIRONMENT_MARKERS)


def is_excluded(settings: Settings, path: Path) -> bool:
    """Whether the configuration's ``exclude`` leaves a file or folder out."""
    relative = below(path, settings.root) if settings.exclude else None
    return relative is not None and any(path_glob(glob).matches(relative) for glob in settings.exclude)
