"""Where a module uses a name: in annotations alone, or when it runs."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_HARMLESS = frozenset(
    (
        "property", "cached_property", "staticmethod", "classmethod", "abstractmethod", "override", "final",
        "setter", "deleter", "getter", "contextmanager", "asynccontextmanager", "wraps",
    )
)  # fmt: skip
"""Decorators that do not look at annotations."""
_INSPECTORS = frozenset(("get_type_hints", "get_annotations", "__annotations__", "signature"))


@dataclass(slots=True)
class NameUses:
    """How a module uses some names."""

    is_run: bool = False
    """Whether it needs one of them when it runs."""
    is_annotated: bool = False
    """Whether an annotation has one of them, quoted or not."""
    is_inspected: bool = False
    """Whether something may look at an annotation that has one: a class with bases or decorators, a decorator."""
    evaluated: list[ast.expr] = field(default_factory=list)
    """The annotations with one of the names, unquoted, that Python evaluates when it defines things."""


def name_uses(
    tree: ast.Module, names: Collection[str], outside: ast.FunctionDef | ast.AsyncFunctionDef | None = None
) -> NameUses:
    """Look at a whole module, but for the body of the function ``outside``, if one is given.

    A name that is bound again somewhere counts as one that runs.
    """
    uses = NameUses()
    lazy = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )
    stack: list[tuple[ast.AST, ast.AST, bool]] = [(tree, tree, False)]
    while stack:
        node, owner, is_watched = stack.pop()
        match node:
            case ast.Name(id=name) if name in names:
                uses.is_run = True
            case ast.Constant(value=str(text)) if text in names and isinstance(owner, ast.Module):
                uses.is_run = True  # __all__
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in _INSPECTORS:
                uses.is_inspected = True
            case ast.Global(names=bound) | ast.Nonlocal(names=bound) if set(bound) & set(names):
                uses.is_run = True
            case _:
                pass
        annotations = list(_annotations(node))
        watched = _is_watched(node) if _is_definition(node) else is_watched
        for annotation in annotations:
            if not _mentions(annotation, names):
                continue
            uses.is_annotated = True
            is_local = isinstance(node, ast.AnnAssign) and isinstance(
                owner, ast.FunctionDef | ast.AsyncFunctionDef
            )
            uses.is_inspected |= watched and not is_local
            if not lazy and not is_local and not isinstance(annotation, ast.Constant):
                uses.evaluated.append(annotation)
        inner = node if _is_definition(node) else owner
        stack.extend(
            (child, inner, watched)
            for child in ast.iter_child_nodes(node)
            if not any(child is each for each in annotations)
            and not (outside is node and outside is not None and child in outside.body)
        )
    return uses


def _annotations(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.arg(annotation=ast.expr() as annotation) | ast.AnnAssign(annotation=annotation):
            yield annotation
        case (
            ast.FunctionDef(returns=ast.expr() as returns)
            | ast.AsyncFunctionDef(returns=ast.expr() as returns)
        ):
            yield returns
        case _:
            pass


def _mentions(annotation: ast.expr, names: Collection[str]) -> bool:
    return any(
        (isinstance(node, ast.Name) and node.id in names)
        or (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and any(name in node.value for name in names)
        )
        for node in ast.walk(annotation)
    )


def _is_definition(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)


def _is_watched(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", [])
    if isinstance(node, ast.ClassDef):
        return bool(decorators or node.bases or node.keywords)
    return any(_last_name(each) not in _HARMLESS for each in decorators)


def _last_name(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
