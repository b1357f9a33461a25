"""Whether a wrapper gives its callers just what they would get from the function that it wraps."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.calls import returns
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls_of(wrapper: Function, wrapped: str) -> Iterator[ast.Call]:
    """The calls of what is wrapped, by its name."""
    for node in descend(wrapper):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == wrapped:
            yield node


def gives_back(wrapper: Function, wrapped: str, function: Function) -> bool:
    """Whether a wrapper of ``function``, which it calls ``wrapped``, hands on what that gives, in the same way.

    A plain wrapper may hand on anything; an asynchronous one has to wait for a coroutine, and a generator to yield
    what a generator yields.
    """
    is_async, yields = isinstance(wrapper, ast.AsyncFunctionDef), _yields(wrapper)
    if (is_async or yields) and (isinstance(function, ast.AsyncFunctionDef), _yields(function)) != (
        is_async,
        yields,
    ):
        return False
    calls = set(calls_of(wrapper, wrapped))
    if yields:
        return any(_iterates(node, calls) for node in own_nodes(wrapper))
    handed = _handed_on(wrapper, calls, waits=is_async)
    given = [each for each in returns(wrapper) if not _is_none(each)]
    return bool(given) and all(
        _is_result(each, calls, waits=is_async) or (isinstance(each, ast.Name) and each.id in handed)
        for each in given
    )


def _yields(function: Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))


def _iterates(node: ast.AST, calls: set[ast.Call]) -> bool:
    """``yield from function()``, or a loop over it."""
    match node:
        case ast.YieldFrom(value=value) | ast.For(iter=value) | ast.AsyncFor(iter=value):
            return value in calls
        case _:
            return False


def _handed_on(wrapper: Function, calls: set[ast.Call], *, waits: bool) -> set[str]:
    """The local names that hold the result, and nothing else at any time."""
    held: dict[str, bool] = {}
    for node in own_nodes(wrapper):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ):
                is_same = _is_result(value, calls, waits=waits) or _is_none(value)
                held[name] = held.get(name, True) and is_same
            case ast.AugAssign(target=ast.Name(id=name)):
                held[name] = False
            case _:
                pass
    return {name for name, is_same in held.items() if is_same}


def _is_result(value: ast.expr, calls: set[ast.Call], *, waits: bool) -> bool:
    match value:
        case ast.Call(func=ast.Name(id="cast") | ast.Attribute(attr="cast"), args=[_, inner]):
            return _is_result(inner, calls, waits=waits)
        case ast.Await(value=inner) if waits:
            return inner in calls
        case _:
            return not waits and value in calls


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
