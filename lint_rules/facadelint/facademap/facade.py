"""One facade with everything that the rules ask about it; what is costly is computed when first asked for."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.facademap.domains import Domain, belongs
from facadelint.facademap.members import Member, MemberReader, Part, member_functions, returned_attribute
from facadelint.facademap.properties import PublicProperty, public_properties
from facadelint.inference.classes import is_property_part
from facadelint.inference.values import ClassObject, Instance, Values, mangled
from facadelint.source.nodes import descend
from facadelint.source.signatures import bind, signature_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.core.settings import FacadeSettings
    from facadelint.facademap.accessors import Accessor
    from facadelint.facademap.delegation import Delegation
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference


class Facade:
    """The configured class, its accessors and its domains."""

    def __init__(
        self,
        settings: FacadeSettings,
        cls: ClassInfo,
        accessors: dict[str, Accessor],
        domains: dict[str, Domain],
        inference: Inference,
        mixins: Sequence[ClassInfo] = (),
    ) -> None:
        """``mixins`` are those that are no domains."""
        self.settings = settings
        self.cls = cls
        self.accessors = accessors
        self.domains = domains
        self.mixins = mixins
        self._inference = inference
        self._domains_in: dict[str, Sequence[Domain]] = {}
        self.used_grants: set[int] = set()
        """Identities of the ``friends`` that allowed something so far."""

    def __repr__(self) -> str:
        return f"Facade({self.settings.name})"

    @property
    def name(self) -> str:
        """The class's own name, for messages."""
        return self.cls.name

    @property
    def lines(self) -> int:
        return (self.cls.node.end_lineno or self.cls.node.lineno) - self.cls.node.lineno + 1

    @cached_property
    def reader(self) -> MemberReader:
        return MemberReader(self._inference, self.settings, self.cls, self.accessors)

    @cached_property
    def members(self) -> dict[str, Member]:
        """The methods and properties of the facade's own body, in order."""
        return self.reader.read(self.cls)

    @property
    def member_count(self) -> int:
        """How many there are, for whoever need not know what each of them is."""
        return len(member_functions(self.cls))

    def member_of(self, function: ast.AST) -> tuple[Member, Part] | None:
        """The member of the facade's own body that a function is, or is a part of."""
        return self._by_function.get(function)

    @cached_property
    def _by_function(self) -> dict[ast.AST, tuple[Member, Part]]:
        return {part.function: (member, part) for member in self.members.values() for part in member.parts}

    @cached_property
    def inherited(self) -> dict[str, Member]:
        """What the facade has from its bases in the project, nearest first."""
        found: dict[str, Member] = {}
        for cls in self.cls.mro[1:]:
            for name, member in self.reader.read(cls).items():
                found.setdefault(name, member)
        return found

    # Roles

    def domain_of(self, module_name: str, enclosing: Sequence[ast.AST] = ()) -> Domain | None:
        """The domain that code belongs to; ``enclosing`` decides where a module holds several."""
        return next((each for each in self.domains_in(module_name) if belongs(each, enclosing)), None)

    def domains_in(self, module_name: str) -> Sequence[Domain]:
        """Every domain that has code in a module; not to be asked before all domains are known."""
        found = self._domains_in.get(module_name)
        if found is None:  # asked at every node of a module
            parts = module_name.split(".")
            packages = [f"{'.'.join(parts[: depth + 1])}." for depth in range(len(parts))]
            here = {domain for place in (module_name, *packages) for domain in self._by_place.get(place, ())}
            in_order = self.domains.values() if here else ()
            found = self._domains_in[module_name] = [domain for domain in in_order if domain in here]
        return found

    @cached_property
    def _by_place(self) -> dict[str, list[Domain]]:
        """Module, or package with a dot behind it, to the domains that it belongs to: there may be hundreds."""
        found: dict[str, list[Domain]] = {}
        for domain in self.domains.values():
            for place in (*domain.modules, *(f"{package}." for package in domain.packages)):
                found.setdefault(place, []).append(domain)
        return found

    @cached_property
    def sharing(self) -> tuple[Domain, ...]:
        """The domains whose modules hold the facade or another domain, too."""
        return tuple(domain for domain in self.domains.values() if domain.shares_module)

    def domain_classes(self, domain: Domain) -> list[ClassInfo]:
        """The classes that a domain is, without ops wrappers and mixins."""
        return [cls for cls in domain.classes if cls not in domain.wrappers and cls not in self.cls.mro]

    @cached_property
    def names_in_modules(self) -> frozenset[str]:
        """What an attribute of a module can be called that is a domain's module, package or class."""
        return frozenset(
            name.rpartition(".")[2]
            for domain in self.domains.values()
            for name in (*domain.modules, *domain.packages, *(cls.name for cls in domain.classes))
        )

    def is_facade_module(self, module_name: str) -> bool:
        return module_name == self.cls.module.name

    def builds(self, module_name: str, domain: Domain) -> bool:
        """Whether a module holds the class, the facade or a base of it, in which an accessor of the domain is."""
        return any(accessor.owner.module.name == module_name for accessor in domain.accessors)

    # Values

    def is_instance(self, values: Values) -> bool:
        """Whether one of the values is the facade, or an instance of a subclass of it.

        A mixin's own ``self`` is not meant, cast or not: that is the code's own object.
        """
        return any(
            isinstance(value, Instance) and value.self_of is None and value.cls.is_subclass(self.cls)
            for value in values
        )

    def is_class(self, values: Values) -> bool:
        """Whether one of the values is the facade's class itself."""
        return any(isinstance(value, ClassObject) and value.cls.is_subclass(self.cls) for value in values)

    def is_facade(self, values: Values) -> bool:
        """Whether one of the values is the facade or its class."""
        return self.is_instance(values) or self.is_class(values)

    def is_others(self, values: Values, attribute: str) -> bool:
        """Whether an attribute is plainly that of another value than the facade, which does not have it."""
        classes = {value.cls for value in values if isinstance(value, Instance | ClassObject)}
        owners = {cls for cls in classes if any(attribute in each.defined_names for each in cls.mro)}
        mine = {cls for cls in classes if cls.is_subclass(self.cls)}
        seen = mine.isdisjoint(owners) and not any("__getattr__" in each.members for each in self.cls.mro)
        return seen and bool(owners)

    def accessed_domain(self, attribute: str) -> Domain | None:
        """The domain that an attribute of the facade gives."""
        return self._accessed.get(attribute)

    @cached_property
    def _accessed(self) -> dict[str, Domain]:
        """Accessor, the attribute that one keeps its domain in, or a property that only gives it, to the domain."""
        found: dict[str, Domain] = {}
        for domain in self.domains.values():
            for accessor in domain.accessors:
                makers = (getattr(factory, "name", None) for factory in accessor.factories)
                for name in (accessor.name, accessor.storage, *makers):
                    if name is not None:
                        found.setdefault(name, domain)
                        found.setdefault(mangled(name, accessor.owner.name), domain)  # from outside
        for name, behind in self.aliases.items():
            if behind in found:
                found.setdefault(name, found[behind])
        return found

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Property -> the accessor that it gives and nothing else: ``return self._order_domain``."""
        found: dict[str, str] = {}
        for cls in self.cls.mro if self.accessors else ():
            for function in cls.functions():
                if function.name not in self.accessors:
                    behind = returned_attribute(function)
                    if behind in self.accessors:
                        found.setdefault(function.name, behind)
        return found

    @property
    def ways(self) -> frozenset[str]:
        """Every attribute of the facade that gives a domain."""
        return frozenset(self._accessed)

    def ways_to(self, domain: Domain) -> set[str]:
        """Every attribute of the facade that gives one domain."""
        return {name for name, each in self._accessed.items() if each is domain}

    def delegated_domain(self, delegation: Delegation) -> Domain | None:
        """The domain that a delegation goes to; None where it goes to a collaborator or to the facade itself."""
        if delegation.through == "mixin":
            return next(
                (
                    each
                    for each in self.domains.values()
                    if any(cls.name == delegation.accessor for cls in each.classes)
                ),
                None,
            )
        if delegation.through in ("accessor", "function"):
            return self.accessed_domain(delegation.accessor)
        return None

    def domains_read(self, function: ast.AST) -> list[Domain]:
        """The domains whose things the code of a function reads, through accessors or own delegating members."""
        found: dict[Domain, None] = {}
        for node in descend(function):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
                continue
            domain = self.accessed_domain(node.attr)
            member = self.members.get(node.attr)
            if domain is None and member is not None and member.delegation is not None:
                domain = self.delegated_domain(member.delegation)
            if domain is not None:
                found[domain] = None
        return list(found)

    # Remedies

    @cached_property
    def properties_of(self) -> dict[str, tuple[PublicProperty, ...]]:
        """Private attribute -> the public properties that return it, the one named like it first."""
        return public_properties(self.cls)

    @cached_property
    def public_properties(self) -> dict[str, str]:
        """Private attribute -> the public property that returns it, the one named like it first."""
        return {attribute: found[0].name for attribute, found in self.properties_of.items()}

    def public_method_for(
        self, accessor: str, target: str | None, call: ast.Call | None = None
    ) -> str | None:
        """The public member of the facade that already does ``self.<accessor>.<target>(...)``, as ``call`` calls it."""
        return next(
            (
                member.name
                for member in self._public_members(accessor, target)
                if call is None or _takes(member.decisive.function, call)
            ),
            None,
        )

    def _public_members(self, accessor: str, target: str | None) -> Iterator[Member]:
        accessor = next((each.name for each in self.accessors.values() if each.outside == accessor), accessor)
        behind = self.aliases.get(accessor, accessor)
        for member in (*self.members.values(), *self.inherited.values()):
            delegation = member.delegation
            if member.name.startswith("_") or delegation is None:
                continue
            if any(issue.issue != "dropped" for issue in delegation.issues):
                continue  # it asks for something of its own: ``self._client.get("/about")``
            if target is None:
                if delegation.through == "own" and delegation.target == accessor:
                    yield member
            elif delegation.target == target and behind == self.aliases.get(
                delegation.accessor, delegation.accessor
            ):
                yield member


def _takes(function: ast.FunctionDef | ast.AsyncFunctionDef, call: ast.Call) -> bool:
    """Whether a method can be called with the arguments of a call; of what a property gives nothing is known."""
    return (
        is_property_part(function)
        or not bind(signature_of(function, is_bound=True), call.args, call.keywords).misfits
    )
