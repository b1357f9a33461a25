"""``def get(self, kind: type[T]) -> T``: what a function returns where its argument decides."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.values import NOTHING, ClassObject, External, Instance, Values
from facadelint.source.scopes import ValueBinding

if TYPE_CHECKING:
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import FunctionObject
    from facadelint.source.scopes import Scope


def solved(inference: Inference, function: FunctionObject, node: ast.Call, frame: Frame) -> Values:
    """What a call returns where the return annotation is a type variable of one of the parameters."""
    definition = function.node
    if isinstance(definition, ast.Lambda) or not isinstance(definition.returns, ast.Name):
        return NOTHING
    variable = definition.returns.id
    if not _is_type_variable(inference, function.scope, definition, variable):
        return NOTHING
    parameters = [*definition.args.posonlyargs, *definition.args.args]
    positional = parameters[1:] if function.receiver else parameters
    given = [
        *zip(positional, node.args, strict=False),
        *(
            (each, keyword.value)
            for keyword in node.keywords
            for each in parameters
            if each.arg == keyword.arg
        ),
    ]
    found = NOTHING
    for parameter, argument in given:
        match parameter.annotation:
            case ast.Name(id=name) if name == variable:
                found |= inference.evaluate(argument, frame)
            case ast.Subscript(value=ast.Name(id="type" | "Type"), slice=ast.Name(id=name)) if (
                name == variable
            ):
                classes = inference.evaluate(argument, frame)
                found |= frozenset(Instance(each.cls) for each in classes if isinstance(each, ClassObject))
            case _:
                pass
    return found


def _is_type_variable(
    inference: Inference, scope: Scope, definition: ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> bool:
    if any(parameter.name == name for parameter in getattr(definition, "type_params", ())):
        return True
    for found in inference.program.definitions(scope, name):
        if (
            isinstance(found, tuple)
            and isinstance(found[0], ValueBinding)
            and isinstance(found[0].value, ast.Call)
        ):
            called = inference.evaluate(found[0].value.func, inference.frame(found[1]))
            return any(isinstance(each, External) and each.name.endswith(".TypeVar") for each in called)
    return False
