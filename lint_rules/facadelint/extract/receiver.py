"""What a method does with ``self``, and what becomes of it in the domain."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facadelint.inference.classes import method_kind, receiver_name
from facadelint.rewriting.edits import Edit
from facadelint.source.fstrings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from facadelint.extract.names import Function
    from facadelint.extract.spans import Text


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names the method's object."""

    name: ast.Name
    attribute: ast.Attribute | None
    """``self.x``; None where the object itself is meant."""
    is_read: bool
    """Whether the attribute is read, and neither set nor deleted."""
    inside: ast.JoinedStr | None
    """The f-string around it: before Python 3.12 the positions in there are not to be relied on."""


class CannotTell(Exception):  # noqa: N818 - says what happened, not that something is wrong
    """The source cannot be rewritten at a place that was looked at."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def uses(function: Function) -> list[Use]:
    """Every use of a method's object, those in nested functions included.

    Raises:
        CannotTell: the method gives the name another value, or shows it.
    """
    receiver = receiver_name(function)
    if receiver is None or method_kind(function) == "static":
        return []
    found: list[Use] = []
    stack: list[tuple[ast.AST, ast.AST | None, ast.JoinedStr | None]] = [
        (child, None, None) for child in function.body
    ]
    while stack:
        node, parent, inside = stack.pop()
        if isinstance(node, ast.Name) and node.id == receiver:
            if not isinstance(node.ctx, ast.Load):
                raise CannotTell(node.lineno, f"gives {receiver} another value")
            attribute = parent if isinstance(parent, ast.Attribute) else None
            read = attribute is not None and isinstance(attribute.ctx, ast.Load)
            found.append(Use(node, attribute, read, inside))
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and _hides(node, receiver):
            outer = [*node.args.defaults, *(each for each in node.args.kw_defaults if each is not None)]
            stack.extend((child, node, inside) for child in (*outer, *getattr(node, "decorator_list", ())))
            continue
        if isinstance(node, ast.Nonlocal | ast.Global) and receiver in node.names:
            raise CannotTell(node.lineno, f"declares {receiver} global or nonlocal")
        if isinstance(node, ast.JoinedStr) and any(_names(each, receiver) for each in shown(node)):
            raise CannotTell(node.lineno, f"shows {receiver} as it is written, in an f-string")
        around = inside or (node if isinstance(node, ast.JoinedStr) else None)
        stack.extend((child, node, around) for child in ast.iter_child_nodes(node))
    return sorted(found, key=lambda use: (use.name.lineno, use.name.col_offset))


def _names(expression: ast.expr, receiver: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == receiver for node in ast.walk(expression))


def _hides(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, name: str) -> bool:
    arguments = function.args
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    return any(each is not None and each.arg == name for each in every)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a use becomes."""

    receiver: str
    """What stands for the name: ``self``, ``self._instance``."""
    attribute: str | None = None
    """Another name for the attribute; None where it stays."""


def edits(text: Text, replacements: Mapping[Use, Replacement]) -> Iterator[Edit]:
    """The edits that carry replacements out.

    Raises:
        CannotTell: an f-string in which the uses cannot be found.
    """
    strings: dict[ast.JoinedStr, list[Use]] = {}
    for use, replacement in replacements.items():
        if use.inside is not None and sys.version_info < (3, 12):
            strings.setdefault(use.inside, []).append(use)
            continue
        start, end = text.start(use.name), text.end(use.name)
        if text.text[start:end] != use.name.id:
            raise CannotTell(use.name.lineno, f"uses {use.name.id} where its position cannot be told")
        yield Edit(start, end, replacement.receiver)
        if use.attribute is not None and replacement.attribute is not None:
            last = text.end(use.attribute)
            yield Edit(last - len(use.attribute.attr), last, replacement.attribute)
    for string, inner in strings.items():
        yield from _in_string(text, string, inner, replacements)


def _in_string(
    text: Text, string: ast.JoinedStr, inner: list[Use], replacements: Mapping[Use, Replacement]
) -> Iterator[Edit]:
    """The edits in an f-string, whose uses are found by their order."""
    receiver = inner[0].name.id
    pattern = re.compile(rf"(?<![\w.]){re.escape(receiver)}\b(?:\s*\.\s*(\w+))?")
    start = text.start(string)
    places = [
        (start + begin + match.start(), match)
        for begin, field in _fields(text.of(string))
        for match in pattern.finditer(field)
    ]
    expected = [use.attribute.attr if use.attribute is not None else None for use in inner]
    if [match[1] for _, match in places] != expected:
        raise CannotTell(string.lineno, f"uses {receiver} in an f-string in which it cannot be told apart")
    for use, (begin, match) in zip(inner, places, strict=True):
        replacement = replacements[use]
        yield Edit(begin, begin + len(receiver), replacement.receiver)
        if use.attribute is not None and replacement.attribute is not None:
            offset = begin - match.start()
            yield Edit(offset + match.start(1), offset + match.end(1), replacement.attribute)


def _fields(source: str) -> Iterator[tuple[int, str]]:
    """The replacement fields of the f-strings in a concatenation of strings, with their offsets."""
    starts = [0]
    starts += [match.end() for match in re.finditer(r"\r\n|\r|\n", source)]
    # In brackets, so that line ends between the strings are nothing to the tokenizer.
    for token in tokenize.generate_tokens(io.StringIO(f"({source})", newline="").readline):
        prefix = re.match(r"[A-Za-z]*", token.string)
        if token.type != tokenize.STRING or prefix is None or "f" not in prefix.group().lower():
            continue
        row, column = token.start
        offset = starts[row - 1] + column - (1 if row == 1 else 0)
        body = token.string
        depth = 0
        begin = 0
        position = prefix.end()
        while position < len(body):
            character = body[position]
            if depth == 0 and body[position : position + 2] in ("{{", "}}"):
                position += 2
                continue
            if character == "{":
                depth += 1
                begin = position + 1 if depth == 1 else begin
            elif character == "}" and depth:
                depth -= 1
                if depth == 0:
                    yield offset + begin, body[begin:position]
            position += 1
