"""What a descriptor of the project gives that a class body makes: ``orders = Lazy(OrderDomain)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from facadelint.inference.values import NOTHING, ClassObject, Descriptor, FunctionObject, Values, just
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference


def described(inference: Inference, cls: ClassInfo, node: ast.Call, frame: Frame) -> Values:
    """What reading through a descriptor runs: the function that it is given, or the class that it makes."""
    if not any("__get__" in each.members for each in cls.mro):
        return NOTHING
    for first in node.args[:1]:
        functions = [each for each in inference.evaluate(first, frame) if isinstance(each, FunctionObject)]
        if functions:
            return frozenset(map(Descriptor, functions))
    given: list[tuple[int | str | None, ast.expr]] = [*enumerate(node.args)]
    for place, value in (*given, *((keyword.arg, keyword.value) for keyword in node.keywords)):
        is_class = any(isinstance(each, ClassObject) for each in inference.evaluate(value, frame))
        if is_class and _calls_argument(cls, place):
            return just(Descriptor(FunctionObject(_making(node, value), frame.scope, frame.owner)))
    return NOTHING


def _calls_argument(cls: ClassInfo, place: int | str | None) -> bool:
    """Whether ``__get__`` calls what the constructor keeps of an argument with the object that is read through."""
    kept = {
        name
        for each in cls.mro
        for name, assignments in each.self_assignments.items()
        for assignment in assignments
        if assignment.method.name == "__init__"
        and isinstance(assignment.value, ast.Name)
        and assignment.value.id
        == (_parameter(assignment.method, place + 1) if isinstance(place, int) else place)
    }
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in kept
        and any(isinstance(each, ast.Name) and each.id == _parameter(function, 1) for each in node.args)
        for each in cls.mro
        for function in each.functions()
        if function.name == "__get__"
        for node in descend(function)
    )


def _parameter(function: ast.FunctionDef | ast.AsyncFunctionDef, index: int) -> str | None:
    parameters = [*function.args.posonlyargs, *function.args.args]
    return parameters[index].arg if index < len(parameters) else None


# By the call that stands in the code, so that it is the same function whenever it is read, and goes with it.
_made: WeakKeyDictionary[ast.Call, ast.Lambda] = WeakKeyDictionary()


def _making(node: ast.Call, made: ast.expr) -> ast.Lambda:
    """What the descriptor does, written down: ``lambda self: OrderDomain(self)``."""
    if node not in _made:
        itself = ast.copy_location(ast.Name("self", ast.Load()), node)
        body = ast.copy_location(ast.Call(made, [itself], []), node)
        parameters = ast.arguments(
            posonlyargs=[], args=[ast.arg("self")], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        ast.copy_location(parameters.args[0], node)
        _made[node] = ast.copy_location(ast.Lambda(parameters, body), node)
    return _made[node]
