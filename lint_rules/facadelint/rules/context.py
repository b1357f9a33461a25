"""What a rule is given besides the node: the module, the facade, the domain, and the values of expressions."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.globs import name_glob
from facadelint.facademap.forwarding import Forwarder
from facadelint.inference.classes import method_kind, receiver_name
from facadelint.inference.recording import Recording
from facadelint.inference.selves import owner_of
from facadelint.source.imports import typing_only_nodes
from facadelint.source.privacy import is_private

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from facadelint.core.settings import Settings
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.forwarding import Forwarding
    from facadelint.facademap.members import Member, Part
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.inference.program import Program
    from facadelint.inference.values import Values
    from facadelint.rules.rule import Role
    from facadelint.source.modules import Module, ModuleFinder
    from facadelint.source.scopes import Scope


class Finding(NamedTuple):
    """What a rule yields; the engine adds where and by whom."""

    node: ast.AST
    """Where it starts and ends; for a definition only its first line counts."""
    message: str
    target: str | None = None
    """What is reached or broken, without positions: ``Shop._database``."""
    fix: str | None = None
    """What ``facadelint fix`` would do, as a sentence without a full stop."""
    unsafe: str | None = None
    """Why that fix may change what the program does, so that it needs ``--unsafe``; None where it cannot."""
    within: ast.FunctionDef | ast.AsyncFunctionDef | None = None
    """The definition that the finding is about, where it stands inside of it."""
    domain: Domain | None = None
    """Where the finding is about another domain than the one that the code belongs to."""
    module: Module | None = None
    """Of a rule on the whole project: the module that the node stands in."""


class ModuleView:
    """One module under check, shared by the rules and by the facades that it matters to."""

    def __init__(
        self,
        module: Module,
        inference: Inference,
        skimmed: Program,
        settings: Settings,
        facades: Sequence[Facade],
    ) -> None:
        """
        Args:
            module: the module.
            inference: what knows the values of its expressions.
            skimmed: the program in which an import that reaches no domain is told without a parse.
            settings: the configuration.
            facades: all of its facades.
        """
        self.module = module
        self.skimmed = skimmed
        self.inference = inference
        self.settings = settings
        self.facades = facades
        self.recording = Recording(inference, module)
        self._shown: dict[re.Pattern[str], bool] = {}

    @property
    def finder(self) -> ModuleFinder:
        return self.inference.program.finder

    @cached_property
    def scope(self) -> Scope:
        return self.inference.program.module_scope(self.module)

    @cached_property
    def typing_only(self) -> frozenset[ast.AST]:
        """The import statements that only a type checker runs."""
        return typing_only_nodes(self.module.tree, self.scope)

    def shows(self, pattern: re.Pattern[str]) -> bool:
        """Whether the module's text has a match of a pattern; searched for once."""
        if pattern not in self._shown:
            self._shown[pattern] = pattern.search(self.module.searched) is not None
        return self._shown[pattern]

    def is_private(self, name: str) -> bool:
        """Whether a name is private, as the specification has it."""
        return is_private(name, self.settings.public_names)


_LONGEST = 60
"""Characters of a statement or an expression that a message shows."""


