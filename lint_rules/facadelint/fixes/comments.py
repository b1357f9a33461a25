"""Takes a code out of a ``# noqa`` comment when the reason for it is gone."""

from __future__ import annotations

import ast
import re
import tokenize
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.rewriting.edits import Edit
from facadelint.source.privacy import is_dunder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from facadelint.fixes.concrete import Concrete

OF_RUFF = "SLF001"
"""What ruff (and flake8-self) calls a private access; see the documentation of ruff's private-member-access."""

_NOQA = re.compile(
    r"#\s*noqa(?P<colon>:\s*)(?P<codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)(?P<end>[,\s]*)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]+[0-9]*", re.IGNORECASE)
_DASHES = " \t-\u2013\u2014:;,."
_OWN_OBJECTS = frozenset(("self", "cls", "mcs"))


class Comments:
    """The comments of one file."""

    def __init__(self, file: Concrete) -> None:
        self._file = file

    @cached_property
    def _comments(self) -> dict[int, tuple[int, str]]:
        """Line -> offset and text of its comment. A string that looks like a comment is none."""
        found = {}
        lines = iter(self._file.lines)
        tokens = tokenize.generate_tokens(lambda: next(lines, ""))
        for token in tokens:
            if token.type == tokenize.COMMENT:
                line, column = token.start
                found[line] = self._file.offset(line, column), token.string
        return found

    def names_ours(self, lines: range, code: str) -> bool:
        """Whether a comment on one of the lines names a code of facadelint: ``FAC101``, ``FAC1``, ``FAC``."""
        return any(
            word.startswith("FAC") and code.startswith(word)
            for line in lines
            for word in _words(self._comments.get(line, (0, ""))[1])
        )

    def without(self, lines: range, is_over: Callable[[str], bool]) -> Iterator[Edit]:
        """Take out the codes that have no reason any more.

        What a person wrote behind the codes to explain them goes on as a comment of its own, since it is
        not ours to delete. Nothing is left of a comment that only said noqa.
        """
        for line in lines:
            if line in self._comments:
                start, text = self._comments[line]
                new = _shortened(text, is_over)
                if new != text:
                    if not new:
                        start -= _blanks_before(self._file.text, start)
                    yield Edit(start, self._comments[line][0] + len(text), new)


def _words(comment: str) -> list[str]:
    match = _NOQA.search(comment)
    return _CODE.findall(match["codes"]) if match else []


def _shortened(comment: str, is_over: Callable[[str], bool]) -> str:
    match = _NOQA.search(comment)
    if match is None:
        return comment
    codes = match["codes"]
    kept = [each for each in _CODE.finditer(codes) if not is_over(each[0])]
    if len(kept) == len(_CODE.findall(codes)):
        return comment
    if kept:
        separators = re.findall(r"[,\s]+", codes)
        between = separators[0] if separators else ", "
        listed = between.join(each[0] for each in kept)
        return comment[: match.start("codes")] + listed + comment[match.end("codes") :]
    before = comment[: match.start()].rstrip()
    after = comment[match.end() :].strip(" \t").lstrip(_DASHES)
    if after and not after.startswith("#"):
        after = f"# {after}"
    return "  ".join(filter(None, (before, after)))


def _blanks_before(text: str, offset: int) -> int:
    return len(text[:offset]) - len(text[:offset].rstrip(" \t"))


def is_private_access(node: ast.AST) -> bool:
    """Whether ruff would call a node a private access, as far as its name tells; rather too often than too rarely."""
    if not isinstance(node, ast.Attribute) or not node.attr.startswith("_"):
        return False
    if is_dunder(node.attr):
        return False
    base = node.value
    if isinstance(base, ast.Name):
        return base.id not in _OWN_OBJECTS
    return not (isinstance(base, ast.Call) and isinstance(base.func, ast.Name) and base.func.id == "super")
