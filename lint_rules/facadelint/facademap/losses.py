"""What a facade's method gets from the other side and lets go of."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from facadelint.facademap.forwarding import reaches
from facadelint.facademap.results import is_none, result_of
from facadelint.inference.classes import decorator_names
from facadelint.source.nodes import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.forwarding import Forwarding
    from facadelint.facademap.targets import Side, TargetFinder

What = Literal["value", "coroutine", "method"]


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """Something that is let go of."""

    what: What
    """A value, a coroutine that does not run, or a method that is read and not called."""
    reached: str
    """``_order_domain.total``"""
    side: Side
    """The first of the functions that may be reached; it holds for all of them."""


def lost_result(forwarding: Forwarding) -> Loss | None:
    """What a method that only delegates lets go of; None where that is nothing, or not known."""
    if not forwarding.targets or not forwarding.is_dropped:
        return None
    found = {_lost(forwarding, side) for side in forwarding.targets}
    what = found.pop() if len(found) == 1 else None
    return Loss(what, forwarding.reached, forwarding.targets[0]) if what is not None else None


def _lost(forwarding: Forwarding, side: Side) -> What | None:
    if side.protocol == "unknown":
        return None
    if forwarding.delegation.call is None and not side.is_property:
        return "method"
    if forwarding.delegation.call is not None and side.is_property:
        return None
    if side.protocol == "coroutine" and not forwarding.is_awaited:
        return "coroutine"
    if {"setter", "deleter"} & set(decorator_names(forwarding.part.function)):
        return None  # nobody gets what a setter returns
    result = result_of(side, is_awaited=forwarding.is_awaited)
    if result == "nothing" or (result == "a value" and is_none(forwarding.part.function.returns)):
        return None
    return "value"


def lost_coroutines(function: ast.FunctionDef | ast.AsyncFunctionDef, finder: TargetFinder) -> Iterator[Loss]:
    """The coroutines that any statement of a function makes through an accessor and lets go of."""
    dropped = {node.value for node in own_nodes(function) if isinstance(node, ast.Expr)}
    for delegation in reaches(function, finder.facade):
        if delegation.call is None or delegation.call not in dropped:
            continue
        scope = finder.inference.program.inner_scope(function, finder.facade.cls.scope)
        sides = finder.sides(delegation, scope)
        if sides and all(side.protocol == "coroutine" and not side.is_property for side in sides):
            yield Loss("coroutine", f"{delegation.accessor}.{delegation.target}", sides[0])
