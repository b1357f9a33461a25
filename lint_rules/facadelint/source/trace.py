"""What a run looked up and read of a project, so that a later one can tell whether it would find the same.

Everything that the outcome depends on is in it: where each module name led, also where it led nowhere,
which folders were listed, and the content of every file that was read. Nothing is taken on trust, such
as a time of modification; that is why what is kept under a trace cannot go stale.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from facadelint.source.text import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facadelint.source.modules import ModuleFinder


@dataclass(slots=True)
class Trace:
    """Lookups and their results; every path is absolute."""

    names: dict[str, str | None] = field(default_factory=dict)
    """Dotted module name -> its file, or None where there is none."""
    folders: dict[str, str | None] = field(default_factory=dict)
    """Dotted package name -> its folder, or None."""
    listings: dict[str, str] = field(default_factory=dict)
    """Folder -> digest of the paths of the Python files below it."""
    files: dict[str, str | None] = field(default_factory=dict)
    """File -> digest of its content, or None where it could not be read."""

    is_whole: bool = True
    """Whether everything is in it; what was looked up in another way may be different next time."""

    def holds(self, present: Present) -> bool:
        """Whether everything is still as it was found."""
        return (
            self.is_whole
            and all(present.file_of(name) == path for name, path in self.names.items())
            and all(present.folder_of(name) == path for name, path in self.folders.items())
            and all(present.content(path) == known for path, known in self.files.items())
            and all(present.listing(folder) == known for folder, known in self.listings.items())
        )

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self.is_whole and not (self.names or self.folders or self.listings or self.files)

    def update(self, other: Trace) -> None:
        """Add what another part of the run looked at."""
        self.names |= other.names
        self.folders |= other.folders
        self.listings |= other.listings
        self.files |= other.files
        self.is_whole = self.is_whole and other.is_whole

    def beyond(self, other: Trace) -> Trace:
        """What is in this one and not in the other."""
        return Trace(
            dict(self.names.items() - other.names.items()),
            dict(self.folders.items() - other.folders.items()),
            dict(self.listings.items() - other.listings.items()),
            dict(self.files.items() - other.files.items()),
            self.is_whole,
        )

    def as_table(self) -> dict[str, Any]:
        """Plain dictionaries, for JSON; ``Trace(**table)`` is the way back."""
        return {
            "names": self.names,
            "folders": self.folders,
            "listings": self.listings,
            "files": self.files,
            "is_whole": self.is_whole,
        }


class Present:
    """The project as it is now; each thing is looked at once."""

    def __init__(self, finder: ModuleFinder) -> None:
        """``finder`` knows the unsaved content of files, too; it must not be older than the question."""
        self._finder = finder
        self._contents: dict[str, str | None] = {}
        self._listings: dict[str, str] = {}

    def file_of(self, name: str) -> str | None:
        """The file of a dotted name."""
        return self._finder.file_of(name)

    def folder_of(self, name: str) -> str | None:
        """The folder of a package."""
        return _text(self._finder.folder(name))

    def content(self, path: str) -> str | None:
        """The digest of a file; None where it cannot be read."""
        if path not in self._contents:
            unsaved = self._finder.unsaved(path)
            self._contents[path] = content(path) if unsaved is None else digest([unsaved])
        return self._contents[path]

    def listing(self, folder: str) -> str:
        """The digest of what Python files lie below a folder."""
        if folder not in self._listings:
            self._listings[folder] = digest_of_paths(python_paths(folder))
        return self._listings[folder]


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def digest(parts: Iterable[bytes]) -> str:
    """A digest of several byte strings in order."""
    found = sha256()  # of the secure ones the one that processors know themselves
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()[:32]


def content(path: str) -> str | None:
    """The digest of a file; None where it cannot be read."""
    found = read(path)
    return digest([found]) if isinstance(found, bytes) else None


def python_paths(folder: str) -> list[str]:
    """Whatever below a folder is called like a Python file, in an order that goes by folders."""
    return sorted(_named_like_python(folder), key=lambda path: path.replace(os.sep, "\0"))


def _named_like_python(top: str) -> Iterator[str]:
    """As ``Path(top).rglob("*.py")``, in a tenth of the time; folders behind links are not looked into."""
    waiting = [top]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        yield entry.path
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:  # one that may not be read holds nothing that could be imported
            continue


def digest_of_paths(paths: Iterable[str]) -> str:
    """A digest of some paths in order."""
    return digest(path.encode("utf-8", "surrogateescape") for path in paths)
