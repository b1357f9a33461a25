"""What an accessor does besides building its domain, keeping it and giving it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.bodies import is_literal, meaningful

if TYPE_CHECKING:
    from facadelint.facademap.accessors import Accessor


def beyond_building(node: ast.FunctionDef | ast.AsyncFunctionDef, accessor: Accessor) -> ast.stmt | None:
    """The first statement that neither builds the domain nor keeps it nor gives it."""
    return next((found for statement in meaningful(node) if (found := _beyond(statement, accessor))), None)


def _beyond(statement: ast.stmt, accessor: Accessor) -> ast.stmt | None:
    match statement:
        case ast.Return(value=value) | ast.Assign(value=value) | ast.AnnAssign(value=value) if (
            value is not None
        ):
            if isinstance(statement, ast.Assign) and not _keeps(statement.targets, accessor):
                return statement
            return None if _is_plain(value, accessor) else statement
        case ast.If(body=body, orelse=orelse) if accessor.storage:
            return next((found for each in (*body, *orelse) if (found := _beyond(each, accessor))), None)
        case ast.With(body=body) if accessor.storage:  # a lock
            return next((found for each in body if (found := _beyond(each, accessor))), None)
        case ast.Try(body=body, handlers=handlers) if accessor.storage:
            blocks = [*body, *(each for handler in handlers for each in handler.body)]
            return next((found for each in blocks if (found := _beyond(each, accessor))), None)
        case ast.Match(cases=cases) if accessor.storage:
            inside = [each for case in cases for each in case.body]
            return next((found for each in inside if (found := _beyond(each, accessor))), None)
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Assert():
            return None
        case ast.Expr(value=ast.Call(func=ast.Name(id="setattr") | ast.Attribute(attr="__setattr__"))) if (
            accessor.storage
        ):
            return None
        case _:
            return statement


def _keeps(targets: list[ast.expr], accessor: Accessor) -> bool:
    """A local name, or the attribute in which the accessor keeps the domain."""
    return all(
        isinstance(target, ast.Name)
        or (isinstance(target, ast.Attribute) and target.attr == accessor.storage)
        or (isinstance(target, ast.Subscript) and accessor.storage is not None)  # self._domains["order"]
        for target in targets
    )


def _is_plain(value: ast.expr, accessor: Accessor) -> bool:
    """The domain built from self or attributes of self, a name, or what is kept."""
    match value:
        case ast.Call() if value in accessor.built:
            arguments = [*value.args, *(keyword.value for keyword in value.keywords)]
            return all(_is_of_self(argument) for argument in arguments)
        case ast.Call(func=ast.Name(id="getattr")):
            return True
        case ast.Subscript(value=container) if accessor.storage:
            return _is_of_self(container)
        case ast.Call(func=ast.Attribute(value=container, attr="get" | "setdefault"), args=[_, *rest]) if (
            accessor.storage
        ):
            return _is_of_self(container) and all(_is_plain(each, accessor) for each in rest)
        case ast.Call(func=ast.Name(id="cast") | ast.Attribute(attr="cast"), args=[_, inner]):
            return _is_plain(inner, accessor)
        case ast.BoolOp(values=values):
            return all(_is_plain(each, accessor) for each in values)
        case ast.IfExp(body=body, orelse=orelse) if accessor.storage:
            return _is_plain(body, accessor) and _is_plain(orelse, accessor)
        case ast.NamedExpr(value=inner):
            return _is_plain(inner, accessor)
        case _:
            return _is_of_self(value)


def _is_of_self(node: ast.expr) -> bool:
    """``self``, ``self.x``, ``self.x.y``, a local name or a literal; a cast of it, or a weak reference to it."""
    if is_literal(node):
        return True
    while True:
        match node:
            case ast.Attribute(value=inner) | ast.Starred(value=inner):
                node = inner
            case ast.Call(func=ast.Name(id="cast") | ast.Attribute(attr="cast"), args=[_, inner]):
                node = inner
            case ast.Call(
                func=ast.Name(id="proxy" | "ref")
                | ast.Attribute(value=ast.Name(id="weakref"), attr="proxy" | "ref"),
                args=[inner],
            ):
                node = inner
            case _:
                return isinstance(node, ast.Name)
