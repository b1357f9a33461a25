"""What moves along with the members that were asked for: private methods, functions and constants of their own."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.extract.judging import definitions
from facadelint.extract.names import names_of, names_of_statement, text_names
from facadelint.inference.classes import receiver_name
from facadelint.source.privacy import is_dunder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from facadelint.extract.judging import Judge
    from facadelint.extract.origins import Namespace
    from facadelint.facademap.facade import Facade


class Companions:
    """Finds what nothing but moving members of one domain uses."""

    def __init__(self, facade: Facade, judge: Judge, namespace: Namespace) -> None:
        self.facade = facade
        self.judge = judge
        self.usage = judge.usage
        self.namespace = namespace

    def methods(self, moving: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
        """Domain -> private methods that move along, and that the facade need not keep."""
        taken = {name for names in moving.values() for name in names}
        found: dict[str, list[str]] = {}
        for domain, names in moving.items():
            group = set(names)
            grows = True
            while grows:
                grows = False
                for name in self.facade.members:
                    if name not in taken and name not in group and self._goes_with(name, group):
                        group.add(name)
                        grows = True
            found[domain] = [name for name in self.facade.members if name in group and name not in taken]
        return found

    def _goes_with(self, name: str, group: set[str]) -> bool:
        used_by = self._users.get(name, set())
        return (
            used_by != {name}
            and bool(used_by - {name})
            and used_by - {name} <= group
            and self.is_private_to(name, group)
            and self.facade.members[name].kind not in ("accessor", "constructor")
            and self.judge.reason(name) is None
        )

    def is_private_to(self, name: str, group: set[str]) -> bool:
        """Whether a group of members uses a private one, and nothing else does, so that the facade need not keep it."""
        users = self._users.get(name, set()) - {name}
        return (
            name.startswith("_")
            and not is_dunder(name)
            and bool(users)
            and users <= group
            and name not in self._outside
            and not any(name in base.defined_names for base in self.facade.cls.mro[1:])
            and not self.usage.uses(name)
        )

    @cached_property
    def _users(self) -> dict[str, set[str]]:
        """Attribute -> the members that name it; what is no member has the empty name."""
        found: dict[str, set[str]] = {}
        for node in self.facade.cls.node.body:
            user = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else ""
            is_function = bool(user)
            for inner in ast.walk(node):
                match inner:
                    case ast.Attribute(value=ast.Name(), attr=name) if is_function and name != user:
                        # Only what goes through the object itself can be followed.
                        direct = isinstance(inner.value, ast.Name) and inner.value.id == _receiver(node)
                        found.setdefault(name, set()).add(user if direct else "")
                    case ast.Attribute(attr=name):
                        found.setdefault(name, set()).add("" if name != user else user)
                    case ast.Constant(value=str(name)) if name.isidentifier():
                        found.setdefault(name, set()).add("")
                    case ast.Name(id=name):  # a decorator or a default that the class body defines
                        found.setdefault(name, set()).add("")
                    case _:
                        pass
        return found

    @cached_property
    def _outside(self) -> frozenset[str]:
        """Attributes and strings in the facade's module outside of the class."""
        found: set[str] = set()
        stack: list[ast.AST] = list(self.namespace.tree.body)
        while stack:
            node = stack.pop()
            if isinstance(node, ast.ClassDef) and node.name == self.facade.cls.node.name:
                continue
            match node:
                case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                    found.add(name)
                case _:
                    pass
            stack.extend(ast.iter_child_nodes(node))
        return frozenset(found)

    def helpers(
        self, moving: Mapping[str, Iterable[str]], postponed: Mapping[str, bool]
    ) -> dict[str, list[str]]:
        """Domain -> private names of the facade's module that only its moving members use, in source order.

        ``postponed`` says of each domain whether its module evaluates no annotations.
        """
        found: dict[str, list[str]] = {}
        for domain, names in moving.items():
            functions = [each for name in names for each in definitions(self.facade, name)]
            wanted = {each for function in functions for each in names_of(function).all}
            moved: list[ast.AST] = list(functions)
            candidates = {name for name in self.namespace.definitions if self._may_move(name)}
            chosen: set[str] = set()
            waiting = wanted & candidates
            while waiting:
                chosen |= waiting
                more = {
                    each for name in waiting for each in names_of_statement(self._statement(name)).all
                } & candidates
                waiting = more - chosen
            # Whatever something else needs stays, and then what needs that cannot go either.
            shrinks = True
            while shrinks:
                shrinks = False
                for name in sorted(chosen):
                    inside = [*moved, *(self._statement(each) for each in chosen)]
                    if not self._only_in(name, inside) or not self._can_stand_alone(
                        name, chosen, is_postponed=postponed[domain]
                    ):
                        chosen.discard(name)
                        shrinks = True
            found[domain] = sorted(chosen, key=lambda name: self._statement(name).lineno)
        return found

    def _statement(self, name: str) -> ast.stmt:
        return self.namespace.definitions[name][0]

    def _may_move(self, name: str) -> bool:
        return (
            name.startswith("_")
            and not name.startswith("__")
            and len(self.namespace.definitions[name]) == 1
            and not self.usage.takes(name)
            and not any(
                isinstance(node, ast.Global) and name in node.names for node in ast.walk(self.namespace.tree)
            )
        )

    def _can_stand_alone(self, name: str, chosen: set[str], *, is_postponed: bool) -> bool:
        """Whether all that a helper needs can be imported at the top of another module, or moves as well."""
        needed = names_of_statement(self._statement(name))
        evaluated = set() if is_postponed else needed.signature
        for each in (needed.running | needed.defining | evaluated) - {name}:
            origin = self.namespace.origin(each)
            if origin.kind == "definition" and each not in chosen:
                return False
            if origin.kind == "typing" and each in needed.running | needed.defining:
                return False
        return not ({"__name__", "__file__"} & needed.all)

    def _only_in(self, name: str, inside: Iterable[ast.AST]) -> bool:
        """Whether nothing else in the module reads a name, quoted annotations included."""
        skipped = {*inside}
        stack: list[ast.AST] = [self.namespace.tree]
        while stack:
            node = stack.pop()
            if node in skipped:
                continue
            match node:
                case ast.Name(id=used, ctx=ast.Load() | ast.Del()) if used == name:
                    return False
                case ast.Constant(value=str(text)) if name in text and name in text_names(text):
                    return False
                case _:
                    pass
            stack.extend(ast.iter_child_nodes(node))
        return True


def _receiver(node: ast.AST) -> str | None:
    return receiver_name(node) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None
