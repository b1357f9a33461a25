"""Moves an import of the facade that only annotations need under TYPE_CHECKING."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.fixes.edits import Edit, TypingImport
from facadelint.fixes.fix import RefusedError, Site, fix
from facadelint.fixes.imports import Imports
from facadelint.rules.fac303_runtime_facade_import import facade_aliases
from facadelint.source.annotations import name_uses

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC303")
def mend(site: Site) -> Iterator[Edit | TypingImport]:
    """Take the names out of the import, put them under TYPE_CHECKING, and quote what Python would evaluate."""
    node = site.node
    assert isinstance(node, ast.Import | ast.ImportFrom)
    aliases = facade_aliases(node, site.context)
    for alias in aliases:
        _must_not_be_used_elsewhere(site, alias.asname or alias.name)
    imports = Imports.of(site)
    yield from imports.without(node, aliases)
    names = ", ".join(f"{each.name} as {each.asname}" if each.asname else each.name for each in aliases)
    source = f"from {'.' * node.level}{node.module or ''} " if isinstance(node, ast.ImportFrom) else ""
    yield TypingImport(f"{source}import {names}")
    uses = name_uses(site.context.module.tree, {alias.asname or alias.name for alias in aliases})
    for annotation in uses.evaluated:
        text = site.file.source(annotation)
        if set("\"'\r\n\\") & set(text):
            raise RefusedError(f"the annotation {text.split()[0]} ... cannot be quoted as it is")
        yield Edit(site.file.start(annotation), site.file.end(annotation), f'"{text}"')


def _must_not_be_used_elsewhere(site: Site, name: str) -> None:
    """Whoever takes the facade from this module would not find it any more."""
    here = site.context.module
    finder = site.context.view.finder
    last = re.escape(here.name.rpartition(".")[2].encode())
    through_module = re.compile(rb"\b" + last + rb"\s*\.\s*" + re.escape(name.encode()) + rb"\b")
    for module in (each for root in finder.roots for each in finder.below(root)):
        if module is here or not isinstance(module.source, bytes):
            continue
        if through_module.search(module.source) or any(
            each.module == here.name and {name.encode(), b"*"} & _words(each.names) for each in module.skimmed
        ):
            raise RefusedError(f"{module.name} uses {name} of this module")


def _words(names: bytes) -> set[bytes]:
    return set(re.findall(rb"\w+|\*", names))
