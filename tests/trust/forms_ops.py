"""The two-file pattern, FAC411 to FAC414: wrappers that do more, implementations that do not keep to theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, fill, words
from forms_imports import PLACES as IMPORT_PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPOILT = words("spoilt")

_WRAPPER = """\
class P${n}Ops:
    def __init__(self, shop):
        self._shop = shop

    @property
    def shop(self):
        return self._shop

    def whole(self):
        return self._shop

    @property
    def database(self):
        return self._shop.database
{members}
"""
_ACCESSOR = """\
@cached_property
def _p${n}_ops(self):
    from $package.p$n.p${n}_ops import P${n}Ops

    return P${n}Ops(self)
"""
_FACADE = """\
def total_$n(self):
    from $package.p$n import p${n}_implementation

    return p${n}_implementation.total(self._p${n}_ops)
"""
_CALL = """
def probe_$n(self):
    from $package.p$n import p${n}_implementation

    return p${n}_implementation.probe(self._p${n}_ops)
"""


def _two_files(
    rule: str, forms: Sequence[Form], *, members: str = "", wrapper: str = "", implementation: str = ""
) -> Injection:
    lines = members.split("\n") if members else []
    body = "\n".join(["", *(f"    {line}" if line else "" for line in lines)])
    total = "def total(ops):\n    return ops.database\n\n\ndef more(ops): ...\n\n\n"
    files = {
        "p${n}_domain.py": "",
        "p${n}_ops.py": wrapper + _WRAPPER.replace("{members}", body),
        "p${n}_implementation.py": total + implementation,
    }
    labels = tuple(each.name for each in forms)
    return Injection(rule, labels, facade=_FACADE, accessor=_ACCESSOR, files=files)


MEMBERS: Sequence[Form] = (
    Form("an attribute", "return self._shop.$attr", value=""),
    Form("a public attribute", "return self._shop.$public", value=""),
    Form("two steps", "return self._shop.$attr.items", value=""),
    Form("an item", "return self._shop.$attr[first]", value="first"),
    Form("a call", "return self._shop.$method(first)", value="first"),
    Form("a call by keyword", "return self._shop.$method(first=first)", value="first"),
    Form("a call two steps away", "return self._shop.$attr.get(first, second)", value="first, second=None"),
    Form("stars", "return self._shop.$method(*first, **rest)", value="*first, **rest"),
    Form("a literal added", 'return self._shop.$method(first, "new", order=1)', value="first"),
    Form("written", "self._shop.$attr = first", value="first"),
    Form("an item written", "self._shop.$attr[first] = second", value="first, second"),
    Form("deleted", "del self._shop.$attr", value=""),
    Form("cast", "import typing\nreturn typing.cast(int, self._shop.$attr)", value=""),
    Form("bound and returned", "result = self._shop.$method(first)\nreturn result", value="first"),
    Form("a docstring", '"""What it gives."""\nreturn self._shop.$attr', value=""),
    Form("two calls", "self._shop.$method(first)\nself._shop.$method(first)", value="first", gives=_SPOILT),
    Form("a comprehension", "return [each for each in self._shop.$attr]", value="", gives=_SPOILT),
    Form("a wrapped call", "return len(self._shop.$attr)", value="", gives=_SPOILT),
    Form("a condition", "if first:\n    return self._shop.$attr", value="first", gives=_SPOILT),
    Form("a choice", "return self._shop.$attr if first else None", value="first", gives=_SPOILT),
    Form("a fallback", "return self._shop.$attr or 1", value="", gives=_SPOILT),
    Form("a computation", "return self._shop.$attr + 1", value="", gives=_SPOILT),
    Form("a comparison", "return self._shop.$attr == first", value="first", gives=_SPOILT),
    Form("a guard", "assert first\nreturn self._shop.$method(first)", value="first", gives=_SPOILT),
    Form("a log line", "print(1)\nreturn self._shop.$attr", value="", gives=_SPOILT),
    Form("a loop", "for each in self._shop.$attr:\n    print(each)", value="", gives=_SPOILT),
    Form("a context", "with self._shop.$attr:\n    return self._shop.$method()", value="", gives=_SPOILT),
    Form("an attempt", "try:\n    return self._shop.$attr\nexcept OSError:\n    return None", value="", gives=_SPOILT),
    Form("an argument changed", "return self._shop.$method(first + 1)", value="first", gives=_SPOILT),
    Form("an argument defaulted", "return self._shop.$method(first or 1)", value="first", gives=_SPOILT),
    Form("an argument lost", "return self._shop.$method(first)", value="first, second=1", gives=_SPOILT),
    Form("counted up", "self._shop.$attr += 1", value="", gives=_SPOILT),
    Form("text", 'return f"""{self._shop.$attr}"""', value="", gives=_SPOILT),
)  # fmt: skip
"""What a member of the wrapper does; ``value`` are its parameters."""

MEMBER_HEADS: Sequence[Form] = (
    Form("method", "{mark}def probe_$n(self{params}):\n    {body}"),
    Form("annotated", "{mark}def probe_$n(self{params}) -> object:\n    {body}"),
    Form("async method", "{mark}async def probe_$n(self{params}):\n    {body}"),
    Form("decorated", "@public\n{mark}def probe_$n(self{params}):\n    {body}"),
    Form("another name for self", "{mark}def probe_$n(this{params}):\n    {body}"),
)
LOGIC_AXES = (MEMBERS, MEMBER_HEADS)


def logic(forms: Sequence[Form]) -> Injection:
    """A member of a wrapper, marked where it does more than pass through."""
    member, head = forms
    mark = MARK if "spoilt" in member.gives else ""
    params = f", {member.value}" if member.value else ""
    text = fill(head.text, mark=mark, params=params, body=member.text)
    if "(this" in text:
        text = text.replace("self.", "this.")
    return _two_files("FAC411", forms, members=text)


SIGNATURES: Sequence[Form] = (
    Form("ops", value="ops"),
    Form("ops and more", value="ops, order, *, limit=1"),
    Form("ops by position", value="ops, /, order"),
    Form("ops, annotated", value='ops: "P${n}Ops", order'),
    Form("another name, annotated", value='wrapper: "P${n}Ops"'),
    Form("or none", value='ops: "P${n}Ops | None" = None'),
    Form("anything", value="*arguments"),
    Form("nothing", value="", gives=_SPOILT),
    Form("another first", value="order, ops", gives=_SPOILT),
    Form("an annotated other", value="order: int", gives=_SPOILT),
    Form("the facade", value='shop: "$Facade"', gives=_SPOILT),
    Form("keywords only", value="*, order=1", gives=_SPOILT),
    Form("one that only looks like it", value="ops_total: int", gives=_SPOILT),
)
FUNCTIONS: Sequence[Form] = (
    Form("function", "{mark}def probe({params}):\n    return 1"),
    Form("async function", "{mark}async def probe({params}):\n    return 1"),
    Form("generator", "{mark}def probe({params}):\n    yield 1"),
    Form("decorated", "@unknown\n{mark}def probe({params}):\n    return 1"),
    Form("annotated", '{mark}def probe({params}) -> "int":\n    return 1'),
    Form("private function", "def _probe({params}):\n    return 1"),
    Form("inner function", "def _probe():\n    def probe({params}): ..."),
    Form("method", "class Probe:\n    def probe({params}): ..."),
)
SIGNATURE_AXES = (SIGNATURES, FUNCTIONS)


def signature(forms: Sequence[Form]) -> Injection:
    """A function of an implementation, marked where it does not take the wrapper first."""
    said, function = forms
    mark = MARK if "spoilt" in said.gives else ""
    head = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .p${n}_ops import P${n}Ops\n\n\n"
    text = head + fill(function.text, mark=mark, params=said.value)
    return _two_files("FAC412", forms, implementation=text)


THROUGH: Sequence[Form] = (
    Form("private", value="«{o}._shop"),
    Form("property", value="«{o}.shop"),
    Form("method", value="«{o}.whole()"),
    Form("by name", value='«getattr({o}, "_shop")'),
    Form("what it offers", value="{o}.database"),
    Form("what that offers", value="{o}.database.shop"),
)
TAKEN: Sequence[Form] = (
    Form("its parameter", "def probe(ops):\n    {body}", "ops"),
    Form("annotated", 'def probe(ops: "P${n}Ops", first=1):\n    {body}', "ops"),
    Form("async", 'async def probe(ops: "P${n}Ops"):\n    {body}', "ops"),
    Form("an alias", 'def probe(ops: "P${n}Ops"):\n    held = ops\n    {body}', "held"),
    Form("a walrus", 'def probe(ops: "P${n}Ops"):\n    if held := ops:\n        {body}', "held"),
    Form("inner function", 'def probe(ops: "P${n}Ops"):\n    def inner():\n        {body}\n    return inner', "ops"),
    Form("a loop", 'def probe(ops: "P${n}Ops"):\n    for held in [ops]:\n        {body}', "held"),
    Form("a pattern", 'def probe(ops: "P${n}Ops"):\n    match ops, 1:\n        case held, 1:\n            {body}', "held"),
)  # fmt: skip
THROUGH_USES: Sequence[Form] = (
    Form("returned", "return {r}"),
    Form("kept", "shop = {r}"),
    Form("gone on", "return {r}.size"),
    Form("called", "{r}.total(1)"),
    Form("argument", "print({r})"),
    Form("in a comprehension", "return [{r} for _ in ()]"),
    Form("in an f-string", 'return f"""{ {r}}"""'),
    Form("condition", "if {r}:\n    pass"),
)
THROUGH_AXES = (THROUGH, TAKEN, THROUGH_USES)


def through(forms: Sequence[Form]) -> Injection:
    """An implementation that gets at the facade behind its wrapper."""
    way, taken, use = forms
    head = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .p${n}_ops import P${n}Ops\n\n\n"
    text = fill(taken.text, body=fill(use.text, r=fill(way.value, o=taken.value)))
    made = _two_files("FAC413", forms, implementation=head + text)
    return replace(made, facade=made.facade + _CALL)


def _imports(which: str) -> Sequence[Form]:
    package, name = f"$package.{which}", f"{which.replace('$n', '${n}')}_implementation"
    return (
        Form(f"a function of {which}", f"«from {package}.{name} import more"),
        Form(f"a function of {which} by another name", f"«from {package}.{name} import more as t"),
        Form(f"everything of {which}", f"«from {package}.{name} import *", needs=words("top")),
        Form(f"the module of {which}", f"«from {package} import {name}"),
        Form(f"the module of {which} by dots", f"«import {package}.{name}"),
        Form(f"the module of {which} by another name", f"«import os, {package}.{name} as other"),
        Form(f"relative from {which}", f"«from ..{which} import {name}"),
        Form(f"relative function of {which}", f"«from ..{which}.{name} import more"),
    )


LAYERS: Sequence[Form] = (
    *(Form(f"wrapper: {each.name}", each.text, needs=each.needs) for each in _imports("p$n")),
    *(Form(f"implementation: {each.name}", each.text, gives=words("implementation"), needs=each.needs) for each in _imports("w$n")),
)  # fmt: skip
LAYER_AXES = (LAYERS, IMPORT_PLACES)


def layers(forms: Sequence[Form]) -> Injection:
    """A wrapper that imports its implementation, or an implementation that imports another's."""
    what, place = forms
    text = fill(place.text, body=what.text) + "\n\n\n"
    if "implementation" not in what.gives:
        return _two_files("FAC414", forms, wrapper=text)
    made = _two_files("FAC414", forms, implementation=text)
    other = _two_files("FAC414", forms)
    files = {
        f"/w$n/{name.replace('p${n}', 'w${n}')}": content.replace("P${n}", "W${n}")
        for name, content in other.files.items()
    }
    facade = _FACADE + (_ACCESSOR + _FACADE).replace("total_", "other_").replace("p${n}", "w${n}").replace(
        "P${n}", "W${n}"
    ).replace("p$n", "w$n")
    return Injection(
        "FAC414",
        made.labels,
        facade=facade,
        accessor=_ACCESSOR,
        files={**made.files, **files, "/w$n/__init__.py": ""},
    )
