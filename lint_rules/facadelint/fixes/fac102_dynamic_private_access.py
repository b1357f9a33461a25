"""Reads the public property instead of ``getattr(facade, "_attribute")``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.fix import RefusedError, Site, fix
from facadelint.rewriting.edits import Edit
from facadelint.rules.remedies import replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDS_NO_BRACKETS = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)


@fix("FAC102")
def mend(site: Site) -> Iterator[Edit]:
    """Leave the object as it is written, and replace what is around it."""
    node, file = site.node, site.file
    assert isinstance(node, ast.Call)
    base, key = node.args
    assert isinstance(key, ast.Constant)
    assert isinstance(key.value, str)
    known = replacement(node, key.value, site.context)
    assert known is not None, "a rule offers only what there is"
    file.must_say(node)
    start, end, inner_start, inner_end = file.start(node), file.end(node), file.start(base), file.end(base)
    around = file.text[start:inner_start] + file.text[inner_end:end]
    if "#" in around:
        raise RefusedError("a comment stands inside of the call")
    inside = file.text[inner_start:inner_end]
    is_plain = isinstance(base, _NEEDS_NO_BRACKETS) and not set("\r\n") & set(inside)
    opening, closing = ("", "") if is_plain else ("(", ")")
    yield Edit(start, inner_start, opening)
    yield Edit(inner_end, end, f"{closing}.{known.name}")
