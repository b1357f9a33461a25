"""Passes each parameter where the one of its name is expected, where parameters have changed places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.fixes.fix import Site, fix
from facadelint.rewriting.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC206")
def mend(site: Site) -> Iterator[Edit]:
    """Put all of them right at once: one alone would pass a parameter twice."""
    function = site.finding.within
    assert function is not None
    forwarding = site.context.forwarding(function)
    assert forwarding is not None
    for each in forwarding.misdirected:
        yield Edit(site.file.start(each.name), site.file.end(each.name), each.place)
