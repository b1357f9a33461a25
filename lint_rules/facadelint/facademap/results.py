"""Whether a function gives its callers a value, as far as its text tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from facadelint.inference.calls import own_nodes, returns
from facadelint.inference.classes import receiver_name
from facadelint.inference.values import External, FunctionObject

if TYPE_CHECKING:
    from facadelint.facademap.targets import Side
    from facadelint.inference.infer import Inference
    from facadelint.source.scopes import Scope

Result = Literal["nothing", "a value", "an annotated value"]

_NOTHING = frozenset(("None", "NoReturn", "Never", "NoneType"))
_ANYTHING = frozenset(("Any", "object", "Incomplete"))
_WITHOUT_RESULT = frozenset(("builtins.print", "builtins.setattr", "builtins.delattr", "warnings.warn"))
_MAX_DEPTH = 5


def is_none(annotation: ast.expr | None) -> bool:
    """Whether an annotation says that there is no result: ``None``, quoted or not, and never returning."""
    return annotation is not None and _text(annotation).rpartition(".")[2] in _NOTHING


def result_of(side: Side, *, is_awaited: bool) -> Result:
    """What a caller of a function gets, or gets after waiting for it."""
    function = side.function
    if side.protocol in ("generator", "async generator"):
        return "an annotated value" if function.returns is not None else "a value"
    if function.returns is not None:
        return _annotated(_text(function.returns), side, is_awaited=is_awaited)
    return "a value" if _returns_value(function, side.scope, side.inference, 0) else "nothing"


def _annotated(text: str, side: Side, *, is_awaited: bool) -> Result:
    head, _, inner = text.partition("[")
    name = head.rpartition(".")[2].strip()
    if is_awaited and name in ("Awaitable", "Future", "Task", "Coroutine"):
        return _annotated(inner.removesuffix("]").rpartition(",")[2].strip(), side, is_awaited=False)
    if name in _NOTHING or name in ("Self", side.owner and side.owner.name):
        return "nothing"  # a method that gives its own object back has told its caller nothing
    return "a value" if name in _ANYTHING else "an annotated value"


def _text(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value.strip()
    return ast.unparse(annotation)


def _returns_value(
    function: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, inference: Inference, depth: int
) -> bool:
    inner = inference.program.inner_scope(function, scope)
    return any(not _is_nothing(value, function, inner, inference, depth) for value in returns(function))


def _is_nothing(
    value: ast.expr,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Scope,
    inference: Inference,
    depth: int,
) -> bool:
    """Whether a returned expression is None, the method's own object, or the call of a function without a result."""
    match value:
        case ast.Constant(value=None):
            return True
        case ast.Name(id=name) if name == receiver_name(function):
            return True
        case ast.Name(id="NotImplemented"):
            return True
        case ast.Await(value=inner):
            return _is_nothing(inner, function, scope, inference, depth)
        case ast.Call(func=called):
            found = inference.evaluate(called, inference.frame(scope))
            return bool(found) and all(_gives_nothing(each, inference, depth) for each in found)
        case _:
            return False


def _gives_nothing(value: object, inference: Inference, depth: int) -> bool:
    if isinstance(value, External):
        return value.name in _WITHOUT_RESULT
    if not isinstance(value, FunctionObject) or isinstance(value.node, ast.Lambda) or depth > _MAX_DEPTH:
        return False
    if value.node.returns is not None:
        return is_none(value.node.returns)
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(value.node))
    if value.node.decorator_list or yields:
        return False
    return not _returns_value(value.node, value.scope, inference, depth + 1)
