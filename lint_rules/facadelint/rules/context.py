"""What a rule is given besides the node: the module, the facade, the domain, and the values of expressions."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from facadelint.facademap.domains import Domain
from facadelint.facademap.facade import Facade
from facadelint.inference.infer import Inference
from facadelint.inference.recording import Enclosing, Recording
from facadelint.inference.values import Values
from facadelint.rules.rule import Role
from facadelint.source.imports import typing_only_nodes
from facadelint.source.modules import Module, ModuleFinder
from facadelint.source.scopes import Scope


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields; the engine adds where and by whom."""

    node: ast.AST
    """Where it starts and ends; for a definition only its first line counts."""
    message: str
    target: str | None = None
    """What is reached or broken, without positions: ``Shop._database``."""
    fix: str | None = None
    domain: Domain | None = None
    """Where the finding is about another domain than the one that the code belongs to."""


class ModuleView:
    """One module under check, shared by the rules and by the facades that it matters to."""

    def __init__(self, module: Module, inference: Inference, public_names: frozenset[str]) -> None:
        self.module = module
        self.inference = inference
        self.public_names = public_names
        self.recording = Recording(inference, module)

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

    def is_private(self, name: str) -> bool:
        """Whether a name is private, as the specification has it."""
        return (
            name.startswith("_")
            and name.strip("_") != ""
            and not (name.startswith("__") and name.endswith("__"))
            and name not in self.public_names
        )


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

    @property
    def module(self) -> Module:
        return self.view.module

    @property
    def domain(self) -> Domain | None:
        """The domain that the code at the node belongs to."""
        return self.facade.domain_of(self.module.name, self.enclosing)

    @property
    def subject(self) -> str:
        """The domain as the subject of a message."""
        domain = self.domain
        return f"{domain.name} domain" if domain is not None else self.module.name

    def values(self, node: ast.expr) -> Values:
        """What an expression may be at the very point where it stands."""
        return self.view.recording.values(node, self.enclosing)

    def is_facade(self, node: ast.expr) -> bool:
        """Whether an expression may be the facade or its class."""
        return self.facade.is_facade(self.values(node))

    def is_private(self, name: str) -> bool:
        return self.view.is_private(name)

    @property
    def function(self) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The innermost function around the node."""
        return next((each for each in reversed(self.enclosing) if not isinstance(each, ast.ClassDef)), None)


__all__ = ["Enclosing", "Finding", "ModuleView", "RuleContext"]
