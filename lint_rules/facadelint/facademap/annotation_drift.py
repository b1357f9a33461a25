"""In which names and annotations a facade's method differs from what it forwards to."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.annotated import NONE, UNKNOWN, AnnotationReader, Named, union
from facadelint.facademap.widening import Widening
from facadelint.inference.classes import decorator_names, is_property_part
from facadelint.source.scopes import DefinitionBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.annotated import Type
    from facadelint.facademap.forwarding import Forwarding, Pair
    from facadelint.facademap.targets import Side
    from facadelint.source.signatures import Parameter

_AWAITABLE = frozenset(("collections.abc.Awaitable", "collections.abc.Coroutine"))
_MANAGERS = {
    "contextmanager": "contextlib.AbstractContextManager",
    "asynccontextmanager": "contextlib.AbstractAsyncContextManager",
}


class AnnotationDrift(NamedTuple):
    """One difference."""

    name: str
    """The facade's parameter, or ``return``."""
    text: str
    """Both sides with their places, as a sentence that begins with the facade's method."""


class AnnotationComparison:
    """Compares the annotations of one delegation."""

    def __init__(self, forwarding: Forwarding) -> None:
        self.forwarding = forwarding
        inference = forwarding.finder.inference
        self._reader = AnnotationReader(inference)
        self._widening = Widening(inference)

    def drifts(self) -> list[AnnotationDrift]:
        """The differences that hold for every function that may be reached; said of the first one."""
        if self.forwarding.side.effect == "changes" or not self.forwarding.targets:
            return []
        found = [list(self._of(index)) for index in range(len(self.forwarding.targets))]
        everywhere = set.intersection(*({each.name for each in drifts} for drifts in found))
        return [each for each in found[0] if each.name in everywhere]

    def _of(self, index: int) -> Iterator[AnnotationDrift]:
        if self.forwarding.bound:
            side, bound = self.forwarding.bound[index]
            for pair in self.forwarding.pairs(bound):
                if pair.ours.is_variadic == pair.theirs.is_variadic and self._differs(side, pair):
                    yield AnnotationDrift(pair.ours.name, self._said(side, pair))
        side = self.forwarding.targets[index]
        if not self.forwarding.is_dropped and self._result_differs(side):
            ours, theirs = self.forwarding.side, side
            yield AnnotationDrift(
                "return",
                f"{self.forwarding.name} returns {_text(ours.function.returns)} ({ours.place()}), "
                f"{theirs.label} returns {_text(theirs.function.returns)} ({theirs.place()})",
            )

    # Parameters

    def _differs(self, side: Side, pair: Pair) -> bool:
        if self.forwarding.is_crossed(pair, side):
            return False
        kinds = {pair.ours.kind, pair.theirs.kind}
        # A name that no caller can use is nobody's business.
        is_named = not pair.ours.is_variadic and "positional-only" not in kinds
        if is_named and pair.ours.name != pair.theirs.name:
            return True
        if self._is_overloaded or _has_overloads(side):
            return False
        ours, theirs = self._parameter(self.forwarding.side, pair.ours), self._parameter(side, pair.theirs)
        return self._widening.accepts(theirs, ours) is False

    @cached_property
    def _is_overloaded(self) -> bool:
        return _has_overloads(self.forwarding.side)

    def _parameter(self, side: Side, parameter: Parameter) -> Type:
        if parameter.node.annotation is None:
            return UNKNOWN
        said = self._reader.read(parameter.node.annotation, side.scope)
        is_optional = isinstance(parameter.default, ast.Constant) and parameter.default.value is None
        return union((said, NONE)) if is_optional else said

    def _said(self, side: Side, pair: Pair) -> str:
        ours, theirs = pair.ours.node, pair.theirs.node
        return (
            f"{self.forwarding.name} takes {_declared(ours)} ({self.forwarding.side.place(ours)}), "
            f"{side.label} takes {_declared(theirs)} ({side.place(theirs)})"
        )

    # Results

    def _result_differs(self, side: Side) -> bool:
        ours = self.forwarding.side
        if self._is_overloaded or _has_overloads(side) or side.effect != "keeps":
            return False
        if "changes" in (ours.result_effect, side.result_effect):
            return False
        if not ours.is_property and is_property_part(ours.function):
            return False  # what a setter returns is not what the property on the other side gives
        if ours.function.returns is None or side.function.returns is None:
            return False
        if (self.forwarding.delegation.call is None) != side.is_property:
            return False
        first, second = self._result(ours), self._result(side)
        if ours.protocol in ("generator", "async generator"):
            return self._yields_other(first, second)
        waits, given = _awaited(ours, first)
        waits_there, given_there = _awaited(side, second)
        return waits == waits_there and self._widening.accepts(given, given_there) is False

    def _result(self, side: Side) -> Type:
        assert side.function.returns is not None
        said = self._reader.read(side.function.returns, side.scope)
        for name in decorator_names(side.function):
            if name in _MANAGERS:
                arguments = said.arguments[:1] if isinstance(said, Named) else ()
                return Named(_MANAGERS[name], arguments) if arguments else UNKNOWN
        return said

    def _yields_other(self, ours: Type, theirs: Type) -> bool:
        """Of what is yielded on, whatever it came in, only the elements are the same."""
        if not isinstance(ours, Named) or not isinstance(theirs, Named):
            return False
        if not ours.arguments or not theirs.arguments or not theirs.name.startswith(_OF_ELEMENTS):
            return False
        return self._widening.accepts(ours.arguments[0], theirs.arguments[0]) is False


_OF_ELEMENTS = ("collections.abc.", "builtins.list", "builtins.set", "builtins.frozenset")


def _awaited(side: Side, said: Type) -> tuple[bool, Type]:
    """Whether callers wait for what a function gives, and what they have then."""
    if side.protocol == "coroutine":
        return True, said
    if isinstance(said, Named) and said.name in _AWAITABLE:
        return True, said.arguments[-1] if said.arguments else UNKNOWN
    return False, said


def _has_overloads(side: Side) -> bool:
    """Whether overload stubs say more of a function than its own signature does."""
    return any(
        isinstance(binding, DefinitionBinding) and "overload" in set(decorator_names(binding.definition))
        for binding in side.scope.bindings.get(side.function.name, ())
    )


_LONGEST = 80
"""Characters of an annotation that a message shows."""


def _text(node: ast.expr | None) -> str:
    """An annotation as its author would write it without quotes."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
    if text is None:
        text = ast.unparse(node) if node is not None else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def _declared(node: ast.arg) -> str:
    return f"{node.arg}: {_text(node.annotation)}" if node.annotation is not None else node.arg
