"""The concrete syntax of one file: where the tokens of a node of :mod:`ast` stand, by LibCST."""

from __future__ import annotations

import ast
import bisect
import re
import tokenize
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import libcst as cst
from libcst.metadata import CodePosition, CodeRange, MetadataWrapper, PositionProvider

from facadelint.rewriting.edits import Edit
from facadelint.rewriting.transaction import source_text
from facadelint.source.text import character_column

if TYPE_CHECKING:
    from collections.abc import Sequence

_Node = TypeVar("_Node", bound=cst.CSTNode)
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class NotFoundError(Exception):
    """A node of :mod:`ast` has no counterpart where it should be; nothing can be said of its tokens."""


class Concrete:
    """A file's text, and the positions of what LibCST reads in it.

    Offsets count characters from the start of :attr:`text`, which is without a byte order mark.
    """

    def __init__(self, content: bytes) -> None:
        """Read a file that Python can parse.

        Raises:
            NotFoundError: LibCST cannot read it.
        """
        whole = source_text(content)
        self.text = whole.removeprefix(_MARK)
        self._mark = whole[: len(whole) - len(self.text)]
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        try:
            self.module = cst.parse_module(self.text)
            wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
            self._ranges = wrapper.resolve(PositionProvider)
        except (cst.ParserSyntaxError, RecursionError) as error:
            raise NotFoundError(f"LibCST cannot read the file ({type(error).__name__})") from error

    def whole(self, text: str) -> str:
        """A changed text as a file holds it, with the byte order mark of the old one."""
        return self._mark + text

    @cached_property
    def newline(self) -> str:
        """The line ending of the file."""
        return self.module.default_newline

    @cached_property
    def indent(self) -> str:
        """One step of indentation."""
        return self.module.default_indent

    @property
    def lines(self) -> list[str]:
        """The lines with their ends, as Python counts them."""
        return [self.text[start:end] for start, end in pairwise([*self._starts, len(self.text)])]

    # Places

    def offset(self, line: int, column: int) -> int:
        """The offset of a line, counted from 1, and a column in characters, counted from 0."""
        # LibCST ends a file without a last line end on a line of its own.
        return self._starts[line - 1] + column if line <= len(self._starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        """The number of the line in which an offset lies."""
        return bisect.bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset at which a line begins; behind the last one the end of the text."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def indentation(self, line: int) -> str:
        """The white space that a line begins with."""
        match = re.compile(r"[ \t\f]*").match(self.text, self.line_start(line))
        return match[0] if match else ""

    def start(self, node: ast.AST) -> int:
        """Where a node of :mod:`ast` starts."""
        return self._place(node.lineno, node.col_offset)  # type: ignore[attr-defined]  # of a node that has a place

    def end(self, node: ast.AST) -> int:
        """Where a node of :mod:`ast` ends."""
        return self._place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]  # so has this one

    def _place(self, line: int, byte_offset: int) -> int:
        text = self.text[self.line_start(line) : self.line_start(line + 1)]
        return self.offset(line, character_column(text, byte_offset) - 1)

    def source(self, node: ast.AST) -> str:
        """The text of a node of :mod:`ast`."""
        return self.text[self.start(node) : self.end(node)]

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where a node of LibCST starts and ends, its parentheses left out."""
        found: CodeRange = self._ranges[node]
        return self._offset(found.start), self._offset(found.end)

    def _offset(self, place: CodePosition) -> int:
        return self.offset(place.line, place.column)

    # Nodes

    def find(self, kind: type[_Node], node: ast.AST) -> _Node:
        """The node of LibCST that stands exactly where a node of :mod:`ast` does.

        Raises:
            NotFoundError: there is none.
        """
        found = self._by_span.get((kind, self.start(node), self.end(node)))
        if not isinstance(found, kind):
            raise NotFoundError(
                f"no {kind.__name__} where line {getattr(node, 'lineno', '?')} should have one"
            )
        return found

    @cached_property
    def _by_span(self) -> dict[tuple[type[cst.CSTNode], int, int], cst.CSTNode]:
        return {(type(node), *self.span(node)): node for node in self._ranges}

    def attribute_name(self, node: ast.Attribute, parents: Sequence[ast.AST]) -> tuple[int, int]:
        """Where the name behind the dot stands.

        Raises:
            NotFoundError: it is not where it should be.
        """
        end = self._names_by_end.get(self.end(node))
        if end is not None and end.value == node.attr:
            return self.span(end)
        for parent in reversed(parents):
            if isinstance(parent, ast.JoinedStr):
                return self._in_string(node, parent)
        raise NotFoundError(f"no .{node.attr} where line {node.lineno} should have one")

    @cached_property
    def _names_by_end(self) -> dict[int, cst.Name]:
        return {
            self.span(node.attr)[1]: node.attr for node in self._ranges if isinstance(node, cst.Attribute)
        }

    def _in_string(self, node: ast.Attribute, string: ast.JoinedStr) -> tuple[int, int]:
        """The name in an f-string, told by what the expression says; before Python 3.12 its place is wrong."""
        wanted = _dump(node)
        twins = [
            each for each in ast.walk(string) if isinstance(each, ast.Attribute) and _dump(each) == wanted
        ]
        start, end = self.start(string), self.end(string)
        found = [
            each
            for each in self._ranges
            if isinstance(each, cst.Attribute)
            and start <= self.span(each)[0] < end
            and each.attr.value == node.attr
            and self._dumped(each) == wanted
        ]
        found.sort(key=lambda each: self.span(each.attr))
        if len(found) != len(twins):
            raise NotFoundError(f"the f-string of line {string.lineno} reads otherwise in LibCST")
        index = next(number for number, each in enumerate(twins) if each is node)
        return self.span(found[index].attr)

    def _dumped(self, node: cst.Attribute) -> str | None:
        try:
            return _dump(ast.parse(f"({self.module.code_for_node(node)})", mode="eval").body)
        except SyntaxError:
            return None

    def must_say(self, node: ast.expr) -> None:
        """Make sure that an expression stands where :mod:`ast` says; inside of an f-string it may not.

        Raises:
            NotFoundError: something else stands there.
        """
        try:
            said = _dump(ast.parse(f"({self.source(node)})", mode="eval").body)
        except SyntaxError:
            said = None
        if said != _dump(node):
            raise NotFoundError(f"the expression of line {node.lineno} is not where it should be")

    def argument_added(self, node: ast.Call, argument: str) -> Edit:
        """One more argument at the end of a call, on a line of its own where the last one has one.

        Raises:
            NotFoundError: the call is not where it should be.
        """
        call = self.find(cst.Call, node)
        bracket = self.end(node) - 1
        if not call.args:
            return Edit(bracket, bracket + 1, f"{argument})")
        last = call.args[-1]
        end = self.span(last)[1]
        tail = self.text[end:bracket]
        head, newline, closing = _split_last_line(tail)
        if not newline:
            return Edit(end, bracket + 1, f", {argument}{tail})")
        has_comma = isinstance(last.comma, cst.Comma)
        comma = "," if has_comma else ""
        indent = self.indentation(self.line_of(self.span(last)[0]))
        start = head if has_comma else f",{head}"
        return Edit(end, bracket + 1, f"{start}{newline}{indent}{argument}{comma}{newline}{closing})")

    def after_parameters(self, node: ast.FunctionDef) -> int:
        """Where a ``def`` takes its ``->``: behind the bracket that closes its parameters.

        Raises:
            NotFoundError: the function is not where it should be.
        """
        lines = iter(self.lines[node.lineno - 1 :])
        depth, closing = 0, None
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type == tokenize.OP:
                if token.string == ":" and not depth:
                    break
                depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
                if token.string == ")" and not depth:
                    closing = self.offset(token.end[0] + node.lineno - 1, token.end[1])
        if closing is None:
            raise NotFoundError(f"no def {node.name} in line {node.lineno}")
        return closing


def _split_last_line(text: str) -> tuple[str, str, str]:
    """What stands before the last line end, the line end, and what stands behind it."""
    ends = list(_LINE_END.finditer(text))
    if not ends:
        return text, "", ""
    return text[: ends[-1].start()], ends[-1][0], text[ends[-1].end() :]


def _dump(node: ast.expr) -> str:
    """What an expression says, wherever it stands and whether it is read or written."""
    return ast.dump(node).replace("ctx=Store()", "ctx=Load()").replace("ctx=Del()", "ctx=Load()")
