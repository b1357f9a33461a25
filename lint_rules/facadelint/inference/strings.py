"""Strings: those that are known, and those of which only the beginning is."""

from __future__ import annotations

from facadelint.inference.values import NOTHING, Beginning, Text, Values, just


def texts(values: Values) -> list[str]:
    """Those of the values that are strings."""
    return [value.text for value in values if isinstance(value, Text)]


def private(values: Values) -> Values:
    """Those strings that may name a private attribute."""
    return frozenset(value for value in values if isinstance(value, Text) and value.text.startswith("_"))


def beginning(text: str) -> Values:
    """A string that begins so, if that says that it may name a private attribute."""
    return just(Beginning(text)) if text.startswith("_") else NOTHING


def formatted(values: Values, mark: str) -> Values:
    """``"_%s_domain" % kind``: what stands before the first place that is filled in."""
    known = [value.text.partition(mark)[0] for value in values if isinstance(value, Text | Beginning)]
    return NOTHING.union(*map(beginning, known))


def joined(parts: list[Values]) -> Values:
    """What an f-string of these parts gives."""
    text = ""
    for part in parts:
        known = texts(part)
        if len(known) != 1:
            return beginning(text or next((each.text for each in part if isinstance(each, Beginning)), ""))
        text += known[0]
    return just(Text(text))
