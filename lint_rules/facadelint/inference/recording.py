"""The values of every expression of one module, computed function by function when they are asked for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from facadelint.inference import flow
from facadelint.inference.frame import Frame
from facadelint.inference.values import NOTHING, Values

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference
    from facadelint.source.modules import Module
    from facadelint.source.scopes import Scope

Enclosing = Sequence[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]
"""The definitions around a node, outermost first."""


class Recording:
    """Answers what an expression of the module may be at the very point where it stands."""

    def __init__(self, inference: Inference, module: Module) -> None:
        self.inference = inference
        self.module = module
        self._values: dict[ast.AST, Values] = {}
        self._followed: set[ast.AST] = set()

    def values(self, node: ast.expr | ast.pattern, enclosing: Enclosing) -> Values:
        """The values of an expression that lies in the given definitions."""
        scope = self.inference.program.module_scope(self.module)
        for definition in enclosing:
            if not isinstance(definition, ast.ClassDef):
                self._follow_function(definition, scope)
                return self._values.get(node, NOTHING)
            scope = self.inference.program.inner_scope(definition, scope)
        self._follow_module()
        return self._values.get(node, NOTHING)

    def _follow_function(self, function: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        if function not in self._followed:
            self._followed.add(function)
            frame = Frame(scope, self.inference.owner_of(scope), record=self._values)
            flow.record_function(self.inference, function, frame)
            # Decorators and defaults run outside, and their nodes have the function around them.
            self._follow_module()

    def _follow_module(self) -> None:
        if self.module.tree not in self._followed:
            self._followed.add(self.module.tree)
            scope = self.inference.program.module_scope(self.module)
            frame = Frame(scope, None, flow=True, record=self._values, deep=False)
            flow.follow(self.inference, self.module.tree.body, frame)
