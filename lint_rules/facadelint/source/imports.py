"""The import statements of a module, each with what it names and when it runs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.source.nodes import blocks
from facadelint.source.scopes import Scope, absolute_import

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.source.modules import Module


class ImportedName(NamedTuple):
    """One name of an import statement, absolute."""

    module: str
    """``shop.stock`` of ``from shop.stock import stock_domain`` and of ``import shop.stock``."""
    name: str | None
    """``stock_domain``; ``*``; None for ``import shop.stock``."""


def imported_names(module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[ImportedName]:
    """What an import statement names; nothing where it climbs out of the top package."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield ImportedName(alias.name, None)
        return
    source = absolute_import(module, node)
    if source:
        for alias in node.names:
            yield ImportedName(source, alias.name)


def listed_names(tree: ast.Module) -> list[str] | None:
    """What ``__all__`` lists; None where there is none, or where it is not written out."""
    found: list[str] | None = None
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                found = []
            case ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value):
                found = []
            case ast.AugAssign(target=ast.Name(id="__all__"), value=value) if found is not None:
                pass
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="__all__")))):
                return None
            case _:
                continue
        elements = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        for element in elements:
            if not isinstance(element, ast.Constant) or not isinstance(element.value, str):
                return None
            found.append(element.value)
    return found


def is_type_checking(test: ast.expr, scope: Scope) -> bool | None:
    """Whether a condition is ``typing.TYPE_CHECKING`` (True), its negation (False), or something else (None).

    Every spelling counts: an alias of the module or of the constant, ``if False``, and the older habits
    of a module-level ``TYPE_CHECKING = False`` and ``MYPY = False``, which type checkers take for true.
    """
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = is_type_checking(operand, scope)
            return None if inner is None else not inner
        case ast.BoolOp(op=ast.And(), values=values):
            return True if any(is_type_checking(value, scope) is True for value in values) else None
        case ast.Constant(value=False | 0):
            return True
        case ast.Name(id="TYPE_CHECKING" | "MYPY") | ast.Attribute(attr="TYPE_CHECKING"):
            return True
        case ast.Name(id=name):
            return _is_alias(name, scope) or None
        case _:
            return None


def _is_alias(name: str, scope: Scope) -> bool:
    for each in (scope, *scope.enclosing()):
        for binding in each.bindings.get(name, ()):
            if getattr(binding, "attribute", None) == "TYPE_CHECKING":
                return True
            value = getattr(binding, "value", None)
            # ``DEBUG = False`` is no alias, and neither is ``NAME = NAME``.
            if not isinstance(value, ast.expr) or isinstance(value, ast.Constant):
                continue
            if ast.unparse(value) != name and is_type_checking(value, each) is True:
                return True
    return False


def typing_only_nodes(tree: ast.Module, scope: Scope) -> frozenset[ast.AST]:
    """The import statements that only a type checker runs, at any depth."""
    found: set[ast.AST] = set()
    stack: list[tuple[Sequence[ast.AST], bool]] = [(tree.body, False)]
    while stack:
        body, typing_only = stack.pop()
        for node in body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                if typing_only:
                    found.add(node)
            elif isinstance(node, ast.If):
                checked = is_type_checking(node.test, scope)
                stack.append((node.body, typing_only or checked is True))
                stack.append((node.orelse, typing_only or checked is False))
            else:
                stack.extend((inner, typing_only) for inner in blocks(node))
    return frozenset(found)
