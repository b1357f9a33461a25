"""What the decorators of a function leave of its signature, and what calling the decorated function gives."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from facadelint.facademap.wrappers import calls_of, gives_back
from facadelint.inference.classes import decorator_names
from facadelint.inference.values import ClassObject, External, FunctionObject
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference
    from facadelint.source.scopes import Scope

Function = ast.FunctionDef | ast.AsyncFunctionDef
Effect = Literal["keeps", "changes", "unknown"]
_Judge = Callable[[Function, str], Effect]
"""What a wrapper does, given the name by which it calls what it wraps."""

_KEEPING = frozenset(
    (
        "abstractmethod", "override", "overrides", "final", "overload", "no_type_check", "deprecated",
        "staticmethod", "classmethod", "cache", "lru_cache", "contextmanager", "asynccontextmanager",
        "singledispatchmethod", "property", "cached_property", "abstractproperty", "validate_call", "typechecked",
        "setter", "getter", "deleter", "override_", "experimental", "wraps", "retry",
    )
)  # fmt: skip
"""Decorators outside the project that take the arguments of the function that they decorate."""
_MANAGERS = frozenset(("contextmanager", "asynccontextmanager"))


def effect(function: Function, scope: Scope, inference: Inference) -> Effect:
    """What all decorators together do to the signature of a function that is defined in ``scope``."""
    return _together(function, scope, inference, _wrapping)


def result_effect(function: Function, scope: Scope, inference: Inference) -> Effect:
    """What all decorators together do to what calling the function gives.

    One that takes all arguments and hands them on may still run a coroutine, or start one, or let go of a value.
    """

    def judge(wrapper: Function, wrapped: str) -> Effect:
        return "keeps" if gives_back(wrapper, wrapped, function) else "changes"

    return _together(function, scope, inference, judge)


def _together(function: Function, scope: Scope, inference: Inference, judge: _Judge) -> Effect:
    found = {_effect(each, _around(each, scope), inference, judge) for each in function.decorator_list}
    if "changes" in found:
        return "changes"
    return "unknown" if "unknown" in found else "keeps"


def _around(node: ast.expr, scope: Scope) -> Scope:
    """Where the name of a decorator is looked up: in ``@retry def retry`` it is not yet the function's own."""
    name = next((each.id for each in descend(node) if isinstance(each, ast.Name)), "")
    lines = [getattr(binding.node, "lineno", 0) for binding in scope.bindings.get(name, ())]
    is_later = bool(lines) and min(lines) >= node.lineno
    return scope.parent if is_later and scope.parent is not None else scope


def _effect(node: ast.expr, scope: Scope, inference: Inference, judge: _Judge) -> Effect:
    called = isinstance(node, ast.Call)
    function = node.func if isinstance(node, ast.Call) else node
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    values = inference.evaluate(function, inference.frame(scope))
    projects = [value for value in values if isinstance(value, FunctionObject | ClassObject)]
    if projects:
        effects = {_project_effect(value, inference, judge, called=called) for value in projects}
        return effects.pop() if len(effects) == 1 else "unknown"
    # What the import leads to has the name that counts, where it is known: ``import wraps as w``.
    names = {value.name.rpartition(".")[2] for value in values if isinstance(value, External)} or {name}
    return "keeps" if names <= _KEEPING else "unknown"


def _project_effect(
    value: FunctionObject | ClassObject, inference: Inference, judge: _Judge, *, called: bool
) -> Effect:
    if isinstance(value, ClassObject) or isinstance(value.node, ast.Lambda):
        return "unknown"
    if _says_that_it_keeps(value.node, called=called):
        return "keeps"
    return _decorating(value.node, inference, judge, called=called, skipped=1 if value.receiver else 0)


