"""Where the parts of a definition stand in the text: its header, its docstring, its body, all of it."""

from __future__ import annotations

import ast
import io
import tokenize
from typing import TYPE_CHECKING

from facadelint.extract.spans import comments_above, comments_below, first_line
from facadelint.rewriting.edits import Edit

if TYPE_CHECKING:
    from facadelint.extract.names import Function
    from facadelint.extract.spans import Text


def header_end(text: Text, function: Function) -> tuple[int, int]:
    """The line of the colon that ends the header, and the offset after it."""
    start = text.start(function)
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text.text[start:], newline="").readline):
        if token.type == tokenize.OP:
            if token.string in "([{":
                depth += 1
            elif token.string in ")]}":
                depth -= 1
            elif token.string == ":" and depth == 0:
                row, column = token.end
                line = function.lineno + row - 1
                begin = start if row == 1 else text.line_start(line)
                return line, begin + column
    raise AssertionError("a function has a colon")


def has_docstring(function: Function) -> bool:
    return ast.get_docstring(function, clean=False) is not None


def body_start(text: Text, function: Function) -> int | None:
    """The offset of the line after the header; None where the body begins on the header's line."""
    line, _ = header_end(text, function)
    return None if function.body[0].lineno == line else text.line_start(line + 1)


def docstring_end(text: Text, function: Function) -> int:
    """The offset of the line after the docstring, or after the header where there is none."""
    if has_docstring(function):
        return text.line_start((function.body[0].end_lineno or 1) + 1)
    line, _ = header_end(text, function)
    return text.line_start(line + 1)


def last_line(text: Text, function: Function) -> int:
    """The last line of a definition, with comments that stand below its last statement at its depth."""
    assert function.end_lineno is not None
    first = function.body[0]
    indent = len(text.indentation(first.lineno))
    if header_end(text, function)[0] == first.lineno:
        return function.end_lineno
    return comments_below(text, function.end_lineno, indent)


def removed(text: Text, node: ast.stmt) -> Edit:
    """All of a definition, with the comments above it, and the blank lines there where some follow as well."""
    first = comments_above(text, first_line(node))
    last = node.end_lineno or node.lineno
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        last = last_line(text, node)
    follows = text.line(last + 1).strip()
    while first > 1 and not follows and not text.line(first - 1).strip():
        first -= 1
    return Edit(text.line_start(first), text.line_start(last + 1), "")
