"""Which members of the facade are accessors, and which class of the project each one gives.

Discovered without configuration are those that receive the facade (``OrderDomain(self)``), those made
lazily and kept, and those named ``*_domain`` or ``*_ops``; other attributes count where the
configuration's ``accessors`` names them, because nothing tells a client from a plain collaborator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from facadelint.core.globs import name_glob
from facadelint.facademap.construction import Builder, Built, instances
from facadelint.facademap.factories import given_by, hands_on
from facadelint.facademap.handing import GivenLater, keeps, names_reached
from facadelint.facademap.laziness import (
    is_cached,
    kept_place,
    required_parameters,
    stored_in,
)
from facadelint.facademap.members import returned_attribute
from facadelint.facademap.outermost import item_of, outermost_calls
from facadelint.inference.classes import ClassInfo, is_property, method_kind
from facadelint.inference.program import find_class
from facadelint.inference.values import (
    FunctionObject,
    Instance,
    Values,
    just,
    mangled,
    unmangled,
)

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Mapping, Sequence

    from facadelint.core.settings import FacadeSettings
    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference

AccessorKind = Literal["property", "getter", "attribute"]
_NAMED_SO = re.compile(r"(_domain|_ops)$")


@dataclass(frozen=True, slots=True, eq=False)
class Accessor:
    """A member of the facade through which its methods reach a domain."""

    name: str
    """As its class writes it: ``__order``, which is ``_Shop__order`` for everybody else."""
    kind: AccessorKind
    node: ast.AST
    """The function, or the assignment that stores it."""
    owner: ClassInfo
    """The class that defines it: the facade, or a base of it."""
    classes: tuple[ClassInfo, ...]
    """The domain's class, or each that may be behind the accessor; empty where the code does not say it."""
    built: Mapping[ast.Call, Frame]
    """The calls that build the domain, each with the frame in which it stands."""
    receives_facade: bool
    """Whether the facade hands itself to the domain."""
    storage: str | None = None
    """The private attribute in which a lazy accessor keeps the domain."""
    unresolved: str | None = None
    """The module that the class is imported from, where that does not define it (any more) or does not parse."""
    by_helpers: tuple[tuple[ast.Call, Frame], ...] = ()
    """Calls of the domain's class in a helper or a factory, with what that knows."""
    factories: tuple[ast.AST, ...] = ()
    """The methods of the facade that make the domain, where the accessor keeps what one gives."""

    @property
    def cls(self) -> ClassInfo | None:
        """The first of the classes."""
        return self.classes[0] if self.classes else None

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules behind the accessor."""
        return tuple(cls.module.name for cls in self.classes) or (
            (self.unresolved,) if self.unresolved else ()
        )

    @property
    def outside(self) -> str:
        """Its name for everybody but its own class."""
        return mangled(self.name, self.owner.name)

    @property
    def domain(self) -> str:
        """The name of the domain behind it."""
        return domain_name(self.name)


def domain_name(accessor: str) -> str:
    """``_run_launcher_domain`` is ``run_launcher``."""
    return _NAMED_SO.sub("", accessor.strip("_")) or accessor


class AccessorFinder:
    """Finds the accessors of one facade class."""

    def __init__(self, inference: Inference, settings: FacadeSettings, facade: ClassInfo) -> None:
        self.inference = inference
        self.settings = settings
        self.facade = facade
        self.myself: Values = just(Instance(facade))
        self._builder = Builder(inference, facade)
        self._used = frozenset(names_reached(facade.mro))
        self._later = GivenLater()

    def find(self) -> dict[str, Accessor]:
        """Name -> accessor, the facade's own before inherited ones."""
        found: dict[str, Accessor] = {}
        for cls in self.facade.mro:
            for function in cls.functions():
                if function.name not in found and (accessor := self._function(cls, function)):
                    found[function.name] = accessor
            for attribute in (*cls.self_assignments, *cls.class_values):
                name = unmangled(attribute, cls.name)  # as the methods write it
                if name not in found and (accessor := self._attribute(cls, name)):
                    found[name] = accessor
        return self._without_factories(found)

    def _without_factories(self, found: dict[str, Accessor]) -> dict[str, Accessor]:
        """``self._orders = self._make_orders()``: the attribute is the accessor, and not the method."""
        factories = {factory for accessor in found.values() for factory in accessor.factories}
        reached = frozenset(names_reached(self.facade.mro, stored=False)) if factories else frozenset()
        return {
            name: accessor
            for name, accessor in found.items()
            if accessor.node not in factories
            or name in reached
            or _NAMED_SO.search(name)
            or self._configured(accessor.owner, name)[0]
        }

    def matching(self, glob: str) -> Iterator[str]:
        """The members and attributes that a glob of ``accessors`` matches."""
        pattern = name_glob(glob)
        for cls in self.facade.mro:
            yield from (name for name in sorted(cls.defined_names) if pattern.matches(name))

    def names(self) -> set[str]:
        """Everything a glob of ``accessors`` could mean, for a hint."""
        return {name for cls in self.facade.mro for name in cls.defined_names if not name.startswith("__")}

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The attributes that a public property gives, which makes them public."""
        return frozenset(
            attribute
            for cls in self.facade.mro
            for function in cls.functions()
            if not function.name.startswith("_") and (attribute := returned_attribute(function))
        )

    def _configured(self, cls: ClassInfo, name: str) -> tuple[bool, ClassInfo | None]:
        for glob, target in self.settings.accessors.items():
            if any(map(name_glob(glob).matches, (name, mangled(name, cls.name)))):
                if target is None:
                    return True, None
                module, _, qualified = target.partition(":")
                return True, find_class(self.inference.program, module, qualified)
        return False, None

    def _function(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Accessor | None:
        name = function.name
        if (name.startswith("__") and name.endswith("__")) or method_kind(function) != "method":
            return None
        configured, target = self._configured(cls, name)
        reads = is_property(function)
        if not configured and not reads and required_parameters(function):
            return None
        named = configured or _NAMED_SO.search(name) is not None
        if not named and not reads and name not in self._used:
            return None  # whatever it builds, nobody reaches a domain through it
        storage = kept_place(function)
        cached = is_cached(function) or storage is not None
        given = given_by(function)
        if not named and not self._hands_over(cls, function, given, through=cached):
            if not cached or name not in self._used:
                return None
            if storage is not None and not is_cached(function):
                given = stored_in(function, storage)  # what else it may return is not made once and kept
        built = self._builder.nothing()
        for value in given:
            self._builder.collect(value, self._builder.frame(cls, function), built, through=cached)
        if not (named or cached or name.startswith("_")) and hands_on(function, built.calls):
            return None
        if not configured and not self._is_accessor(name, built, cached=cached, reads=reads):
            return None
        classes = [target] if target else built.classes or self._declared(cls, function)
        return Accessor(
            name,
            "property" if reads else "getter",
            function,
            cls,
            tuple(classes),
            built.calls,
            built.receives_facade,
            storage,
            built.unresolved,
            tuple(built.by_helpers),
            tuple(built.factories),
        )

    def _is_accessor(self, name: str, built: Built, *, cached: bool, reads: bool) -> bool:
        if not built.classes and not built.unresolved:
            return False
        if _NAMED_SO.search(name):
            return True
        if not built.receives_facade:
            return cached and name in self._used
        return reads or name in self._used

    def _attribute(self, cls: ClassInfo, name: str) -> Accessor | None:
        configured, target = self._configured(cls, name)
        named = configured or _NAMED_SO.search(name) is not None
        # A public one is there for others to reach the domain through: ``client.indices.get()``.
        if not named and name not in self._used and name.startswith("_") and name not in self._shown:
            return None
        attribute = mangled(name, cls.name)
        assigned = [
            (value, self._builder.frame(cls, assignment.method))
            for assignment in cls.self_assignments.get(attribute, ())
            if (value := item_of(assignment.value, assignment.path)) is not None
        ]
        described = cls.class_values.get(attribute)
        later = self._later.methods(cls, name)
        if not (
            named
            or described
            or later
            or any(self._receives(value, frame, through=True) for value, frame in assigned)
        ):
            return None
        built = self._builder.nothing()
        node: ast.AST | None = next((each.node for each in cls.self_assignments.get(attribute, ())), None)
        for value, frame in assigned:
            self._builder.collect(value, frame, built, through=True)
        for binding in described or ():
            node = node or binding.node
            if binding.value is not None:
                self._builder.described(cls, binding.value, built)
        if any(keeps(made, method) for made in built.classes for method in later):
            built.receives_facade = True
        if node is None or not (named or built.receives_facade):
            return None
        stored = self.inference.attribute(self.myself, attribute)
        classes = [target] if target else built.classes or instances(stored)
        known = bool(classes and not self.facade.is_subclass(classes[0])) or built.unresolved is not None
        if not configured and not known:
            return None
        return Accessor(
            name,
            "attribute",
            node,
            cls,
            tuple(classes),
            built.calls,
            built.receives_facade,
            None,
            built.unresolved,
            tuple(built.by_helpers),
            tuple(built.factories),
        )

    def _declared(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ClassInfo]:
        """What the accessor's annotation names, where its body does not say more."""
        result = self.inference.result(FunctionObject(function, cls.scope, cls, self.myself))
        return [each for each in instances(result) if not self.facade.is_subclass(each)]

    def _hands_over(
        self,
        cls: ClassInfo,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        given: Sequence[ast.expr],
        *,
        through: bool,
    ) -> bool:
        frame = self._builder.frame(cls, function)
        return any(self._receives(value, frame, through=through) for value in given)

    def _receives(self, value: ast.expr, frame: Frame, *, through: bool) -> bool:
        """Whether a call that an expression is the result of is handed the facade; says nothing of what it makes.

        That is much less to find out than what the call returns, and most members are told by it. ``through``
        own methods, it may be the result of such a call in one of them.
        """
        return any(
            self._builder.receives(call, frame) or (through and self._builder.by_factory(call, frame))
            for call in outermost_calls(value, frame)
        )
