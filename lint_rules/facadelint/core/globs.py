"""The three kinds of globs of a configuration, compiled once and case-sensitive on every system.

All of them know the wildcards of :mod:`fnmatch` (``*``, ``?``, ``[abc]``, ``[!abc]``); they differ in what
a wildcard may run across:

- module globs: never across a dot, as in import-linter's module expressions;
- member globs: across anything, as in :func:`fnmatch.fnmatchcase`;
- path globs: never across a slash.
"""

from __future__ import annotations

import fnmatch
import re
from functools import cache

from facadelint.core.spelling import quoted

_MODULE = re.compile(r"[\w*?\[\]!.-]+")


class Glob:
    """A compiled glob; compares equal only to itself, and is cached by the function that makes it."""

    __slots__ = ("_fullmatch", "pattern")

    def __init__(self, pattern: str, regex: str) -> None:
        self.pattern = pattern
        """As it stands in the configuration, for messages."""
        self._fullmatch = re.compile(regex, re.DOTALL).fullmatch

    def __repr__(self) -> str:
        return f"Glob({self.pattern!r})"

    def matches(self, text: str) -> bool:
        """Whether the glob matches the whole text."""
        return self._fullmatch(text) is not None


def _translate(segment: str, separator: str) -> str:
    """The regular expression of one segment; its wildcards do not cross the separator.

    :func:`fnmatch.translate` cannot be used: its ``*`` crosses everything.
    """
    one = f"[^{separator}]"
    regex = ""
    position = 0
    while position < len(segment):
        character = segment[position]
        position += 1
        if character == "*":
            regex += f"{one}*"
        elif character == "?":
            regex += one
        elif character == "[":
            start = position + segment.startswith("!", position)
            end = segment.find("]", start + 1)  # a "]" right at the start is a member of the set
            if end == -1:
                regex += r"\["
                continue
            members = re.sub(r"([\\\[\]^&~|])", r"\\\1", segment[start:end])
            negated = "^" if start > position else ""
            regex += f"(?!{re.escape(separator)})[{negated}{members}]"
            position = end + 1
        else:
            regex += re.escape(character)
    return regex


def _compile(pattern: str, regex: str) -> Glob:
    try:
        return Glob(pattern, regex)
    except re.error as error:
        raise ValueError(f"{quoted(pattern)} is not a glob: {error.msg}") from None


@cache
def module_glob(pattern: str) -> Glob:
    """Compile a glob of dotted module names.

    ``*`` stands for exactly one name and ``**`` for one or more, as in the module expressions of
    import-linter 2.16: ``shop.**`` matches ``shop.a`` and ``shop.a.b`` but not ``shop``, and
    ``shop.**.b`` does not match ``shop.b``. Beyond those, a wildcard may be a part of a name
    (``shop.*_domain``) and the two may be mixed.

    Raises:
        ValueError: the pattern could never match a module: an empty name, or a character that no module
            name has.
    """
    if not _MODULE.fullmatch(pattern):
        raise ValueError(f"{quoted(pattern)} is not a glob of dotted module names")
    regexes = []
    for name in pattern.split("."):
        if not name:
            raise ValueError(f"{quoted(pattern)} has an empty name in it")
        regexes.append(r"[^.]+(?:\.[^.]+)*" if name == "**" else _translate(name, "."))
    return _compile(pattern, r"\.".join(regexes))


@cache
def name_glob(pattern: str) -> Glob:
    """Compile a glob of members, attributes or calls; the same as :func:`fnmatch.fnmatchcase`."""
    return Glob(pattern, fnmatch.translate(pattern))


@cache
def path_glob(pattern: str) -> Glob:
    """Compile a glob of paths relative to the folder of the configuration, with ``/`` on every system.

    A pattern without a slash matches a file or folder of that name at any depth; one with a slash
    starts at the folder of the configuration (``./build`` is only the one there). What matches a folder
    matches everything below it. ``**`` as a whole segment stands for any number of folders, none
    included. All this is ruff's, save that ``*`` does not cross a slash: ``tests/*.py`` leaves
    ``tests/unit/test_a.py`` alone, ``tests/*`` does not, since it matches the folder ``tests/unit``.

    Raises:
        ValueError: the pattern holds a set that is none, such as ``[z-a]``.
    """
    segments = [segment for segment in pattern.split("/") if segment not in ("", ".")]
    if not segments:
        return Glob(pattern, ".*")  # "." is the folder itself
    regex = "" if "/" in pattern else "(?:.*/)?"
    for segment in segments[:-1]:
        regex += "(?:[^/]+/)*" if segment == "**" else _translate(segment, "/") + "/"
    return _compile(pattern, f"{regex}{_translate(segments[-1], '/')}(?:/.*)?")
