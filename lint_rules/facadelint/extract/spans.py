"""Positions of syntax nodes as offsets into a text, and the comments around a line."""

from __future__ import annotations

import ast
import re

_LINE_END = re.compile(r"\r\n|\r|\n")
Positioned = ast.stmt | ast.expr | ast.alias | ast.arg | ast.keyword


class Text:
    """The text of one file, with the offsets of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        first = 1 if text.startswith("\ufeff") else 0  # the byte order mark has no column
        self.starts = [first, *(match.end() for match in _LINE_END.finditer(text))]
        newline = _LINE_END.search(text)
        self.newline = newline.group() if newline else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a position of :mod:`ast`: a line from 1, a column in bytes of UTF-8."""
        start = self.starts[line - 1]
        piece = self.text[start : start + column]  # as many characters as bytes, or more
        if piece.isascii():
            return start + column
        return start + len(piece.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))

    def start(self, node: Positioned) -> int:
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: Positioned) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.end_lineno, node.end_col_offset)

    def of(self, node: Positioned) -> str:
        return self.text[self.start(node) : self.end(node)]

    def line_start(self, line: int) -> int:
        """Where a line begins; of the line after the last one, the end of the text."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def line(self, line: int) -> str:
        """One line with its end; empty beyond the last one."""
        return self.text[self.line_start(line) : self.line_start(line + 1)] if line > 0 else ""

    def indentation(self, line: int) -> str:
        """The white space that a line begins with."""
        content = self.line(line)
        return content[: len(content) - len(content.lstrip(" \t"))]

    @property
    def line_count(self) -> int:
        return len(self.starts)


def comments_above(text: Text, line: int) -> int:
    """The first of the comment lines that stand right above a line, at its own indentation; else the line."""
    indent = text.indentation(line)
    first = line
    while first > 1:
        above = text.line(first - 1)
        if not above.lstrip().startswith("#") or text.indentation(first - 1) != indent:
            break
        first -= 1
    return first


def comments_below(text: Text, line: int, indent: int) -> int:
    """The last comment line below a line that is indented at least that much; blank lines before it count."""
    last = line
    current = line + 1
    while current <= text.line_count:
        content = text.line(current)
        if content.strip():
            if not content.lstrip().startswith("#") or len(text.indentation(current)) < indent:
                break
            last = current
        current += 1
    return last


def first_line(node: ast.stmt) -> int:
    """The line of a definition's first decorator, or of the statement itself."""
    decorators = getattr(node, "decorator_list", [])
    return int(min([node.lineno, *(each.lineno for each in decorators)]))
