"""Which members of a domain anybody uses: the facade, or the domain's own code."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.lookup import find, linearized
from facadelint.inference.classes import decorator_names, is_property
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    External,
    FunctionObject,
    Instance,
    ModuleObject,
    Text,
)
from facadelint.source.nodes import children, descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import Value
    from facadelint.source.scopes import Scope

Function = ast.FunctionDef | ast.AsyncFunctionDef

_HARMLESS = frozenset(
    (
        "staticmethod", "classmethod", "abstractmethod", "override", "final", "overload", "cache", "lru_cache",
        "contextmanager", "asynccontextmanager", "deprecated",
    )
)  # fmt: skip
"""Decorators that hand the function to nobody else; any other one may register it."""


class Uses:
    """Where the names of one domain are used, by the facade and by the domain itself."""

    def __init__(self, facade: Facade, domain: Domain, inference: Inference) -> None:
        self.facade = facade
        self.domain = domain
        self.inference = inference
        self._accessors = facade.ways_to(domain)
        self._users: dict[str, set[ast.AST | None]] = {}
        self._answers: dict[ast.expr, bool] = {}
        for cls in facade.cls.mro:
            self._read_facade(cls.node)
        for node, scope in self._code():
            self._read(node, scope)

    @property
    def is_open(self) -> bool:
        """Whether others than the facade's members may use the domain: it can be had from outside."""
        hooks = ("__getattr__", "__getattribute__")
        return (
            self.domain.is_mixin
            or any(not each.name.startswith("_") for each in self.domain.accessors)
            or any(name in self.facade.public_properties for name in self._accessors)
            or any(hook in cls.members for cls in self.facade.cls.mro for hook in hooks)
        )

    def is_orphan(self, function: Function, cls: ClassInfo | None) -> bool:
        """Whether nobody uses a function of the domain, as far as can be seen."""
        name = function.name
        if name.startswith("_") or is_property(function) or set(decorator_names(function)) - _HARMLESS:
            return False
        if self._users.get(name, set()) - {function}:
            return False
        # What a base class declares, that class or its users may call.
        return cls is None or find(linearized(cls, self.inference)[1:], name) == "missing"

    def _use(self, name: str, user: ast.AST | None) -> None:
        self._users.setdefault(name, set()).add(user)

    # The facade

    def _read_facade(self, cls: ast.ClassDef) -> None:
        for node in descend(cls):
            match node:
                case ast.Attribute(value=base, attr=attribute) if self._is_reached(base):
                    self._use(attribute, cls)
                case ast.Constant(value=str(text)):
                    self._use(text, cls)  # getattr(self._order_domain, "total")
                case ast.Call(func=ast.Name(id=name)):
                    self._use(name, cls)  # a function of an implementation module
                case _:
                    pass

    def _is_reached(self, base: ast.expr) -> bool:
        """Whether an expression in the facade may be the domain: an accessor of it, a variable, a module."""
        match base:
            case ast.Call(func=function):
                return self._is_reached(function)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attribute):
                return attribute in self._accessors
            case ast.Attribute(value=inner):
                return self._is_reached(inner)
            case ast.Name(id=name):
                return name not in ("self", "cls")
            case _:
                return True

    # The domain

    def _code(self) -> Iterator[tuple[ast.AST, Scope]]:
        """The domain's own code: its classes where it shares a module, all of its modules otherwise."""
        program = self.inference.program
        if self.domain.shares_module:
            yield from ((cls.node, cls.outer) for cls in self.domain.bodies.values())
            return
        found = [program.finder.find(name) for name in self.domain.modules]
        for package in self.domain.packages:
            folder = program.finder.folder(package)
            found.extend(program.finder.below(folder) if folder is not None else ())
        modules = {module.name: module for module in found if module is not None}
        yield from ((module.tree, program.module_scope(module)) for module in modules.values())

    def _read(self, node: ast.AST, scope: Scope) -> None:
        program = self.inference.program
        stack: list[tuple[ast.AST, Scope, ast.AST | None]] = [(node, scope, None)]
        while stack:
            node, scope, user = stack.pop()
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    user = user or node
                    scope = program.inner_scope(node, scope)
                case ast.ClassDef():
                    scope = program.inner_scope(node, scope)
                case ast.Attribute(value=base, attr=attribute):
                    if self._may_be_domain_if_known(base, scope):
                        self._use(attribute, user)
                case ast.Constant(value=str(text)):
                    self._use(text, user)
                case ast.Name(id=name) if user is None or name not in scope.bindings:
                    self._use(name, user)
                case _:
                    pass
            stack.extend((child, scope, user) for child in children(node))

    def _may_be_domain_if_known(self, base: ast.expr, scope: Scope) -> bool:
        """What is nested too deeply in one module of the domain must not hide what is wrong in another."""
        try:
            return self._may_be_domain(base, scope)
        except RecursionError:
            self.inference.forget()
            return True

    def _may_be_domain(self, base: ast.expr, scope: Scope) -> bool:
        if base not in self._answers:
            self._follow(base, scope)
        return self._answers[base]

    def _follow(self, base: ast.expr, scope: Scope) -> None:
        """Answer for every link of a chain at once: each by itself would be followed to its start again."""
        frame = self.inference.frame(scope)
        frame.record = {}
        self.inference.evaluate(base, frame)
        links = [base]
        while isinstance(link := links[-1], ast.Attribute | ast.Call | ast.Subscript):
            links.append(link.func if isinstance(link, ast.Call) else link.value)
        unless_known, inner_values = True, NOTHING
        for link in reversed(links):
            if self.facade.is_facade(inner_values):
                unless_known = isinstance(link, ast.Attribute) and link.attr in self._accessors
            values = frame.record.get(link, NOTHING)
            self._answers[link] = any(map(self._is_of_domain, values)) if values else unless_known
            inner_values = values

    def _is_of_domain(self, value: Value) -> bool:
        if isinstance(value, ModuleObject):
            return self.domain.holds(value.name)
        if not isinstance(value, Instance | ClassObject):
            return not isinstance(value, External | Text | FunctionObject)
        return any(value.cls in each.mro or each in value.cls.mro for each in self.domain.classes)
