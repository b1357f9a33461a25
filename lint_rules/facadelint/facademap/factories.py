"""Methods of the facade that make a domain for an attribute to keep: ``self._orders = self._make_orders()``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.laziness import filled_attributes
from facadelint.inference.calls import returns
from facadelint.inference.classes import is_property, method_kind, receiver_name
from facadelint.inference.values import Instance, just, mangled
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.frame import Frame


class Factory(NamedTuple):
    """A method of the facade, and the class that defines it."""

    owner: ClassInfo
    function: ast.FunctionDef | ast.AsyncFunctionDef


def factory_of(call: ast.Call, frame: Frame, facade: ClassInfo) -> Factory | None:
    """The method of the facade, or of a base, that a call in its code is of: ``self.method()``."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=receiver), attr=name) if frame.types.get(receiver) == just(
            Instance(facade)
        ):
            inside = mangled(name, frame.owner.name if frame.owner is not None else None)
            for cls in facade.mro:
                match cls.members.get(inside):
                    case [*_, ast.FunctionDef() | ast.AsyncFunctionDef() as function]:
                        is_plain = method_kind(function) == "method" and not is_property(function)
                        return Factory(cls, function) if is_plain else None
                    case _:
                        pass
        case _:
            pass
    return None


def given_by(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    """What a function gives: what it returns, or what it stores and then returns."""
    given = returns(function)
    for node in own_nodes(function) if filled_attributes(function) else ():
        match node:
            # What only a local name gets counts where that is stored or returned: it may be a step.
            case ast.Assign(targets=targets, value=value) if any(map(_is_stored, targets)):
                given.append(value)
            case ast.AnnAssign(target=ast.Attribute(), value=ast.expr() as value):
                given.append(value)
            case ast.Call(
                func=ast.Name(id="setattr") | ast.Attribute(attr="__setattr__"), args=[_, _, value]
            ):
                given.append(value)
            case _:
                pass
    return given


def _is_stored(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute | ast.Subscript)


def hands_on(function: ast.FunctionDef | ast.AsyncFunctionDef, calls: Iterable[ast.Call]) -> bool:
    """Whether what is built depends on a parameter: ``def find(self, *args): return Cursor(self, *args)``.

    Such a public method is what the class offers, and no way of its methods to one and the same domain. So is one
    that counts something by its parameters first, and hands the facade to what it has got.
    """
    known = {each.arg for each in descend(function.args) if isinstance(each, ast.arg)}
    known.discard(receiver_name(function) or "")
    size = -1
    while size < len(known):
        size = len(known)
        for node in own_nodes(function):
            match node:
                case ast.Assign(targets=targets, value=value) if known & _names(value):
                    known.update(each.id for each in targets if isinstance(each, ast.Name))
                case (
                    ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                    | ast.NamedExpr(target=ast.Name(id=name), value=value)
                ) if known & _names(value):
                    known.add(name)
                case _:
                    pass
    return any(known & _names(call) for call in calls)


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in descend(node) if isinstance(each, ast.Name)}
