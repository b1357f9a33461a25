"""The kind of every member of the facade, as the specification defines them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from facadelint.facademap.bodies import Body, functions_of, read_body
from facadelint.facademap.delegation import Delegation, DelegationReader
from facadelint.facademap.domains import is_wrapper
from facadelint.facademap.guards import is_allowed
from facadelint.facademap.laziness import is_cached, kept_collaborator
from facadelint.inference.calls import returns
from facadelint.inference.classes import (
    ClassInfo,
    is_property,
    is_property_part,
    method_kind,
    receiver_name,
)
from facadelint.inference.values import FunctionObject, Instance
from facadelint.source.nodes import is_docstring, own_nodes
from facadelint.source.scopes import ImportBinding, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.core.settings import FacadeSettings
    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import Values

Kind = Literal[
    "delegate",
    "guarded-delegate",
    "altered-delegate",
    "attribute",
    "constant",
    "constructor",
    "accessor",
    "logic",
]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One function of a member: a method, or the getter, setter or deleter of a property."""

    function: ast.FunctionDef | ast.AsyncFunctionDef
    kind: Kind
    body: Body

    @property
    def delegation(self) -> Delegation | None:
        return self.body.delegation


@dataclass(frozen=True, eq=False)
class Member:
    """A method or property of the facade's body; a property with its setter is one."""

    name: str
    parts: tuple[Part, ...]

    @property
    def line(self) -> int:
        """The line of the first ``def``."""
        return self.parts[0].function.lineno

    @cached_property
    def decisive(self) -> Part:
        """The part that decides the kind: the one that does the most beyond delegating."""
        return max(self.parts, key=lambda part: _WEIGHT.index(part.kind))

    @property
    def kind(self) -> Kind:
        return self.decisive.kind

    @property
    def delegation(self) -> Delegation | None:
        return self.decisive.delegation if self.kind in DELEGATING else None

    @property
    def is_dunder(self) -> bool:
        return self.name.startswith("__") and self.name.endswith("__")


_WEIGHT: tuple[Kind, ...] = (
    "constant", "attribute", "constructor", "accessor", "delegate", "guarded-delegate", "altered-delegate", "logic",
)  # fmt: skip
DELEGATING = frozenset(("delegate", "guarded-delegate", "altered-delegate"))


