"""Classes of the project: bases, resolution order, members and the attributes that methods set."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.inference.values import mangled
from facadelint.source.nodes import descend
from facadelint.source.scopes import DefinitionBinding, Scope, Step, ValueBinding, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from facadelint.source.modules import Module

BinaryDunder = frozenset(
    f"__{prefix}{name}__"
    for name in (
        "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod",
        "divmod", "pow", "lshift", "rshift", "and", "or", "xor",
    )
    for prefix in ("", "r", "i")
)  # fmt: skip
"""Special methods whose other operand is, by convention, of the same class."""

MethodKind = Literal["method", "class", "static"]


class SelfAssignment(NamedTuple):
    """``self.name = value`` in a method of the class."""

    name: str
    node: ast.AST
    value: ast.expr | None
    annotation: ast.expr | None
    method: ast.FunctionDef | ast.AsyncFunctionDef
    path: tuple[Step, ...] = ()


class ClassInfo:
    """One class statement; unique in a run, so that identity is equality."""

    def __init__(
        self, node: ast.ClassDef, scope: Scope, resolve_bases: Callable[[ClassInfo], tuple[ClassInfo, ...]]
    ) -> None:
        self.node = node
        self.outer = scope
        """The scope in which the class statement stands."""
        self.scope = scope.child(node)
        self._resolve_bases = resolve_bases

    def __repr__(self) -> str:
        return f"ClassInfo({self.module.name}:{self.name})"

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def module(self) -> Module:
        return self.outer.module

    @property
    def is_importable(self) -> bool:
        """Whether the class stands at the top of its module."""
        return isinstance(self.outer.node, ast.Module)

    @cached_property
    def bases(self) -> tuple[ClassInfo, ...]:
        """The base classes that the project defines, in order."""
        return self._resolve_bases(self)

    @cached_property
    def mro(self) -> tuple[ClassInfo, ...]:
        """The class and its bases, nearest first; a cycle or an inconsistent order does not matter here."""
        found: dict[ClassInfo, None] = {}
        waiting = [self]
        while waiting:
            cls = waiting.pop()
            if cls not in found:
                found[cls] = None
                waiting.extend(reversed(cls.bases))
        return tuple(found)

    def is_subclass(self, other: ClassInfo) -> bool:
        return other in self.mro

    def may_run(self, owner: ClassInfo, name: str) -> bool:
        """Whether an instance may run what a base defines: not where that is overridden, and not asked for either."""
        for each in self.mro:
            if each is owner:
                break
            if name in each.members and not owner.is_subclass(each) and not each.reaches_up(name):
                return False
        return True

    def reaches_up(self, name: str) -> bool:
        """Whether the class asks its bases for a member: ``super().name``, ``Base.name``."""
        above = {base.name for base in self.mro[1:]} | {
            getattr(base, "attr", getattr(base, "id", None)) for base in self.node.bases
        }
        return any(
            isinstance(node, ast.Attribute)
            and node.attr == name
            and (
                isinstance(node.value, ast.Call)
                or getattr(node.value, "attr", getattr(node.value, "id", None)) in above
            )
            for node in descend(self.node)
        )

    @cached_property
    def members(self) -> dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
        """Name -> definitions in the class body, in order; those under an ``if`` included."""
        found: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]] = {}
        for name, bindings in self.scope.bindings.items():
            definitions = [
                binding.definition for binding in bindings if isinstance(binding, DefinitionBinding)
            ]
            if definitions:
                found[mangled(name, self.name)] = definitions
        return found

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function of the class body."""
        for definitions in self.members.values():
            for definition in definitions:
                if not isinstance(definition, ast.ClassDef):
                    yield definition

    @cached_property
    def class_values(self) -> dict[str, list[ValueBinding]]:
        """Name -> assignments and annotations in the class body."""
        found: dict[str, list[ValueBinding]] = {}
        for name, bindings in self.scope.bindings.items():
            values = [binding for binding in bindings if isinstance(binding, ValueBinding)]
            if values:
                found[mangled(name, self.name)] = values
        return found

    @cached_property
    def self_assignments(self) -> dict[str, list[SelfAssignment]]:
        """Attribute -> every ``self.attribute = ...`` in the methods of the class."""
        found: dict[str, list[SelfAssignment]] = {}
        for function in self.functions():
            receiver = receiver_name(function)
            if receiver is None or method_kind(function) == "static":
                continue
            for assignment in _self_assignments(function, receiver):
                found.setdefault(mangled(assignment.name, self.name), []).append(assignment)
        return found

    @cached_property
    def defined_names(self) -> frozenset[str]:
        """Every attribute name that the class itself gives its instances."""
        slots = {
            constant.value
            for binding in self.class_values.get("__slots__", ())
            if binding.value is not None
            for constant in descend(binding.value)
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
        }
        names = {*self.scope.bindings, *self.self_assignments, *slots}
        # As written inside of the class, and as the rest of the world sees them.
        own = {assignment.name for each in self.self_assignments.values() for assignment in each}
        return frozenset(names | own | {mangled(name, self.name) for name in names})


