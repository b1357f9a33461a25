"""Whether a function gives its callers a value, as far as its text tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from facadelint.facademap.decorators import is_manager, protocol
from facadelint.inference.calls import returns
from facadelint.inference.classes import method_kind, receiver_name
from facadelint.inference.values import External, FunctionObject

if TYPE_CHECKING:
    from facadelint.facademap.decorators import Function
    from facadelint.facademap.targets import Side
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import Value
    from facadelint.source.scopes import Scope

Result = Literal["nothing", "a value", "an annotated value"]

_NOTHING = frozenset(("None", "NoReturn", "Never", "NoneType"))
_ANYTHING = frozenset(("Any", "object", "Incomplete"))
_WITHOUT_RESULT = frozenset(("builtins.print", "builtins.setattr", "builtins.delattr", "warnings.warn"))


def is_none(annotation: ast.expr | None) -> bool:
    """Whether an annotation says that there is no result: ``None``, quoted or not, and never returning."""
    return annotation is not None and _text(annotation).rpartition(".")[2] in _NOTHING


def result_of(side: Side, *, is_awaited: bool) -> Result:
    """What a caller of a function gets, or gets after waiting for it."""
    function = side.function
    if side.protocol in ("generator", "async generator") or is_manager(function):
        return "an annotated value" if function.returns is not None else "a value"
    if function.returns is not None:
        return _annotated(_text(function.returns), side, is_awaited=is_awaited)
    return "a value" if _Returns(side.inference).value(function, side.scope) else "nothing"


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


class _Returns:
    """Looks for a value among what a function returns, through the functions of the project that it calls."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._asked: set[ast.AST] = set()

    def value(self, function: Function, scope: Scope) -> bool:
        """Whether a function may return something that tells its caller anything."""
        if function in self._asked:
            return False  # what it returns is what it returns
        self._asked.add(function)
        inner = self._inference.program.inner_scope(function, scope)
        return any(not self._is_nothing(value, function, inner) for value in returns(function))

    def _is_nothing(self, value: ast.expr, function: Function, scope: Scope) -> bool:
        """Whether it is None, the method's own object, or the call of a function without a result."""
        match value:
            case ast.Constant(value=None) | ast.Name(id="NotImplemented"):
                return True
            case ast.Name(id=name):
                return name == self._own_object(function, scope)
            case ast.Await(value=inner):
                return self._is_nothing(inner, function, scope)
            case ast.Call(func=called):
                found = self._inference.evaluate(called, self._inference.frame(scope))
                return bool(found) and all(map(self._gives_nothing, found))
            case _:
                return False

    def _own_object(self, function: Function, scope: Scope) -> str | None:
        """The name of a method's own object; an implementation has the wrapper, which it is given first."""
        if scope.parent is not None and scope.parent.is_class:
            return None if method_kind(function) == "static" else receiver_name(function)
        return receiver_name(function) if self._asked == {function} else None

    def _gives_nothing(self, value: Value) -> bool:
        if isinstance(value, External):
            return value.name in _WITHOUT_RESULT
        if not isinstance(value, FunctionObject) or isinstance(value.node, ast.Lambda):
            return False
        if value.node.returns is not None:
            return is_none(value.node.returns)
        return protocol(value.node, "keeps") in ("value", "coroutine") and not (
            value.node.decorator_list or self.value(value.node, value.scope)
        )
