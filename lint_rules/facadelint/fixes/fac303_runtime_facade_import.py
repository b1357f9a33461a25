"""Moves an import of the facade that only annotations need under TYPE_CHECKING."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.edits import TypingImport
from facadelint.fixes.fix import Site, fix
from facadelint.fixes.imports import Imports
from facadelint.rules.fac303_runtime_facade_import import facade_aliases
from facadelint.source.annotations import name_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.rewriting.edits import Edit


@fix("FAC303")
def mend(site: Site) -> Iterator[Edit | TypingImport]:
    """Take the names out of the import, put them under TYPE_CHECKING, and quote what Python would evaluate."""
    node = site.node
    assert isinstance(node, ast.Import | ast.ImportFrom)
    aliases = facade_aliases(node, site.context)
    imports = Imports.of(site)
    for alias in aliases:
        imports.must_not_be_used_elsewhere(site, alias.asname or alias.name)
    yield from imports.without(node, aliases)
    yield TypingImport(imports.statement(node, aliases))
    yield from imports.quoted(
        name_uses(site.context.module.tree, {alias.asname or alias.name for alias in aliases})
    )
