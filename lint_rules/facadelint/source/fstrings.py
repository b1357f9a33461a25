"""F-strings that show the text of an expression beside its value: ``f"{self.size=}"``."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def shown(string: ast.JoinedStr) -> Iterator[ast.expr]:
    """The expressions whose text an f-string shows.

    The syntax tree has that text as a part of its own, so that ``f"size={size!r}"`` looks the same and is taken for it.
    """
    text = ""
    for part in string.values:
        match part:
            case ast.Constant(value=str(text)):
                pass
            case ast.FormattedValue(value=value, conversion=conversion, format_spec=specification):
                is_plain = conversion == _UNCONVERTED and specification is None  # which {size=} never is
                if not is_plain and _bare(text).endswith(f"{_bare(ast.unparse(value))}="):
                    yield value
                text = ""
            case _:
                pass


_UNCONVERTED = -1


def _bare(text: str) -> str:
    """A text without what may be written in several ways."""
    return re.sub(r"""[\s()'"]""", "", text)


def is_shown(node: ast.AST, parents: Iterable[ast.AST]) -> bool:
    """Whether the text of a node is shown by one of the f-strings around it."""
    return any(
        node in descend(expression)
        for parent in parents
        if isinstance(parent, ast.JoinedStr)
        for expression in shown(parent)
    )