def member_functions(cls: ClassInfo) -> dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Name -> the functions of each method and property in the body of a class."""
    found = {name: list(functions_of(list(definitions))) for name, definitions in cls.members.items()}
    return {name: functions for name, functions in found.items() if functions}


class MemberReader:
    """Reads the members of one class of a facade: its own body, or that of a base."""

    def __init__(
        self,
        inference: Inference,
        settings: FacadeSettings,
        facade: ClassInfo,
        accessors: dict[str, Accessor],
    ) -> None:
        self.inference = inference
        self.settings = settings
        self.facade = facade
        self.accessors = accessors
        self._imported: dict[Scope, dict[str, str]] = {}

    @cached_property
    def _methods(self) -> frozenset[str]:
        return frozenset(
            function.name
            for cls in self.facade.mro
            for function in cls.functions()
            if not is_property_part(function)
        )

    @cached_property
    def _getters(self) -> frozenset[str]:
        lazy = {
            function.name
            for cls in self.facade.mro
            for function in cls.functions()
            if not is_property(function) and kept_collaborator(function)
        }
        return frozenset(
            lazy | {accessor.name for accessor in self.accessors.values() if accessor.kind == "getter"}
        )

    @cached_property
    def _wrappers(self) -> frozenset[str]:
        return frozenset(name for name, each in self.accessors.items() if is_wrapper(each, self.settings))

    @cached_property
    def _computing(self) -> frozenset[str]:
        """Own properties that compute something: reading through them is no delegation to a stored object."""
        return frozenset(
            function.name
            for cls in self.facade.mro
            for function in cls.functions()
            if is_property(function)
            and function.name not in self.accessors
            and kept_collaborator(function) is None
            and not _is_lazy_property(function)
            and _returned_attribute(function) is None
        )

    @cached_property
    def _bases(self) -> frozenset[str]:
        return frozenset(cls.name for cls in self.facade.mro[1:]) | frozenset(
            node.id for node in self.facade.node.bases if isinstance(node, ast.Name)
        )

    def read(self, cls: ClassInfo) -> dict[str, Member]:
        """Name -> member, in the order of the class body."""
        found = {
            name: Member(name, tuple(self._part(cls, function) for function in functions))
            for name, functions in member_functions(cls).items()
        }
        return dict(sorted(found.items(), key=lambda item: item[1].line))

    def _part(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Part:
        kind = method_kind(function)
        reader = DelegationReader(
            function,
            None if kind == "static" else receiver_name(function),
            methods=self._methods,
            getters=self._getters,
            bases=self._bases,
            accessors=frozenset(self.accessors),
            wrappers=self._wrappers,
            own=cls.name,
            originals=self._originals(cls, function),
            properties=self._computing,
            is_named_guard=lambda node: is_allowed(node, self.settings.guards, cls.outer),
        )
        body = read_body(reader)
        return Part(function, self._kind(cls, function, body, is_instance=kind == "method"), body)

    def _originals(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
        """What the names that the function sees are called where they are imported from."""
        program = self.inference.program
        module = program.module_scope(cls.module)
        if module not in self._imported:
            self._imported[module] = dict(_originals_in(module))
        if not any(isinstance(node, ast.ImportFrom) for node in own_nodes(function)):
            return self._imported[module]
        return self._imported[module] | dict(_originals_in(program.inner_scope(function, cls.scope)))

    def _kind(
        self,
        cls: ClassInfo,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        body: Body,
        *,
        is_instance: bool,
    ) -> Kind:
        if not is_instance:
            if self._makes_facade(cls, function):
                return "constructor"
        elif self._is_accessor(function):
            return "accessor"
        match body.shape:
            case "attribute" | "constant" | "logic":
                return body.shape
            case _:
                if body.guards:
                    return "guarded-delegate"
                assert body.delegation is not None
                return "altered-delegate" if body.delegation.issues else "delegate"

    def _is_accessor(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        if any(function in accessor.factories for accessor in self.accessors.values()):
            return True
        accessor = self.accessors.get(function.name)
        if accessor is not None and accessor.kind != "attribute":
            return accessor.node is function or not is_property(function)
        return kept_collaborator(function) is not None or _is_lazy_property(function)

    def _makes_facade(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        if function.name in ("__new__", "__init_subclass__", "__class_getitem__"):
            return False
        if self._may_be_facade(self.inference.result(FunctionObject(function, cls.scope, cls))):
            return True  # its annotation says so, and what it calls need not be followed
        frame = self.inference.frame(self.inference.program.inner_scope(function, cls.scope))
        return any(self._may_be_facade(self.inference.evaluate(value, frame)) for value in returns(function))

    def _may_be_facade(self, values: Values) -> bool:
        return any(isinstance(value, Instance) and value.cls.is_subclass(self.facade) for value in values)


def _originals_in(scope: Scope) -> Iterator[tuple[str, str]]:
    for name, bindings in scope.bindings.items():
        for each in bindings:
            if isinstance(each, ImportBinding) and each.attribute is not None and each.attribute != name:
                yield name, each.attribute


def _is_lazy_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A private cached property that builds something: a collaborator made on first use and kept."""
    if not (is_property(function) and is_cached(function) and function.name.startswith("_")):
        return False
    values = returns(function)
    return len(values) == 1 and isinstance(values[0], ast.Call) and _is_class_like(values[0].func)


def _is_class_like(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name.lstrip("_")[:1].isupper()


def _returned_attribute(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """``_x`` for a property whose whole body is ``return self._x``."""
    receiver = receiver_name(function)
    match [node for node in own_nodes(function) if isinstance(node, ast.stmt)]:
        case [*docstring, ast.Return(value=ast.Attribute(value=ast.Name(id=name), attr=attribute))] if (
            name == receiver and all(map(is_docstring, docstring))
        ):
            return attribute
        case _:
            return None


def returned_attribute(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The attribute that a public property returns exactly, if it does nothing else."""
    return _returned_attribute(function) if is_property(function) else None
