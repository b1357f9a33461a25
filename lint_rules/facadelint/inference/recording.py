"""The values of every expression of one module, computed function by function when they are asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from facadelint.inference import flow
from facadelint.inference.frame import Frame
from facadelint.inference.values import NOTHING, Values, path_of
from facadelint.source.nodes import descend
from facadelint.source.scopes import default_of

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference
    from facadelint.source.modules import Module
    from facadelint.source.scopes import Scope

Enclosing = Sequence[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]
"""The definitions around a node, outermost first."""


_Function = ast.FunctionDef | ast.AsyncFunctionDef
_SHORT = 8
"""Names in a path that is evaluated by itself; each link of a longer one would go over all before it again."""


class Recording:
    """Answers what an expression of the module may be at the very point where it stands."""

    def __init__(self, inference: Inference, module: Module) -> None:
        self.inference = inference
        self.module = module
        self._values: dict[ast.AST, Values] = {}
        self._followed: set[ast.AST] = set()
        self._touched: dict[ast.AST, frozenset[str]] = {}

    def values(self, node: ast.expr | ast.pattern, enclosing: Enclosing) -> Values:
        """The values of an expression that lies in the given definitions."""
        program = self.inference.program
        scope = program.module_scope(self.module)
        for definition in enclosing:
            if not isinstance(definition, ast.ClassDef):
                if isinstance(node, ast.expr) and self._is_settled(node, definition):
                    return self.inference.evaluate(node, self.inference.frame(self._scope(enclosing)))
                self._follow_function(definition, scope)
                break
            scope = program.inner_scope(definition, scope)
        if node not in self._values:
            self._follow_module()  # it stands in no function, or in a decorator or default of one
        if node in self._values or not isinstance(node, ast.expr):
            return self._values.get(node, NOTHING)
        # No statement evaluates it: an annotation, or code that cannot be reached.
        return self.inference.evaluate(node, self.inference.frame(self._scope(enclosing)))

    def _scope(self, enclosing: Enclosing) -> Scope:
        scope = self.inference.program.module_scope(self.module)
        for definition in enclosing:
            scope = self.inference.program.inner_scope(definition, scope)
        return scope

    def _is_settled(self, node: ast.expr, function: _Function) -> bool:
        """Whether an expression is the same everywhere in a function, so that its statements need not be followed.

        So it is for ``self._shop`` where nothing in the function, nor in those inside of it, binds, deletes or
        narrows ``self`` or ``self._shop``.
        """
        path = path_of(node)
        first = function.body[0]
        in_body = (node.lineno, node.col_offset) >= (first.lineno, first.col_offset)
        if path is None or not in_body:  # decorators and defaults are read outside
            return False
        if function not in self._touched:
            self._touched[function] = frozenset(touched_paths(function))
        touched = self._touched[function]
        names = path.split(".")
        if len(names) > _SHORT:
            return False
        return not any(".".join(names[:end]) in touched for end in range(1, len(names) + 1))

    def _follow_function(self, function: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        if function not in self._followed:
            self._followed.add(function)
            if any(_computed_defaults(function)):
                self._follow_module()  # they are worth what they are where the function is defined
            frame = Frame(scope, self.inference.owner_of(scope), record=self._values)
            flow.record_function(self.inference, function, frame)

    def _follow_module(self) -> None:
        if self.module.tree not in self._followed:
            self._followed.add(self.module.tree)
            scope = self.inference.program.module_scope(self.module)
            frame = Frame(scope, None, flow=True, record=self._values, deep=False)
            flow.follow(self.inference, self.module.tree.body, frame)


def touched_paths(function: _Function) -> Iterator[str]:
    """The names and attribute paths that some statement of a function may bind, delete or narrow.

    A name that is imported once and bound by nothing else is the same wherever it can be used. A
    parameter's default is worth what it is where the function is defined, which following tells.
    """
    imported = {
        argument.arg for argument in all_arguments(function.args)
    }  # and bound before, if it is a parameter
    yield from (argument.arg for argument in _computed_defaults(function))
    for node in descend(function):
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del()) | ast.Attribute(ctx=ast.Store() | ast.Del()):
                yield path_of(node) or ""
            case ast.Call(func=ast.Name(id="isinstance" | "issubclass" | "type"), args=[subject, *_]):
                yield path_of(subject) or ""
            case ast.Attribute(value=subject, attr="__class__") | ast.Match(subject=subject):
                yield path_of(subject) or ""
            case (
                ast.Lambda(args=arguments)
                | ast.FunctionDef(args=arguments)
                | ast.AsyncFunctionDef(args=arguments)
            ):
                if node is not function:
                    yield from (argument.arg for argument in all_arguments(arguments))
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                for name in (alias.asname or alias.name.partition(".")[0] for alias in aliases):
                    if name in imported:
                        yield name
                    imported.add(name)
            case (
                ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.ExceptHandler(name=str(name))
            ):
                yield name
            case ast.MatchMapping(rest=str(name)) | ast.ClassDef(name=name):
                yield name
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                yield from names
            case _:
                pass


def _computed_defaults(function: _Function) -> Iterator[ast.arg]:
    """The parameters whose default is no constant."""
    for argument in all_arguments(function.args):
        if not isinstance(default_of(function.args, argument), ast.Constant | None):
            yield argument


def all_arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    """Every parameter of a signature."""
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (each for each in (arguments.vararg, arguments.kwarg) if each is not None)
