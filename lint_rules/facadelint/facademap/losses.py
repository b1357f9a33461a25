"""What a facade's method gets from the other side and lets go of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.facademap.forwarding import reaches
from facadelint.facademap.results import is_none, result_of
from facadelint.inference.classes import decorator_names
from facadelint.source.nodes import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.delegation import Delegation
    from facadelint.facademap.forwarding import Forwarding
    from facadelint.facademap.targets import Side, TargetFinder

What = Literal["value", "coroutine", "method"]


class Loss(NamedTuple):
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


class Mending(NamedTuple):
    """What is missing before a statement that lets go of something."""

    statement: ast.Expr
    word: Literal["return", "await", "return await"]

    @property
    def sentence(self) -> str:
        return "Await it" if self.word == "await" else "Return the value"

    @property
    def unsafe(self) -> str:
        """Why somebody may notice."""
        if self.word == "return":
            return "callers get a value that they did not get before"
        return "the domain's code runs, as it did not before"


def mendings(
    function: ast.FunctionDef | ast.AsyncFunctionDef, reached: str, finder: TargetFinder
) -> tuple[Mending, ...]:
    """The words that would keep what a function lets go of; none where that takes more than words.

    Only the last statement may return: what stands behind a return would not run any more.
    """
    statements = {
        node.value.value if isinstance(node.value, ast.Await) else node.value: node
        for node in own_nodes(function)
        if isinstance(node, ast.Expr)
    }
    found = []
    for delegation in reaches(function, finder.facade):
        if f"{delegation.accessor}.{delegation.target}" == reached and delegation.node in statements:
            statement = statements[delegation.node]
            word = _word(function, statement, delegation, finder)
            if word is None:
                return ()
            found.append(Mending(statement, word))
    return tuple(found)


def _word(
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    statement: ast.Expr,
    delegation: Delegation,
    finder: TargetFinder,
) -> Literal["return", "await", "return await"] | None:
    scope = finder.inference.program.inner_scope(function, finder.facade.cls.scope)
    sides = finder.sides(delegation, scope)
    is_coroutine = bool(sides) and all(side.protocol == "coroutine" for side in sides)
    is_awaited = isinstance(statement.value, ast.Await)
    may_return = (
        function.body[-1] is statement
        and not is_none(function.returns)
        and not any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))
    )
    if is_coroutine and not is_awaited and isinstance(function, ast.AsyncFunctionDef):
        gives = any(result_of(side, is_awaited=True) != "nothing" for side in sides)
        return "return await" if may_return and gives else "await"
    if delegation.call is None and sides and not all(side.is_property for side in sides):
        return None
    return "return" if may_return else None
