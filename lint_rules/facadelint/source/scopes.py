"""Scopes and what binds their names, straight from the syntax: no value is computed here."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from facadelint.source.nodes import children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.source.modules import Module

Step = int | Literal["star", "iterate", "enter"]
"""How a name gets its value from an expression: an item of a tuple, the starred rest, an element, ``__enter__``."""

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
ScopeNode = ast.Module | ast.ClassDef | Function


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One place that gives a name of a scope a value."""

    name: str
    node: ast.AST


@dataclass(frozen=True, slots=True, eq=False)
class ImportBinding(Binding):
    """``import module`` (``attribute`` is None) or ``from module import attribute``; names are absolute."""

    module: str
    attribute: str | None


@dataclass(frozen=True, slots=True, eq=False)
class DefinitionBinding(Binding):
    """A class or function statement."""

    definition: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, eq=False)
class ValueBinding(Binding):
    """An assignment of any kind: ``steps`` lead from the expression's value to the name's."""

    value: ast.expr | None
    steps: tuple[Step, ...] = ()
    annotation: ast.expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ParameterBinding(Binding):
    """A parameter of the scope's own function."""

    argument: ast.arg
    variadic: Literal["*", "**"] | None = None


def absolute_import(module: Module, node: ast.ImportFrom) -> str | None:
    """The absolute name of what ``from ... import`` names; None where it climbs out of the top package."""
    if not node.level:
        return node.module
    parts = module.package.split(".") if module.package else []
    if node.level > len(parts):
        return None
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, node.module] if node.module else kept)


def targets(target: ast.expr, steps: tuple[Step, ...] = ()) -> Iterator[tuple[ast.expr, tuple[Step, ...]]]:
    """The single targets of an assignment, each with the steps that lead from the value to it."""
    if isinstance(target, ast.Tuple | ast.List):
        for element, step in unpacked(target.elts):
            inner = element.value if isinstance(element, ast.Starred) else element
            yield from targets(inner, (*steps, step))
    else:
        yield target, steps


_Element = TypeVar("_Element", bound=ast.AST)


def unpacked(elements: Sequence[_Element]) -> Iterator[tuple[_Element, Step]]:
    """The elements of an unpacking target or of a sequence pattern, each with the step that leads to it."""
    starred = False
    for index, element in enumerate(elements):
        if isinstance(element, ast.Starred | ast.MatchStar):
            starred = True
            yield element, "star"
        else:
            yield element, index - len(elements) if starred else index


def _captures(
    pattern: ast.pattern | None, subject: ast.expr | None, steps: tuple[Step, ...] = ()
) -> Iterator[Binding]:
    """The names that a pattern binds; what a class pattern matches is said by the class, as by an annotation."""
    match pattern:
        case ast.MatchAs(pattern=ast.MatchClass(cls=cls) as inner, name=name):
            yield from _captures(inner, subject, steps)
            if name is not None:
                yield ValueBinding(name, pattern, None, (), cls)
        case ast.MatchAs(pattern=inner, name=name):
            yield from _captures(inner, subject, steps)
            if name is not None:
                yield ValueBinding(name, pattern, subject, steps)
        case ast.MatchStar(name=str(name)):
            yield ValueBinding(name, pattern, subject, steps)
        case ast.MatchOr(patterns=alternatives):
            for each in alternatives:
                yield from _captures(each, subject, steps)
        case ast.MatchSequence(patterns=elements):
            for each, step in unpacked(elements):
                yield from _captures(each, subject, (*steps, step))
        case ast.MatchMapping(patterns=values, rest=rest):
            for each in values:
                yield from _captures(each, subject, (*steps, 0))  # any value of the mapping
            if rest is not None:
                yield ValueBinding(rest, pattern, subject, steps)
        case ast.MatchClass(patterns=positional, kwd_patterns=by_name):
            for each in (*positional, *by_name):
                yield from _captures(each, None)
        case _:
            pass


