"""# private-access (FAC103)

## What it does
Reports a domain that touches a private attribute of any other object: of what the facade gives it, of a
collaborator, of an argument. It goes by the name, typed or not.

## Why is this bad?
What a class keeps private may change without notice. A domain that reaches behind the facade's public
property has only moved its dependency one step further away.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database._engine.total()
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total()
```

## Options
- `public-names`: underscore names that are public API where they come from, by default `_meta` of Django.

## Fix
None: only the owner of the attribute can make it public.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from facadelint.inference.values import (
    ClassObject,
    External,
    FunctionObject,
    Instance,
    ModuleObject,
    Super,
    Values,
)
from facadelint.rules.context import Finding, RuleContext, cut
from facadelint.rules.remedies import unwrapped
from facadelint.rules.rule import Role, rule
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint.inference.program import Program
    from facadelint.source.modules import Module

CASES = """
### behind a public property of the facade
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database._engine  # error: FAC103 16 "order domain touches the private attribute _engine of self._shop.database"

### of an argument, typed or not
class OrderDomain:
    def total(self, order):
        order._frozen = True  # error: FAC103 9 "order domain touches the private attribute _frozen of order"

### its own state, another instance of its own class, and protocols are fine
import logging
from collections import namedtuple

Line = namedtuple("Line", "item")


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop
        self._lines = []

    def __eq__(self, other):
        return self._lines == other._lines

    def copy(self, line):
        twin = type(self)(self._shop)
        twin._lines = [line._replace(item=1), logging._levelToName]
        return super()._copy(twin, self.__class__._lines)

### names that a class of the domain's own package defines are fine
class OrderDomain:
    def total(self, lines):
        return lines._count
# --- shop/orders/lines.py
class Lines:
    def __init__(self):
        self._count = 0
"""

_PROTOCOLS = frozenset(
    ("_make", "_asdict", "_replace", "_fields", "_field_defaults", "_source", "_field_types",  # named tuples
     "_name_", "_value_", "_missing_", "_ignore_", "_order_", "_generate_next_value_", "_member_map_",
     "_member_names_", "_value2member_map_", "_sunder_", "_add_alias_", "_add_value_alias_"))  # enums  # fmt: skip


@rule("FAC103", "private-access", roles=[Role.DOMAIN], nodes=[ast.Attribute, ast.MatchClass])
def check(node: ast.Attribute | ast.MatchClass, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute, or at the attributes that a class pattern names."""
    if isinstance(node, ast.MatchClass):
        yield from _pattern(node, context)
        return
    if not _is_suspicious(node.attr, context) or context.is_receiver(node.value):
        return
    if _is_exempt(node, context.values(node.value), context) or node.attr in _names_of_package(context):
        return
    if _is_own_base(node.value, context):
        return
    if unwrapped(node, context) is None:  # FAC413 says it
        yield _finding(node, node.attr, ast.unparse(node.value), context)


def _pattern(node: ast.MatchClass, context: RuleContext) -> Iterator[Finding]:
    for name in node.kwd_attrs:
        if not _is_suspicious(name, context) or name in _names_of_package(context):
            continue
        values = context.values(node.cls) | context.pattern_values(node)
        if not any(each.is_facade(values) for each in context.facades_here) and not _is_own(values, context):
            yield _finding(node, name, ast.unparse(node.cls), context)


def _is_suspicious(name: str, context: RuleContext) -> bool:
    return context.is_private(name) and name not in _PROTOCOLS


def _is_exempt(node: ast.Attribute, values: Values, context: RuleContext) -> bool:
    if isinstance(node.value, ast.Call) and _is_super(node.value):
        return True
    # A facade is the business of FAC101 and FAC302, another one too where the code is a domain of it as well.
    return (
        any(
            facade.is_facade(values) and not facade.is_others(values, node.attr)
            for facade in context.facades_here
        )
        or _is_own(values, context)
        or _is_module(node.value, values, context)
    )


def _finding(node: ast.AST, name: str, owner: str, context: RuleContext) -> Finding:
    owner = cut(owner)
    return Finding(
        node,
        f"{context.subject} touches the private attribute {name} of {owner}; use what its class makes public",
        target=f"{owner}.{name}",
    )


def _is_super(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_own(values: Values, context: RuleContext) -> bool:
    """Whether one of the values is of a class whose body is around the node, or of one related to it."""
    owners = {definition for definition in context.enclosing if isinstance(definition, ast.ClassDef)}
    for value in values:
        if isinstance(value, Super):
            return True
        if isinstance(value, FunctionObject) and _is_ours(value.scope.module, context):
            return True  # what a function notes down on itself, ``load._seen``, is no instance's
        if isinstance(value, Instance | ClassObject) and any(cls.node in owners for cls in value.cls.mro):
            return True
    return False


def _is_own_base(node: ast.expr, context: RuleContext) -> bool:
    """``Base._set_up(self)`` says of a class around what ``super()._set_up()`` does; it may be from elsewhere."""
    named = ast.dump(node) if isinstance(node, ast.Name | ast.Attribute) else None
    return named is not None and any(
        ast.dump(base.value if isinstance(base, ast.Subscript) else base) == named
        for cls in context.classes_around()
        for each in cls.mro
        for base in each.node.bases
    )


def _is_ours(module: Module, context: RuleContext) -> bool:
    domain = context.domain
    return module is context.module or (domain is not None and domain.holds(module.name))


def _is_module(node: ast.expr, values: Values, context: RuleContext) -> bool:
    """A private member of an imported module is that module's business."""
    for value in values:
        if isinstance(value, ModuleObject):
            return True
        if isinstance(value, External):
            if isinstance(node, ast.Attribute):
                return value.name == "os.path" or value.name in _imported(context)
            # ``from somewhere import thing``: whether that is a module only running it would tell, but
            # modules are lower case, and what cannot be known stays quiet.
            return value.name.rpartition(".")[2].islower()
    return False


def _imported(context: RuleContext) -> set[str]:
    """What an ``import a.b.c`` of the file names: ``a.b`` and ``a.b.c``; that ``a`` is a module its value says."""
    return {
        alias.name.rsplit(".", index)[0]
        for node in descend(context.module.tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        for index in range(alias.name.count("."))
    }


def _names_of_package(context: RuleContext) -> frozenset[str]:
    """Every attribute that a class in the domain's own package, or in this file, defines."""
    if context.domain is None:
        return frozenset()
    program, here = context.view.inference.program, context.module.name
    known = _defined.setdefault(program, {})
    package = (*context.domain.modules, *context.domain.packages)
    if package not in known:
        known[package] = _defined_names(context.domain, program)
    if (*package, here) not in known:  # a file that is not saved yet may be in no package
        known[*package, here] = known[package] | _defined_in(program.finder.find(here), program)
    return known[*package, here]


# Not functools.cache, which would keep every program alive: an editor's server has one for each key pressed.
_defined: WeakKeyDictionary[Program, dict[tuple[str, ...], frozenset[str]]] = WeakKeyDictionary()


def _defined_names(domain: Domain, program: Program) -> frozenset[str]:
    modules = {name: program.finder.find(name) for name in domain.modules}
    for package in domain.packages:
        folder = program.finder.folder(package)
        if folder is not None:
            modules |= {module.name: module for module in program.finder.below(folder)}
    return frozenset().union(*(_defined_in(module, program) for module in modules.values()))


def _defined_in(module: Module | None, program: Program) -> set[str]:
    classes = program.classes_in(module) if module is not None else ()
    return {name for cls in classes for name in cls.defined_names}
