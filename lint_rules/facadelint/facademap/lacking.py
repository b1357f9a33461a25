"""What a facade's method reaches for on the other side that is surely not there."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.spelling import nearest
from facadelint.facademap.forwarding import reaches
from facadelint.facademap.lookup import public_names
from facadelint.facademap.targets import Side, path_of
from facadelint.inference.classes import decorator_names, receiver_name
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.delegation import Delegation
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.forwarding import Forwarding
    from facadelint.facademap.lookup import Found, NotFound
    from facadelint.facademap.targets import TargetFinder

_ASKING = frozenset(("hasattr", "getattr", "isinstance", "issubclass", "type"))
"""Functions by which a method finds out what it deals with; it knows better then."""


class Lacking(NamedTuple):
    """Something that is reached for and not there."""

    reached: str
    """``_order_domain.total``"""
    problem: str
    """The same with what is wrong, as the rest of a sentence."""


def lacking_targets(
    function: ast.FunctionDef | ast.AsyncFunctionDef, forwarding: Forwarding | None, finder: TargetFinder
) -> Iterator[Lacking]:
    """What one function of the facade's body reaches for in vain, each once."""
    if _knows_better(function, finder.facade):
        return
    seen: set[str] = set()
    for delegation in _delegations(function, forwarding, finder):
        reached = f"{delegation.accessor}.{delegation.target}"
        if reached not in seen and (problem := _problem(delegation, function, finder)) is not None:
            seen.add(reached)
            yield Lacking(reached, problem)


def _knows_better(function: ast.FunctionDef | ast.AsyncFunctionDef, facade: Facade) -> bool:
    """Whether a function asks what the facade or a domain is, or counts on it that something is not there."""
    subjects = []
    for node in descend(function):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[subject, *_]) if name in _ASKING:
                subjects.append(subject)
            case ast.Name(id="AttributeError"):
                return True
            case _:
                pass
    return bool(subjects) and any(map(_Own(function, facade).may_be, subjects))


class _Own:
    """The names under which a method has the facade or what an accessor gives."""

    def __init__(self, function: ast.FunctionDef | ast.AsyncFunctionDef, facade: Facade) -> None:
        kept = {accessor.storage for accessor in facade.accessors.values()}
        self._attributes = {*facade.accessors, *facade.ways, *kept, "__class__"}
        self._names = {receiver_name(function) or "self"}
        parameters = {each.arg for each in descend(function.args) if isinstance(each, ast.arg)}
        for node in descend(function) * 2:  # once more for a name that comes from one that is bound below it
            match node:
                case (
                    ast.Assign(value=ast.expr() as value)
                    | ast.AnnAssign(value=ast.expr() as value)
                    | ast.NamedExpr(value=value)
                    | ast.For(iter=value)
                    | ast.AsyncFor(iter=value)
                    | ast.comprehension(iter=value)
                    | ast.withitem(context_expr=value)
                ) if self.may_be(value):
                    targets = [each for target in _targets(node) for each in descend(target)]
                    self._names |= {each.id for each in targets if isinstance(each, ast.Name)} - parameters
                case _:
                    pass

    def may_be(self, value: ast.AST) -> bool:
        """Whether an expression may give one of them, or something that holds it.

        What a domain has, and what its methods return, is data; what a function returns that is given a domain
        may be the domain.
        """
        match value:
            case ast.Name(id=name):
                return name in self._names
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in self._names:
                return attribute in self._attributes
            case ast.Attribute(value=owner, attr=attribute):
                return attribute == "__class__" and self.may_be(owner)
            case _:
                return any(map(self.may_be, ast.iter_child_nodes(value)))


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.withitem):
        return [node.optional_vars] if node.optional_vars is not None else []
    if isinstance(node, ast.Assign):
        return node.targets
    target: ast.expr | None = getattr(node, "target", None)
    return [target] if target is not None else []


def _delegations(
    function: ast.FunctionDef | ast.AsyncFunctionDef, forwarding: Forwarding | None, finder: TargetFinder
) -> Iterator[Delegation]:
    """The one that the function consists of, and whatever it reaches through ``self.<accessor>``."""
    if forwarding is not None and forwarding.is_to_domain:
        yield forwarding.delegation
    yield from reaches(function, finder.facade)


def _problem(
    delegation: Delegation, function: ast.FunctionDef | ast.AsyncFunctionDef, finder: TargetFinder
) -> str | None:
    """What is wrong on the other side, as the rest of a sentence; None where nothing is, or nothing is known."""
    inference = finder.inference
    if delegation.through == "function":
        scope = inference.program.inner_scope(function, finder.facade.cls.scope)
        module = finder.lacking_module(delegation, scope)
        if module is None:
            return None
        called = f"{module.name.rpartition('.')[2]}.{delegation.target}"
        return f"{called}, which {path_of(module, inference)} does not have"
    found = finder.found(delegation)
    node = delegation.node
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return _unwritable(node, found, finder)
    if not found or any(each != "missing" for each in found):
        return None
    orders = finder.orders(delegation)
    classes = [
        f"{cls.name} ({path_of(cls.module, inference)}:{cls.node.lineno})"
        for order in orders
        for cls in order[:1]
        if cls is not None
    ]
    near = nearest(delegation.target, [name for order in orders for name in public_names(order)])
    question = f"; did you mean {near}?" if near is not None else ""
    verb = "do" if len(classes) > 1 else "does"
    owner = f"{' and '.join(classes)} {verb} not have" if classes else "no base has"
    return f"{delegation.accessor}.{delegation.target}, which {owner}{question}"


def _unwritable(node: ast.Attribute, found: list[Found | NotFound], finder: TargetFinder) -> str | None:
    """A property on the other side that can be read, but not set or not deleted."""
    wanted = "setter" if isinstance(node.ctx, ast.Store) else "deleter"
    places: list[str] = []
    for each in found:
        if isinstance(each, str) or len(each.functions) != 1:
            return None
        side = Side(each.functions[0], each.owner.scope, each.owner, finder.inference)
        if list(decorator_names(side.function)) != ["property"]:
            return None
        if any(wanted in set(decorator_names(part)) for part in each.parts):
            return None
        places.append(f"{side.label} ({side.place()})")
    return f"{' and '.join(places)}, which has no {wanted}" if places else None
