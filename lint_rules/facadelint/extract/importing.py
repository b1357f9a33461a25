"""Writes import statements: whole blocks for a new module, single ones into a module that has some."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Literal

from facadelint.extract.origins import Item, Namespace, items_of
from facadelint.extract.spans import Edit, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facadelint.source.modules import Module

Section = Literal[0, 1, 2]
"""Standard library, other packages, the project's own: the groups of isort and ruff."""


def section(module: str, own: str) -> Section:
    """The group of a module; ``own`` is a module of the project."""
    top = module.partition(".")[0]
    if top == own.partition(".")[0]:
        return 2
    return 0 if top in sys.stdlib_module_names else 1


def block(items: Iterable[Item], own: str, newline: str, width: int, indent: str = "") -> str:
    """Statements for all items, in groups; empty for none."""
    groups: dict[Section, list[str]] = {}
    for statement_key, statement in _statements(items, width, indent, newline):
        groups.setdefault(section(statement_key, own), []).append(statement)
    return newline.join("".join(groups[each]) for each in sorted(groups))


def _statements(items: Iterable[Item], width: int, indent: str, newline: str) -> Iterator[tuple[str, str]]:
    every = sorted(set(items), key=lambda item: (item.module.lower(), item.attribute or ""))
    for item in every:
        if item.attribute is None:
            yield item.module, f"{indent}{item.statement}{newline}"
    sources: dict[str, list[Item]] = {}
    for item in every:
        if item.attribute is not None:
            sources.setdefault(item.module, []).append(item)
    for source, found in sources.items():
        yield source, from_statement(source, found, width, indent, newline)


def from_statement(source: str, items: Sequence[Item], width: int, indent: str, newline: str) -> str:
    """``from source import a, b``, on several lines where one is too long."""
    names = [
        f"{item.attribute} as {item.alias}" if item.alias else str(item.attribute)
        for item in sorted(items, key=lambda item: _name_key(item.attribute or ""))
    ]
    line = f"{indent}from {source} import {', '.join(names)}"
    if len(line) <= width:
        return line + newline
    inner = "".join(f"{indent}    {name},{newline}" for name in names)
    return f"{indent}from {source} import ({newline}{inner}{indent}){newline}"


