"""What a person probably meant: the nearest valid spelling of a wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = str.maketrans("_. ", "---")


def quoted(text: str) -> str:
    """The text as a TOML string on one line; TOML's basic strings escape as JSON's do."""
    import json  # only errors pay for it

    return json.dumps(text, ensure_ascii=False)


def suggestion(meant: str) -> str:
    """The question that every hint with one answer asks."""
    return f"Did you mean {quoted(meant)}?"


def _normal(word: str) -> str:
    """The word without what people mix up: case, and which character joins its parts."""
    return word.casefold().translate(_SEPARATORS).strip("-")


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that the word is most likely a misspelling of.

    Case and separators do not count (``max_lines`` is ``max-lines``); what is left is compared by the
    Ratcliff/Obershelp similarity of :mod:`difflib`, with its own threshold of 0.6.

    Returns:
        The candidate as it is spelled, or None where nothing comes near or where the word is one itself.
    """
    candidates = tuple(candidates)
    if word in candidates:
        return None
    by_normal: dict[str, str] = {}
    for candidate in candidates:
        by_normal.setdefault(_normal(candidate), candidate)

    from difflib import get_close_matches  # only errors pay for it

    matches = get_close_matches(_normal(word), by_normal, n=1)
    return by_normal[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str], *, limit: int = 20) -> str | None:
    """A sentence that leads from a wrong word to a valid one.

    Args:
        word: what was written.
        candidates: what may be written, in the order in which it should be listed.
        limit: how many candidates are listed where none is near.

    Returns:
        ``Did you mean "max-lines"?``, or ``Choose from class, pattern, ...`` where nothing is near, or
        None where there is no candidate.
    """
    candidates = tuple(candidates)
    near = nearest(word, candidates)
    if near is not None:
        return suggestion(near)
    if not candidates:
        return None
    rest = len(candidates) - limit
    return f"Choose from {', '.join(candidates[:limit])}{f' and {rest} more' if rest > 0 else ''}."
