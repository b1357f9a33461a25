"""The names that a definition takes from its module, by when it needs them.

Which names of a function are global is for :mod:`symtable` to say, which is the compiler's own answer. It is asked
about the definition without what belongs to another moment: decorators, defaults, annotations.
"""

from __future__ import annotations

import ast
import copy
import symtable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Names:
    """Global names of a definition."""

    running: set[str] = field(default_factory=set)
    """Read when the body runs."""
    defining: set[str] = field(default_factory=set)
    """Read when the ``def`` is executed: in defaults."""
    signature: set[str] = field(default_factory=set)
    """In unquoted annotations of the signature, which are evaluated unless the module postpones that."""
    typing: set[str] = field(default_factory=set)
    """For a type checker alone: in quoted annotations, annotations of locals, the strings of ``cast``."""

    def update(self, other: Names) -> None:
        self.running |= other.running
        self.defining |= other.defining
        self.signature |= other.signature
        self.typing |= other.typing

    @property
    def all(self) -> set[str]:
        return self.running | self.defining | self.signature | self.typing


def names_of(function: Function) -> Names:
    """The global names of a function or method; its decorators are left out."""
    found = Names()
    bare = copy.deepcopy(function)
    bare.decorator_list = []
    for default in (*function.args.defaults, *function.args.kw_defaults):
        if default is not None:
            found.defining |= global_names(ast.unparse(default))
    for annotation in annotations_of(function):
        quoted, plain = annotation_names(annotation)
        found.typing |= quoted
        found.signature |= plain
    _strip_signature(bare)
    stripper = _LocalAnnotations()
    stripper.visit(bare)
    found.typing |= stripper.names
    source = ast.unparse(ast.fix_missing_locations(bare))
    found.running = global_names("class _:\n" + "\n".join("    " + line for line in source.split("\n")))
    return found


def names_of_statement(statement: ast.stmt) -> Names:
    """The global names of a statement at module level; what it needs at once is ``defining``."""
    if isinstance(statement, Function):
        found = names_of(statement)
        for decorator in statement.decorator_list:
            found.defining |= global_names(ast.unparse(decorator))
        return found
    stripper = _LocalAnnotations()
    found = Names(defining=global_names(ast.unparse(statement)))
    stripper.generic_visit(copy.deepcopy(statement))
    found.typing |= stripper.names
    found.defining -= set(_bound(statement))
    return found


def annotations_of(function: Function) -> Iterator[ast.expr]:
    """The annotations of a signature."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    yield from (each.annotation for each in every if each.annotation is not None)
    if function.returns is not None:
        yield function.returns


def global_names(source: str) -> set[str]:
    """Every name that code at module level, or anything inside of it, reads from the module or the builtins."""
    found: set[str] = set()
    stack = [symtable.symtable(source, "<moved>", "exec")]
    while stack:
        table = stack.pop()
        stack.extend(table.get_children())
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (top or symbol.is_global()):
                found.add(symbol.get_name())
    return found


def _bound(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def annotation_names(annotation: ast.expr) -> tuple[set[str], set[str]]:
    """The names in the quoted parts of an annotation, and in the rest."""
    quoted: set[str] = set()
    plain: set[str] = set()
    stack: list[ast.AST] = [annotation]
    while stack:
        node = stack.pop()
        match node:
            case ast.Name(id=name):
                plain.add(name)
            case ast.Constant(value=str(text)):
                quoted |= text_names(text)
            case ast.Subscript(value=ast.Name(id="Literal") | ast.Attribute(attr="Literal") as literal):
                stack.append(literal)
            case _:
                stack.extend(ast.iter_child_nodes(node))
    return quoted, plain


def text_names(text: str) -> set[str]:
    """The names in a quoted annotation; none where it is no expression."""
    try:
        inner = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return set()
    quoted, plain = annotation_names(inner)
    return quoted | plain


def _strip_signature(function: Function) -> None:
    arguments = function.args
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        each.annotation = None
    for one in (arguments.vararg, arguments.kwarg):
        if one is not None:
            one.annotation = None
    function.returns = None
    arguments.defaults = [ast.Constant(None) for _ in arguments.defaults]
    arguments.kw_defaults = [None if each is None else ast.Constant(None) for each in arguments.kw_defaults]


class _LocalAnnotations(ast.NodeTransformer):
    """Takes out what a function body never evaluates: annotations of locals; collects what only type checkers read."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        quoted, plain = annotation_names(node.annotation)
        self.names |= quoted | plain
        value = node.value or ast.Constant(None)
        return self.generic_visit(ast.copy_location(ast.Assign([node.target], value), node))

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return node  # a class body does evaluate its annotations

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        function = node.func
        last = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if last in ("cast", "assert_type") and node.args:
            for argument in node.args[:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    self.names |= text_names(argument.value)
        return self.generic_visit(node)

    def _function(self, node: Function) -> ast.AST:
        for annotation in annotations_of(node):
            self.names |= annotation_names(annotation)[0]
        return self.generic_visit(node)
