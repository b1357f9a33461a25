"""The import statements in the text of a module, found without parsing it.

Parsing a module costs a hundred times what searching its text does. What is found here may be too much
(an import that a docstring shows), and is never too little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTINUED = r"\\(?:\r\n?|\n)"
_SPACE = rf"[ \t\f]|{_CONTINUED}"
_IMPORT = re.compile(
    rf"\bfrom\b(?P<source>(?:[.\w]|{_SPACE})*?)(?:{_SPACE}|(?<=\.))import\b"
    # Looked at without being taken, since a comment may open a bracket that it does not close.
    rf"(?=(?:{_SPACE})*(?P<names>\([^)]*\)|(?:[^\r\n;\\]|{_CONTINUED})*))"
    rf"|\bimport(?:{_SPACE})+(?P<modules>(?:[^\r\n;#\\]|{_CONTINUED})+)"
)
_BLANK = re.compile(r"[\s\\]+")
_AS = re.compile(r"[\s\\]as[\s\\]")


@dataclass(frozen=True, slots=True)
class SkimmedImport:
    """One import statement, as its text shows it."""

    module: str
    """The absolute name of the module."""
    names: str
    """The text after ``import`` in ``from module import ...``; empty for ``import module``."""

    @property
    def may_be_cut(self) -> bool:
        """Whether a comment between the names may hide some of them: it can hold a bracket."""
        return "#" in self.names


def skim_imports(text: str, package: str) -> Iterator[SkimmedImport]:
    """The import statements that a text shows; relative ones start from ``package``.

    Args:
        text: as :func:`facadelint.source.text.searchable` gives it.
        package: the dotted name of the package that the module is in.
    """
    for found in _IMPORT.finditer(text):
        if found["modules"] is not None:
            for part in found["modules"].split(","):
                yield SkimmedImport(_BLANK.sub("", _AS.split(part)[0]).strip("()"), "")
            continue
        name = _BLANK.sub("", found["source"])
        level = len(name) - len(name.lstrip("."))
        if level:
            parts = package.split(".") if package else []
            name = ".".join([*parts[: len(parts) - level + 1], *filter(None, [name[level:]])])
        yield SkimmedImport(name, found["names"])


def skimmed_origins(imports: Iterable[SkimmedImport], name: str) -> Iterator[tuple[str, str]]:
    """Where a name that a module re-exports comes from: pairs of module and the name it has there."""
    renamed = re.compile(rf"\b(\w+)[\s\\]+as[\s\\]+{re.escape(name)}\b")
    plain = re.compile(rf"\b{re.escape(name)}\b(?![\s\\]+as\b)")
    for each in imports:
        if found := renamed.search(each.names):
            yield each.module, found[1]
        elif each.names.lstrip("( \t").startswith("*") or plain.search(each.names) or each.may_be_cut:
            yield each.module, name
