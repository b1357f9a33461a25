"""What has to be changed inside of moved code because it runs elsewhere: relative imports, and levels of the stack."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.extract.receiver import CannotTell
from facadelint.rewriting.edits import Edit
from facadelint.source.scopes import absolute_import

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.extract.names import Function
    from facadelint.extract.spans import Text
    from facadelint.source.modules import Module


def relative_imports(text: Text, module: Module, definition: ast.stmt) -> Iterator[Edit]:
    """An import inside of what moves starts from another package in the domain."""
    for node in ast.walk(definition):
        if isinstance(node, ast.ImportFrom) and node.level:
            source = absolute_import(module, node)
            start = text.start(node)
            found = re.match(r"from\s*(\.[.\s\w]*?)\s*\bimport\b", text.of(node))
            if source is None or found is None:
                raise CannotTell(node.lineno, "has a relative import that leads out of its package")
            yield Edit(start, start + found.end(1), f"from {source}")


def stack_levels(text: Text, function: Function) -> Iterator[Edit]:
    """The delegation is one frame more, which a warning has to pass over."""
    for node in ast.walk(function):
        match node:
            case ast.keyword(arg="stacklevel", value=ast.Constant(value=int(level)) as value) if level > 1:
                yield Edit(text.start(value), text.end(value), str(level + 1))
            case _:
                pass