def _self_assignments(
    function: ast.FunctionDef | ast.AsyncFunctionDef, receiver: str
) -> Iterator[SelfAssignment]:
    receivers = {receiver}  # and what it is called besides: ``me = self``

    def named(
        node: ast.AST, target: ast.expr, value: ast.expr | None, start: tuple[Step, ...] = ()
    ) -> Iterator[SelfAssignment]:
        for single, path in targets(target, start):
            match single:
                case (
                    ast.Attribute(value=ast.Name(id=name), attr=attribute)
                    | ast.Subscript(
                        value=ast.Attribute(value=ast.Name(id=name), attr="__dict__"),
                        slice=ast.Constant(value=str(attribute)),
                    )
                ) if name in receivers:
                    yield SelfAssignment(attribute, node, value, None, function, path)

    for node in descend(function):
        match node:
            case ast.Assign(targets=names, value=value):
                if (isinstance(value, ast.Name) and value.id in receivers) or _allocates(value, function):
                    receivers.update(target.id for target in names if isinstance(target, ast.Name))
                for target in names:
                    yield from named(node, target, value)
            case ast.AnnAssign(
                target=ast.Attribute(value=ast.Name(id=name), attr=attribute),
                value=value,
                annotation=annotation,
            ) if name in receivers:
                yield SelfAssignment(attribute, node, value, annotation, function)
            case ast.AugAssign(target=ast.Attribute(value=ast.Name(id=name), attr=attribute)) if (
                name in receivers
            ):
                yield SelfAssignment(attribute, node, None, None, function)
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                yield from named(node, target, value, ("iterate",))
            case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                yield from named(node, target, value, ("enter",))
            case ast.Call(
                func=ast.Attribute(attr="__setattr__") | ast.Name(id="setattr"),
                args=[ast.Name(id=name), ast.Constant(value=str(attribute)), value],
            ) if name in receivers:  # how a frozen class sets its own state
                yield SelfAssignment(attribute, node, value, None, function)
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__setattr__"),
                args=[ast.Constant(value=str(attribute)), value],
            ):
                yield SelfAssignment(attribute, node, value, None, function)
            case _:
                pass


def _allocates(value: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a class method makes an instance of its class: ``cls(...)``, ``super().__new__(cls)``."""
    match value:
        case (
            ast.Call(func=ast.Name(id=name))
            | ast.Call(func=ast.Attribute(attr="__new__"), args=[ast.Name(id=name), *_])
        ):
            return name == receiver_name(function) and method_kind(function) == "class"
        case _:
            return False


def decorator_names(function: ast.AST) -> Iterator[str]:
    """The last name of each decorator: ``functools.cached_property`` is ``cached_property``."""
    for decorator in getattr(function, "decorator_list", ()):
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def method_kind(function: ast.AST) -> MethodKind:
    """Whether a function of a class body is an instance, class or static method."""
    name = getattr(function, "name", "")
    names = set(decorator_names(function))
    if "staticmethod" in names or any(each.endswith("staticmethod") for each in names):
        return "static"
    if any(each.endswith("classmethod") for each in names) or name in (
        "__new__", "__init_subclass__", "__class_getitem__",
    ):  # fmt: skip
        return "class"
    return "method"


def is_property(function: ast.AST) -> bool:
    """Whether reading the member calls the function: property, cached_property and their like."""
    return any(
        name.lower().endswith(("property", "reify", "getter")) or name == "lazy"
        for name in decorator_names(function)
    )


def is_property_part(function: ast.AST) -> bool:
    """Whether the function is the getter, setter or deleter of a property, so that its name is no method's."""
    return is_property(function) or not {"setter", "deleter"}.isdisjoint(decorator_names(function))


def receiver_name(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> str | None:
    """The name of the first parameter, whatever it is called."""
    arguments = function.args
    first = [*arguments.posonlyargs, *arguments.args][:1]
    return first[0].arg if first else None
