"""Reads the public property instead of the private attribute that it returns, or writes it where it can be set."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.concrete import NotFoundError
from facadelint.fixes.fix import Site, fix
from facadelint.rewriting.edits import Edit
from facadelint.rules.remedies import replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.properties import PublicProperty


@fix("FAC101")
def mend(site: Site) -> Iterator[Edit]:
    """Replace one name, behind a dot or in a class pattern."""
    if isinstance(site.node, ast.MatchClass):
        yield _in_pattern(site, site.node)
        return
    assert isinstance(site.node, ast.Attribute)
    start, end = site.file.attribute_name(site.node, site.parents)
    yield Edit(start, end, _known(site, site.node.attr).name)


def _in_pattern(site: Site, node: ast.MatchClass) -> Edit:
    import libcst as cst

    attribute = (site.finding.target or "").rpartition(".")[2]
    pattern = site.file.find(cst.MatchClass, node)
    for element in pattern.kwds:
        if element.key.value == attribute:
            return Edit(*site.file.span(element.key), _known(site, attribute).name)
    raise NotFoundError(f"no {attribute}= in the pattern of line {node.lineno}")


def _known(site: Site, attribute: str) -> PublicProperty:
    found = replacement(site.node, attribute, site.context)
    assert found is not None, "a rule offers only what there is"
    return found
