"""The values of an attribute: methods, properties and what methods store on ``self``, over all base classes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import annotation
from facadelint.inference.classes import ClassInfo, is_property, method_kind
from facadelint.inference.selves import class_of, marked, owner_of
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    Descriptor,
    External,
    FunctionObject,
    Instance,
    ModuleObject,
    Super,
    Value,
    Values,
    just,
)

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference


def attribute(inference: Inference, value: Value, name: str) -> Values:
    """The values of ``value.name``."""
    match value:
        case Instance(cls=cls):
            return just(class_of(value)) if name == "__class__" else of_class(inference, cls.mro, name, value)
        case ClassObject(cls=cls):
            return of_class(inference, cls.mro, name, value)
        case Super(cls=cls, receiver=receiver):
            return NOTHING.union(
                *(
                    of_class(inference, after(each, cls), name, each)
                    for each in receiver
                    if isinstance(each, Instance | ClassObject)
                )
            )
        case ModuleObject(name=module) if module:
            return NOTHING.union(
                *(inference.definition(definition) for definition in inference.program.exported(module, name))
            )
        case External(name=outside):
            return just(External(f"{outside}.{name}"))
        case _:
            return NOTHING


def after(value: Instance | ClassObject, cls: ClassInfo) -> tuple[ClassInfo, ...]:
    """Where ``super()`` goes on looking."""
    order = value.cls.mro
    return order[order.index(cls) + 1 :] if cls in order else cls.mro[1:]


def of_class(
    inference: Inference, order: tuple[ClassInfo, ...], name: str, receiver: Instance | ClassObject
) -> Values:
    """The values of a member that is looked up along a resolution order."""
    stored = NOTHING
    for cls in order:
        definitions = cls.members.get(name)
        if definitions:
            return stored | _definition(inference, cls, definitions, receiver)
        stored |= _stored(inference, cls, name, receiver)
    return stored


def _definition(
    inference: Inference,
    cls: ClassInfo,
    definitions: list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef],
    receiver: Instance | ClassObject,
) -> Values:
    first = next((each for each in definitions if is_property(each)), definitions[-1])
    if isinstance(first, ast.ClassDef):
        return just(ClassObject(inference.program.class_info(first, cls.scope)))
    kind = method_kind(first)
    if is_property(first):
        if isinstance(receiver, ClassObject):
            return NOTHING
        return inference.result(FunctionObject(first, cls.scope, cls, just(receiver)))
    if kind == "class":
        return just(FunctionObject(first, cls.scope, cls, just(ClassObject(receiver.cls))))
    if kind == "static" or isinstance(receiver, ClassObject):
        return just(FunctionObject(first, cls.scope, cls))
    return just(FunctionObject(first, cls.scope, cls, just(receiver)))


def _stored(inference: Inference, cls: ClassInfo, name: str, receiver: Instance | ClassObject) -> Values:
    def compute() -> Values:
        found = inference.attribute_values.get((cls, name), NOTHING)
        for binding in cls.class_values.get(name, ()):
            found |= inference.binding(binding, cls.scope)
        for assignment in cls.self_assignments.get(name, ()):
            scope = inference.program.inner_scope(assignment.method, cls.scope)
            if assignment.annotation is not None:
                found |= annotation.evaluate(inference, assignment.annotation, scope)
            if assignment.value is not None:
                value = inference.evaluate(assignment.value, inference.frame(scope))
                found |= inference.follow(value, assignment.path)
        return found

    values = inference.once((cls, name, "stored"), compute)
    if inference.marked and owner_of(just(receiver)) is None:
        values = marked(values, None)  # seen from elsewhere, it is an instance as any other
    if not any(isinstance(value, Descriptor) for value in values):
        return values
    return NOTHING.union(*(_read(inference, value, receiver) for value in values))


def _read(inference: Inference, value: Value, receiver: Instance | ClassObject) -> Values:
    """What reading a class attribute through an instance gives: a descriptor runs its function."""
    if not isinstance(value, Descriptor):
        return just(value)
    if isinstance(receiver, ClassObject):
        return NOTHING
    function = value.function
    return inference.result(FunctionObject(function.node, function.scope, receiver.cls, just(receiver)))
