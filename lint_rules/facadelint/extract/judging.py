"""What keeps a member from being moved, told from its own source and from who overrides it."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.extract.names import annotations_of, global_names, names_of
from facadelint.extract.receiver import CannotTell, uses
from facadelint.inference.classes import decorator_names, is_property, method_kind, receiver_name
from facadelint.source.privacy import is_dunder, is_mangled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.extract.names import Function
    from facadelint.extract.usage import Usage
    from facadelint.facademap.facade import Facade

Reason = tuple[int, str]
"""A line, and what goes on from the member's name."""

_NO_METHODS = {
    "abstractmethod": "is abstract",
    "abstractproperty": "is abstract",
    "singledispatchmethod": "dispatches to functions that are registered with it",
    "register": "is registered with another member",
    "hybrid_property": "is called with the class too",
    "hybrid_method": "is called with the class too",
    "declared_attr": "is called with the class",
    "validator": "is called with the class",
    "root_validator": "is called with the class",
    "field_validator": "is called with the class",
    "model_validator": "is called with the class",
}
"""Decorators that make no method of the instance of what they decorate."""
_MANGLED = "{verb} {name}, which Python mangles with the name of the class"
_PROPERTY_PARTS = ("setter", "getter", "deleter")
_MODULE_NAMES = {"__name__", "__file__", "__package__", "__spec__", "__loader__", "__path__"}
_FRAMES = {"locals", "globals", "eval", "exec"}
_DYNAMIC = {"getattr", "setattr", "delattr", "hasattr", "vars"}


