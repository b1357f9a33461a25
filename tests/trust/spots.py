"""Where in released code something can be injected, found by parsing, and what is put there.

Marks and placeholders are those of ``forms.py``. Nothing here asks facadelint what a delegation is: a method
is one where its body returns a call on an attribute of self with its own parameters as they are.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of a part of a file; ``start == end`` puts it in between."""

    start: tuple[int, int]
    """Line from 1 and column from 0, in characters, as for ``end``."""
    end: tuple[int, int]
    text: str
    code: str = ""
    """What must be reported at the marks of the text."""


def apply(source: str, edits: Sequence[Edit]) -> str:
    """The source with every edit made; those behind come first, so that no place moves."""
    lines = source.split("\n")
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        (line, column), (last, end) = edit.start, edit.end
        text = lines[line - 1][:column] + edit.text + lines[last - 1][end:]
        lines[line - 1 : last] = text.split("\n")
    return "\n".join(lines)


def before(node: ast.AST, text: str, code: str = "") -> Edit:
    """An edit in front of a node."""
    return Edit((node.lineno, node.col_offset), (node.lineno, node.col_offset), text, code)  # type: ignore[attr-defined]


def replaced(node: ast.AST, text: str, code: str = "") -> Edit:
    start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
    return Edit(start, end, text, code)


def removed(call: ast.Call, node: ast.expr | ast.keyword) -> Edit:
    """An edit that takes an argument out of a call, with the comma beside it."""
    others = [*call.args, *call.keywords]
    index = others.index(node)
    if index + 1 < len(others):
        following = others[index + 1]
        return Edit((node.lineno, node.col_offset), (following.lineno, following.col_offset), "")
    end = (call.end_lineno or 0, (call.end_col_offset or 0) - 1)
    if index:
        previous = others[index - 1]
        return Edit((previous.end_lineno or 0, previous.end_col_offset or 0), end, "")
    return Edit((node.lineno, node.col_offset), end, "")


def methods(cls: ast.ClassDef) -> Iterator[Function]:
    """The functions of a class's body whose own lines can be edited by characters."""
    for node in cls.body:
        if isinstance(node, Function) and node.args.args:
            yield node


def statements(function: Function) -> Iterator[ast.stmt]:
    """The statements in front of which another one may stand, on a line of its own."""
    stack: list[ast.stmt] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, Function | ast.ClassDef):
            continue
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not isinstance(node, ast.Global | ast.Nonlocal):
            yield node
        for name in ("body", "orelse", "finalbody"):
            stack.extend(each for each in getattr(node, name, ()) if isinstance(each, ast.stmt))


def parameters(function: Function) -> list[str]:
    """Its parameters without self, stars aside."""
    arguments = function.args
    return [each.arg for each in [*arguments.posonlyargs, *arguments.args][1:] + arguments.kwonlyargs]


def inserted(statement: ast.stmt, text: str, code: str = "") -> Edit:
    """A statement in front of another one, indented as that is."""
    indent = " " * statement.col_offset
    return before(statement, text.replace("\n", "\n" + indent) + "\n" + indent, code)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A clean delegation of a released facade."""

    function: Function
    statement: ast.stmt
    call: ast.Call
    target: ast.Attribute

    @property
    def given(self) -> list[ast.expr | ast.keyword]:
        return [*self.call.args, *self.call.keywords]


def delegations(cls: ast.ClassDef, accessors: set[str]) -> Iterator[Delegation]:
    """The methods that return one call through an accessor, each parameter passed on as it is, each once."""
    for function in methods(cls):
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        decorators = " ".join(map(ast.unparse, function.decorator_list))
        special = function.name.startswith("__") or any(
            word in decorators for word in ("property", "overload", "setter", "method")
        )
        if len(body) != 1 or special or function.args.vararg or function.args.kwarg:
            continue
        match body[0]:
            case ast.Return(value=value):
                pass
            case _:
                continue
        call = value.value if isinstance(value, ast.Await) else value
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="self"), attr=accessor)) as target
            ) if accessor in accessors:
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                names = [each.id for each in given if isinstance(each, ast.Name)]
                plain = all(keyword.arg == getattr(keyword.value, "id", None) for keyword in call.keywords)
                if plain and len(names) == len(given) and sorted(names) == sorted(parameters(function)):
                    yield Delegation(function, body[0], call, target)
            case _:
                pass


def reaches(cls: ast.ClassDef, accessors: set[str]) -> Iterator[ast.Attribute]:
    """Every ``self.<accessor>.<name>`` in the methods of a class."""
    for function in methods(cls):
        for node in ast.walk(function):
            match node:
                case ast.Attribute(value=ast.Attribute(value=ast.Name(id="self"), attr=accessor)):
                    if accessor in accessors and isinstance(node.ctx, ast.Load):
                        yield node
                case _:
                    pass


def misspelt(target: ast.Attribute, name: str) -> Edit:
    """Another name at the end of an attribute expression."""
    end = (target.end_lineno or 0, target.end_col_offset or 0)
    return Edit((end[0], end[1] - len(target.attr)), end, name)
