"""Returns what the domain returns, or waits for its coroutine."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.losses import mendings
from facadelint.fixes.fix import Site, fix
from facadelint.rewriting.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC209")
def mend(site: Site) -> Iterator[Edit]:
    """Add ``return`` or ``await`` before each statement that lets go of the value."""
    assert isinstance(site.node, ast.FunctionDef | ast.AsyncFunctionDef)
    reached = (site.finding.target or "").partition("->")[2]
    for each in mendings(site.node, reached, site.context.forwarder.finder):
        start = site.file.start(each.statement)
        yield Edit(start, start, f"{each.word} ")
