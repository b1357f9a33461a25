"""In what the signature of a facade's method differs from that of what it forwards to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.facademap.bodies import meaningful
from facadelint.facademap.defaults import surely_differ
from facadelint.inference.classes import is_property_part
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.forwarding import Forwarding, Pair
    from facadelint.facademap.targets import Side
    from facadelint.source.signatures import Misfit

Aspect = Literal["default", "required", "kind", "call", "async"]


class Drift(NamedTuple):
    """One difference; equal where the same is wrong."""

    aspect: Aspect
    name: str
    """The facade's parameter, the domain's where the facade has none, or empty where it is about the whole."""


class DescribedDrift(NamedTuple):
    """One difference with what to say of it."""

    drift: Drift
    text: str
    """Both sides with their places, as a sentence that begins with the facade's method."""


def drifts(forwarding: Forwarding) -> list[DescribedDrift]:
    """The differences that hold for every function that may be reached; said of the first one."""
    if forwarding.side.effect == "changes" or not forwarding.targets:
        return []
    found = [list(_of(forwarding, index)) for index in range(len(forwarding.targets))]
    everywhere = set.intersection(*({each.drift for each in described} for described in found))
    return [each for each in found[0] if each.drift in everywhere]


def _of(forwarding: Forwarding, index: int) -> Iterator[DescribedDrift]:
    if forwarding.bound:
        side, bound = forwarding.bound[index]
        issues = forwarding.delegation.issues
        dropped = {each.name.lstrip("_") for each in issues if each.issue == "dropped"}
        for misfit in bound.misfits:
            if misfit.reason == "missing" and misfit.name.lstrip("_") in dropped:
                continue  # FAC204 says it
            yield DescribedDrift(Drift("call", misfit.name), _misfit(forwarding, side, misfit))
        # What is assigned is passed in one way, whatever the setter says of it.
        is_called = not is_property_part(forwarding.part.function)
        for pair in forwarding.pairs(bound) if is_called else ():
            if not forwarding.is_crossed(pair, side):
                yield from _parameter(forwarding, side, pair)
    if text := _waiting(forwarding, forwarding.targets[index]):
        yield DescribedDrift(Drift("async", ""), text)


def _parameter(forwarding: Forwarding, side: Side, pair: Pair) -> Iterator[DescribedDrift]:
    ours, theirs = pair.ours, pair.theirs
    if ours.is_variadic or theirs.is_variadic:
        return
    name = ours.name if ours.name == theirs.name else f"it (as {theirs.name})"

    def said(aspect: Aspect, facade: str, domain: str) -> DescribedDrift:
        here, there = forwarding.side.place(ours.node), side.place(theirs.node)
        return DescribedDrift(
            Drift(aspect, ours.name),
            f"{forwarding.name} {facade} ({here}), {side.label} {domain} ({there})",
        )

    if ours.is_required != theirs.is_required:
        yield said(
            "required",
            f"requires {ours.name}" if ours.is_required else f"defaults {ours.name} to {_text(ours.default)}",
            f"requires {name}" if theirs.is_required else f"defaults {name} to {_text(theirs.default)}",
        )
    elif ours.default is not None and theirs.default is not None:
        inference = forwarding.finder.inference
        if surely_differ(ours.default, forwarding.side.scope, theirs.default, side.scope, inference):
            # Two modules may each have an _UNSET of their own.
            another = "another " if ast.dump(ours.default) == ast.dump(theirs.default) else ""
            yield said(
                "default",
                f"defaults {ours.name} to {_text(ours.default)}",
                f"defaults {name} to {another}{_text(theirs.default)}",
            )
    if ours.kind != theirs.kind:
        yield said("kind", f"takes {ours.name} {_by(ours.kind)}", f"takes {name} {_by(theirs.kind)}")


def _by(kind: str) -> str:
    return {
        "positional-only": "by position only",
        "positional or keyword": "by position or keyword",
        "keyword-only": "by keyword only",
    }[kind]


_LONGEST = 40
"""Characters of a default that a message shows."""


