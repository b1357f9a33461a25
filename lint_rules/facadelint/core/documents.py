"""A configuration file's bytes as TOML; every way in which that can fail is a ConfigError."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from facadelint.core.errors import ConfigError, Problem

if TYPE_CHECKING:
    from pathlib import Path

_UNREADABLE = "cannot be read"
"""Stands where other problems have a key or a line: there is none in a file that cannot be opened."""


def read_file(file: Path) -> bytes:
    """The content of a configuration file.

    Raises:
        ConfigError: there is no such file, it is a folder, or it may not be read.
    """
    try:
        return file.read_bytes()
    except IsADirectoryError:
        raise ConfigError(Problem(file, _UNREADABLE, "it is a folder, not a file")) from None
    except FileNotFoundError:
        raise ConfigError(Problem(file, _UNREADABLE, "there is no such file")) from None
    except OSError as error:
        raise ConfigError(Problem(file, _UNREADABLE, (error.strerror or str(error)).lower())) from None


def parse_toml(content: bytes, file: Path) -> dict[str, Any]:
    """Parse TOML 1.1.

    A byte order mark is skipped, since editors on Windows write one.

    Raises:
        ConfigError: the content is not UTF-8 or not TOML; the problem's key is its line and column.
    """
    import tomli  # a run over files without a configuration parses nothing

    try:
        return tomli.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        place = _place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise ConfigError(Problem(file, place, message, "Save the file in UTF-8.")) from None
    except tomli.TOMLDecodeError as error:
        message = re.sub(r"\((?:'[^']*',? ?)+\)", _dotted, error.msg)
        place = _place(error.lineno, error.colno)
        raise ConfigError(Problem(file, place, f"not TOML: {message[0].lower()}{message[1:]}")) from None
    except (ValueError, RecursionError) as error:
        # An integer of thousands of digits, lists nested hundreds deep: tomli gives no position for those.
        raise ConfigError(Problem(file, "not TOML", str(error))) from None


def _place(line: int, column: int) -> str:
    return f"line {line}, column {column}"


def _dotted(keys: re.Match[str]) -> str:
    """tomli shows a key path as a Python tuple."""
    return ".".join(re.findall(r"'([^']*)'", keys[0]))