def _says_that_it_keeps(function: Function, *, called: bool) -> bool:
    """``def traced(function: F) -> F`` and ``def traced(...) -> Callable[[F], F]``."""
    if function.returns is None:
        return False
    result = _parsed(function.returns)
    if called:
        match result:
            case ast.Subscript(slice=ast.Tuple(elts=[ast.List(elts=[given]), back])):
                return ast.unparse(_parsed(given)) == ast.unparse(_parsed(back))
            case _:
                return False
    arguments = [*function.args.posonlyargs, *function.args.args]
    annotations = [each.annotation for each in arguments if each.annotation is not None]
    return any(ast.unparse(_parsed(each)) == ast.unparse(result) for each in annotations[:2])


def _parsed(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return node
    return node


def _decorating(
    function: Function,
    inference: Inference,
    judge: _Judge,
    *,
    called: bool,
    skipped: int = 0,
) -> Effect:
    """Read the body of a decorator: what it returns takes what the decorated function takes, or does not."""
    inner = {
        each.name: each for each in function.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    returned = [node.value for node in own_nodes(function) if isinstance(node, ast.Return)]
    effects = {
        _returned_effect(function, value, inner, inference, judge, called=called, skipped=skipped)
        for value in returned
        if value is not None
    }
    return effects.pop() if len(effects) == 1 else "unknown"


def _returned_effect(
    function: Function,
    value: ast.expr,
    inner: dict[str, Function],
    inference: Inference,
    judge: _Judge,
    *,
    called: bool,
    skipped: int,
) -> Effect:
    value = _unwrapped(value)
    if not isinstance(value, ast.Name):
        return "unknown"
    parameters = [each.arg for each in (*function.args.posonlyargs, *function.args.args)][skipped:]
    if called:
        decorator = inner.get(value.id)
        if decorator is None:
            return "unknown"
        return _decorating(decorator, inference, judge, called=False)
    if value.id in parameters[:1]:
        return "keeps"
    wrapper = inner.get(value.id)
    return judge(wrapper, parameters[0]) if wrapper is not None and parameters else "unknown"


def _unwrapped(value: ast.expr) -> ast.expr:
    """Look through ``cast(T, inner)`` and ``update_wrapper(inner, function)``."""
    match value:
        case ast.Call(func=ast.Name(id="cast") | ast.Attribute(attr="cast"), args=[_, inner]):
            return _unwrapped(inner)
        case ast.Call(
            func=ast.Name(id="update_wrapper") | ast.Attribute(attr="update_wrapper"), args=[inner, *_]
        ):
            return _unwrapped(inner)
        case _:
            return value


def _wrapping(wrapper: Function, wrapped: str) -> Effect:
    """Whether a wrapper calls the function that it wraps with just the arguments that it was given."""
    calls = list(calls_of(wrapper, wrapped))
    if not calls:
        return "unknown"
    return "keeps" if all(_passes_all_on(wrapper, call) for call in calls) else "changes"


def _passes_all_on(wrapper: Function, call: ast.Call) -> bool:
    given = wrapper.args
    if given.vararg is None or given.kwarg is None:
        return False
    positional = [each.arg for each in (*given.posonlyargs, *given.args)]
    expected = [*positional, f"*{given.vararg.arg}"]
    keywords = [*(f"{each.arg}={each.arg}" for each in given.kwonlyargs), f"**{given.kwarg.arg}"]
    passed = [ast.unparse(each) for each in call.args]
    named = [
        f"{each.arg or '**'}{'=' if each.arg else ''}{ast.unparse(each.value)}" for each in call.keywords
    ]
    return passed == expected and sorted(named) == sorted(keywords)


Protocol = Literal["value", "coroutine", "async generator", "generator", "unknown"]
"""What calling a function gives before anything is awaited or iterated."""


def is_manager(function: Function) -> bool:
    """Whether calling a function gives a context manager made of its one ``yield``."""
    return bool(_MANAGERS & set(decorator_names(function)))


def protocol(function: Function, keeps: Effect) -> Protocol:
    """What calling a decorated function gives."""
    if is_manager(function):
        return "value"
    if keeps != "keeps":
        return "unknown"
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))
    if isinstance(function, ast.AsyncFunctionDef):
        return "async generator" if yields else "coroutine"
    return "generator" if yields else "value"
