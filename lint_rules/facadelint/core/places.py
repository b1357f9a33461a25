"""Where each key and value of a TOML document stands; the parser itself says it only of mistakes.

The document is valid TOML 1.1 already (tomli read it), so this reader may trust it and stay small. Source of
the grammar: toml.io/en/v1.1.0.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = tuple[str | int, ...]
"""``("facades", 0, "friends", 1)``: keys, and indices of arrays."""


class Place(NamedTuple):
    """A region of a document; lines and columns count from 1, columns in characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Places(NamedTuple):
    """The places of one document."""

    values: Mapping[Key, Place]
    """Of each value; of a table with a header that is the header."""
    keys: Mapping[Key, Place]
    """Of the last part of each key that has a value."""


def places_of(text: str) -> Places:
    """Read the places of a valid document; of one that this reader cannot follow, as far as it got."""
    reader = _Reader(text)
    with suppress(ValueError, IndexError):  # a finding at line 1 is better than none
        reader.document()
    return Places(reader.values, reader.keys)


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_GAP = re.compile(r"[ \t]*")
_BARE = re.compile(r"[^\s.=\]\"'#,{}\[]+")
_STRINGS = re.compile(
    r"""
      ["]{3}(?:\\.|[^\\])*?["]{3,5}(?!["])
    | [']{3}.*?[']{3,5}(?!['])
    | "(?:\\.|[^"\\\n])*"
    | '[^'\n]*'
    """,
    re.DOTALL | re.VERBOSE,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_ESCAPE = re.compile(r"\\(?:u(....)|U(........)|x(..)|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.values: dict[Key, Place] = {}
        self.keys: dict[Key, Place] = {}
        self._lengths: dict[Key, int] = {}
        """Arrays of tables and how many tables each has so far."""

    def document(self) -> None:
        table: Key = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.position):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Key:
        start = self.position
        is_array = self.text.startswith("[[", start)
        self.position += 2 if is_array else 1
        *before, (last, _) = self._key()
        path = self._resolved((), [name for name, _ in before])
        if is_array:
            index = self._lengths.get((*path, last), 0)
            self._lengths[*path, last] = index + 1
            table: Key = (*path, last, index)
        else:
            table = self._resolved(path, [last])
        self._skip(_GAP)
        self.position += 2 if is_array else 1
        self.values[table] = self._place(start)
        return table

    def _resolved(self, path: Key, names: list[str]) -> Key:
        """A table below an array of tables belongs to the last table of that array."""
        for name in names:
            path = (*path, name)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _pair(self, table: Key) -> None:
        *before, (last, place) = self._key()
        path = (*self._resolved(table, [name for name, _ in before]), last)
        self.keys[path] = place
        self._skip(_GAP)
        self.position += 1  # the equals sign
        self._skip(_GAP)
        self._value(path)

    def _key(self) -> list[tuple[str, Place]]:
        names = []
        while True:
            self._skip(_GAP)
            start = self.position
            quoted = _STRINGS.match(self.text, start)
            found = quoted or _BARE.match(self.text, start)
            if found is None:
                raise ValueError(f"no key at offset {start}")
            self.position = found.end()
            name = _unquoted(found[0]) if quoted else found[0]
            names.append((name, self._place(start)))
            self._skip(_GAP)
            if not self.text.startswith(".", self.position):
                return names
            self.position += 1

    def _value(self, path: Key) -> None:
        start = self.position
        first = self.text[start]
        if first == "[":
            self._items(path, "]")
        elif first == "{":
            self._items(path, "}")
        else:
            found = _STRINGS.match(self.text, start) or _SCALAR.match(self.text, start)
            if found is None:
                raise ValueError(f"no value at offset {start}")
            self.position = start + len(found[0].rstrip())
        self.values[path] = self._place(start)

    def _items(self, path: Key, end: str) -> None:
        """The values of an array or the pairs of an inline table."""
        self.position += 1
        index = 0
        self._skip(_BLANK)
        while self.text[self.position] != end:
            if end == "]":
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
            self._skip(_BLANK)
            if self.text[self.position] == ",":
                self.position += 1
                self._skip(_BLANK)
        self.position += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.position)
        if found is not None:
            self.position = found.end()
        return self.position

    def _place(self, start: int) -> Place:
        return Place(*self._point(start), *self._point(self.position))

    def _point(self, offset: int) -> tuple[int, int]:
        before = self.text.rfind("\n", 0, offset)
        return self.text.count("\n", 0, offset) + 1, offset - before


def _unquoted(text: str) -> str:
    """The string that a quoted key stands for."""
    if text.startswith("'"):
        return text[1:-1]

    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        return chr(int(code, 16)) if code else _ESCAPED.get(found[4], found[4])

    return _ESCAPE.sub(plain, text[1:-1])
