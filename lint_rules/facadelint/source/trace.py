"""What a run looked up and read of a project, so that a later one can tell whether it would find the same.

Everything that the outcome depends on is in it: where each module name led, also where it led nowhere,
which folders were listed, and the content of every file that was read. Nothing is taken on trust, such
as a time of modification; that is why what is kept under a trace cannot go stale.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    def holds(self, finder: ModuleFinder) -> bool:
        """Whether everything is still as it was found."""
        return (
            all(_text(finder.locate(name)) == path for name, path in self.names.items())
            and all(_text(finder.folder(name)) == path for name, path in self.folders.items())
            and all(listing(Path(folder)) == known for folder, known in self.listings.items())
            and all(content(Path(path)) == known for path, known in self.files.items())
        )

    def update(self, other: Trace) -> None:
        """Add what another part of the run looked at."""
        self.names |= other.names
        self.folders |= other.folders
        self.listings |= other.listings
        self.files |= other.files

    def as_table(self) -> dict[str, Any]:
        """Plain dictionaries, for JSON; ``Trace(**table)`` is the way back."""
        return asdict(self)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def digest(parts: Iterable[bytes]) -> str:
    """A digest of several byte strings in order."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def content(path: Path) -> str | None:
    """The digest of a file; None where it cannot be read."""
    try:
        return digest([path.read_bytes()])
    except OSError:
        return None


def listing(folder: Path) -> str:
    """The digest of the paths of the Python files below a folder."""
    return digest(str(path).encode("utf-8", "surrogateescape") for path in sorted(folder.rglob("*.py")))
