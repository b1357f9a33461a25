"""Where a name or a dotted name leads, without asking what it is."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.values import External, ModuleObject
from facadelint.source.scopes import DefinitionBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.infer import Inference
    from facadelint.inference.program import Definition
    from facadelint.source.scopes import Scope


def definitions_of(node: ast.expr, scope: Scope, inference: Inference) -> Iterator[Definition]:
    """Each definition that a name may lead to, imports, modules and class bodies followed."""
    program = inference.program
    if isinstance(node, ast.Name):
        yield from program.definitions(scope, node.id)
    if not isinstance(node, ast.Attribute):
        return
    for base in definitions_of(node.value, scope, inference):
        if isinstance(base, ModuleObject):
            yield from program.exported(base.name, node.attr)
        elif isinstance(base, External):
            yield External(f"{base.name}.{node.attr}")
        elif isinstance(base[0], DefinitionBinding) and isinstance(base[0].definition, ast.ClassDef):
            inner = program.class_info(base[0].definition, base[1]).scope
            for binding in inner.bindings.get(node.attr, ()):
                yield binding, inner
