"""What a descriptor of the project gives that a class body makes: ``orders = Lazy(OrderDomain)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from facadelint.inference.values import NOTHING, ClassObject, Descriptor, FunctionObject, Values
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference


def described(inference: Inference, cls: ClassInfo, node: ast.Call, frame: Frame) -> Values:
    """What reading through a descriptor runs: the function that it is given, or the class that it makes."""
    if not any("__get__" in each.members for each in cls.mro):
        return NOTHING
    given = [inference.evaluate(argument, frame) for argument in node.args]
    functions = frozenset(
        Descriptor(each) for values in given[:1] for each in values if isinstance(each, FunctionObject)
    )
    if functions:
        return functions
    for index, values in enumerate(given):
        if any(isinstance(each, ClassObject) for each in values) and _calls_argument(cls, index):
            return frozenset({Descriptor(FunctionObject(_making(node, index), frame.scope, frame.owner))})
    return NOTHING


def _calls_argument(cls: ClassInfo, index: int) -> bool:
    """Whether ``__get__`` calls what the constructor keeps of an argument with the object that is read through."""
    kept = {
        name
        for each in cls.mro
        for name, assignments in each.self_assignments.items()
        for assignment in assignments
        if assignment.method.name == "__init__"
        and isinstance(assignment.value, ast.Name)
        and assignment.value.id == _parameter(assignment.method, index + 1)
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


def _making(node: ast.Call, index: int) -> ast.Lambda:
    """What the descriptor does, written down: ``lambda self: OrderDomain(self)``."""
    if node not in _made:
        itself = ast.copy_location(ast.Name("self", ast.Load()), node)
        body = ast.copy_location(ast.Call(node.args[index], [itself], []), node)
        parameters = ast.arguments(
            posonlyargs=[], args=[ast.arg("self")], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        ast.copy_location(parameters.args[0], node)
        _made[node] = ast.copy_location(ast.Lambda(parameters, body), node)
    return _made[node]
