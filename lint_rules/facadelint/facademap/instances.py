"""What instances hold: whether a facade can keep a domain, what becomes of it there, and what a domain holds itself."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.laziness import is_cached
from facadelint.inference.classes import method_kind, receiver_name
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo


def has_dict(cls: ClassInfo) -> bool:
    """Whether instances have a ``__dict__``: one class without ``__slots__`` is enough, and any that is not known."""
    for each in cls.mro:
        names = [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in each.node.bases]
        slots = each.class_values.get("__slots__")
        is_generated = "NamedTuple" in names or any(
            "slots=True" in ast.unparse(decorator) for decorator in each.node.decorator_list
        )
        if (slots is None and not is_generated) or any(
            "__dict__" in ast.dump(binding.node) for binding in slots or ()
        ):
            return True
        known = {base.name for base in each.bases} | _SLOTTED
        if any(name not in known for name in names):
            return True
    return False


_SLOTTED = {"object", "Generic", "Protocol", "ABC", "NamedTuple"}
"""Bases from elsewhere that have ``__slots__`` themselves."""


def is_stateless(cls: ClassInfo) -> bool:
    """Whether instances hold only what they were given when they were built."""
    for each in cls.mro:
        if len(each.bases) < len(each.node.bases) or each.node.decorator_list or each.node.keywords:
            return False
        if any(is_cached(function) for function in each.functions()):
            return False
        for assignments in each.self_assignments.values():
            for assignment in assignments:
                parameters = {
                    argument.arg for argument in ast.walk(assignment.method) if isinstance(argument, ast.arg)
                }
                is_given = isinstance(assignment.value, ast.Name) and assignment.value.id in parameters
                if assignment.method.name != "__init__" or not is_given:
                    return False
    return True


class Look(NamedTuple):
    """A place where a class takes its own dictionary as a whole, and what was put there with it."""

    node: ast.expr
    is_copy: bool
    """Whether another instance gets all that is in it."""


def looks(cls: ClassInfo) -> Iterator[Look]:
    """Where a class, or a base of its own, copies itself: ``copy.copy(self)``; or asks for all that it holds."""
    for each in cls.mro:
        for function in each.functions():
            receiver = receiver_name(function) if method_kind(function) == "method" else None
            if receiver is not None:
                yield from _looks(function, receiver)


def _looks(function: ast.AST, receiver: str) -> Iterator[Look]:
    single = set()  # ``self.__dict__["name"]`` is about one name alone
    copied = set()
    for node in descend(function):
        match node:
            case ast.Subscript(value=owner, slice=ast.Constant()):
                single.add(owner)
            case ast.Call(func=ast.Attribute(value=owner), args=[ast.Constant(), *_]):
                single.add(owner)
            case ast.Compare(left=ast.Constant(), ops=[ast.In() | ast.NotIn()], comparators=[owner]):
                single.add(owner)
            case ast.Call(func=ast.Attribute(attr="update"), args=[owner]):
                copied.add(owner)
            case ast.Call(
                func=ast.Name(id="copy") | ast.Attribute(attr="copy"), args=[ast.Name(id=name)]
            ) if name == receiver:
                yield Look(node, is_copy=True)
            case _:
                pass
    for node in descend(function):
        match node:
            case (
                ast.Attribute(value=ast.Name(id=name), attr="__dict__", ctx=ast.Load())
                | ast.Call(func=ast.Name(id="vars"), args=[ast.Name(id=name)])
            ) if name == receiver and node not in single:
                yield Look(node, is_copy=node in copied)
            case _:
                pass
