"""Says which domain an accessor gives, for type checkers alone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.fix import Site, fix
from facadelint.fixes.imports import Imports
from facadelint.rewriting.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.fixes.edits import TypingImport


@fix("FAC212")
def mend(site: Site) -> Iterator[Edit | TypingImport]:
    """Add the annotation in quotes, and the import under TYPE_CHECKING."""
    assert isinstance(site.node, ast.FunctionDef)
    cls = site.context.facade.accessors[site.node.name].cls
    assert cls is not None, "a rule offers only what there is"
    if cls.module is not site.context.module:
        yield from Imports.of(site).for_typing(cls.module.name, cls.name)
    place = site.file.after_parameters(site.node)
    yield Edit(place, place, f' -> "{cls.name}"')
