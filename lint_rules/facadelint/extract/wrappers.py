"""What an ops wrapper passes through: each of its members as what it stands for on the facade."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.extract.receiver import CannotTell
from facadelint.inference.classes import is_property, receiver_name

if TYPE_CHECKING:
    from facadelint.extract.names import Function
    from facadelint.facademap.facade import Facade
    from facadelint.inference.classes import ClassInfo


class Passed(NamedTuple):
    """A member of the facade that a member of the wrapper gives."""

    kind: Literal["property", "method"]
    name: str


class Wrapper:
    """The ops wrapper of one domain."""

    def __init__(self, facade: Facade, cls: ClassInfo, reference: str) -> None:
        """``reference`` is the wrapper's attribute that holds the facade."""
        self.facade = facade
        self.cls = cls
        self.reference = reference

    def passed(self, name: str, line: int) -> Passed:
        """What a member of the wrapper stands for.

        Raises:
            CannotTell: it is no one member of the facade, or the wrapper has no such member.
        """
        functions = self.cls.members.get(name, [])
        if len(functions) == 1 and isinstance(
            function := functions[0], ast.FunctionDef | ast.AsyncFunctionDef
        ):
            body = function.body[1:] if ast.get_docstring(function) is not None else function.body
            found = self._passed(function, body)
            if found is not None:
                return found
        raise CannotTell(
            line, f"uses {self.cls.name}.{name}, which is no one member of the facade just as it is"
        )

    def _passed(self, function: Function, body: list[ast.stmt]) -> Passed | None:
        match body:
            case [ast.Return(value=ast.Attribute() as value)] if is_property(function):
                name = self._of_facade(function, value)
                return Passed("property", name) if name is not None else None
            case [ast.Return(value=ast.expr() as value) | ast.Expr(value=value)] if not is_property(function):
                call = value.value if isinstance(value, ast.Await) else value
                if not isinstance(call, ast.Call):
                    return None
                name = self._of_facade(function, call.func)
                is_same = name is not None and self._hands_on(function, call, name)
                return Passed("method", name) if name is not None and is_same else None
            case _:
                return None

    def _of_facade(self, function: Function, value: ast.expr) -> str | None:
        match value:
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id=own), attr=reference), attr=name) if (
                own == receiver_name(function) and reference == self.reference
            ):
                return name
            case _:
                return None

    def _hands_on(self, function: Function, call: ast.Call, name: str) -> bool:
        """Whether a call of the facade's method in its place means the same, with the same arguments."""
        members = [
            each
            for cls in self.facade.cls.mro
            for each in cls.members.get(name, ())
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        if not members or any(keyword.arg is None for keyword in call.keywords):
            own = [each.arg for each in function.args.args[1:]]
            return not members and [ast.unparse(each) for each in call.args] == own and not call.keywords
        ours, theirs = function.args, members[0].args
        plain = [each.arg for each in (*ours.posonlyargs, *ours.args)][1:]
        target = [each.arg for each in (*theirs.posonlyargs, *theirs.args)][1:]
        if ours.vararg or ours.kwarg or plain != target[: len(plain)]:
            return False
        if [each.arg for each in ours.kwonlyargs] != [each.arg for each in theirs.kwonlyargs][
            : len(ours.kwonlyargs)
        ]:
            return False
        handed = {
            target[index] if index < len(target) else "": ast.unparse(each)
            for index, each in enumerate(call.args)
        }
        handed |= {keyword.arg or "": ast.unparse(keyword.value) for keyword in call.keywords}
        if any(handed.get(each) != each for each in (*plain, *(each.arg for each in ours.kwonlyargs))):
            return False
        return len(handed) == len(plain) + len(ours.kwonlyargs) and _defaults(ours) == {
            name: default for name, default in _defaults(theirs).items() if name in _defaults(ours)
        }


def _defaults(arguments: ast.arguments) -> dict[str, str]:
    positional = [*arguments.posonlyargs, *arguments.args]
    found = {
        each.arg: ast.unparse(default)
        for each, default in zip(positional[::-1], arguments.defaults[::-1], strict=False)
    }
    return found | {
        each.arg: ast.unparse(default)
        for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if default is not None
    }
