"""The functions behind a delegation, in every class that may be there."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.facademap.decorators import Effect, Protocol, effect, protocol, result_effect
from facadelint.facademap.lookup import Function, Order, find, linearized
from facadelint.inference.classes import ClassInfo, is_property, method_kind
from facadelint.inference.values import FunctionObject, Instance, ModuleObject, just, mangled
from facadelint.source.signatures import Signature, signature_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.delegation import Delegation
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.lookup import Found, NotFound
    from facadelint.inference.infer import Inference
    from facadelint.source.modules import Module
    from facadelint.source.scopes import Scope


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a delegation: a function with what its callers see of it."""

    function: Function
    scope: Scope
    """Where it is defined."""
    owner: ClassInfo | None
    """The class that defines it; None for a function of a module."""
    inference: Inference

    @cached_property
    def signature(self) -> Signature:
        """What is left for the callers to fill."""
        if self.owner is None:
            return signature_of(self.function, is_bound=True)  # the accessor fills the first one
        return signature_of(self.function, is_bound=method_kind(self.function) != "static")

    @property
    def module(self) -> Module:
        return self.scope.module

    @property
    def label(self) -> str:
        """``OrderDomain.total``, or ``order_implementation.total`` for a function of a module."""
        before = self.owner.name if self.owner is not None else self.module.name.rpartition(".")[2]
        return f"{before}.{self.function.name}"

    @property
    def is_property(self) -> bool:
        return is_property(self.function)

    @cached_property
    def effect(self) -> Effect:
        """What its decorators leave of its signature."""
        return effect(self.function, self.scope, self.inference)

    @cached_property
    def result_effect(self) -> Effect:
        """What its decorators leave of what calling it gives."""
        return result_effect(self.function, self.scope, self.inference)

    @cached_property
    def protocol(self) -> Protocol:
        """What calling it gives before anything is awaited."""
        return protocol(self.function, self.effect if self.effect != "keeps" else self.result_effect)

    def place(self, node: ast.AST | None = None) -> str:
        """``shop/orders/order_domain.py:12``, for messages."""
        line = getattr(node, "lineno", self.function.lineno)
        return f"{path_of(self.module, self.inference)}:{line}"


def path_of(module: Module, inference: Inference) -> str:
    """The path of a module below its import root, with ``/``."""
    roots = [root for root in inference.program.finder.roots if module.path.is_relative_to(root)]
    return min((module.path.relative_to(root) for root in roots), default=module.path).as_posix()


class TargetFinder:
    """Finds what is behind the accessors and the bases of one facade."""

    def __init__(self, facade: Facade, inference: Inference) -> None:
        """``inference`` has to be one that may parse every module: a base class is where it is."""
        self.facade = facade
        self.inference = inference
        self._orders: dict[ClassInfo, Order] = {}
        self._found: dict[tuple[str, str, str], list[Found | NotFound]] = {}

    def order(self, cls: ClassInfo) -> Order:
        """The resolution order of a class."""
        if cls not in self._orders:
            self._orders[cls] = linearized(cls, self.inference)
        return self._orders[cls]

    def orders(self, delegation: Delegation) -> list[Order]:
        """The resolution orders in which the target of a delegation is looked up; none where nothing is known."""
        if delegation.through == "super":
            return [self.order(self.facade.cls)[1:]]
        if delegation.through == "mixin":
            bases = [cls for cls in self.facade.cls.mro[1:] if cls.name == delegation.accessor]
            return [self.order(cls) for cls in bases]
        classes = self._behind(delegation.accessor)
        for name in delegation.target.split(".")[:-1]:
            values = self.inference.attribute(frozenset(map(Instance, classes)), name)
            classes = _instances(values)
        return [self.order(cls) for cls in classes]

    def _behind(self, attribute: str) -> list[ClassInfo]:
        """The classes of what an accessor gives, or of what is stored as a collaborator."""
        accessor = self.facade.accessors.get(attribute)
        if accessor is not None and accessor.classes:
            return list(accessor.classes)
        return _instances(self.inference.attribute(just(Instance(self.facade.cls)), attribute))

    def found(self, delegation: Delegation) -> list[Found | NotFound]:
        """What the target is in each class that may be behind; empty where nothing is known."""
        key = (delegation.through, delegation.accessor, delegation.target)
        if key not in self._found:  # several rules ask
            name = mangled(delegation.target.rpartition(".")[2], self.facade.cls.name)
            orders = self.orders(delegation)
            self._found[key] = [find(order, name, (self.facade.cls.module,)) for order in orders]
        return self._found[key]

    def sides(self, delegation: Delegation, scope: Scope) -> tuple[Side, ...]:
        """Each function that a delegation may reach; empty where one of them is not known.

        ``scope`` is that of the facade's method, in which a called function is looked up.
        """
        if delegation.through == "function":
            return tuple(self._functions(delegation, scope))
        sides: list[Side] = []
        for found in self.found(delegation):
            if isinstance(found, str) or not found.functions:
                return ()
            sides += [Side(each, found.owner.scope, found.owner, self.inference) for each in found.functions]
        return tuple(sides)

    def _functions(self, delegation: Delegation, scope: Scope) -> Iterator[Side]:
        assert delegation.function is not None
        values = self.inference.evaluate(delegation.function, self.inference.frame(scope))
        for value in values if len(values) == 1 else ():
            if (
                isinstance(value, FunctionObject)
                and not isinstance(value.node, ast.Lambda)
                and value.owner is None
                and not value.receiver
            ):
                yield Side(value.node, value.scope, None, self.inference)

    def lacking_module(self, delegation: Delegation, scope: Scope) -> Module | None:
        """The module of the project that surely has no function such as a delegation calls."""
        if not isinstance(delegation.function, ast.Attribute):
            return None
        base = self.inference.evaluate(delegation.function.value, self.inference.frame(scope))
        names = [value.name for value in base if isinstance(value, ModuleObject)]
        if len(names) != 1 or len(base) != 1:
            return None
        program = self.inference.program
        module = program.finder.find(names[0])
        if module is None or module.problem is not None:
            return None
        inside = program.module_scope(module)
        if inside.star_imports or "__getattr__" in inside.bindings or "globals(" in module.searched:
            return None
        if any(True for _ in program.exported(module.name, delegation.target)):
            return None
        return module


def _instances(values: frozenset[object]) -> list[ClassInfo]:
    """The classes behind values, if all of the values are instances."""
    if not all(isinstance(value, Instance) for value in values):
        return []
    found = {value.cls for value in values if isinstance(value, Instance)}
    return sorted(found, key=lambda cls: (cls.module.name, cls.node.lineno))