def _name_key(name: str) -> tuple[int, str, str]:
    """isort's order: constants, classes, the rest."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return rank, name.lower(), name


class ImportWriter:
    """Adds imports to a module, and takes out those that nothing uses any more."""

    def __init__(self, module: Module, text: str, width: int) -> None:
        self.text = Text(text)
        self.tree = ast.parse(text.removeprefix("\ufeff"))
        self.names = Namespace(module, self.tree)
        self.module = module
        self.width = width

    def add(self, running: Iterable[Item], typing: Iterable[Item]) -> list[Edit]:
        """Edits that add imports, those for type checkers below ``if TYPE_CHECKING``; none that is there already."""
        running = [item for item in running if item not in self._present(self.tree.body)]
        there = {item for block_ in self.names.typing_blocks for item in self._present(block_.body)}
        there |= self._present(self.tree.body)
        typing = [item for item in typing if item not in there and item not in running]
        edits: list[Edit] = []
        checking = Item("typing", "TYPE_CHECKING")
        if typing and not self.names.typing_blocks:
            if not self.names.binds("TYPE_CHECKING"):
                running.append(checking)
            edits.extend(self._new_block(typing, after=self._last_import()))
        elif typing:
            body = self.names.typing_blocks[0].body
            edits.extend(self._into(body, typing, " " * body[0].col_offset))
        if running:
            top = [node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
            if top:
                edits.extend(self._into(self._first_run(), running, ""))
            else:
                edits.append(self._first(running))
        return edits

    def _present(self, body: Iterable[ast.stmt]) -> set[Item]:
        return {item for node in body for item in items_of(self.module, node)}

    def _first_run(self) -> list[ast.stmt]:
        return [node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]

    def _last_import(self) -> ast.stmt | None:
        last = None
        for node in self.tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                last = node
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                break
        return last

    def _new_block(self, items: Sequence[Item], after: ast.stmt | None) -> Iterator[Edit]:
        newline = self.text.newline
        inner = block(items, self.module.name, newline, self.width, "    ")
        written = f"if TYPE_CHECKING:{newline}{inner}"
        if after is None:
            place = self._top()
            yield Edit(place, place, written + newline)
        else:
            place = self.text.line_start((after.end_lineno or after.lineno) + 1)
            yield Edit(place, place, newline + written)

    def _top(self) -> int:
        """Right below the docstring, or where the code begins."""
        body = self.tree.body
        if body and _is_docstring(body[0]):
            return self.text.line_start((body[0].end_lineno or 1) + 1)
        return self.text.line_start(body[0].lineno) if body else len(self.text.text)

    def _first(self, items: Sequence[Item]) -> Edit:
        """The first imports of a module."""
        newline = self.text.newline
        place = self._top()
        written = block(items, self.module.name, newline, self.width)
        has_docstring = bool(self.tree.body) and _is_docstring(self.tree.body[0])
        return Edit(place, place, newline + written if has_docstring else written + newline + newline)

    def _into(self, body: Sequence[ast.stmt], items: Iterable[Item], indent: str) -> Iterator[Edit]:
        """Single statements among others, in their group and order."""
        imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
        sources: dict[tuple[bool, str], list[Item]] = {}
        for item in items:
            sources.setdefault((item.attribute is not None, item.module), []).append(item)
        for (is_from, source), found in sorted(sources.items()):
            merged = self._merged(imports, source, found, indent) if is_from else None
            if merged is not None:
                yield merged
                continue
            newline = self.text.newline
            written = (
                from_statement(source, found, self.width, indent, newline)
                if is_from
                else "".join(f"{indent}{item.statement}{newline}" for item in found)
            )
            yield self._placed(imports, (is_from, source), written)

    def _merged(
        self, imports: Sequence[ast.stmt], source: str, found: list[Item], indent: str
    ) -> Edit | None:
        """The statement that imports from the same module, with more names; None where it is not a simple one."""
        for node in imports:
            own = list(items_of(self.module, node))
            if not (isinstance(node, ast.ImportFrom) and own and own[0].module == source and not node.level):
                continue
            source_text = self.text.of(node)
            line_end = self.text.line_start((node.end_lineno or node.lineno) + 1)
            rest = self.text.text[self.text.end(node) : line_end]
            if "#" in source_text or rest.strip():
                return None
            statement = from_statement(source, [*own, *found], self.width, indent, self.text.newline)
            return Edit(self.text.line_start(node.lineno), line_end, statement)
        return None

    def _placed(self, imports: Sequence[ast.stmt], key: tuple[bool, str], written: str) -> Edit:
        """Where a new statement goes among the others."""
        group = section(key[1], self.module.name)
        before = None
        for node in imports:
            items = list(items_of(self.module, node))
            if not items:  # __future__, a star
                before = before or (node if self._is_future(node) else None)
                continue
            other = section(items[0].module, self.module.name)
            own = (isinstance(node, ast.ImportFrom), items[0].module.lower())
            if (other, *own) <= (group, key[0], key[1].lower()):
                before = node
        newline = self.text.newline
        if before is None:
            first = imports[0]
            place = self.text.line_start(first.lineno)
            items = list(items_of(self.module, first))
            apart = not items or section(items[0].module, self.module.name) != group
            return Edit(place, place, written + (newline if apart else ""))
        items = list(items_of(self.module, before))
        apart = not items or section(items[0].module, self.module.name) != group
        place = self.text.line_start((before.end_lineno or before.lineno) + 1)
        return Edit(place, place, (newline if apart else "") + written)

    @staticmethod
    def _is_future(node: ast.stmt) -> bool:
        return isinstance(node, ast.ImportFrom) and node.module == "__future__"

    def remove(self, unused: frozenset[Item]) -> Iterator[Edit]:
        """Edits that take items out of the imports of the module; a block that nothing is left of goes too."""
        containers: tuple[ast.Module | ast.If, ...] = (self.tree, *self.names.typing_blocks)
        for container in containers:
            gone = 0
            edits: list[Edit] = []
            for node in container.body:
                if isinstance(node, ast.Import | ast.ImportFrom) and not self._is_future(node):
                    found, whole = self._without(node, unused)
                    edits += found
                    gone += whole
            if isinstance(container, ast.If) and gone == len(container.body) and not container.orelse:
                start = self.text.line_start(container.lineno)
                yield Edit(start, self.text.line_start((container.end_lineno or container.lineno) + 1), "")
            else:
                yield from edits

    def _without(self, node: ast.Import | ast.ImportFrom, unused: frozenset[Item]) -> tuple[list[Edit], bool]:
        """The edits of one statement, and whether all of it goes."""
        aliases = node.names
        own = list(items_of(self.module, node))
        if len(own) != len(aliases):  # a star
            return [], False
        goes = [item in unused for item in own]
        if all(goes):
            start = self.text.line_start(node.lineno)
            return [Edit(start, self.text.line_start((node.end_lineno or node.lineno) + 1), "")], True
        edits = []
        index = 0
        while index < len(aliases):
            if not goes[index]:
                index += 1
                continue
            last = index
            while last + 1 < len(aliases) and goes[last + 1]:
                last += 1
            if last + 1 < len(aliases):
                edits.append(Edit(self.text.start(aliases[index]), self.text.start(aliases[last + 1]), ""))
            else:
                edits.append(Edit(self.text.end(aliases[index - 1]), self.text.end(aliases[last]), ""))
            index = last + 1
        return edits, False


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
