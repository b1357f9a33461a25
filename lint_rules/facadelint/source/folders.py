"""What lies in the folders of a project: each is listed once, and asked for many names after that."""

from __future__ import annotations

import os


class Folders:
    """Files and folders by their exact names, as Python's own import finds them.

    A file system may take ``Shop.py`` for ``shop.py``; the import system does not, and neither does this.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, bool]] = {}

    def has_file(self, folder: str, name: str) -> bool:
        """Whether there is a file of that name, or a link to one."""
        return self._entries(folder).get(name) is True

    def has_folder(self, folder: str, name: str) -> bool:
        """Whether there is a folder of that name, or a link to one."""
        return self._entries(folder).get(name) is False

    def _entries(self, folder: str) -> dict[str, bool]:
        """Name -> whether it is a file; none where the folder cannot be listed."""
        known = self._known.get(folder)
        if known is None:
            known = self._known[folder] = _listed(folder)
        return known


def _listed(folder: str) -> dict[str, bool]:
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                kind = _is_file(entry)
                if kind is not None:
                    found[entry.name] = kind
    except (OSError, ValueError):  # no folder, or a name that no file system can have
        return {}
    return found


def _is_file(entry: os.DirEntry[str]) -> bool | None:
    """True for a file, False for a folder, None for a link that leads nowhere and for what is neither."""
    try:
        if entry.is_file():
            return True
        return False if entry.is_dir() else None
    except OSError:  # links in a circle
        return None
