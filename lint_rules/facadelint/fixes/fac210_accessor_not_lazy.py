"""Makes a property that builds a domain a cached one, or moves the import of the domain into its accessor."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.edits import TypingImport
from facadelint.fixes.fix import RefusedError, Site, fix
from facadelint.fixes.imports import Imports
from facadelint.rewriting.edits import Edit
from facadelint.rules.fac210_accessor_not_lazy import MOVE_IMPORT, module_level_import
from facadelint.source.annotations import name_uses

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC210")
def mend(site: Site) -> Iterator[Edit | TypingImport]:
    """Do the one or the other; where both are needed, the import comes in the next pass."""
    assert isinstance(site.node, ast.FunctionDef | ast.AsyncFunctionDef)
    if site.finding.fix == MOVE_IMPORT:
        yield from _move_import(site, site.node)
        return
    [decorator] = site.node.decorator_list
    name, imports = Imports.of(site).name("functools", "cached_property")
    yield Edit(site.file.start(decorator), site.file.end(decorator), name)
    yield from imports


def _move_import(site: Site, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Edit | TypingImport]:
    file, imports = site.file, Imports.of(site)
    needed = module_level_import(site.context.facade.accessors[node.name], site.context)
    assert needed is not None, "a rule offers only what there is"
    name, statement = needed[1].name, needed[1].node
    assert isinstance(statement, ast.Import | ast.ImportFrom)
    [alias] = [each for each in statement.names if (each.asname or each.name) == name]
    imports.must_not_be_used_elsewhere(site, name)
    yield from imports.without(statement, [alias])
    first = next((each for each in node.body if not _is_text(each)), node.body[-1])
    if first.lineno == node.lineno or file.text[file.line_start(first.lineno) : file.start(first)].strip():
        raise RefusedError("the accessor is written on one line")
    line = imports.statement(statement, [alias])
    start = file.line_start(first.lineno)
    yield Edit(start, start, f"{file.indentation(first.lineno)}{line}{file.newline * 2}")
    uses = name_uses(site.context.module.tree, {name}, outside=node)
    if uses.is_annotated:
        yield TypingImport(line)
    yield from imports.quoted(uses)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
