"""Objects that a domain makes of classes of its own and hands its back reference to: ``Sender(self._shop)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.seeding import seed_call
from facadelint.inference.classes import method_kind, receiver_name
from facadelint.inference.frame import Frame
from facadelint.inference.values import ClassObject, Instance, just
from facadelint.source.nodes import own_nodes
from facadelint.source.scopes import ValueBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import Values


def seed_helpers(inference: Inference, accessor: Accessor, facade: ClassInfo) -> None:
    """Record what the constructors of such classes are given, and of those that they make in turn.

    Only classes that lie in the same folder are looked at: what is shared by many is nobody's helper.
    """
    myself = just(Instance(facade))
    waiting = list(accessor.classes) if accessor.receives_facade else []
    seen = {facade, *waiting}
    while waiting:
        cls = waiting.pop()
        for made in _made_by(inference, cls, myself):
            if made not in seen and made.module.path.parent == cls.module.path.parent:
                seen.add(made)
                waiting.append(made)


def _made_by(inference: Inference, cls: ClassInfo, myself: Values) -> Iterator[ClassInfo]:
    """The classes of which a class makes objects with its back reference; what these are given is recorded."""
    kept = _back_references(inference, cls, myself)
    for owner in cls.mro if kept else ():
        for function in owner.functions():
            receiver = receiver_name(function)
            if receiver is None or method_kind(function) != "method":
                continue
            frame = Frame(inference.program.inner_scope(function, owner.scope), owner)
            frame.types[receiver] = just(Instance(cls))
            for node in own_nodes(function):
                if isinstance(node, ast.Call) and _is_handed(node, receiver, kept, frame):
                    made = [
                        each.cls
                        for each in inference.evaluate(node.func, frame)
                        if isinstance(each, ClassObject)
                    ]
                    if made:
                        seed_call(inference, node, frame, myself)
                        yield from made


def _back_references(inference: Inference, cls: ClassInfo, myself: Values) -> frozenset[str]:
    """The attributes of a class that hold the facade, among those that keep what it is given."""
    names = {
        name
        for owner in cls.mro
        for name, assignments in owner.self_assignments.items()
        if any(isinstance(each.value, ast.Name) for each in assignments)
    } | {name for owner in cls.mro for name, bindings in owner.class_values.items() if bindings[0].annotation}
    instance = just(Instance(cls))
    return frozenset(name for name in names if inference.attribute(instance, name) & myself)


def _is_handed(call: ast.Call, receiver: str, kept: frozenset[str], frame: Frame) -> bool:
    """Whether an argument is ``self._shop``, or a local name for it."""

    def holds(node: ast.expr | None) -> bool:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                return name == receiver and attribute in kept
            case _:
                return False

    def named(node: ast.expr) -> bool:
        bindings = frame.scope.bindings.get(node.id, ()) if isinstance(node, ast.Name) else ()
        return any(isinstance(each, ValueBinding) and holds(each.value) for each in bindings)

    return any(holds(each) or named(each) for each in (*call.args, *(each.value for each in call.keywords)))
