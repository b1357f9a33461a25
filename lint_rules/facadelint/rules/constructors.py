"""What the constructor of a domain does beyond keeping what it is given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.effects import io_of, is_default, is_typing_only
from facadelint.inference.classes import receiver_name
from facadelint.inference.recording import Recording
from facadelint.inference.values import External, FunctionObject
from facadelint.source.nodes import children
from facadelint.source.privacy import is_dunder
from facadelint.source.scopes import outer_expressions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.values import Values
    from facadelint.rules.context import RuleContext
    from facadelint.source.modules import Module


class Offence(NamedTuple):
    """One thing that a constructor does, and where."""

    said: str
    node: ast.AST
    module: Module


class Constructor:
    """Follows a constructor, the methods of its own class that it calls, and the constructors of bases elsewhere."""

    def __init__(self, context: RuleContext, cls: ClassInfo) -> None:
        self.context = context
        self.cls = cls
        self._seen: set[ast.AST] = set()
        self._recordings: dict[Module, Recording] = {}

    def offences(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef, owner: ClassInfo
    ) -> Iterator[Offence]:
        """What a function of a class does beyond keeping, in source order."""
        if function in self._seen:
            return
        self._seen.add(function)
        stack: list[tuple[ast.AST, ast.AST]] = [(each, function) for each in reversed(function.body)]
        while stack:
            node, parent = stack.pop()
            yield from self._one(node, parent, function, owner)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                # The body runs later, if at all.
                stack.extend((each, node) for each in reversed(outer_expressions(node)))
                continue
            if isinstance(node, ast.stmt) and is_typing_only(node):
                continue
            stack.extend((child, node) for child in reversed(children(node)))

    def _values(
        self, node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, owner: ClassInfo
    ) -> Values:
        view = self.context.view
        if owner.module not in self._recordings:
            is_here = owner.module is self.context.module
            self._recordings[owner.module] = (
                view.recording if is_here else Recording(view.inference, owner.module)
            )
        around = self.context.enclosing
        enclosing = around if around and around[-1] is owner.node else [owner.node]
        return self._recordings[owner.module].values(node, [*enclosing, function])

    def _one(
        self,
        node: ast.AST,
        parent: ast.AST,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        owner: ClassInfo,
    ) -> Iterator[Offence]:
        facade = self.context.facade
        match node:
            case ast.Attribute(value=value, attr=name) if not is_dunder(name):
                if facade.is_facade(self._values(value, function, owner)):
                    yield Offence(f"{_verb(node, parent)} {facade.name}.{name}", node, owner.module)
            case ast.Subscript(value=value):
                if facade.is_instance(self._values(value, function, owner)):
                    yield Offence(f"reads an item of {facade.name}", node, owner.module)
            case ast.Call():
                yield from self._call(node, parent, function, owner)
            case ast.If() | ast.Match() | ast.For() | ast.While() | ast.Try() | ast.TryStar():
                if not is_typing_only(node):
                    does = "loops" if isinstance(node, ast.For | ast.While) else "branches"
                    yield Offence(does, node, owner.module)
            case ast.IfExp() if not is_default(node):
                yield Offence("branches", node, owner.module)
            case _:
                pass

    def _call(
        self,
        node: ast.Call,
        parent: ast.AST,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        owner: ClassInfo,
    ) -> Iterator[Offence]:
        facade = self.context.facade
        called = self._values(node.func, function, owner)
        if facade.is_instance(called):
            yield Offence(f"calls {facade.name}", node, owner.module)
        is_given = any(facade.is_facade(self._values(each, function, owner)) for each in node.args[:1])
        for value in called:
            if isinstance(value, External) and value.name in _REFLECTION and is_given:
                yield Offence(f"reads {facade.name} by {value.name.rpartition('.')[2]}", node, owner.module)
            if isinstance(value, FunctionObject) and _runs(value, parent):
                yield from self._own_method(value, function)
        performed = io_of(node, called)
        if performed is not None and not self._is_through_facade(node.func, function, owner):
            yield Offence(f"does I/O by {performed}", node, owner.module)

    def _is_through_facade(
        self, node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, owner: ClassInfo
    ) -> bool:
        """``shop.changed.connect(...)``, whatever ``connect`` does: that it reads through the facade is said there."""
        while isinstance(node, ast.Attribute):
            node = node.value
            if self.context.facade.is_facade(self._values(node, function, owner)):
                return True
        return False

    def _own_method(
        self, called: FunctionObject, function: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> Iterator[Offence]:
        """``self._load()``: what the method does, the constructor does.

        So does the constructor of a base in ``super().__init__(shop)``, save in the domain, where it is looked at
        by itself.
        """
        method, owner, domain = called.node, called.owner, self.context.domain
        if isinstance(method, ast.Lambda) or owner is None or method is function:
            return
        is_own = owner is self.cls or owner.module is not self.context.module
        if not is_own or owner not in self.cls.mro or receiver_name(method) is None:
            return
        if owner is self.cls or domain is None or not domain.holds(owner.module.name):
            yield from self.offences(method, owner)


_REFLECTION = frozenset(
    f"builtins.{name}" for name in ("getattr", "hasattr", "setattr", "delattr", "vars", "dir")
)


def _runs(called: FunctionObject, parent: ast.AST) -> bool:
    """Whether a call runs the function: that of a coroutine function alone only makes a coroutine."""
    if not isinstance(called.node, ast.AsyncFunctionDef):
        return True
    match parent:
        case ast.Await():
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in ("run", "run_until_complete")
        case _:
            return False


def _verb(node: ast.Attribute, parent: ast.AST) -> str:
    if isinstance(node.ctx, ast.Load):
        return "calls" if isinstance(parent, ast.Call) and parent.func is node else "reads"
    return "writes" if isinstance(node.ctx, ast.Store) else "deletes"
