"""The folder in which runs leave what later ones may use again; it stands beside the configuration.

Nothing in it is ever needed, and nothing is trusted: what cannot be read, was damaged or was written by
another version counts as nothing, and a folder that cannot be written costs speed and no more. It ignores
itself in git. Several processes may read and write at once, since a file only ever appears as a whole.
"""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import facadelint
from facadelint.core.files import written_beside
from facadelint.source.trace import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = ".facadelint_cache"
_MODE = 0o600
"""Permissions of what is kept: it quotes source, which others on the machine need not be able to read."""


class Store:
    """Tables of one kind, by name."""

    def __init__(self, root: Path, kind: str, kept: int) -> None:
        """
        Args:
            root: the folder in which :data:`FOLDER` is.
            kind: what the names of the files begin with.
            kept: how many files of this kind are kept, the latest ones.
        """
        self._folder = root / FOLDER
        self._kind = kind
        self._kept = kept

    def read(self, name: str) -> Any:
        """The table of that name as it was written; None where there is none."""
        import json  # here, since --help loads this module and needs none of it

        try:
            return json.loads(self._path(name).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, name: str, table: Any) -> None:
        """Keep a table in place of the one of that name."""
        import json

        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            target = self._path(name)
            written_beside(target, json.dumps(table).encode(), _MODE).replace(target)

    def renew(self, name: str) -> None:
        """Count the table of that name among the latest ones."""
        with suppress(OSError):
            os.utime(self._path(name))

    def forget_old(self) -> None:
        """Delete the oldest tables, where there are more than are to be kept."""
        with suppress(OSError):
            found = self._folder.glob(f"{self._kind}-*.json")
            for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[self._kept :]:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{self._kind}-{name}.json"


def fingerprint(asked: Iterable[str]) -> str:
    """What an outcome is kept under: the program itself, and everything that it was asked."""
    return digest([_program(), *(each.encode("utf-8", "surrogateescape") for each in asked)])


def _program() -> bytes:
    """What the program itself is: its version and its files, so that developing it never meets an old outcome."""
    folders = [Path(facadelint.__file__).parent]
    contracts = find_spec("facadelint_contracts")  # found without loading it
    if contracts is not None:
        folders += map(Path, contracts.submodule_search_locations or ())
    stats = [line for folder in folders for line in sorted(_stats(str(folder)))]
    return "\n".join([facadelint.__version__, platform.python_version(), *stats]).encode()


def _stats(folder: str) -> Iterator[str]:
    """Of each Python file below a folder its path, size and time of modification."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path}:{found.st_mtime_ns}:{found.st_size}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stats(entry.path)