def _text(node: ast.expr | None) -> str:
    text = ast.unparse(node) if node is not None else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def _misfit(forwarding: Forwarding, side: Side, misfit: Misfit) -> str:
    there = f"{side.label} ({side.place()})"
    match misfit.reason:
        case "missing":
            what = f"does not pass {misfit.name}, which {there} requires"
        case "unexpected keyword":
            what = f"passes {misfit.name}, which {there} does not take"
        case "by position only":
            what = f"passes {misfit.name} by keyword, which {there} takes by position only"
        case "too many":
            what = f"passes {misfit.name}, for which {there} has no place left"
        case "twice":
            what = f"passes {misfit.name} twice to {there}"
        case _:
            what = f"passes {misfit.name} on, and {there} takes nothing more"
    return f"{forwarding.name} ({forwarding.side.place()}) {what}"


def _waiting(forwarding: Forwarding, side: Side) -> str | None:
    """Whether callers have to wait for one side, but not for the other."""
    if forwarding.delegation.call is None or side.is_property or forwarding.side.is_property:
        return None
    if forwarding.side.result_effect == "changes":
        return None  # a decorator of the facade's own, which runs a coroutine or makes one
    ours = isinstance(forwarding.part.function, ast.AsyncFunctionDef)

    def said(here: str, there: str) -> str:
        facade, domain = forwarding.side.place(), side.place()
        return f"{forwarding.name} ({facade}) is {here}, {side.label} ({domain}) is {there}"

    if forwarding.side.protocol in ("generator", "async generator"):
        found = _yielding(forwarding, side)
        if found is not None:
            return said(*found)
    match side.protocol:
        case "coroutine":
            if not ours and not _says_awaitable(forwarding.part.function):
                return said("a plain function", "async")
        case "async generator":
            if ours and forwarding.side.protocol == "coroutine":
                return said("async", "an async generator, which is not awaited")
        case "value" | "generator":
            needs_none = not forwarding.is_awaited or _surely_not_awaitable(side)
            if (
                ours
                and forwarding.side.protocol == "coroutine"
                and needs_none
                and not _awaits_another(forwarding)
            ):
                return said("async", "a plain function")
        case _:
            pass
    return None


def _awaits_another(forwarding: Forwarding) -> bool:
    """``(await self._get_stock()).reserve(item)``: what has to be waited for is the accessor, or a guard."""
    call = forwarding.delegation.call
    passed = [*call.args, *call.keywords] if call is not None else []
    inside = {node for argument in passed for node in descend(argument)}
    return not forwarding.is_awaited and any(
        isinstance(node, ast.Await) and node not in inside for node in descend(forwarding.part.function)
    )


def _yielding(forwarding: Forwarding, side: Side) -> tuple[str, str] | None:
    """What both sides are, where the elements of one come by ``async for`` and those of the other do not."""
    if forwarding.side.protocol == "generator":
        return ("a plain generator", "an async one") if side.protocol == "async generator" else None
    waits = isinstance(forwarding.statement, ast.AsyncFor)
    match side.protocol:
        case "generator":
            return "an async generator", "a plain one"
        case "value" if not forwarding.is_awaited and (not waits or _surely_not_awaitable(side)):
            return "an async generator", "a plain function"
        case "coroutine" if not forwarding.is_awaited and not _is_stub(side):
            return "an async generator", "a coroutine, which is to be awaited first"
        case _:
            return None


def _is_stub(side: Side) -> bool:
    """Whether a body says nothing, so that what implements it may as well be a generator."""
    return all(isinstance(each, ast.Raise) for each in meaningful(side.function))


_AWAITABLE = ("Awaitable", "Coroutine", "Future", "Task", "Deferred", "CoroutineType")
_UNKNOWN = ("Any", "object", "Self")


def _head(annotation: ast.expr | None) -> str:
    """The last name of an annotation without its arguments."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        text = annotation.value
    else:
        text = ast.unparse(annotation) if annotation is not None else ""
    return text.partition("[")[0].rpartition(".")[2].strip()


def _says_awaitable(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return _head(function.returns) in _AWAITABLE


def _surely_not_awaitable(side: Side) -> bool:
    """Whether what a plain function returns can surely not be awaited; only plain data is known for that."""
    if side.protocol == "generator":
        return True
    return _head(side.function.returns) in _DATA


_DATA = frozenset(
    (
        "None", "int", "str", "bool", "float", "bytes", "list", "dict", "set", "tuple", "frozenset",
        "List", "Dict", "Set", "Tuple", "FrozenSet", "Sequence", "Mapping", "Iterable", "Iterator",
    )
)  # fmt: skip
