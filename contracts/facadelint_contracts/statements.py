"""The import statements behind the edges of an import graph: where they stand, and when they run.

An import graph knows lines and little else: not whether an import stands in a function, and of
``TYPE_CHECKING`` only the plainest spellings. What matters of it is looked up in the source, for the few
modules where it matters.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from facadelint.source.imports import imported_names, typing_only_nodes
from facadelint.source.nodes import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facadelint.facademap.map import FacadeMap
    from facadelint.source.imports import ImportedName
    from facadelint.source.modules import Module

_MAY_BE_TYPING_ONLY = re.compile(r"TYPE_CHECKING|MYPY|\b(?:el)?if\b[^\n]*\b(?:False|0)\b")


class Statement(NamedTuple):
    """One import statement of a module."""

    node: ast.Import | ast.ImportFrom
    in_function: bool
    is_typing_only: bool
    """Whether only a type checker runs it."""
    names: tuple[ImportedName, ...]

    def takes_from(self, imported: str) -> bool:
        """Whether the statement names a module, as itself or as a name of its package."""
        return any(imported in (name.module, f"{name.module}.{name.name}") for name in self.names)


class Statements:
    """Reads the import statements of modules when they are first asked for."""

    def __init__(self, facade_map: FacadeMap) -> None:
        self._finder = facade_map.finder
        self._program = facade_map.inference.program
        self._read: dict[str, tuple[Statement, ...]] = {}

    def of(self, module_name: str) -> tuple[Statement, ...]:
        """Every import statement of a module, in order; none where its file is not found or does not parse."""
        if module_name not in self._read:
            module = self._finder.find(module_name)
            self._read[module_name] = () if module is None else tuple(self._statements(module))
        return self._read[module_name]

    def at(self, importer: str, imported: str, lines: Iterable[int]) -> list[Statement]:
        """The statements of an edge of the graph: those on its lines that name the imported module."""
        wanted = set(lines)
        return [
            statement
            for statement in self.of(importer)
            if statement.node.lineno in wanted and statement.takes_from(imported)
        ]

    def is_typing_only(self, importer: str, imported: str, lines: Iterable[int]) -> bool:
        """Whether every statement of an edge is for type checkers alone; false where none is found."""
        module = self._finder.find(importer)
        if module is None or not _MAY_BE_TYPING_ONLY.search(module.searched):
            return False
        found = self.at(importer, imported, lines)
        return bool(found) and all(statement.is_typing_only for statement in found)

    def _statements(self, module: Module) -> Iterator[Statement]:
        typing_only = typing_only_nodes(module.tree, self._program.module_scope(module))
        for node, in_function in _imports(module.tree):
            yield Statement(node, in_function, node in typing_only, tuple(imported_names(module, node)))


def _imports(tree: ast.Module) -> list[tuple[ast.Import | ast.ImportFrom, bool]]:
    """The import statements of a tree in source order, each with whether it stands in a function."""
    found: list[tuple[ast.Import | ast.ImportFrom, bool]] = []
    stack: list[tuple[Sequence[ast.stmt], bool]] = [(tree.body, False)]
    while stack:
        body, in_function = stack.pop()
        for node in body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                found.append((node, in_function))
                continue
            inside = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            stack.extend((block, inside) for block in blocks(node))
    return sorted(found, key=lambda each: (each[0].lineno, each[0].col_offset))
