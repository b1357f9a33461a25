"""Delegations, FAC201 to FAC209: what is spoilt x what does not disqualify a delegation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms import Form, Injection, fill

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Spoiled(Form):
    """A delegation with one thing wrong; the defaults are a clean one."""

    rule: str = ""
    params: str = "first, second=1"
    args: str = "first, second"
    target: str = "first, second=1"
    before: str = ""
    call: str = "{c}"
    to: str = "{a}.probe_$n"


def _logic(name: str, **parts: str) -> Spoiled:
    return Spoiled(name, rule="FAC201", **parts)  # type: ignore[arg-type]


def _altered(name: str, args: str, **parts: str) -> Spoiled:
    return Spoiled(name, rule="FAC205", args=args, **parts)  # type: ignore[arg-type]


def _drift(name: str, params: str, target: str, args: str = "first, second") -> Spoiled:
    return Spoiled(name, rule="FAC208", params=params, target=target, args=args)


SPOILED: Sequence[Spoiled] = (
    Spoiled("clean"),
    Spoiled("clean by keywords", args="first=first, second=second"),
    Spoiled("clean, one by keyword", args="first, second=second"),
    Spoiled("clean with stars", params="*args, **kwargs", args="*args, **kwargs", target="*args, **kwargs"),
    Spoiled("clean, keyword only", params="first, *, second=1", args="first, second=second", target="first, *, second=1"),
    Spoiled("clean, positional only", params="first, second=1, /", target="first, second=1, /"),
    _logic("a log line", before='print("probe")'),
    _logic("state kept", before="self.size = 1"),
    _logic("state kept by index", before="self._cache[1] = first"),
    _logic("a branch", before="if first:\n    return None"),
    _logic("a loop", before="for each in first:\n    print(each)"),
    _logic("a context", before="with first:\n    pass"),
    _logic("an attempt", before="try:\n    first()\nexcept OSError:\n    pass"),
    _logic("an inner function", before="def inner(): ..."),
    _logic("a second delegation", before="self.$public(first)"),
    _logic("a deletion", before="del self.size"),
    _logic("arithmetic", call="{c} + 1"),
    _logic("a wrapped result", call="list({c})"),
    _logic("an item of the result", call="{c}[0]"),
    _logic("a fallback", call="({c} or None)"),
    _logic("a choice", call="({c} if first else None)"),
    _logic("a comprehension", call="[each for each in {c}]"),
    _logic("a comparison", call="({c} == 1)"),
    _logic("negation", call="(not {c})"),
    _logic("text of the result", call='f"{{c}}"'),
    _logic("a tuple", call="({c}, 1)"),
    _logic("a lambda", call="(lambda: {c})()"),
    Spoiled("assert", rule="FAC202", before="assert first"),
    Spoiled("raise", rule="FAC202", before="if not first:\n    raise ValueError(first)"),
    Spoiled("raise in each branch", rule="FAC202", before="if not first:\n    raise ValueError(first)\nelif first == 1:\n    raise TypeError"),
    Spoiled("warn", rule="FAC202", before='import warnings\nwarnings.warn("old", stacklevel=2)'),
    Spoiled("warn in a branch", rule="FAC202", before='import warnings\nif second:\n    warnings.warn("old", stacklevel=2)'),
    Spoiled("check call", rule="FAC202", before='check.str_param(first, "first")'),
    Spoiled("a validator", rule="FAC202", before="_validate_first(first)"),
    Spoiled("an own validator", rule="FAC202", before="self._ensure_open(first)"),
    Spoiled("two guards", rule="FAC202", before="assert first\nassert second"),
    Spoiled("collaborator", rule="FAC203", to="self._helper.probe_$n"),
    Spoiled("through the domain", rule="FAC203", to="{a}.helper.probe_$n"),
    Spoiled("dropped", rule="FAC204", params="first, «second=1", args="first"),
    Spoiled("dropped the first", rule="FAC204", params="«first=1, second=1", args="second=second", target="first=1, second=1"),
    Spoiled("dropped a keyword only", rule="FAC204", params="first, *, «second=1", args="first"),
    Spoiled("dropped the rest", rule="FAC204", params="first, second=1, *«args", args="first, second"),
    Spoiled("dropped the keywords", rule="FAC204", params="first, second=1, **«kwargs", args="first, second"),
    _altered("transformed", "«str(first), second"),
    _altered("added to", "«first + 1, second"),
    _altered("defaulted", "«first or 1, second"),
    _altered("chosen", "«first if first else 1, second"),
    _altered("an item", "«first[0], second"),
    _altered("an attribute", "«first.name, second"),
    _altered("a list", "«[first], second"),
    _altered("in an f-string", '«f"{first}", second'),
    _altered("negated", "«not first, second"),
    _altered("a lambda", "«lambda: first, second"),
    _altered("a comprehension", "«[each for each in first], second"),
    _altered("an awaited or called one", "«first(), second"),
    _altered("by keyword", "first, «second=second + 1"),
    _altered("a constant added", "first, second, «3", target="first, second=1, third=3"),
    _altered("a keyword added", "first, second, «third=True", target="first, second=1, third=3"),
    Spoiled("exchanged", rule="FAC206", args="«second, «first"),
    Spoiled("exchanged by keyword", rule="FAC206", args="«first=second, «second=first"),
    Spoiled("missing", rule="FAC207", to="{a}.no_such_$n"),
    Spoiled("misspelt", rule="FAC207", to="{a}.prob_$n"),
    _drift("another default", "first, second=2", "first, second=1"),
    _drift("default on one side", "first, second", "first, second=1"),
    _drift("None for a default", "first, second=None", "first, second=1"),
    _drift("keyword only on one side", "first, *, second=1", "first, second=1", "first, second=second"),
    _drift("positional only on one side", "first, second=1, /", "first, second=1"),
)  # fmt: skip
"""What is wrong, and with which rule."""

WRAPS: Sequence[Form] = (
    Form("plain", "{before}\nreturn {c}"),
    Form("docstring", '"""What it does."""\n{before}\nreturn {c}'),
    Form("local import", "import os\n{before}\nreturn {c}"),
    Form("result bound to a name", "{before}\nresult = {c}\nreturn result"),
    Form("result bound and annotated", "{before}\nresult: int = {c}\nreturn result"),
    Form("cast", "import typing\n{before}\nreturn typing.cast(int, {c})"),
    Form("cast by another name", "from typing import cast as c\n{before}\nreturn c(int, {c})"),
    Form("accessor bound to a name", "{before}\ndomain = self._p${n}_domain\nreturn {c}", "domain"),
    Form("in brackets", "{before}\nreturn (\n    {c}\n)"),
)
"""What does not disqualify a delegation."""

HEADS: Sequence[Form] = (
    Form("method", "«def probe_$n(self, {params}):\n    {body}"),
    Form(
        "decorated", "@public\n@deprecated('1.0', reason=print)\n«def probe_$n(self, {params}):\n    {body}"
    ),
    Form("annotated", "«def probe_$n(self, {params}) -> int:\n    {body}"),
    Form("async", "«async def probe_$n(self, {params}):\n    {body}"),
)

AXES = (SPOILED, WRAPS, HEADS)


def compose(forms: Sequence[Form]) -> Injection:
    """One member of the facade, and the member of the domain that it delegates to."""
    spoiled, wrap, head = forms
    assert isinstance(spoiled, Spoiled)
    accessor = wrap.value if wrap.value != "{f}" else "self._p${n}_domain"
    is_async = head.name == "async"
    call = fill(spoiled.to, a=accessor) + f"({spoiled.args})"
    if is_async:
        call = f"await {call}" if spoiled.call == "{c}" else f"(await {call})"
    call = spoiled.call.replace("{c}", call)
    body = fill(wrap.text, before=spoiled.before or "pass", c=call)
    if not spoiled.before:
        body = body.replace("pass\n", "", 1)
    text = fill(head.text, params=spoiled.params, body=body)
    if not spoiled.rule or spoiled.rule in ("FAC204", "FAC205", "FAC206"):
        text = text.replace("«def", "def").replace("«async", "async")
    start = "async def" if is_async else "def"
    target = f"helper = print\n{start} probe_$n(self, {spoiled.target}):\n    return 1"
    labels = tuple(each.name for each in forms)
    return Injection(spoiled.rule or "FAC201", labels, facade=text, target=target)
