"""A set of changes to files that is carried out as a whole, or not at all.

Content is bytes here: whoever changes a file decides what its bytes are. :func:`source_text` and
:func:`source_bytes` go from the bytes of a Python file to its text and back without losing its byte order
mark, its encoding or its line endings.
"""

from __future__ import annotations

import difflib
import io
import os
import stat
import tokenize
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.files import mode_of_new_files, written_beside
from facadelint.core.paths import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_FILE = "/dev/null"
"""What a unified diff calls the side on which there is no file."""


class RewriteError(FacadelintError):
    """The files could not be changed; each is as it was, unless the message says which one is not."""


def source_text(content: bytes) -> str:
    """The text of a Python file, a byte order mark included, with its line endings as they are.

    Raises:
        SyntaxError: an unknown or contradictory encoding declaration.
        LookupError: the declared encoding is none of text.
        UnicodeDecodeError: bytes that the declared encoding does not have.
    """
    return content.decode(_encoding(content))


def source_bytes(text: str, like: bytes = b"") -> bytes:
    """The bytes of a text of :func:`source_text`, in the encoding of the content that it replaces.

    Raises:
        RewriteError: a character that the encoding of the old content does not have.
    """
    encoding = _encoding(like)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise RewriteError(f"the encoding {encoding} has no {error.object[error.start]!r}") from error


def _encoding(content: bytes) -> str:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    return "utf-8" if encoding == "utf-8-sig" else encoding


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of one file."""

    path: Path
    before: bytes | None
    """Its content when it was read; None where there was no file."""
    after: bytes | None
    """Its content from now on; None where it is removed."""


@dataclass(slots=True)
class Transaction:
    """Collects changes; :meth:`commit` alone writes."""

    _before: dict[Path, bytes | None] = field(default_factory=dict)
    _after: dict[Path, bytes | None] = field(default_factory=dict)

    def read(self, path: Path) -> bytes | None:
        """The content of a file as this transaction leaves it; None where there is none.

        Raises:
            RewriteError: there is something that cannot be read.
        """
        if path in self._after:
            return self._after[path]
        if path not in self._before:
            self._before[path] = _content(path)
        return self._before[path]

    def write(self, path: Path, content: bytes | None) -> None:
        """Change a file, create it, or remove it (None); the last word on a path counts."""
        self.read(path)
        self._after[path] = content

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """What changes, in the order of the paths; a file that is as it was is not among it."""
        return tuple(
            FileChange(path, self._before[path], after)
            for path, after in sorted(self._after.items())
            if after != self._before[path]
        )

    def diff(self, directory: Path) -> str:
        """A unified diff with paths as seen from a folder; ``git apply -p0`` and ``patch -p0`` take it."""
        return "".join(line for change in self.changes for line in _diff(change, directory))

    def commit(self) -> None:
        """Carry out every change.

        All new content, and a copy of all old content, is written to hidden files beside the real ones first.
        What then remains is to rename, which needs no space on the disk, in either direction. Permissions
        stay; a link stays a link.

        Raises:
            RewriteError: a file has changed since it was read, or cannot be written. Nothing has changed.
        """
        steps: list[_Step] = []
        try:
            for change in self.changes:
                step = _Step(change, Path(os.path.realpath(change.path)))
                steps.append(step)
                step.prepare()
            for step in steps:
                step.check()
            for step in steps:
                step.carry_out()
        except BaseException as error:
            lost = [str(step.change.path) for step in reversed(steps) if not step.undo()]
            if lost:
                raise RewriteError(f"cannot restore {', '.join(lost)} after: {error}") from error
            if isinstance(error, OSError):
                name = error.filename2 or error.filename
                raise RewriteError(f"cannot write {name}: {error.strerror}") from error
            raise
        finally:
            for step in steps:
                step.clean_up()


class _Step:
    """One change of a file on its way to the disk."""

    def __init__(self, change: FileChange, target: Path) -> None:
        self.change = change
        self.target = target
        """The file itself, where the path is a link."""
        self.new: Path | None = None
        self.old: Path | None = None
        self.folders: list[Path] = []
        """Those that had to be made, outermost first."""
        self.is_done = False

    def prepare(self) -> None:
        """Write all that will be needed beside the target."""
        self.check()
        missing = [each for each in self.target.parents if not each.exists()]
        for folder in reversed(missing):
            folder.mkdir()
            self.folders.append(folder)
        mode = mode_of_new_files()
        if self.change.before is not None:
            mode = stat.S_IMODE(self.target.stat().st_mode)
            self.old = written_beside(self.target, self.change.before, mode)
        if self.change.after is not None:
            self.new = written_beside(self.target, self.change.after, mode)

    def check(self) -> None:
        """Refuse to overwrite what somebody else has written in the meantime."""
        if _content(self.target) != self.change.before:
            raise RewriteError(f"{self.change.path} has changed since it was read; run the command again")

    def carry_out(self) -> None:
        if self.new is not None:
            self.new.replace(self.target)
        else:
            self.target.unlink()
        self.is_done = True

    def undo(self) -> bool:
        """Put the old content back; False where that fails."""
        if not self.is_done:
            return True
        try:
            if self.old is not None:
                self.old.replace(self.target)
            else:
                self.target.unlink()
        except OSError:
            return False
        self.is_done = False
        return True

    def clean_up(self) -> None:
        """Remove the hidden files, and the folders that nothing was put into."""
        for path in (self.new, self.old):
            if path is not None:
                with suppress(OSError):
                    path.unlink()
        if not self.is_done:
            for folder in reversed(self.folders):
                with suppress(OSError):
                    folder.rmdir()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RewriteError(f"cannot read {path}: {error.strerror}") from error


def _diff(change: FileChange, directory: Path) -> Iterator[str]:
    name = shown(change.path, directory)
    lines = difflib.unified_diff(
        _lines(change.before),
        _lines(change.after),
        _NO_FILE if change.before is None else name,
        _NO_FILE if change.after is None else name,
    )
    for line in lines:
        # What does not end its line is the last line of its file.
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes | None) -> list[str]:
    """The lines of a file as ``diff`` and ``git`` see them: a carriage return belongs to the line."""
    if content is None:
        return []
    try:
        text = source_text(content)
    except (SyntaxError, LookupError, UnicodeDecodeError):
        text = content.decode("utf-8", "backslashreplace")
    return io.StringIO(text, newline="\n").readlines()
