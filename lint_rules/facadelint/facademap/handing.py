"""What the facade's methods reach through, and what they give it to after it was made: ``self._orders.bind(self)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.classes import receiver_name
from facadelint.inference.values import mangled
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facadelint.inference.classes import ClassInfo


def names_reached(classes: Iterable[ClassInfo], *, stored: bool = True) -> Iterator[str]:
    """Members that a method reaches through: ``x`` of ``self.x.y``, ``self.x().y`` and ``(await self.x()).y``.

    ``stored`` says whether one counts whose result is only kept in an attribute, ``self._x = self.x()``.
    """
    for cls in classes:
        for node in descend(cls.node):
            match node:
                case (
                    ast.Assign(targets=[ast.Attribute()], value=ast.Call() | ast.Await())
                    | ast.AnnAssign(target=ast.Attribute(), value=ast.Call() | ast.Await())
                ) if not stored:
                    continue
                case ast.Attribute(value=reached) | ast.Assign(value=reached):
                    pass
                case ast.NamedExpr(value=reached) | ast.AnnAssign(value=ast.expr() as reached):
                    pass
                case ast.Call(args=[ast.Attribute() as reached, *_]):
                    pass
                case _:
                    continue
            if isinstance(reached, ast.Await):
                reached = reached.value
            if isinstance(reached, ast.Call):
                reached = reached.func
            if isinstance(reached, ast.Attribute) and isinstance(reached.value, ast.Name):
                yield reached.attr


class GivenLater:
    """What methods give their own object to, each read when it is first asked for."""

    def __init__(self) -> None:
        self._read: dict[ast.AST, dict[str, set[str | None]]] = {}

    def methods(self, cls: ClassInfo, name: str) -> set[str | None]:
        """The methods by which an attribute is given the facade where it is made; None for an assignment."""
        found: set[str | None] = set()
        for assignment in cls.self_assignments.get(mangled(name, cls.name), ()):
            function, value = assignment.method, assignment.value
            if value is None or isinstance(value, ast.Constant):
                continue
            if function not in self._read:
                self._read[function] = _given(function)
            for key in (name, value.id if isinstance(value, ast.Name) else name):
                found |= self._read[function].get(key, set())
        return found


def _given(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, set[str | None]]:
    """Attribute of self or local name -> the methods of it that are handed self; None for an assignment."""
    found: dict[str, set[str | None]] = {}
    receiver = receiver_name(function)
    method: str | None
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=[ast.Attribute(value=base)], value=given):
                method, values = None, [given]
            case ast.Call(func=ast.Attribute(value=base, attr=called)):
                method, values = str(called), [*node.args, *(each.value for each in node.keywords)]
            case _:
                continue
        key = _key(base, receiver)
        if key is not None and any(isinstance(each, ast.Name) and each.id == receiver for each in values):
            found.setdefault(key, set()).add(method)
    return found


def _key(base: ast.expr, receiver: str | None) -> str | None:
    match base:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
            return attribute
        case ast.Name(id=name) if name != receiver:
            return name
        case _:
            return None


def keeps(cls: ClassInfo, method: str | None) -> bool:
    """Whether a method keeps what it is given in an attribute, as a constructor does with a back reference."""
    if method is None:
        return True
    return any(
        assignment.method.name == method
        and isinstance(assignment.value, ast.Name)
        and assignment.value.id in {each.arg for each in _parameters(assignment.method)}
        for each in cls.mro
        for assignments in each.self_assignments.values()
        for assignment in assignments
    )


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs][1:]
