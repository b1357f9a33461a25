"""Writes import statements: whole blocks for a new module, single ones into a module that has some."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Literal

from facadelint.extract.origins import Item, Namespace, items_of
from facadelint.extract.spans import Text, comments_above, first_line
from facadelint.rewriting.edits import Edit
from facadelint.source.nodes import is_docstring

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
        top = self._present(self.tree.body)
        running = [item for item in running if item not in top]
        there = {item for block_ in self.names.typing_blocks for item in self._present(block_.body)} | top
        typing = [item for item in typing if item not in there and item not in running]
        blocks = self.names.typing_blocks
        if typing and not blocks and not self.names.binds("TYPE_CHECKING"):
            running.append(Item("typing", "TYPE_CHECKING"))
        imports = [node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        if not any(map(self._binds, imports)):
            return self._first(running, () if blocks else typing) + self._below(blocks, typing)
        edits = list(self._into(imports, running, ""))
        if typing and not blocks:
            newline = self.text.newline
            last = self._last_import()
            place = self.text.line_start((last.end_lineno or last.lineno) + 1)
            edits.append(Edit(place, place, newline + self._block(typing)))
        return edits + self._below(blocks, typing)

    def _below(self, blocks: Sequence[ast.If], typing: Sequence[Item]) -> list[Edit]:
        """Imports in the block for type checkers that there is."""
        if not blocks or not typing:
            return []
        body = blocks[0].body
        return list(self._into(body, typing, " " * body[0].col_offset))

    def _block(self, items: Iterable[Item]) -> str:
        inner = block(items, self.module.name, self.text.newline, self.width, "    ")
        return f"if TYPE_CHECKING:{self.text.newline}{inner}"

    def _binds(self, node: ast.stmt) -> bool:
        return any(True for _ in items_of(self.module, node))

    def _present(self, body: Iterable[ast.stmt]) -> set[Item]:
        return {item for node in body for item in items_of(self.module, node)}

    def _last_import(self) -> ast.stmt:
        """The last import before the first definition."""
        found = []
        for node in self.tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                found.append(node)
            elif found and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                break
        return found[-1]

    def _first(self, running: Sequence[Item], typing: Sequence[Item]) -> list[Edit]:
        """The first imports of a module: below its docstring and ``__future__``."""
        if not running and not typing:
            return []
        newline = self.text.newline
        pieces = [block(running, self.module.name, newline, self.width)] if running else []
        pieces += [self._block(typing)] if typing else []
        written = newline.join(pieces)
        body = self.tree.body
        above = [node for node in body if self._is_future(node)] or [
            each for each in body[:1] if is_docstring(each)
        ]
        if above:
            place = self.text.line_start((above[-1].end_lineno or above[-1].lineno) + 1)
            return [Edit(place, place, newline + written)]
        first = first_line(body[0])
        line = comments_above(self.text, first)
        place = self.text.line_start(
            first if line == 1 else line
        )  # what opens a file stays on top: an encoding
        is_definition = isinstance(body[0], ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        return [Edit(place, place, written + newline * (2 if is_definition else 1))]

    def _into(self, body: Sequence[ast.stmt], items: Iterable[Item], indent: str) -> Iterator[Edit]:
        """Statements among others, each in its group and order."""
        imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
        sources: dict[tuple[bool, str], list[Item]] = {}
        for item in items:
            sources.setdefault((item.attribute is not None, item.module), []).append(item)
        newline = self.text.newline
        placed: dict[tuple[int, Section], tuple[ast.stmt | None, str]] = {}
        for (is_from, source), found in sorted(
            sources.items(), key=lambda each: (each[0][0], each[0][1].lower())
        ):
            merged = self._merged(imports, source, found, indent) if is_from else None
            if merged is not None:
                yield merged
                continue
            written = (
                from_statement(source, found, self.width, indent, newline)
                if is_from
                else "".join(f"{indent}{item.statement}{newline}" for item in found)
            )
            group = section(source, self.module.name)
            before = self._before(imports, (group, is_from, source.lower()))
            key = (before.lineno if before is not None else 0, group)
            placed[key] = (before, placed.get(key, (None, ""))[1] + written)
        top = (imports or body)[0]  # a block for type checkers may define names and import nothing
        for (_, group), (before, written) in placed.items():
            yield self._placed(top, before, group, written)

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

    def _before(self, imports: Sequence[ast.stmt], key: tuple[Section, bool, str]) -> ast.stmt | None:
        """The last of the statements that a new one goes below; None where it goes on top."""
        before = None
        for node in imports:
            items = list(items_of(self.module, node))
            if not items:  # __future__, a star
                before = before or (node if self._is_future(node) else None)
                continue
            group = section(items[0].module, self.module.name)
            if (group, isinstance(node, ast.ImportFrom), items[0].module.lower()) <= key:
                before = node
        return before

    def _placed(self, top: ast.stmt, before: ast.stmt | None, group: Section, written: str) -> Edit:
        newline = self.text.newline
        near = before or top
        items = list(items_of(self.module, near))
        apart = newline if not items or section(items[0].module, self.module.name) != group else ""
        if before is None:
            place = self.text.line_start(first_line(near))
            return Edit(place, place, written + apart)
        place = self.text.line_start((before.end_lineno or before.lineno) + 1)
        return Edit(place, place, apart + written)

    @staticmethod
    def _is_future(node: ast.stmt) -> bool:
        return isinstance(node, ast.ImportFrom) and node.module == "__future__"

    def remove(self, unused: frozenset[Item]) -> Iterator[Edit]:
        """Edits that take items out of the imports of the module; a block that nothing is left of goes too."""
        containers: tuple[ast.Module | ast.If, ...] = (self.tree, *self.names.typing_blocks)
        whole: list[tuple[int, int]] = []
        for container in containers:
            gone: list[tuple[int, int]] = []
            edits: list[Edit] = []
            for node in container.body:
                if isinstance(node, ast.Import | ast.ImportFrom) and not self._is_future(node):
                    found, is_whole = self._without(node, unused)
                    edits += found
                    gone += [(node.lineno, node.end_lineno or node.lineno)] if is_whole else []
            if isinstance(container, ast.If) and len(gone) == len(container.body) and not container.orelse:
                whole.append((container.lineno, container.end_lineno or container.lineno))
            else:
                yield from edits
                whole += gone
        yield from self._without_lines(whole)

    def _without_lines(self, ranges: list[tuple[int, int]]) -> Iterator[Edit]:
        """Remove lines; where blank ones stand on both sides of a run of them, those below go as well."""
        runs: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if runs and runs[-1][1] == first - 1:
                runs[-1] = runs[-1][0], last
            else:
                runs.append((first, last))
        for first, last in runs:
            end = last + 1
            above = first == 1 or not self.text.line(first - 1).strip()
            while (
                above
                and end <= self.text.line_count
                and self.text.line(end)
                and not self.text.line(end).strip()
            ):
                end += 1
            yield Edit(self.text.line_start(first), self.text.line_start(end), "")

    def _without(self, node: ast.Import | ast.ImportFrom, unused: frozenset[Item]) -> tuple[list[Edit], bool]:
        """The edits of one statement, and whether all of it goes."""
        aliases = node.names
        own = list(items_of(self.module, node))
        if len(own) != len(aliases):  # a star
            return [], False
        goes = [item in unused for item in own]
        if all(goes):
            return [], True
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