def definitions(facade: Facade, name: str) -> list[Function]:
    """Every function of the class body of that name: overloads, getter and setter."""
    found = facade.cls.members.get(name, [])
    return [each for each in found if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


class Judge:
    """Says of each member of one facade why it cannot be moved."""

    def __init__(self, facade: Facade, usage: Usage) -> None:
        self.facade = facade
        self.usage = usage

    def nothing_to_move(self, name: str, domain: str) -> str | None:
        """Why there is nothing of a member to move; None where there is."""
        member = self.facade.members[name]
        if member.kind == "accessor":
            return "is an accessor"
        if member.kind == "constructor":
            return f"makes the {self.facade.name} itself"
        if member.kind == "attribute" and all(map(_is_simple, definitions(self.facade, name))):
            return "only returns what the facade stores"
        if member.delegation is not None:
            goal = self.facade.delegated_domain(member.delegation)
            if goal is not None and goal.name == domain and not goal.wrappers:
                return f"delegates to the {domain} domain already"
        return None

    def reason(self, name: str) -> Reason | None:
        """The first reason why a member cannot be moved; None where nothing speaks against it."""
        return next(self._reasons(name), None)

    def _reasons(self, name: str) -> Iterator[Reason]:
        found = definitions(self.facade, name)
        first = found[0]
        if is_dunder(name):
            yield first.lineno, "is a special method, which Python looks up on the class"
            return
        if is_mangled(first.name):
            yield first.lineno, _MANGLED.format(verb="is called", name=first.name)
            return
        member = self.facade.members[name]
        goal = self.facade.delegated_domain(member.delegation) if member.delegation is not None else None
        if goal is not None:
            yield first.lineno, f"delegates to the {goal.name} domain already"
            return
        for each in found:
            if each not in self.facade.cls.node.body:
                yield each.lineno, "is defined under a condition"
        if len(found) != len(self.facade.cls.members[name]) or name in self.facade.cls.class_values:
            yield first.lineno, "is more than one thing in the class body"
        yield from self._shape(name, found)
        if (line := self._decorating.get(name)) is not None:
            yield line, "decorates another member, so that it is called while the class is made"
        if name.startswith("_") and (cls := self.usage.overriding(name)) is not None:
            yield first.lineno, f"is overridden in {cls.name} ({cls.module.name})"
        for each in found:
            yield from self._decorators(name, each)
            yield from self._signature(each)
            yield from self.in_body(each)

    @cached_property
    def _decorating(self) -> dict[str, int]:
        """Name -> line where it stands in a decorator of the class body, other than ``name.setter``."""
        return {
            node.id: node.lineno
            for function in self.facade.cls.functions()
            for decorator in function.decorator_list
            if not (isinstance(decorator, ast.Attribute) and decorator.attr in _PROPERTY_PARTS)
            for node in ast.walk(decorator)
            if isinstance(node, ast.Name)
        }

    def _shape(self, name: str, found: list[Function]) -> Iterator[Reason]:
        """Several definitions of one name are overloads or the parts of a property, and nothing else."""
        plain = [each for each in found if "overload" not in decorator_names(each)]
        parts = [each for each in plain if set(decorator_names(each)) & set(_PROPERTY_PARTS)]
        getters = [each for each in plain if each not in parts]
        if parts and not any(is_property(each) for each in getters):
            yield parts[0].lineno, "is a setter whose getter is defined elsewhere"
        elif len(getters) != 1:
            yield found[-1].lineno, "is defined more than once"
        elif any(each.lineno < getters[0].lineno for each in parts):
            yield parts[0].lineno, "has a setter before its getter"
        for each in parts:
            for decorator in each.decorator_list:
                match decorator:
                    case ast.Attribute(value=ast.Name(id=owner), attr=attr) if attr in _PROPERTY_PARTS:
                        if owner != name:
                            yield decorator.lineno, f"is a {attr} of {owner}"
                    case ast.Attribute(attr=attr) if attr in _PROPERTY_PARTS:
                        yield decorator.lineno, "is a setter whose getter is defined elsewhere"
                    case _:
                        pass

    def _decorators(self, name: str, function: Function) -> Iterator[Reason]:
        for decorator, said in zip(function.decorator_list, decorator_names_of(function), strict=True):
            if said in _NO_METHODS:
                yield decorator.lineno, _NO_METHODS[said]
        kind = method_kind(function)
        if kind == "class":
            yield function.lineno, "is a class method: there is no instance to reach the domain through"
        elif kind == "static" and not name.startswith("_"):
            yield function.lineno, "is a static method: there is no instance to reach the domain through"

    def _signature(self, function: Function) -> Iterator[Reason]:
        if method_kind(function) == "method" and receiver_name(function) is None:
            yield function.lineno, "has no parameter for its object"
            return
        own = set(self.facade.cls.scope.bindings)
        for default in (*function.args.defaults, *function.args.kw_defaults):
            if default is not None and (taken := global_names(ast.unparse(default)) & own):
                yield default.lineno, f"takes {min(taken)} from the class body as a default"
        first = [*function.args.posonlyargs, *function.args.args][:1]
        if first and first[0].annotation is not None and method_kind(function) == "method":
            yield function.lineno, f"annotates {first[0].arg}, which would be another object"
        for annotation in annotations_of(function):
            for node in ast.walk(annotation):
                match node:
                    case ast.Name(id="Self") | ast.Attribute(attr="Self") | ast.Constant(value="Self"):
                        yield node.lineno, "is annotated with Self, which would be the domain"
                    case ast.Name(id=name) if name in own and name in self.facade.cls.members:
                        yield node.lineno, f"is annotated with {name} of the class body"
                    case _:
                        pass

    def in_body(self, function: Function) -> Iterator[Reason]:
        """What in the body of a function keeps it from being moved."""
        for node in (each for statement in function.body for each in ast.walk(statement)):
            match node:
                case ast.Name(id="super"):
                    yield node.lineno, "uses super()"
                case ast.Name(id="__class__"):
                    yield node.lineno, "uses __class__"
                case ast.Attribute(value=ast.Name(id=name), attr="__class__") if name == receiver_name(
                    function
                ):
                    yield node.lineno, "uses __class__"
                case ast.Name(id=name) if name in _MODULE_NAMES:
                    yield node.lineno, f"uses {name}, which would be another module's"
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) if is_mangled(name):
                    yield node.lineno, _MANGLED.format(verb="uses", name=name)
                case ast.Global():
                    yield node.lineno, f"declares {', '.join(node.names)} global"
                case ast.Call(func=ast.Name(id=name)) if name in _FRAMES or (
                    name == "vars" and not node.args
                ):
                    yield node.lineno, f"calls {name}()"
                case ast.Call(func=ast.Attribute(value=ast.Name(id="sys"), attr="_getframe")):
                    yield node.lineno, "looks at the frames of its callers"
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="inspect"), attr="currentframe" | "stack")
                ):
                    yield node.lineno, "looks at the frames of its callers"
                case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=first), *rest]) if (
                    name in _DYNAMIC and first == receiver_name(function)
                ):
                    yield from self._dynamic(node.lineno, name, rest)
                case ast.keyword(arg="stacklevel", value=value) if not _is_number(value):
                    yield value.lineno, "computes a stacklevel"
                case _:
                    pass
        for argument in ast.walk(function.args):
            if isinstance(argument, ast.arg) and is_mangled(argument.arg):
                yield argument.lineno, _MANGLED.format(verb="uses", name=argument.arg)
        try:
            for use in uses(function):
                if use.attribute is not None and use.attribute.attr == "__dict__":
                    yield use.name.lineno, "uses __dict__"
        except CannotTell as problem:
            yield problem.line, problem.reason
        yield from self._yielding(function)
        names = names_of(function)
        if "__class__" in names.running:  # a quoted or nested one
            yield function.lineno, "uses __class__"

    @staticmethod
    def _yielding(function: Function) -> Iterator[Reason]:
        """What is sent or thrown into an asynchronous generator does not reach the one that it delegates to."""
        if not isinstance(function, ast.AsyncFunctionDef):
            return
        parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(function):
            if not isinstance(node, ast.Yield):
                continue
            if not isinstance(parents[node], ast.Expr):
                yield node.lineno, "is an asynchronous generator that takes what is sent to it"
            above: ast.AST = node
            while above is not function:
                above = parents[above]
                if isinstance(above, ast.Try | ast.With | ast.AsyncWith):
                    yield (
                        node.lineno,
                        "is an asynchronous generator that handles what is raised where it yields",
                    )
                    break
        if any("contextmanager" in name for name in decorator_names(function)):
            yield (
                function.lineno,
                "is an asynchronous context manager: what is raised would not reach the domain",
            )

    @staticmethod
    def _dynamic(line: int, function: str, rest: list[ast.expr]) -> Iterator[Reason]:
        """``getattr(self, name)`` is fine as long as the name is known and public."""
        match rest[:1]:
            case [ast.Constant(value=str(attribute))] if not attribute.startswith("_"):
                return
            case [ast.Constant(value=str(attribute))]:
                yield line, f"reaches {attribute} by {function}()"
            case _:
                yield line, f"reaches attributes by {function}() whose names are not known"


def decorator_names_of(function: Function) -> list[str]:
    """The last name of each decorator, or an empty string; as many as there are decorators."""
    found = []
    for decorator in function.decorator_list:
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.append(node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", ""))
    return found


def _is_simple(function: Function) -> bool:
    """Whether the body is one plain statement, besides a docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return len(body) == 1 and isinstance(body[0], ast.Return | ast.Assign | ast.AnnAssign | ast.Delete)


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and type(value.value) is int
