"""The import statements in the text of a module, found without parsing it.

Parsing a module costs a hundred times what searching its text does. What is found here may be too much
(an import that a docstring shows), and is never too little.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTINUED = r"\\(?:\r\n?|\n)"
_SPACE = rf"(?:[ \t\f]|{_CONTINUED})"
_IMPORT = re.compile(r"import\b")  # begins with plain text, which is searched for much faster
_FROM = re.compile(rf"\bfrom\b((?:[.\w]|{_SPACE})*)\Z")
_NAMES = re.compile(rf"{_SPACE}*(\([^)]*\)|(?:[^\r\n;\\]|{_CONTINUED})*)")
_MODULES = re.compile(rf"{_SPACE}((?:[^\r\n;#\\]|{_CONTINUED})+)")
_BLANK = re.compile(r"[\s\\]+")
_AS = re.compile(r"[\s\\]as[\s\\]")
_BLANKS = str.maketrans("()\\", "   ")
_RENAMED = 3  # name as other
_TO_LINE_END = re.compile(rf"(?:[^\r\n\\]|{_CONTINUED}|\\)*")
_COMMENT = re.compile(r"#[^\r\n]*")


class SkimmedImport:
    """One import statement, as its text shows it."""

    def __init__(self, module: str, names: str) -> None:
        self.module = module
        """The absolute name of the module."""
        self.names = names
        """The text after ``import`` in ``from module import ...``; empty for ``import module``."""

    @property
    def may_be_cut(self) -> bool:
        """Whether a comment between the names may hide some of them: it can hold a bracket."""
        return "#" in self.names

    @cached_property
    def bound(self) -> dict[str, str]:
        """The names that it binds, each with the one that it has where it comes from; ``*`` is one."""
        found = {}
        names = _COMMENT.sub("", self.names) if self.may_be_cut else self.names
        for part in names.translate(_BLANKS).split(","):
            words = part.split()
            if len(words) == 1 or (len(words) == _RENAMED and words[1] == "as"):
                found[words[-1]] = words[0]
        return found


def skim_imports(text: str, package: str, start: int = 0, end: int | None = None) -> Iterator[SkimmedImport]:
    """The import statements that a text shows; relative ones start from ``package``.

    Args:
        text: as :func:`facadelint.source.text.searchable` gives it.
        package: the dotted name of the package that the module is in.
        start: where to begin; not within a statement.
        end: where the last ``import`` has to end; None for the end of the text.
    """
    for found in _IMPORT.finditer(text, start, len(text) if end is None else end):
        position = found.start()
        before = text[position - 1] if position else " "
        if before.isalnum() or before == "_":
            continue
        name = _source(text, position)
        if name is None:
            named = _MODULES.match(text, found.end())
            for part in named[1].split(",") if named else ():
                yield SkimmedImport(_BLANK.sub("", _AS.split(part)[0]).strip("()"), "")
            continue
        names = _NAMES.match(text, found.end())
        level = len(name) - len(name.lstrip("."))
        if level:
            parts = package.split(".") if package else []
            name = ".".join([*parts[: len(parts) - level + 1], *filter(None, [name[level:]])])
        yield SkimmedImport(name, names[1] if names else "")


def logical_line(text: str, position: int) -> tuple[int, int]:
    """Where the line begins and ends that a position is in, with those that backslashes join to it."""
    found = _TO_LINE_END.match(text, position)
    return _line_start(text, position), found.end() if found else len(text)


def _source(text: str, position: int) -> str | None:
    """What stands between ``from`` and the ``import`` at a position; None where there is no ``from``."""
    line = text.rfind("\n", 0, position) + 1
    if "\\" not in text[max(line - 3, 0) : line]:  # joined to no other line: so nearly all are written
        match text[line:position].split():
            case []:
                return None
            case ["from", name] if name.replace(".", "_").isidentifier():
                return name
            case _:
                pass
    source = _FROM.search(text[_line_start(text, position) : position])
    return None if source is None else _BLANK.sub("", source[1])


def _line_start(text: str, position: int) -> int:
    """Where the line begins that a position is in, with those before it that a backslash joins to it."""
    while True:
        start = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
        if not text.endswith(("\\\n", "\\\r", "\\\r\n"), 0, start):
            return start
        position = start - 2


def skimmed_origins(imports: Iterable[SkimmedImport], name: str) -> Iterator[tuple[str, str]]:
    """Where a name that a module re-exports comes from: pairs of module and the name it has there."""
    for each in imports:
        if name not in each.names and "*" not in each.names and not each.may_be_cut:
            continue  # nearly all: taken apart are only those that may bind it
        if name in each.bound:
            yield each.module, each.bound[name]
        elif "*" in each.bound or each.may_be_cut:
            yield each.module, name
