"""# unused-setting (FAC901)

## What it does
Reports a glob of `exempt`, `collaborators`, `guards`, `shared`, `importers`, `plan`, `exclude` or
`per-file-ignores` that matches nothing, at its line in the configuration. `facadelint check` alone says it,
and only of what the run looked at: the facade's members, or the whole project.

## Why is this bad?
It is misspelled, and what it was to allow or to plan is not; or what it was for is gone, and it waits to
swallow something new that happens to be called the same.

## Example
```toml
[[facades]]
class = "shop.facade:Shop"
exempt = ["dispoze"]
```

## Use instead
```toml
[[facades]]
class = "shop.facade:Shop"
exempt = ["dispose"]
```
A glob of `domains` or `accessors` that matches nothing is an error of the configuration.

## Options
None.

## Fix
None.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob, name_glob, path_glob
from facadelint.core.paths import below
from facadelint.core.spelling import nearest, suggestion
from facadelint.facademap.domains import modules_matching
from facadelint.facademap.guards import words_of
from facadelint.rules.context import Finding
from facadelint.rules.project import Entry, ProjectContext
from facadelint.rules.rule import Role, rule
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.facademap.facade import Facade

CASES = """
### misspelled members, modules and paths
# --- pyproject.toml
[tool.facadelint]
exclude = ["shop/generated", "shop/billing/*_domain.py"]  # error: FAC901 12 "shop/generated matches no file or folder"

[tool.facadelint.per-file-ignores]
"shop/legacy/*" = ["FAC103"]  # error: FAC901 1 "shop/legacy/* matches no file"
"shop/orders/*" = ["FAC103"]

[[tool.facadelint.facades]]
class = "shop.facade:Shop"
exempt = ["notify", "notfy"]  # error: FAC901 21 "exempt: notfy matches no member of Shop. Did you mean "
collaborators = [
    "_database",
    "_databse",  # error: FAC901 5 "collaborators: _databse matches no attribute of Shop"
]
guards = ["warn"]  # error: FAC901 11 "guards: warn matches no guard of Shop"
shared = ["shop.orders.lines"]  # error: FAC901 11 "shared: shop.orders.lines matches no module"
importers = ["shop.*", "shop.cli"]  # error: FAC901 24
plan = { order = ["notify", "pack_*"] }  # error: FAC901 29 "plan: pack_* matches no member of Shop"

### all of them match something
# --- pyproject.toml
[tool.facadelint]
exclude = ["generated", "*.pyc.txt"]
per-file-ignores = { "stock_domain.py" = ["FAC103"] }

[[tool.facadelint.facades]]
class = "shop.facade:Shop"
exempt = ["not*"]
collaborators = ["_database", "_listen*"]
guards = ["assert"]
shared = ["shop.**.lines"]
importers = ["shop.cli"]
plan = { order = ["notify"] }
# --- shop/generated/__init__.py
# --- shop/orders/a.pyc.txt
# --- shop/cli.py
# --- shop/orders/lines.py
COUNT = 1
# --- shop/facade.py
from functools import cached_property


class Shop:
    def __init__(self, database):
        self._database = database
        self._listeners = []

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        assert self
        return self._order_domain.total()

    def notify(self):
        return [each() for each in self._listeners]
"""


@rule("FAC901", "unused-setting", roles=[Role.PROJECT], nodes=[Entry])
def check(node: Entry, context: ProjectContext) -> Iterable[Finding]:
    """Look at one glob."""
    said = _of_project(node, context) if node.facade is None else _of_facade(node, node.facade, context)
    if said is not None:
        step = "" if said.endswith("?") else "; remove it"
        what = f"{node.key}: {node.value}"
        return [Finding(node, f"{what} matches no {said}{step}", target=what)]
    return []


def _of_project(node: Entry, context: ProjectContext) -> str | None:
    if not context.whole:
        return None
    if node.key == "exclude":
        return "file or folder" if node.value in context.unmatched else None
    glob = path_glob(node.value)
    root = context.map.settings.root
    paths = (path for file in context.files if (path := below(file, root)) is not None)
    return None if any(map(glob.matches, paths)) else "file that is checked"


def _of_facade(node: Entry, facade: Facade, context: ProjectContext) -> str | None:
    if node.key in ("shared", "importers"):
        names = {context.map.finder.name_of(file) or "" for file in context.files}
        glob = module_glob(node.value)
        if (
            not context.whole
            or any(map(glob.matches, names))
            or modules_matching(node.value, context.map.finder)
        ):
            return None
        near = nearest(node.value, sorted(names))
        return f"module. {suggestion(near)}" if near else "module"
    if node.key not in _MEMBERS or facade.cls.module.path not in context.files:
        return None
    what, candidates = _MEMBERS[node.key](facade)
    if any(map(name_glob(node.value).matches, candidates)):
        return None
    is_private = node.value.startswith("_")
    alike_first = sorted(candidates, key=lambda name: (name.startswith("_") != is_private, name))
    known = ("assert", "raise", "warn") if node.key == "guards" else ()
    near = nearest(node.value, [*alike_first, *known])
    return f"{what} of {facade.name}" + (f". {suggestion(near)}" if near else "")


def _members(facade: Facade) -> tuple[str, set[str]]:
    return "member", {*facade.members, *facade.inherited}


def _attributes(facade: Facade) -> tuple[str, set[str]]:
    """What is stored, and what is used of self: a base from elsewhere may have stored it."""
    names = {name for cls in facade.cls.mro for name in cls.defined_names}
    names.update(
        node.attr
        for cls in facade.cls.mro
        for function in cls.functions()
        for node in descend(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    )
    return "attribute", names


def _guards(facade: Facade) -> tuple[str, set[str]]:
    """The words for every check, warning and assertion in a member, whether or not it stands before a delegation."""
    words = {
        word
        for member in facade.members.values()
        for part in member.parts
        for node in own_nodes(part.function)
        if isinstance(node, ast.stmt)
        for found in words_of(node, facade.cls.outer)
        for word in found
    }
    return "guard", words


_MEMBERS = {"exempt": _members, "plan": _members, "collaborators": _attributes, "guards": _guards}
