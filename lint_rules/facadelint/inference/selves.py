"""Tells the ``self`` of some classes from other instances: a mixin's own self is the facade, cast or not.

Only the classes in :attr:`Inference.marked` take part. Their ``self`` is an instance that says so, and
what gives it back unchanged keeps the mark: aliases, casts, ``isinstance``, functions that return the
parameter that they were given, properties that return any of these.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from facadelint.inference.values import NOTHING, ClassObject, Instance, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import FunctionObject


def marked(values: Values, owner: ClassInfo | None) -> Values:
    """The same values, all instances among them said to be the ``self`` of a class, or of none."""
    return frozenset(
        replace(value, self_of=owner) if isinstance(value, Instance) and value.self_of is not owner else value
        for value in values
    )


def owner_of(values: Values) -> ClassInfo | None:
    """The class whose ``self`` the values are, if they cannot be anything else."""
    owners = {value.self_of if isinstance(value, Instance) else None for value in values}
    return next(iter(owners)) if len(owners) == 1 else None


def alike(values: Values, source: Values) -> Values:
    """What a cast or a test makes of ``source``: still the same object."""
    owner = owner_of(source)
    return values if owner is None else marked(values, owner)


def passed_on(
    inference: Inference, function: FunctionObject, node: ast.Call, frame: Frame, result: Values
) -> Values:
    """What a call returns, marked where the function returns the very argument that is somebody's self."""
    definition = function.node
    if not inference.marked or isinstance(definition, ast.Lambda):
        return result
    name = _returned_parameter(definition)
    parameters = [*definition.args.posonlyargs, *definition.args.args][1 if function.receiver else 0 :]
    given = {parameter.arg: argument for parameter, argument in zip(parameters, node.args, strict=False)}
    given |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg is not None}
    if name is None or name not in given:
        return result
    source = inference.evaluate(given[name], frame)
    return alike(result, source) or (source if owner_of(source) else NOTHING)


def _returned_parameter(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    from facadelint.inference.calls import returns

    names = {value.id if isinstance(value, ast.Name) else None for value in returns(function)}
    return next(iter(names)) if len(names) == 1 else None


def checked_cast(inference: Inference, node: ast.Call, frame: Frame) -> Values:
    """``check.inst(self, Shop)``: an unknown function that is given a self and a subclass of its class."""
    given = [inference.evaluate(argument, frame) for argument in node.args]
    for source in given:
        owner = owner_of(source)
        if owner is not None:
            return frozenset(
                Instance(value.cls, owner)
                for other in given
                for value in other
                if isinstance(value, ClassObject) and value.cls.is_subclass(owner)
            )
    return NOTHING


def returned(inference: Inference, function: FunctionObject, frame: Frame, result: Values) -> Values:
    """What a method returns by its annotation, marked where all that it returns is its self."""
    if owner_of(function.receiver) is None or isinstance(function.node, ast.Lambda):
        return result
    owners = set(_owners(inference, function.node, frame))
    owner = next(iter(owners)) if len(owners) == 1 else None
    return result if owner is None else marked(result, owner)


def _owners(
    inference: Inference, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame
) -> Iterator[ClassInfo | None]:
    from facadelint.inference.calls import returns

    for value in returns(node):
        yield owner_of(inference.evaluate(value, frame))


def class_of(value: Instance) -> ClassObject:
    """What ``type(value)`` is; that of a self is the class around it, cast or not."""
    return ClassObject(value.self_of or value.cls)
