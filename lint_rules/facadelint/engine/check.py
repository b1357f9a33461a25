"""Check one module: decide what it is to each facade, then walk its tree once."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.core.violation import Location, Violation
from facadelint.engine.scope import ScopeNames, ScopeSearch
from facadelint.facademap.leftovers import leftover_names
from facadelint.rules.context import Finding, ModuleView, RuleContext
from facadelint.rules.rule import Role, Rule
from facadelint.source.nodes import children
from facadelint.source.text import character_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint.source.modules import Module

_Handlers = dict[type[ast.AST], list[tuple[Rule, RuleContext, bool]]]
"""Type of a node -> the rules that look at it, each with whether it looks at the code of domains alone."""
_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Checker:
    """Checks modules under one configuration's map."""

    def __init__(self, facade_map: FacadeMap) -> None:
        self.map = facade_map
        self._in_scope: dict[Module, bool] = {}

    def roles(self, facade: Facade, module: Module) -> set[Role]:
        """What a module is to a facade; the facade's own module may hold domains as well."""
        roles = {Role.DOMAIN} if facade.domains_in(module.name) else set()
        if facade.is_facade_module(module.name):
            roles.add(Role.FACADE)
        roles = roles or {Role.OUTSIDE}
        return roles | {Role.MIXIN for mixin in facade.mixins if mixin.module.name == module.name}

    @cached_property
    def scope(self) -> ScopeSearch:
        """Decides by its name and its text whether a module can matter."""
        return ScopeSearch(scope_names(self.map))

    def is_in_scope(self, module: Module) -> bool:
        """Whether any rule may have something to say of a module; costs no parse and no walk."""
        if module not in self._in_scope:
            self._in_scope[module] = self.scope.may_matter(module)
        return self._in_scope[module]

    def check(self, module: Module, rules: Iterable[Rule]) -> Iterator[Violation]:
        """The violations of one module, in no particular order, suppressed ones included."""
        for rule, context, finding in self.findings(module, rules):
            yield violation(rule, context, finding)

    def findings(self, module: Module, rules: Iterable[Rule]) -> Iterator[tuple[Rule, RuleContext, Finding]]:
        """What the rules yield, each with the context at that moment; the walk then moves the context on."""
        handlers = self._handlers(module, rules)
        if not handlers:
            return
        for node, enclosing, parents in walk(module.tree):
            for rule, context, only_domains in handlers.get(type(node), ()):
                context.enclosing = enclosing
                context.parents = parents
                if only_domains and context.domain is None:
                    continue  # a module that a domain shares with the facade: this code is not the domain's
                for finding in rule.check(node, context):
                    yield rule, context, finding

    def look(self, module: Module, facade: Facade) -> Iterator[tuple[ast.AST, RuleContext]]:
        """Every node of a module of a domain, with its context as a rule would get it."""
        context = RuleContext(self._view(module), facade, Role.DOMAIN, [])
        for node, enclosing, parents in walk(module.tree):
            context.enclosing, context.parents = enclosing, parents
            yield node, context

    def _view(self, module: Module) -> ModuleView:
        """A module with the values of its expressions, nothing of which is known yet."""
        inference = self.map.inference.fork(self.map.narrowed)
        return ModuleView(module, inference, self.map.skimmed, self.map.settings, self.map.facades)

    def _handlers(self, module: Module, rules: Iterable[Rule]) -> _Handlers:
        view = self._view(module)
        handlers: _Handlers = {}
        rules = tuple(rule for rule in rules if rule.words is None or rule.words.search(module.searched))
        for facade in self.map.facades:
            for role in self.roles(facade, module):
                context = RuleContext(view, facade, role, [])
                for rule in rules:
                    if role in rule.roles:
                        only_domains = role is Role.DOMAIN and not rule.roles & {Role.OUTSIDE, Role.FACADE}
                        for node_type in rule.nodes:
                            handlers.setdefault(node_type, []).append((rule, context, only_domains))
        return handlers


def scope_names(facade_map: FacadeMap) -> ScopeNames:
    """What decides which modules matter to a map."""
    modules = {name for facade in facade_map.facades for name in leftover_names(facade)}
    packages: set[str] = set()
    imported: set[str] = set()
    accessors: set[str] = set()
    for facade in facade_map.facades:
        modules.update(cls.module.name for cls in (facade.cls, *facade.mixins))
        accessors.update(name for name in (*facade.accessors, *facade.ways) if name.startswith("_"))
        for domain in facade.domains.values():
            modules.update(domain.modules)
            packages.update(domain.packages)
            if not domain.is_mixin:  # whoever imports a mixin imports a part of the facade
                imported.update((*domain.modules, *domain.packages))
    return ScopeNames(*(tuple(sorted(each)) for each in (modules, packages, imported, accessors)))


def walk(
    tree: ast.Module,
) -> Iterator[tuple[ast.AST, list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef], list[ast.AST]]]:
    """Every node in source order, with the definitions and the nodes around it.

    The two lists are the walk's own and change as it goes on.
    """
    enclosing: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    parents: list[ast.AST] = []
    leave = object()
    stack: list[object] = [tree]
    while stack:
        node = stack.pop()
        if node is leave:
            if isinstance(parents.pop(), _DEFINITIONS):
                enclosing.pop()
            continue
        assert isinstance(node, ast.AST)
        yield node, enclosing, parents
        below = children(node)
        if below:
            parents.append(node)
            if isinstance(node, _DEFINITIONS):
                enclosing.append(node)
            stack.append(leave)
            stack += below[::-1]


def violation(rule: Rule, context: RuleContext, finding: Finding) -> Violation:
    """Say where a finding is and by whom."""
    domain = finding.domain or context.domain
    names = [definition.name for definition in context.enclosing]
    inner = finding.within or finding.node
    if isinstance(inner, _DEFINITIONS) and inner not in context.enclosing:
        names.append(inner.name)
    return Violation(
        path=str(context.module.path),
        location=location(context.module, finding.node),
        code=rule.code,
        rule=rule.name,
        message=finding.message,
        facade=context.facade.settings.name,
        domain=domain.name if domain is not None else None,
        symbol=".".join([context.module.name, *names]),
        target=finding.target,
        fix=fix_sentence(finding),
        unsafe=finding.unsafe if finding.fix else None,
        because=context.facade.settings.because,
    )


def fix_sentence(finding: Finding) -> str | None:
    """What a fix would do, and whether it has to be asked for."""
    if finding.fix is None or finding.unsafe is None:
        return finding.fix
    return f"{finding.fix} (with --unsafe: {finding.unsafe})"


def location(module: Module, node: ast.AST) -> Location:
    """Where a node stands, in characters; of a definition only its header's first line."""
    if isinstance(node, ast.Module):
        return Location(1, 1, 1, 1)
    line, offset = node.lineno, node.col_offset  # type: ignore[attr-defined]
    text = module.line(line)
    end_line = getattr(node, "end_lineno", None) or line
    end_offset = getattr(node, "end_col_offset", None) or offset
    if isinstance(node, _DEFINITIONS):
        return Location(line, character_column(text, offset), line, len(text.rstrip()) + 1)
    return Location(
        line,
        character_column(text, offset),
        end_line,
        character_column(module.line(end_line), end_offset),
    )
