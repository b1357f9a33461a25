"""Passes the parameter on by keyword, as the last argument."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.fix import Site, fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.rewriting.edits import Edit


@fix("FAC204")
def mend(site: Site) -> Iterator[Edit]:
    """Add one argument to the call, laid out as the others are."""
    function, node = site.finding.within, site.node
    assert function is not None
    assert isinstance(node, ast.arg)
    forwarding = site.context.forwarding(function)
    assert forwarding is not None
    call = forwarding.delegation.call
    assert call is not None
    yield site.file.argument_added(call, f"{node.arg}={node.arg}")
