"""The second step of the two-file pattern: an implementation's functions become the methods of a domain class.

The wrapper goes: what a function reached through ``ops`` it reaches through the back reference. Files of which
nothing is left are deleted, if nothing else imports them.
"""

from __future__ import annotations

import ast
import copy
import io
import tokenize
from dataclasses import replace
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.extract.composing import CannotMove, Composer, Share, packages_above, used_names
from facadelint.extract.importing import ImportWriter
from facadelint.extract.judging import definitions
from facadelint.extract.moving import Mover, Surroundings
from facadelint.extract.names import names_of, names_of_statement
from facadelint.extract.origins import Namespace
from facadelint.extract.placement import capitals, place_of, reference_of
from facadelint.extract.receiver import CannotTell, Replacement, uses
from facadelint.extract.spans import Edit, Text, apply
from facadelint.extract.work import Work
from facadelint.extract.wrappers import Wrapper
from facadelint.facademap.targets import TargetFinder
from facadelint.inference.classes import receiver_name
from facadelint.rewriting.transaction import source_bytes, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facadelint.extract.model import Request
    from facadelint.extract.moving import Needs
    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place
    from facadelint.source.modules import Module


class FunctionMover(Mover):
    """Writes functions on an ops wrapper as methods of a domain."""

    def __init__(self, around: Surroundings, wrapper: Wrapper, moving: frozenset[str]) -> None:
        super().__init__(around)
        self.wrapper = wrapper
        self.moving = moving

    def definition(self, function: Function) -> tuple[str, Needs]:
        first = [*function.args.posonlyargs, *function.args.args][0]
        bare = copy.copy(function)
        bare.args = copy.copy(function.args)
        unannotated = copy.copy(first)
        unannotated.annotation = None
        bare.args.posonlyargs = [unannotated if each is first else each for each in function.args.posonlyargs]
        bare.args.args = [unannotated if each is first else each for each in function.args.args]
        moved, needs = super().definition(bare)
        return indented(moved), needs

    def _decorators(self, function: Function, needs: Needs) -> Iterator[Edit]:
        if function.decorator_list:
            raise CannotTell(function.decorator_list[0].lineno, "calls a function that is decorated")
        return super()._decorators(function, needs)

    def _self(self, function: Function, needs: Needs) -> Iterator[Edit]:
        first = [*function.args.posonlyargs, *function.args.args][0]
        yield Edit(self.text.start(first), self.text.end(first), "self")
        inner = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        if "self" in inner and first.arg != "self":
            raise CannotTell(function.lineno, "calls a function that uses the name self for something else")
        parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
        from facadelint.extract import receiver as receivers

        replacements = {}
        for use in uses(function):
            parent = parents.get(use.name)
            if use.attribute is None:
                yield self._call(use.name, parent)
                continue
            if not use.is_read:
                raise CannotTell(use.name.lineno, f"sets {use.attribute.attr} of the wrapper")
            passed = self.wrapper.passed(use.attribute.attr, use.name.lineno)
            through = f"self.{self.around.place.reference}"
            public = passed.name
            if self._is_private(public):
                known = self._property_for(public) if passed.kind == "property" else None
                if known is None:
                    needs.grants.add(public)
                public = known or public
            replacements[use] = Replacement(through, public)
        yield from receivers.edits(self.text, replacements)

    def _call(self, name: ast.Name, parent: ast.AST | None) -> Edit:
        """``helper(ops, x)`` is ``self.helper(x)``."""
        match parent:
            case ast.Call(func=ast.Name(id=function) as called, args=[first, *rest]) if (
                first is name and function in self.moving
            ):
                after = rest[0] if rest else parent.keywords[0] if parent.keywords else None
                end = self.text.start(after) if after is not None else self.text.end(name)
                return Edit(self.text.start(called), end, f"self.{function}(")
            case _:
                raise CannotTell(name.lineno, "calls a function that hands the wrapper on")

    def _running(self, name: str, needs: Needs, local: set[str]) -> None:
        if name not in self.moving:
            super()._running(name, needs, local)


