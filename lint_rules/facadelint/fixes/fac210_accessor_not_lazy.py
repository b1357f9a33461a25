"""Makes a property that builds a domain a cached one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.fixes.edits import Edit
from facadelint.fixes.fix import Site, fix
from facadelint.fixes.imports import Imports

if TYPE_CHECKING:
    from collections.abc import Iterator


@fix("FAC210")
def mend(site: Site) -> Iterator[Edit]:
    """Replace the decorator, and import the new one."""
    assert isinstance(site.node, ast.FunctionDef)
    [decorator] = site.node.decorator_list
    name, imports = Imports.of(site).name("functools", "cached_property")
    yield Edit(site.file.start(decorator), site.file.end(decorator), name)
    yield from imports
