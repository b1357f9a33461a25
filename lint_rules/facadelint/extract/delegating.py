"""What is left on the facade: one call of the domain, and how the domain is reached."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.extract.judging import decorator_names_of
from facadelint.inference.classes import is_property, receiver_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place


def delegation(function: Function, place: Place, target: str, indent: str, newline: str, width: int) -> str:
    """The statement that stands for the body of a moved definition, with a line end.

    Args:
        function: the definition as the facade has it.
        place: the domain that has its body now.
        target: what the domain calls it.
        indent: of the statement.
        newline: the line end of the file.
        width: columns that a line should take at most.
    """
    receiver = receiver_name(function) or "self"
    member = f"{receiver}.{place.reach}.{target}"
    decorators = decorator_names_of(function)
    if "setter" in decorators:
        value = [*function.args.posonlyargs, *function.args.args][1].arg
        return f"{indent}{member} = {value}{newline}"
    if "deleter" in decorators:
        return f"{indent}del {member}{newline}"
    if is_property(function):
        return f"{indent}return {member}{newline}"
    before, after = _around(function)
    call = f"{indent}{before}{member}("
    arguments = list(_arguments(function))
    line = f"{call}{', '.join(arguments)}){after}"
    if len(line) <= width or not arguments:
        body = line + newline
    else:
        inner = f"{indent}    {', '.join(arguments)}"
        lines = [inner] if len(inner) <= width else [f"{indent}    {each}," for each in arguments]
        body = f"{call}{newline}{newline.join(lines)}{newline}{indent}){after}{newline}"
    if after == ":":
        body += f"{indent}    yield {_item(function)}{newline}"
    return body


def _item(function: Function) -> str:
    """A name for what is yielded that no parameter has."""
    taken = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
    return next(name for name in ("each", "item", "value", "each_item") if name not in taken)


def _around(function: Function) -> tuple[str, str]:
    """What stands before and after the call."""
    own = list(_own(function))
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own)
    gives = any(isinstance(node, ast.Return) and node.value is not None for node in own)
    if isinstance(function, ast.AsyncFunctionDef):
        if yields:
            return f"async for {_item(function)} in ", ":"
        return ("return await " if _is_valued(function, gives=gives) else "await "), ""
    if yields:
        return ("return (yield from ", ")") if gives else ("yield from ", "")
    return ("return " if _is_valued(function, gives=gives) else ""), ""


def _is_valued(function: Function, *, gives: bool) -> bool:
    """Whether the call's value is to be returned: what says that it returns nothing, and does, needs no ``return``."""
    says_nothing = isinstance(function.returns, ast.Constant) and function.returns.value is None
    return gives or not says_nothing


def _own(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions in it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            stack.extend(ast.iter_child_nodes(node))


def _arguments(function: Function) -> Iterator[str]:
    """Every parameter handed on into its own place."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args][1:]
    yield from (each.arg for each in positional)
    if arguments.vararg is not None:
        yield f"*{arguments.vararg.arg}"
    yield from (f"{each.arg}={each.arg}" for each in arguments.kwonlyargs)
    if arguments.kwarg is not None:
        yield f"**{arguments.kwarg.arg}"


def accessor(place: Place, decorator: str, indent: str, newline: str, *, is_postponed: bool) -> str:
    """The lazy accessor of a new domain, with a line end; ``indent`` is that of the class body."""
    step = indent if indent.strip() == "" and indent else "    "
    result = place.cls if is_postponed else f'"{place.cls}"'
    lines = [
        f"{indent}@{decorator}",
        f"{indent}def {place.accessor}(self) -> {result}:",
        f"{indent}{step}from {place.module} import {place.cls}",
        "",
        f"{indent}{step}return {place.cls}(self)",
    ]
    return newline.join(lines) + newline
