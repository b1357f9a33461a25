"""The second step of the two-file pattern: an implementation's functions become the methods of a domain class.

The wrapper goes: what a function reached through ``ops`` it reaches through the back reference. Files of which
nothing is left are deleted, if nothing else imports them.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.layout import capitals
from facadelint.extract.functions import FunctionWriter
from facadelint.extract.judging import definitions
from facadelint.extract.names import names_of, names_of_statement
from facadelint.extract.origins import Namespace
from facadelint.extract.placement import packages_above, place_of, reference_of
from facadelint.extract.receiver import CannotTell
from facadelint.extract.share import CannotMove, Share
from facadelint.extract.unused import used_names
from facadelint.extract.work import Work
from facadelint.extract.wrappers import Wrapper
from facadelint.facademap.targets import TargetFinder
from facadelint.inference.classes import receiver_name
from facadelint.rewriting.transaction import source_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facadelint.extract.model import Request
    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place
    from facadelint.source.modules import Module


class Unwrapping(Work):
    """The facade's members that go through one ops wrapper, on their way to a domain class."""

    def _judged(self, request: Request, *, is_plan: bool) -> dict[str, list[str]]:  # noqa: ARG002 - as the base class has it
        moving: dict[str, list[str]] = {}
        for domain, names in request.domains.items():
            for name in names:
                try:
                    self._function(name, domain)
                except CannotTell as problem:
                    self._add_refusal(name, domain, problem.line, problem.reason)
                else:
                    moving.setdefault(domain, []).append(name)
        return moving

    def _function(self, name: str, domain: str) -> tuple[Function, Module]:
        """The function behind a member, and its module.

        Raises:
            CannotTell: the member is no plain delegation to one.
        """
        member = self.facade.members[name]
        delegation = member.delegation
        line = definitions(self.facade, name)[0].lineno
        goal = self.facade.delegated_domain(delegation) if delegation is not None else None
        if delegation is None or goal is None or goal.name != domain or delegation.through != "function":
            raise CannotTell(
                line, f"does not go through the ops wrapper of {domain}; extract the others first"
            )
        if member.kind != "delegate" or len(member.parts) != 1:
            raise CannotTell(line, "does more than hand its parameters on to the implementation")
        scope = self.map.inference.program.inner_scope(member.parts[0].function, self.facade.cls.scope)
        sides = TargetFinder(self.facade, self.map.inference).sides(delegation, scope)
        if len(sides) != 1 or sides[0].function not in sides[0].scope.module.tree.body:
            raise CannotTell(line, f"calls {delegation.target}, which cannot be told")
        return sides[0].function, sides[0].scope.module

    def _composed(self, moving: dict[str, list[str]]) -> tuple[list[Share], dict[Path, bytes]]:
        """New texts for one domain."""
        self.deleted.clear()
        (domain,) = moving
        while names := moving[domain]:
            try:
                return self._written(domain, names)
            except CannotMove as problem:
                names.remove(problem.member)
                self._add_refusal(problem.member, domain, problem.line, problem.reason)
        return [], {}

    def _written(self, domain: str, names: list[str]) -> tuple[list[Share], dict[Path, bytes]]:
        found = {name: self._function(name, domain) for name in names}
        modules = {module.name: module for _, module in found.values()}
        if len(modules) != 1:
            raise FacadelintError(
                f"the {domain} domain has several implementations: {', '.join(sorted(modules))}"
            )
        (module,) = modules.values()
        cls = self.facade.domains[domain].wrappers[0]
        reference = reference_of(self.map, self.facade, cls)
        if reference is None:
            raise FacadelintError(f"{cls.name} keeps no reference to {self.facade.name}")
        wrapper = Wrapper(self.facade, cls, reference)
        place = self._place(domain, cls.module.path)
        functions, helpers = self._group(module, {name: function for name, (function, _) in found.items()})
        writer = FunctionWriter(self, module, wrapper, functions)
        renamed = {name: function.name for name, (function, _) in found.items()}
        share = Share(place, list(names), frozenset(), renamed, helpers, keeps_comments=True)
        try:
            text = writer.written(share, None)
        except CannotMove as problem:
            blamed = next((name for name, each in renamed.items() if each == problem.member), names[0])
            raise CannotMove(blamed, problem.line, problem.reason) from problem
        changes = {place.path: source_bytes(text)}
        changes |= dict.fromkeys(packages_above(place.path, self.facade.cls.module, self.overlay), b"")
        self._leave(changes, writer, [*functions, *helpers], share)
        share.grants = {
            attribute: [
                next((name for name, each in renamed.items() if each == user), user) for user in users
            ]
            for attribute, users in share.grants.items()
        }
        return [share], changes

    def _place(self, domain: str, beside: Path) -> Place:
        """Where the domain class goes: by ``layout`` and siblings, else beside its wrapper."""
        place = place_of(self.map, self.facade, domain)
        classes = [cls for each in self.facade.domains.values() for cls in self.facade.domain_classes(each)]
        if self.facade.settings.layout is None and not classes:
            path = beside.with_name(f"{domain}_domain.py")
            module = self.map.finder.name_of(path)
            if module is not None and not path.exists():
                place = replace(place, path=path, module=module, cls=f"{capitals(domain)}Domain")
        return place

    def _group(self, module: Module, asked: dict[str, Function]) -> tuple[dict[str, Function], list[str]]:
        """The functions that become methods, and what else of the module only they use."""
        namespace = Namespace(module)
        functions = {each.name: each for each in asked.values()}
        waiting = list(functions.values())
        while waiting:
            function = waiting.pop()
            receiver = receiver_name(function)
            for node in ast.walk(function):
                match node:
                    case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=first), *_]) if (
                        first == receiver and name not in functions
                    ):
                        for each in namespace.definitions.get(name, ()):
                            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                                functions[name] = each
                                waiting.append(each)
                    case _:
                        pass
        inner = set(functions) - {each.name for each in asked.values()}
        for name in inner:
            if not self._only_in(namespace, name, functions.values()) or self._is_taken(module, name):
                member = next(iter(asked))
                raise CannotMove(
                    member, functions[name].lineno, f"needs {name}, which others call with the wrapper too"
                )
        helpers: set[str] = set()
        candidates = set(namespace.definitions) - set(functions) - {"__all__"}
        wanted = {each for function in functions.values() for each in names_of(function).all} & candidates
        while wanted:
            helpers |= wanted
            wanted = {
                each for name in wanted for each in names_of_statement(namespace.definitions[name][0]).all
            } & candidates - helpers
        shrinks = True
        while shrinks:
            inside = [*functions.values(), *(namespace.definitions[each][0] for each in helpers)]
            stays = {
                name
                for name in helpers
                if len(namespace.definitions[name]) != 1
                or self._is_taken(module, name)
                or not self._only_in(namespace, name, inside)
            }
            shrinks = bool(stays)
            helpers -= stays
        return functions, sorted(helpers, key=lambda name: namespace.definitions[name][0].lineno)

    @staticmethod
    def _only_in(namespace: Namespace, name: str, inside: Iterable[ast.AST]) -> bool:
        skipped = set(inside)
        rest = ast.Module([node for node in namespace.tree.body if node not in skipped], [])
        return name not in used_names(rest)

    def _is_taken(self, module: Module, name: str) -> bool:
        """Whether another module than the facade's imports a name of an implementation."""
        return any(
            name in each.searched and self._imports(each, module, name)
            for each in self.usage.modules
            if each.path != module.path
        )

    @staticmethod
    def _imports(other: Module, module: Module, name: str | None = None) -> bool:
        parent, _, last = module.name.rpartition(".")
        for each in other.skimmed:
            if each.module == module.name and (name is None or name in each.names or not each.names):
                return True
            if each.module == parent and last in each.names:
                return True
        return False

    def _leave(
        self, changes: dict[Path, bytes], writer: FunctionWriter, gone: list[str], share: Share
    ) -> None:
        """What becomes of the implementation, the wrapper and the facade."""
        module, facade = writer.module, self.facade.cls.module
        others = [each for each in self.usage.modules if each.path != module.path]
        left = writer.left(gone)
        assert isinstance(module.source, bytes)
        assert isinstance(facade.source, bytes)
        if left is not None:
            changes[module.path] = source_bytes(left, module.source)
        elif not any(self._imports(each, module) for each in others):
            changes[module.path] = b""
            self.deleted.add(module.path)
        domain = self.facade.domains[share.place.domain]
        accessors = [each.name for each in domain.accessors if each.kind != "attribute"]
        used = {
            node.attr
            for member in self.facade.cls.node.body
            if getattr(member, "name", None) not in share.members
            for node in ast.walk(member)
            if isinstance(node, ast.Attribute)
        }
        unneeded = [
            each
            for each in accessors
            if each in self.facade.members and each not in used and not self.usage.uses(each)
        ]
        changes[facade.path] = source_bytes(
            self.facade_writer.rewritten([replace(share, helpers=[])], unneeded), facade.source
        )
        wrapper = domain.wrappers[0].module
        is_free = len(unneeded) == len(accessors) and left is None
        holds_more = any(
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and node is not domain.wrappers[0].node
            for node in wrapper.tree.body
        )
        if is_free and not holds_more and not any(self._imports(each, wrapper) for each in others):
            changes[wrapper.path] = b""
            self.deleted.add(wrapper.path)