class Scope:
    """A module, class or function with the names that it binds itself."""

    def __init__(self, node: ScopeNode, module: Module, parent: Scope | None = None) -> None:
        self.node = node
        self.module = module
        self.parent = parent
        self.declared_global: set[str] = set()
        self.declared_nonlocal: set[str] = set()
        self.star_imports: list[str] = []
        self.undeclared: dict[str, list[Binding]] = {}
        """Bindings of names that belong to an outer scope by ``global`` or ``nonlocal``."""

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_function(self) -> bool:
        return not isinstance(self.node, ast.ClassDef | ast.Module)

    @cached_property
    def bindings(self) -> dict[str, list[Binding]]:
        """Name -> every binding of it in this scope, in source order."""
        found: dict[str, list[Binding]] = {}
        if not isinstance(self.node, ast.Module | ast.ClassDef):
            for parameter in _parameters(self.node.args):
                found.setdefault(parameter.name, []).append(parameter)
        body: list[ast.AST] = [self.node.body] if isinstance(self.node, ast.Lambda) else list(self.node.body)
        for binding in self._collect(body):
            found.setdefault(binding.name, []).append(binding)
        for name in self.declared_global | self.declared_nonlocal:
            self.undeclared[name] = found.pop(name, [])
        return found

    def enclosing(self) -> Iterator[Scope]:
        """The scopes whose names are visible from here: classes are skipped, as Python does."""
        scope = self.parent
        while scope is not None:
            if not scope.is_class:
                yield scope
            scope = scope.parent

    def child(self, node: ScopeNode) -> Scope:
        return Scope(node, self.module, self)

    def _collect(self, body: list[ast.AST]) -> Iterator[Binding]:
        stack = body[::-1]
        # Nothing but a walrus binds in an expression, and expressions are most of a tree.
        skipped: tuple[type[ast.AST], ...] = () if self.module.mentions(":=") else (ast.expr,)
        while stack:
            node = stack.pop()
            if isinstance(node, skipped):
                continue
            yield from self._bind(node)
            if isinstance(node, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                # Decorators, defaults and bases run in this scope, and may hold a walrus.
                stack.extend(outer_expressions(node))
            elif not isinstance(node, ast.Name | ast.Constant):  # leaves bind nothing
                stack.extend(children(node)[::-1])

    def _bind(self, node: ast.AST) -> Iterator[Binding]:
        match node:
            case ast.Assign(targets=names, value=value):
                for target in names:
                    yield from _named(node, target, value)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                yield ValueBinding(name, node, value, (), annotation)
            case ast.AugAssign(target=ast.Name(id=name)):
                yield ValueBinding(name, node, None)
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                yield from _named(node, target, value, ("iterate",))
            case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                yield from _named(node, target, value, ("enter",))
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                yield ValueBinding(name, node, value)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield DefinitionBinding(name, node, node)
            case ast.Import(names=aliases):
                for alias in aliases:
                    bound = alias.asname or alias.name.partition(".")[0]
                    yield ImportBinding(bound, node, alias.name if alias.asname else bound, None)
            case ast.ImportFrom(names=aliases):
                module = absolute_import(self.module, node)
                for alias in aliases if module else ():
                    if alias.name == "*":
                        self.star_imports.append(module or "")
                    else:
                        yield ImportBinding(alias.asname or alias.name, node, module or "", alias.name)
            case ast.ExceptHandler(name=str(name)):
                yield ValueBinding(name, node, None)
            case ast.Match(subject=subject, cases=cases):
                for case in cases:
                    yield from _captures(case.pattern, subject)
            case ast.Global(names=names):
                self.declared_global.update(names)
            case ast.Nonlocal(names=names):
                self.declared_nonlocal.update(names)
            case _ if type(node).__name__ == "TypeAlias":  # Python 3.12
                name = node.name.id  # type: ignore[attr-defined]
                yield ValueBinding(name, node, node.value)  # type: ignore[attr-defined]
            case _:
                pass


def _named(
    node: ast.AST, target: ast.expr, value: ast.expr, steps: tuple[Step, ...] = ()
) -> Iterator[Binding]:
    for single, path in targets(target, steps):
        if isinstance(single, ast.Name):
            yield ValueBinding(single.id, node, value, path)


def _parameters(arguments: ast.arguments) -> Iterator[ParameterBinding]:
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield ParameterBinding(argument.arg, argument, argument)
    if arguments.vararg:
        yield ParameterBinding(arguments.vararg.arg, arguments.vararg, arguments.vararg, "*")
    if arguments.kwarg:
        yield ParameterBinding(arguments.kwarg.arg, arguments.kwarg, arguments.kwarg, "**")


def outer_expressions(
    node: ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
) -> list[ast.AST]:
    """What runs where a definition stands: its decorators, and the defaults or the bases."""
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]
    defaults: list[ast.AST] = [
        *node.args.defaults,
        *(default for default in node.args.kw_defaults if default is not None),
    ]
    return defaults if isinstance(node, ast.Lambda) else [*node.decorator_list, *defaults]


def default_of(arguments: ast.arguments, argument: ast.arg) -> ast.expr | None:
    """The default value of a parameter."""
    positional = [*arguments.posonlyargs, *arguments.args]
    if argument in positional:
        index = positional.index(argument) - (len(positional) - len(arguments.defaults))
        return arguments.defaults[index] if index >= 0 else None
    if argument in arguments.kwonlyargs:
        return arguments.kw_defaults[arguments.kwonlyargs.index(argument)]
    return None


def ends_after(binding: Binding, scope: ScopeNode) -> bool:
    """Whether a binding takes effect after the point where an inner scope begins; a loop's goes on to its end."""
    node = binding.node.optional_vars if isinstance(binding.node, ast.withitem) else binding.node
    end = (getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0))
    return end > (getattr(scope, "lineno", 0), getattr(scope, "col_offset", 0))
