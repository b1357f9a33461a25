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

_GAP = rb"[ \t\f\\\r\n]"
_IMPORT = re.compile(
    rb"\bfrom" + _GAP + rb"+(?P<source>[.\w \t]*?)" + _GAP + rb"*\bimport\b" + _GAP + rb"*"
    rb"(?P<names>\([^)]*\)|(?:[^\n;\\]|\\\r?\n)*)"
    rb"|\bimport" + _GAP + rb"+(?P<modules>[^\n;#]+)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkimmedImport:
    """One import statement, as its text shows it."""

    module: str
    """The absolute name of the module."""
    names: bytes
    """The text after ``import`` in ``from module import ...``; empty for ``import module``."""

    @property
    def may_be_cut(self) -> bool:
        """Whether a comment between the names may hide some of them: it can hold a bracket."""
        return b"#" in self.names


def skim_imports(source: bytes, package: str) -> Iterator[SkimmedImport]:
    """The import statements that a text shows; relative ones start from ``package``."""
    for found in _IMPORT.finditer(source):
        if found["modules"] is not None:
            for part in found["modules"].split(b","):
                name = part.split(b" as ")[0].strip(b" \\\t\r()")
                yield SkimmedImport(name.decode("utf-8", "replace"), b"")
            continue
        name = re.sub(rb"\s", b"", found["source"]).decode("utf-8", "replace")
        level = len(name) - len(name.lstrip("."))
        if level:
            parts = package.split(".") if package else []
            name = ".".join([*parts[: len(parts) - level + 1], *filter(None, [name[level:]])])
        yield SkimmedImport(name, found["names"])


def skimmed_origins(imports: Iterable[SkimmedImport], name: str) -> Iterator[tuple[str, str]]:
    """Where a name that a module re-exports comes from: pairs of module and the name it has there."""
    renamed = re.compile(rb"\b(\w+)\s+as\s+" + re.escape(name.encode()) + rb"\b")
    plain = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b(?!\s+as\b)")
    for each in imports:
        if found := renamed.search(each.names):
            yield each.module, found[1].decode("utf-8", "replace")
        elif each.names.lstrip(b"( \t").startswith(b"*") or plain.search(each.names) or each.may_be_cut:
            yield each.module, name
