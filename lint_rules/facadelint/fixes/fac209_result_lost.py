"""Returns what the domain returns, or waits for its coroutine."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.losses import mending
from facadelint.fixes.edits import Edit
from facadelint.fixes.fix import Site, fix

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC209")
def mend(site: Site) -> Iterator[Edit]:
    """Add ``return`` or ``await`` before the statement that lets go of the value."""
    assert isinstance(site.node, ast.FunctionDef | ast.AsyncFunctionDef)
    reached = (site.finding.target or "").partition("->")[2]
    found = mending(site.node, reached, site.context.forwarder.finder)
    assert found is not None, "a rule offers only what there is"
    start = site.file.start(found.statement)
    yield Edit(start, start, f"{found.word} ")
