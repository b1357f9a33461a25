"""How a path is written, with ``/`` on every system: reports, patches and baselines are the same on all of them.

Every function takes pure paths, so that what it does with those of Windows can be tried anywhere.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePath, PureWindowsPath

_SEPARATORS = frozenset("/\\:")


def shown(path: PurePath, start: PurePath) -> str:
    """A path as one sees it from a folder, ``../x`` too; absolute where it is on another drive."""
    if isinstance(path, PureWindowsPath):
        import ntpath  # on other systems nothing else needs it

        try:
            return PureWindowsPath(ntpath.relpath(path, start)).as_posix()
        except ValueError:
            return path.as_posix()
    return posixpath.relpath(path, start)


def below(path: PurePath, folder: PurePath) -> str | None:
    """A path relative to a folder; None where it does not lie in it. This is what path globs are held against."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


def may_be_name(name: str) -> bool:
    """Whether a dotted name, split at its dots, stays below the folder that it is joined to.

    ``importlib.import_module("C:shop")`` would lead to another drive.
    """
    return _SEPARATORS.isdisjoint(name) and all(name.split("."))
