"""Walks over syntax trees, which :mod:`ast` has as generators over generators: that took half of all the time.

Left out are nodes that say nothing by themselves, ``Load`` and ``Store`` and the operators. What lies
below a node is worked out once, since every rule and half of the map go over the same functions; it is
kept with the node itself, so that it goes when the node goes.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_WITHOUT_NODES = frozenset(
    (
        *("arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs"),
        *("level", "module", "op", "ops", "rest", "simple", "type_comment"),
    )
)
"""Fields that hold names, numbers and operators, in whatever node they are."""
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Fields that hold statements, or what holds statements."""
_fields: dict[type[ast.AST], tuple[str, ...]] = {}
_CHILDREN, _BELOW, _OWN = "facadelint children", "facadelint below", "facadelint own"
"""Names under which a node keeps them; no attribute can have such a name by chance."""


def children(node: ast.AST) -> tuple[ast.AST, ...]:
    """The nodes right below a node, in the order of its fields."""
    found: tuple[ast.AST, ...] | None = node.__dict__.get(_CHILDREN)
    if found is None:
        found = node.__dict__[_CHILDREN] = tuple(_children(node))
    return found


def _children(node: ast.AST) -> list[ast.AST]:
    cls = node.__class__
    fields = _fields.get(cls)
    if fields is None:
        fields = _fields[cls] = tuple(name for name in cls._fields if name not in _WITHOUT_NODES)
    found: list[ast.AST] = []
    for name in fields:
        value = getattr(node, name, None)
        if value.__class__ is list:
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def descend(node: ast.AST) -> tuple[ast.AST, ...]:
    """The node and all below it, those nearest to it first, as :func:`ast.walk` has them."""
    below: tuple[ast.AST, ...] | None = node.__dict__.get(_BELOW)
    if below is None:
        found = list(children(node))
        for each in found:  # grows while it is gone through
            found += children(each)
        below = node.__dict__[_BELOW] = tuple(found)  # without the node itself, which it would keep alive
    return (node, *below)


def own_nodes(function: ast.AST) -> tuple[ast.AST, ...]:
    """The nodes of a function's body in source order, without those of the functions and classes inside it."""
    found: tuple[ast.AST, ...] | None = function.__dict__.get(_OWN)
    if found is None:
        found = function.__dict__[_OWN] = tuple(_own_nodes(function))
    return found


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements below a node, at any depth, in no particular order; no expression is looked at."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt):
            yield node
        for name in _BLOCKS:
            waiting += getattr(node, name, ())


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The bodies of a compound statement, those of its handlers and cases included; none of any other node."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block
    for branch in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield branch.body


def _own_nodes(function: ast.AST) -> list[ast.AST]:
    body: list[ast.AST] | ast.AST = getattr(function, "body", [])
    stack = body[::-1] if isinstance(body, list) else [body]
    found = []
    while stack:
        node = stack.pop()
        found.append(node)
        if not isinstance(node, _SCOPES):
            stack += children(node)[::-1]
    return found


def is_docstring(node: ast.stmt) -> bool:
    """Whether a statement is a text that stands by itself."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