class FunctionComposer(Composer):
    """Writes a domain from an implementation module."""

    indent = "    "

    def __init__(
        self, work: Unwrapping, module: Module, wrapper: Wrapper, functions: dict[str, Function]
    ) -> None:
        super().__init__(work.facade, work.usage, work.settings.public_names, work.width)
        assert isinstance(module.source, bytes)
        self.module = module
        self.text = Text(source_text(module.source))
        self.namespace = Namespace(module)
        self.wrapper = wrapper
        self.functions = functions

    def _mover(self, around: Surroundings) -> Mover:
        return FunctionMover(around, self.wrapper, frozenset(self.functions))

    def _in_order(self, members: Iterable[str]) -> list[Function]:  # noqa: ARG002 - one function may serve several
        return sorted(self.functions.values(), key=lambda each: each.lineno)

    def _stands_apart(self, function: Function) -> bool:  # noqa: ARG002
        return True

    def left(self, gone: Iterable[str]) -> str | None:
        """The text of the implementation without what moved; None where nothing else is in it."""
        gone = set(gone)
        rest = [
            node
            for name, nodes in self.namespace.definitions.items()
            for node in nodes
            if name not in gone and name != "__all__"
        ]
        if not rest:
            return None
        edits = [self._removed(self.namespace.definitions[name][0]) for name in gone]
        text = apply(self.text.text, edits)
        writer = ImportWriter(self.module, text, self.width)
        after = used_names(writer.tree)
        names = Namespace(self.module, writer.tree)
        unused = {
            item
            for name in used_names(self.namespace.tree) - after
            if names.origin(name).kind in ("import", "typing")
            for item in names.origin(name).items
        }
        return apply(text, writer.remove(frozenset(unused)))


class Unwrapping(Work):
    """The facade's members that go through one ops wrapper, on their way to a domain class."""

    def _judged(self, request: Request, *, is_plan: bool) -> dict[str, list[str]]:  # noqa: ARG002
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
        composer = FunctionComposer(self, module, wrapper, functions)
        renamed = {name: function.name for name, (function, _) in found.items()}
        share = Share(place, list(names), frozenset(), renamed, helpers, keeps_comments=True)
        try:
            text = composer.domain(share, None)
        except CannotMove as problem:
            blamed = next((name for name, each in renamed.items() if each == problem.member), names[0])
            raise CannotMove(blamed, problem.line, problem.reason) from problem
        changes = {place.path: source_bytes(text)}
        changes |= dict.fromkeys(packages_above(place.path, self.facade.cls.module, self.overlay), b"")
        self._leave(changes, composer, [*functions, *helpers], share)
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
        word = name.encode()
        return any(
            isinstance(each.source, bytes) and word in each.source and self._imports(each, module, name)
            for each in self.usage.modules
            if each.path != module.path
        )

    @staticmethod
    def _imports(other: Module, module: Module, name: str | None = None) -> bool:
        parent, _, last = module.name.rpartition(".")
        for each in other.skimmed:
            if each.module == module.name and (name is None or name.encode() in each.names or not each.names):
                return True
            if each.module == parent and last.encode() in each.names:
                return True
        return False

    def _leave(
        self, changes: dict[Path, bytes], composer: FunctionComposer, gone: list[str], share: Share
    ) -> None:
        """What becomes of the implementation, the wrapper and the facade."""
        module, facade = composer.module, self.facade.cls.module
        others = [each for each in self.usage.modules if each.path != module.path]
        left = composer.left(gone)
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
            self.composer.rewritten([replace(share, helpers=[])], unneeded), facade.source
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


def indented(source: str) -> str:
    """A definition one level deeper; the inside of strings that go over several lines stays."""
    inside: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
        is_string = token.type == tokenize.STRING or tokenize.tok_name[token.type].startswith(
            "FSTRING_MIDDLE"
        )
        if is_string:
            is_docstring = (
                token.line.strip().startswith(('"""', "'''", 'r"""')) and token.start[0] != token.end[0]
            )
            if not (is_docstring and token.line[: token.start[1]].strip() == "" and _is_first(source, token)):
                inside.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = source.splitlines(keepends=True)
    return "".join(
        line if number in inside or not line.strip() else f"    {line}"
        for number, line in enumerate(lines, 1)
    )


def _is_first(source: str, token: tokenize.TokenInfo) -> bool:
    """Whether a string is the docstring of the definition."""
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.FunctionDef | ast.AsyncFunctionDef)
    return ast.get_docstring(body) is not None and body.body[0].lineno == token.start[0]
