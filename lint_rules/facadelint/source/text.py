"""Read and parse one source file, in any encoding that Python accepts."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_LINE_END = re.compile(r"\r\n|\r|\n")


class ParseProblem(NamedTuple):
    """Why a file has no syntax tree."""

    line: int
    column: int
    message: str


def decode(source: bytes) -> str:
    """Decode source as Python does: byte order mark, PEP 263 declaration, else UTF-8.

    Raises:
        SyntaxError: an unknown or contradictory encoding declaration.
        LookupError: the declared encoding is none of text (``rot13``).
        ValueError: bytes that the declared encoding does not have; most often a UnicodeDecodeError.
    """
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return source.decode(encoding)


def searchable(source: bytes) -> str:
    """The text of a module, for a search for names: identifiers as Python takes them, in Unicode's form NFKC.

    Never raises: what cannot be decoded cannot be imported either, and is searched as far as it goes.
    """
    if source.isascii() and not _declares_encoding(source):
        return source.decode("ascii")
    import unicodedata  # few files need it

    try:
        text = decode(source)
    except (SyntaxError, LookupError, ValueError):
        text = source.decode("utf-8", "replace")
    return unicodedata.normalize("NFKC", text)


def _declares_encoding(source: bytes) -> bool:
    """Whether one of the first two lines may say how the others are to be read; in UTF-7 all are ASCII."""
    return b"coding" in source[: source.find(b"\n", source.find(b"\n") + 1)]


def normalized(name: str) -> str:
    """A dotted name as Python's parser has it; that of a file may be written in another form."""
    if name.isascii():
        return name
    import unicodedata

    return unicodedata.normalize("NFKC", name)


def split_lines(text: str) -> tuple[str, ...]:
    """Split where the Python tokenizer does; ``str.splitlines`` splits at form feeds as well."""
    return tuple(_LINE_END.split(text))


def parse(source: bytes | str, filename: str) -> ast.Module | ParseProblem:
    """Parse source, or say in one sentence why it cannot be parsed. Never raises, never warns."""
    try:
        with warnings.catch_warnings():
            # An invalid escape in somebody's code is the business of other linters.
            warnings.simplefilter("ignore")
            return ast.parse(source, filename)
    except SyntaxError as error:
        # Of an encoding that it does not know, Python says line 0 and column -1.
        return ParseProblem(max(error.lineno or 1, 1), max(error.offset or 1, 1), f"{error.msg}")
    except UnicodeDecodeError as error:
        return ParseProblem(1, 1, f"it is not {error.encoding} text: {error.reason}")
    except ValueError as error:  # null bytes, lone surrogates
        return ParseProblem(1, 1, str(error))
    except (RecursionError, MemoryError):
        return ParseProblem(1, 1, "it is nested too deeply for Python's parser")


def read(path: str | Path) -> bytes | ParseProblem:
    """The bytes of a file, or why it cannot be read. Never raises."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as Path.read_bytes(), in half of the time
            return file.read()
    except OSError as error:
        return ParseProblem(1, 1, f"it cannot be read: {error.strerror or error}")


def character_column(line: str, byte_offset: int) -> int:
    """Turn the byte offset of :mod:`ast` into a column that counts characters from 1."""
    if line.isascii():
        return byte_offset + 1
    return len(line.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "replace")) + 1
