"""Breaks source as editors, merges and bad disks do."""

from __future__ import annotations

import io
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_STRANGE = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\r",
    b"\x0c",
    "\u2028".encode(),
    b"\\",
    b"\t",
    b"#",
    b"'''",
    b"(",
)


def mutate(source: bytes, chance: random.Random) -> bytes:
    """One to three changes; the outcome may still parse, and means something else then."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        source = chance.choice(_WAYS)(source, chance)
    return source


def _truncated(source: bytes, chance: random.Random) -> bytes:
    return source[: chance.randrange(len(source) + 1)]


def _flipped(source: bytes, chance: random.Random) -> bytes:
    if not source:
        return source
    at = chance.randrange(len(source))
    return source[:at] + bytes([source[at] ^ 1 << chance.randrange(8)]) + source[at + 1 :]


def _inserted(source: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(source) + 1)
    return source[:at] + chance.choice(_STRANGE) + source[at:]


def _without_lines(source: bytes, chance: random.Random) -> bytes:
    lines = source.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    del lines[start : start + chance.choice((1, 1, 2, 5))]
    return b"".join(lines)


def _doubled(source: bytes, chance: random.Random) -> bytes:
    lines = source.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    return b"".join([*lines[:start], *lines[start : start + 5], *lines[start:]])


def _on_tokens(change: Callable[[list[tuple[int, str]], int, random.Random], None]) -> Callable[..., bytes]:
    """Change the tokens of a text; the white space between them becomes as Python would write it."""

    def changed(source: bytes, chance: random.Random) -> bytes:
        try:
            tokens = [(each.type, each.string) for each in tokenize.tokenize(io.BytesIO(source).readline)]
            change(tokens, chance.randrange(1, len(tokens)), chance)
            return tokenize.untokenize(tokens)
        except (SyntaxError, tokenize.TokenError, ValueError, LookupError, IndexError):
            return _flipped(source, chance)

    return changed


def _drop(tokens: list[tuple[int, str]], at: int, _: random.Random) -> None:
    del tokens[at]


def _swap(tokens: list[tuple[int, str]], at: int, _: random.Random) -> None:
    tokens[at - 1], tokens[at] = tokens[at], tokens[at - 1]


def _rename(tokens: list[tuple[int, str]], _: int, chance: random.Random) -> None:
    """Names take the places of others: what is found then, and that it is found in time, is what counts."""
    names = [index for index, (kind, _) in enumerate(tokens) if kind == tokenize.NAME]
    for _ in range(20):
        tokens[chance.choice(names)] = tokens[chance.choice(names)]


_WAYS = (
    _truncated,
    _flipped,
    _inserted,
    _without_lines,
    _doubled,
    _on_tokens(_drop),
    _on_tokens(_swap),
    _on_tokens(_rename),
)
