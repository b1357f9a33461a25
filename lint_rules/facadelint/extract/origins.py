"""Where the names of the facade's module come from, and what a domain's module writes to have them too."""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from facadelint.source.scopes import absolute_import

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from facadelint.source.modules import Module

OriginKind = Literal["builtin", "import", "typing", "definition"]


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One name that an import statement binds."""

    module: str
    """Absolute."""
    attribute: str | None = None
    """None for ``import module``."""
    alias: str | None = None

    @property
    def bound(self) -> str:
        return self.alias or self.attribute or self.module.partition(".")[0]

    @property
    def statement(self) -> str:
        renamed = f" as {self.alias}" if self.alias else ""
        if self.attribute is None:
            return f"import {self.module}{renamed}"
        return f"from {self.module} import {self.attribute}{renamed}"


@dataclass(frozen=True, slots=True)
class Origin:
    """How a module comes by a name."""

    kind: OriginKind
    """``import``: at module level; ``typing``: only for type checkers; ``definition``: bound in any other way."""
    items: tuple[Item, ...] = ()


BUILTIN = Origin("builtin")
DEFINITION = Origin("definition")


class Namespace:
    """The names that one module binds at its top level."""

    def __init__(self, module: Module, tree: ast.Module | None = None) -> None:
        self.module = module
        self.tree = module.tree if tree is None else tree

    @cached_property
    def is_postponed(self) -> bool:
        """Whether annotations are not evaluated: ``from __future__ import annotations``."""
        return any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in self.tree.body
        )

    def origin(self, name: str) -> Origin:
        """How the module comes by a name; a name that it does not bind is a builtin one, or comes by a star."""
        plain, typing, other = self._plain.get(name, []), self._typing.get(name, []), name in self._others
        if other or (plain and typing and set(plain) != set(typing)):
            return DEFINITION
        if plain:
            return Origin("import", tuple(dict.fromkeys(plain)))
        if typing:
            return Origin("typing", tuple(dict.fromkeys(typing)))
        if name in _BUILTINS or not self.has_star:
            return BUILTIN
        return DEFINITION

    def binds(self, name: str) -> bool:
        return name in self._plain or name in self._typing or name in self._others

    @cached_property
    def has_star(self) -> bool:
        return any(
            alias.name == "*"
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        )

    @cached_property
    def _plain(self) -> dict[str, list[Item]]:
        return self._items(node for node in self.tree.body)

    @cached_property
    def _typing(self) -> dict[str, list[Item]]:
        return self._items(node for block in self.typing_blocks for node in block.body)

    @cached_property
    def typing_blocks(self) -> list[ast.If]:
        """The ``if TYPE_CHECKING:`` statements of the module."""
        return [node for node in self.tree.body if isinstance(node, ast.If) and is_type_checking(node.test)]

    def _items(self, nodes: Iterator[ast.stmt]) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for node in nodes:
            for item in items_of(self.module, node):
                found.setdefault(item.bound, []).append(item)
        return found

    @cached_property
    def definitions(self) -> dict[str, list[ast.stmt]]:
        """Name -> the plain statements at module level that define it: functions, classes, single assignments."""
        found: dict[str, list[ast.stmt]] = {}
        for node in self.tree.body:
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    found.setdefault(name, []).append(node)
                case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                    found.setdefault(name, []).append(node)
                case _:
                    pass
        return found

    @cached_property
    def _others(self) -> frozenset[str]:
        """Names that are bound by anything but an import at the top or for typing: also in ``try``, by ``global``."""
        found: set[str] = set()
        stack: list[ast.AST] = [
            node
            for node in self.tree.body
            if node not in self.typing_blocks and not isinstance(node, ast.Import | ast.ImportFrom)
        ]
        stack += [node for block in self.typing_blocks for node in block.orelse]
        while stack:
            node = stack.pop()
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                    found.update(_declared_global(node))
                    continue
                case ast.Name(id=name, ctx=ast.Store()) | ast.ExceptHandler(name=str(name)):
                    found.add(name)
                case ast.Import() | ast.ImportFrom():
                    found.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
                case _:
                    pass
            stack.extend(ast.iter_child_nodes(node))
        return frozenset(found)


_BUILTINS = frozenset(dir(builtins)) | {"__file__", "__name__"}


def _declared_global(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Global):
            yield from inner.names


def items_of(module: Module, node: ast.stmt) -> Iterator[Item]:
    """What an import statement binds; nothing for any other statement, a star, or ``__future__``."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Item(alias.name, None, alias.asname)
    elif isinstance(node, ast.ImportFrom):
        source = absolute_import(module, node)
        if source is not None and source != "__future__":
            for alias in node.names:
                if alias.name != "*":
                    yield Item(source, alias.name, alias.asname)


def is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def reached_items(items: Collection[Item], source: str) -> Iterator[Item]:
    """The imports without those of submodules that the source does not reach, ``logging.config`` beside ``logging``."""
    for item in items:
        others = any(each != item and each.bound == item.bound for each in items)
        is_submodule = item.attribute is None and item.alias is None and "." in item.module
        if not (is_submodule and others) or re.search(rf"\b(?<!import ){re.escape(item.module)}\b", source):
            yield item
