"""What a condition says about the values of names: ``isinstance``, ``type(x) is``, ``not``, ``and``, ``or``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.selves import alike
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    External,
    Instance,
    TupleOf,
    Values,
    is_name_of,
    path_of,
)

if TYPE_CHECKING:
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference

Narrowed = dict[str, Values]


def narrow(inference: Inference, test: ast.expr, frame: Frame, *, holds: bool) -> Narrowed:
    """The paths whose values are known better where the test holds, or where it does not."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return narrow(inference, operand, frame, holds=not holds)
        case ast.BoolOp(op=operator, values=operands):
            if isinstance(operator, ast.And) == holds:
                return _all(inference, operands, frame, holds=holds)
            return _any(inference, operands, frame, holds=holds)
        case ast.NamedExpr(target=target, value=value):
            return narrow(inference, value, frame, holds=holds) | narrow(
                inference, target, frame, holds=holds
            )
        case ast.Call(func=function, args=[subject, classes], keywords=[]):
            called = quietly(inference, function, frame)
            if is_name_of(called, "builtins.isinstance"):
                return _instance_of(inference, subject, classes, frame, holds=holds)
            path = path_of(subject)
            if is_name_of(called, "builtins.issubclass") and holds and path is not None:
                tested, _ = classes_of(quietly(inference, classes, frame), classes)
                return {path: frozenset(tested) or quietly(inference, subject, frame)}
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            if isinstance(operator, ast.IsNot | ast.NotEq):
                holds = not holds
            if holds and isinstance(operator, ast.Is | ast.IsNot | ast.Eq | ast.NotEq):
                # Of ``type(self) is type(other)`` either side says something of the other.
                return _of_class(inference, left, right, frame) | _of_class(inference, right, left, frame)
        case _:
            pass
    return {}


def _all(inference: Inference, operands: list[ast.expr], frame: Frame, *, holds: bool) -> Narrowed:
    found: Narrowed = {}
    inner = frame.copy()
    for operand in operands:
        narrowed = narrow(inference, operand, inner, holds=holds)
        inner.narrow(narrowed)
        found |= narrowed
    return found


def _any(inference: Inference, operands: list[ast.expr], frame: Frame, *, holds: bool) -> Narrowed:
    each = [narrow(inference, operand, frame, holds=holds) for operand in operands]
    common = set(each[0]).intersection(*each[1:])
    return {path: NOTHING.union(*(narrowed[path] for narrowed in each)) for path in common}


def quietly(inference: Inference, node: ast.expr, frame: Frame) -> Values:
    """Evaluate once more without writing down or binding anything."""
    inner = frame.copy()
    inner.record = None
    return inference.evaluate(node, inner)


def _of_class(inference: Inference, side: ast.expr, classes: ast.expr, frame: Frame) -> Narrowed:
    """What ``type(x) is Shop`` or ``x.__class__ is Shop`` says of ``x``, given one side and the other."""
    match side:
        case ast.Attribute(value=subject, attr="__class__"):
            return _instance_of(inference, subject, classes, frame, holds=True)
        case ast.Call(func=function, args=[subject], keywords=[]):
            if is_name_of(quietly(inference, function, frame), "builtins.type"):
                return _instance_of(inference, subject, classes, frame, holds=True)
        case _:
            pass
    return {}


def _instance_of(
    inference: Inference, subject: ast.expr, classes: ast.expr, frame: Frame, *, holds: bool
) -> Narrowed:
    if isinstance(subject, ast.NamedExpr):
        subject = subject.target
    path = path_of(subject)
    if path is None:
        return {}
    current = quietly(inference, subject, frame)
    tested, complete = classes_of(quietly(inference, classes, frame), classes)
    return {path: intersect(current, tested, complete=complete, holds=holds)}


def classes_of(values: Values, node: ast.expr) -> tuple[list[ClassObject], bool]:
    """The project's classes among those tested, and whether those are all."""
    if isinstance(node, ast.BinOp):  # isinstance(x, A | B): the operands have no values of their own
        return [], False
    flat = [each for value in values if isinstance(value, TupleOf) for each in value.elements] or [values]
    found = [value for group in flat for value in group if isinstance(value, ClassObject)]
    return found, all(group and not any(isinstance(value, External) for value in group) for group in flat)


def intersect(current: Values, tested: list[ClassObject], *, complete: bool, holds: bool) -> Values:
    """What remains of some values after a class test."""
    classes = [value.cls for value in tested]

    def matches(value: object) -> bool:
        return isinstance(value, Instance) and any(value.cls.is_subclass(cls) for cls in classes)

    if not holds:
        return frozenset(value for value in current if not matches(value))
    narrowed = alike(frozenset(Instance(cls) for cls in classes), current)
    kept = frozenset(value for value in current if matches(value))
    if not complete:  # a class from elsewhere may have any of them as its subclass
        return current | narrowed
    return kept or narrowed
