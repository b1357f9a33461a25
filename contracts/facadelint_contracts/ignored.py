"""``ignore_imports``: imports that a contract is told to overlook, as the built-in contracts have it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grimp import ImportGraph


class Alerting(enum.Enum):
    """What an expression that matches no import leads to; the values are those of import-linter."""

    NONE = "none"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out of a graph."""

    count: int
    """Direct imports, a pair of modules each."""
    lines: frozenset[tuple[str, int]]
    """Importer and line of every statement behind them."""
    unmatched: tuple[str, ...]
    """The expressions that match no import, a sentence each."""


def remove_ignored(graph: ImportGraph, expressions: Iterable[str]) -> Removal:
    """Take the imports that match one of the expressions (``a.* -> b.**``) out of a graph."""
    removed: set[tuple[str, str]] = set()
    unmatched = []
    for expression in dict.fromkeys(expressions):
        matched = graph.find_matching_direct_imports(expression)
        removed.update((each["importer"], each["imported"]) for each in matched)
        if not matched:
            unmatched.append(f"No matches for ignored import {expression}.")
    lines: set[tuple[str, int]] = set()
    for importer, imported in removed:
        details = graph.get_import_details(importer=importer, imported=imported)
        lines.update((importer, each["line_number"]) for each in details)
        graph.remove_import(importer=importer, imported=imported)
    return Removal(len(removed), frozenset(lines), tuple(unmatched))
