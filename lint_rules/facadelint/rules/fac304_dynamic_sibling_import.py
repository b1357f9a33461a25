"""# dynamic-sibling-import (FAC304)

## What it does
Reports a domain that imports a sibling by name: with `importlib.import_module`, `__import__` or
`pkgutil.resolve_name`, absolute or relative.

## Why is this bad?
It is a sibling import that no tool sees: not the editor, not the import graph, not a rename.

## Example
```python
import importlib


def stock():
    return importlib.import_module("shop.stock.stock_domain")
```

## Use instead
```python
def reserve(shop, item):
    shop.reserve(item)
```

## Options
- `shared`: modules that any domain may import.

## Fix
None.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob
from facadelint.inference.values import External, Text
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.importers import is_test_module
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### absolute, relative and by the built-in
import importlib
import pkgutil
from importlib import import_module as load

STOCK = "shop." + "stock.stock_domain"


def siblings():
    importlib.import_module("shop.stock")  # error: FAC304 5 "order domain imports stock domain (shop.stock) by import_module"
    load("..billing.billing_domain", package="shop.orders")  # error: FAC304 5
    load("..billing", __package__)  # error: FAC304 5
    __import__(STOCK)  # error: FAC304 5 "by __import__"
    return pkgutil.resolve_name("shop.stock.stock_domain:StockDomain")  # error: FAC304 12

### its own modules, others, and names that are not known are fine
import importlib


def load(name):
    importlib.import_module("shop.orders.lines")
    importlib.import_module("json")
    return importlib.import_module(name)
"""

_FUNCTIONS = {
    "importlib.import_module": "import_module",
    "builtins.__import__": "__import__",
    "importlib.__import__": "__import__",
    "pkgutil.resolve_name": "resolve_name",
}


@rule(
    "FAC304",
    "dynamic-sibling-import",
    roles=[Role.DOMAIN],
    nodes=[ast.Call],
    words=["import_module", "__import__", "resolve_name"],
)
def check(node: ast.Call, context: RuleContext) -> Iterator[Finding]:
    """Look at one call."""
    functions = {
        _FUNCTIONS[value.name]
        for value in context.values(node.func)
        if isinstance(value, External) and value.name in _FUNCTIONS
    }
    if not functions or is_test_module(context.module.name):
        return
    shared = [module_glob(glob) for glob in context.facade.settings.shared]
    own = context.facade.domains_in(context.module.name)
    seen = set(own)
    named = (
        (function, module) for function in sorted(functions) for module in _modules(node, function, context)
    )
    for function, module in named:
        for domain in context.facade.domains_in(module):
            if domain not in seen and not any(glob.matches(module) for glob in shared):
                seen.add(domain)
                yield Finding(
                    node,
                    f"{context.subject} imports {domain.name} domain ({module}) by {function}; "
                    f"call a public method of {context.facade.name} instead",
                    target=module,
                )


def _modules(node: ast.Call, function: str, context: RuleContext) -> Iterator[str]:
    arguments = {keyword.arg: keyword.value for keyword in node.keywords}
    name = node.args[0] if node.args else arguments.get("name")
    if name is None:
        return
    for text in _texts(name, context):
        if function == "resolve_name":
            yield _known_module(text.partition(":")[0], context)
        elif function == "__import__":
            level = node.args[4] if len(node.args) > 4 else arguments.get("level")
            steps = level.value if isinstance(level, ast.Constant) and isinstance(level.value, int) else 0
            yield from _fromlist(
                _absolute("." * steps + text, context.module.package), node, arguments, context
            )
        elif text.startswith("."):
            package = node.args[1] if len(node.args) > 1 else arguments.get("package")
            for base in _texts(package, context) if package is not None else ():
                yield _absolute(text, base)
        else:
            yield text


def _fromlist(
    module: str, node: ast.Call, arguments: dict[str | None, ast.expr], context: RuleContext
) -> Iterator[str]:
    """``__import__("shop", fromlist=["stock"])`` imports ``shop.stock`` as well."""
    yield module
    names = node.args[3] if len(node.args) > 3 else arguments.get("fromlist")
    if isinstance(names, ast.List | ast.Tuple):
        for element in names.elts:
            for text in _texts(element, context):
                if context.view.finder.exists(f"{module}.{text}"):
                    yield f"{module}.{text}"


def _texts(node: ast.expr, context: RuleContext) -> list[str]:
    match node:
        case ast.Name(id="__package__") | ast.Attribute(value=ast.Name(id="__spec__"), attr="parent"):
            return [context.module.package]
        case ast.Name(id="__name__"):
            return [context.module.name]
        case _:
            # A constant may live in a module that mentions no domain's class, so nothing is skimmed here.
            known = context.values(node) or context.constant(node)
            return sorted(value.text for value in known if isinstance(value, Text))


def _absolute(name: str, package: str) -> str:
    """A relative name against a package, as ``importlib.util.resolve_name`` does it."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    base = package.split(".")
    kept = base[: len(base) - level + 1]
    return ".".join([*kept, name[level:]]) if name[level:] else ".".join(kept)


def _known_module(name: str, context: RuleContext) -> str:
    """``shop.stock.stock_domain.StockDomain``: the part that is a module."""
    while "." in name and not context.view.finder.exists(name):
        name = name.rpartition(".")[0]
    return name