def cut(text: str) -> str:
    """As much of a text as a message can show."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


@dataclass(slots=True)
class RuleContext:
    """One facade's view of one module; the engine moves ``enclosing`` along as it walks."""

    view: ModuleView
    facade: Facade
    role: Role
    enclosing: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]
    """The definitions around the node, outermost first."""
    parents: Sequence[ast.AST] = ()
    """Every node around the node, outermost first."""
    forwarder: Forwarder = field(init=False)
    _domains: Sequence[Domain] = field(init=False)
    """Those that have code in the module."""
    _is_shared: bool = field(init=False)

    def __post_init__(self) -> None:
        self.forwarder = Forwarder(self.facade, self.view.inference)
        self._domains = self.facade.domains_in(self.module.name)
        self._is_shared = any(domain.shares_module for domain in self._domains)

    @property
    def module(self) -> Module:
        return self.view.module

    @property
    def domain(self) -> Domain | None:
        """The domain that the code at the node belongs to."""
        if self._is_shared:
            return self.facade.domain_of(self.module.name, self.enclosing)
        return self._domains[0] if self._domains else None  # asked for at every node

    @property
    def facades_here(self) -> Iterator[Facade]:
        """Each facade that the code at the node is a domain of, this one first."""
        yield self.facade
        for each in self.view.facades:
            if each is not self.facade and each.domain_of(self.module.name, self.enclosing):
                yield each

    @property
    def subject(self) -> str:
        """The domain as the subject of a message."""
        domain = self.domain
        return f"{domain.name} domain" if domain is not None else self.module.name

    def values(self, node: ast.expr) -> Values:
        """What an expression may be at the very point where it stands."""
        return self.view.recording.values(node, self.enclosing)

    def constant(self, node: ast.expr) -> Values:
        """What an expression may be wherever its names are defined, without following the flow."""
        inference = self.view.inference.everywhere()
        scope = self.view.scope
        for definition in self.enclosing:
            scope = inference.program.inner_scope(definition, scope)
        return inference.evaluate(node, inference.frame(scope))

    def pattern_values(self, node: ast.MatchClass) -> Values:
        """What the subject of a class pattern is where the pattern matches."""
        return self.view.recording.values(node, self.enclosing)

    def is_facade(self, node: ast.expr) -> bool:
        """Whether an expression may be the facade or its class."""
        return self.facade.is_facade(self.values(node))

    def matches_facade(self, node: ast.MatchClass) -> bool:
        """Whether a class pattern is one of the facade, by its class or by what it is matched against."""
        matched = self.pattern_values(node)
        if owner_of(matched) is not None:  # a mixin's own self
            return False
        return self.is_facade(node.cls) or self.facade.is_facade(matched)

    def is_private(self, name: str) -> bool:
        return self.view.is_private(name)

    def member(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[Member, Part] | None:
        """The member that a function of the facade's body is, if FAC2 looks at it: no dunder, not exempt."""
        found = self.facade.member_of(function)
        if found is None or found[0].is_dunder:
            return None
        if any(name_glob(glob).matches(found[0].name) for glob in self.facade.settings.exempt):
            return None
        return found

    def forwarding(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Forwarding | None:
        """What a function of the facade's body forwards to; None where it is no delegation that FAC2 looks at."""
        found = self.member(function)
        return None if found is None else self.forwarder.forwarding(found[1])

    def owner_of(self, definition: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> Domain | None:
        """The domain that a definition at the node belongs to; it may be the very class of that domain."""
        return self.facade.domain_of(self.module.name, [*self.enclosing, definition])

    def first_line(self, node: ast.stmt) -> str:
        """The first line of a statement, cut to what a message can show."""
        return cut(self.module.line(node.lineno).strip())

    def inside(self, function: ast.FunctionDef | ast.AsyncFunctionDef, node: ast.expr) -> Values:
        """What an expression in the body of a function may be, where the function is the node itself."""
        return self.view.recording.values(node, [*self.enclosing, function])

    @property
    def in_wrapper(self) -> bool:
        """Whether the node lies in an ops wrapper, which alone may touch the facade's private state."""
        domain = self.domain
        wrappers = [cls.node for cls in domain.wrappers] if domain is not None else []
        return any(definition in wrappers for definition in self.enclosing)

    def is_granted(self, attribute: str) -> bool:
        """Whether ``friends`` lets this domain use a private attribute of the facade for now."""
        domain = self.domain
        grants = [
            friend
            for friend in self.facade.settings.friends
            if domain is not None and friend.attribute == attribute and domain.name in friend.domains
        ]
        self.facade.used_grants.update(map(id, grants))
        return bool(grants)

    def is_receiver(self, node: ast.expr) -> bool:
        """Whether an expression is plainly ``self`` or ``cls`` of the method around it; needs no inference."""
        if not isinstance(node, ast.Name) or len(self.enclosing) < 2:
            return False
        cls, function = self.enclosing[-2:]
        if not isinstance(cls, ast.ClassDef) or isinstance(function, ast.ClassDef):
            return False
        if method_kind(function) == "static" or receiver_name(function) != node.id:
            return False
        scope = self.view.scope
        for definition in self.enclosing:
            scope = self.view.inference.program.inner_scope(definition, scope)
        return len(scope.bindings.get(node.id, ())) == 1

    def classes_around(self) -> Iterator[ClassInfo]:
        """The classes around the node, outermost first."""
        program, scope = self.view.inference.program, self.view.scope
        for definition in self.enclosing:
            if isinstance(definition, ast.ClassDef):
                yield program.class_info(definition, scope)
            scope = program.inner_scope(definition, scope)

    @property
    def function(self) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The innermost function around the node."""
        return next((each for each in reversed(self.enclosing) if not isinstance(each, ast.ClassDef)), None)
