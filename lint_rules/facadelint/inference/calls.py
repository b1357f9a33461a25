"""What a call returns: constructors, functions of the project, and the few outsiders that pass a value on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import annotation, descriptors, dynamic_imports, generics, selves
from facadelint.inference.classes import ClassInfo, decorator_names, receiver_name
from facadelint.inference.frame import Frame
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    Descriptor,
    Entering,
    External,
    FunctionObject,
    Getter,
    Instance,
    Items,
    ModuleObject,
    Returning,
    Super,
    Text,
    TupleOf,
    Value,
    Values,
    just,
)
from facadelint.source.nodes import own_nodes

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference

_SAME = frozenset(
    ("copy.copy", "copy.deepcopy", "weakref.proxy", "dataclasses.replace", "builtins.anext", "typing.assert_type",
     "typing_extensions.assert_type", "asyncio.wait_for", "asyncio.shield", "asyncio.run"))  # fmt: skip
"""Calls that give their first argument back, or a copy or stand-in of it."""
_CASTS = frozenset(("typing.cast", "typing_extensions.cast"))
_COLLECTORS = frozenset(
    f"builtins.{name}"
    for name in ("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "aiter", "filter")
) | {"collections.deque"}  # fmt: skip
_MANAGERS = frozenset(("contextlib.nullcontext", "contextlib.closing", "contextlib.aclosing"))
_PARTIALS = frozenset(("functools.partial", "functools.partialmethod"))
_ALLOCATORS = frozenset(("builtins.object.__new__",))


def call(inference: Inference, value: Value, node: ast.Call, frame: Frame) -> Values:
    """The values of ``value(...)``."""
    match value:
        case ClassObject(cls=cls):
            return _constructed(inference, cls, node, frame)
        case FunctionObject(node=function, receiver=receiver):
            name = getattr(function, "name", "")
            if name == "__new__" and not receiver:
                return allocated(inference, node, frame)
            found = generics.solved(inference, value, node, frame) or inference.result(value)
            return selves.passed_on(inference, value, node, frame, found)
        case Instance():
            methods = inference.attribute(just(value), "__call__")
            return NOTHING.union(
                *(inference.result(each) for each in methods if isinstance(each, FunctionObject))
            )
        case Returning(result=result):
            return result
        case Getter():
            return getter_result(inference, value, argument_values(inference, node, frame, 0))
        case External(name=name):
            return _external(inference, name, node, frame)
        case _:
            return NOTHING


def _constructed(inference: Inference, cls: ClassInfo, node: ast.Call, frame: Frame) -> Values:
    """An instance; of a descriptor class that is given a function or a class, what reading through it runs."""
    if frame.scope.is_class and (found := descriptors.described(inference, cls, node, frame)):
        return found
    return just(Instance(cls))


def allocated(inference: Inference, node: ast.Call, frame: Frame) -> Values:
    """``Base.__new__(cls)`` makes an instance of ``cls``."""
    values = argument_values(inference, node, frame, 0)
    return frozenset(Instance(value.cls) for value in values if isinstance(value, ClassObject))


def argument_values(inference: Inference, node: ast.Call, frame: Frame, index: int) -> Values:
    """The values of a positional argument."""
    if index < len(node.args) and not any(isinstance(arg, ast.Starred) for arg in node.args[: index + 1]):
        return inference.evaluate(node.args[index], frame)
    return NOTHING


def getter_result(inference: Inference, getter: Getter, values: Values) -> Values:
    """What ``attrgetter`` or ``methodcaller`` gives for its argument."""
    results = []
    for path in getter.paths:
        found = values
        for name in path.split("."):
            found = inference.attribute(found, name)
        results.append(found)
    if getter.kind == "methodcaller":
        return NOTHING.union(
            *(inference.result(each) for each in results[0] if isinstance(each, FunctionObject))
        )
    return results[0] if len(results) == 1 else just(TupleOf(tuple(results)))


def _external(inference: Inference, name: str, node: ast.Call, frame: Frame) -> Values:
    def argument(index: int = 0) -> Values:
        return argument_values(inference, node, frame, index)

    def texts() -> tuple[str, ...]:
        found = [argument(index) for index in range(len(node.args))]
        return tuple(value.text for values in found for value in values if isinstance(value, Text))

    if name in _CASTS:
        # A cast changes nothing at run time: the value is still what it was.
        said = annotation.evaluate(inference, node.args[0], frame.scope) if node.args else NOTHING
        return selves.alike(said, argument(1)) | argument(1)
    if name in _SAME:
        return argument()
    if name in _COLLECTORS:
        elements = inference.elements(argument(1 if name.endswith(".filter") else 0))
        return just(Items(elements)) if elements else NOTHING
    if name in _MANAGERS:
        return just(Entering(argument()))
    if name in _PARTIALS:
        return just(Returning(inference.call(argument(), ast.Call(node, [], []), frame)))
    if name in _ALLOCATORS:
        return allocated(inference, node, frame)
    match name:
        case "importlib.import_module" | "builtins.__import__" | "importlib.__import__":
            return frozenset(
                map(ModuleObject, dynamic_imports.imported(inference, name, node, frame) or [""])
            )
        case "weakref.ref" | "weakref.WeakMethod":
            return just(Returning(argument()))
        case "builtins.next":
            return inference.elements(argument())
        case "builtins.enumerate":
            return just(Items(just(TupleOf((NOTHING, inference.elements(argument()))))))
        case "builtins.zip":
            columns = tuple(inference.elements(argument(index)) for index in range(len(node.args)))
            return just(Items(just(TupleOf(columns))))
        case "builtins.map":
            return just(Items(_mapped(inference, node, frame)))
        case "builtins.type" if len(node.args) == 1:
            return frozenset(selves.class_of(value) for value in argument() if isinstance(value, Instance))
        case "builtins.super":
            return _super(inference, node, frame)
        case "builtins.getattr":
            found = NOTHING.union(*(inference.attribute(argument(), text) for text in texts()[:1]))
            return found | argument(2)
        case "builtins.vars":
            return NOTHING
        case "operator.attrgetter":
            return just(Getter(texts(), "attrgetter")) if texts() else NOTHING
        case "operator.methodcaller":
            return just(Getter(texts()[:1], "methodcaller")) if texts() else NOTHING
        case "builtins.property" | "functools.cached_property":
            return frozenset(Descriptor(each) for each in argument() if isinstance(each, FunctionObject))
        case _ if name.rpartition(".")[2].lower().endswith(("property", "reify")):
            return frozenset(Descriptor(each) for each in argument() if isinstance(each, FunctionObject))
        case _:
            return NOTHING


def _mapped(inference: Inference, node: ast.Call, frame: Frame) -> Values:
    elements = inference.elements(argument_values(inference, node, frame, 1))
    found = NOTHING
    for value in argument_values(inference, node, frame, 0):
        if isinstance(value, Getter):
            found |= getter_result(inference, value, elements)
        elif isinstance(value, FunctionObject):
            found |= inference.result(value)
        elif isinstance(value, Returning):
            found |= value.result
    return found


def _super(inference: Inference, node: ast.Call, frame: Frame) -> Values:
    if node.args:
        classes = argument_values(inference, node, frame, 0)
        receiver = argument_values(inference, node, frame, 1)
        return frozenset(Super(value.cls, receiver) for value in classes if isinstance(value, ClassObject))
    if frame.owner is None:
        return NOTHING
    return just(Super(frame.owner, just(Instance(frame.owner))))


def result(inference: Inference, function: FunctionObject) -> Values:
    """What a function returns: by its annotation, else by its ``return`` and ``yield`` statements."""
    node, scope = function.node, inference.program.inner_scope(function.node, function.scope)
    if isinstance(node, ast.Lambda):
        return inference.evaluate(node.body, _frame(inference, function))
    annotated = NOTHING
    if node.returns is not None:
        annotated = annotation.evaluate(inference, node.returns, annotation.where(node.returns, scope))
        annotated = _own_receiver(annotated, node.returns, function)
    if any(name.endswith("contextmanager") for name in decorator_names(node)):
        yielded = inference.elements(annotated) or _yielded(inference, function)
        return just(Entering(yielded)) if yielded else NOTHING
    frame = _frame(inference, function)
    if annotated:
        return selves.returned(inference, function, frame, annotated)
    returned = NOTHING.union(*(inference.evaluate(value, frame) for value in returns(node)))
    yielded = _yielded(inference, function)
    return returned | (just(Items(yielded)) if yielded else NOTHING)


def _own_receiver(values: Values, node: ast.expr, function: FunctionObject) -> Values:
    """``-> Self`` is whatever class the method was called on, not the one that defines it."""
    text = node.value if isinstance(node, ast.Constant) else getattr(node, "attr", getattr(node, "id", ""))
    if isinstance(text, str) and text.rpartition(".")[2] == "Self" and function.receiver:
        return frozenset(
            Instance(value.cls) for value in function.receiver if isinstance(value, Instance | ClassObject)
        )
    return values


def _frame(inference: Inference, function: FunctionObject) -> Frame:
    scope = inference.program.inner_scope(function.node, function.scope)
    frame = Frame(scope, function.owner or inference.owner_of(scope))
    first = receiver_name(function.node)
    if first is not None and function.receiver:
        frame.types[first] = function.receiver
    return frame


def _yielded(inference: Inference, function: FunctionObject) -> Values:
    frame = _frame(inference, function)
    found = NOTHING
    for node in own_nodes(function.node):
        if isinstance(node, ast.Yield) and node.value is not None:
            found |= inference.evaluate(node.value, frame)
        elif isinstance(node, ast.YieldFrom):
            found |= inference.elements(inference.evaluate(node.value, frame))
    return found


def returns(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    """What the function's own ``return`` statements give."""
    return [
        node.value for node in own_nodes(function) if isinstance(node, ast.Return) and node.value is not None
    ]
