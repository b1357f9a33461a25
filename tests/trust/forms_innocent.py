"""FAC102 and FAC103, and what looks like private access and is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, words
from forms_private import CARRIES, GETS, PLACES, USES, compose

if TYPE_CHECKING:
    from collections.abc import Sequence

DYNAMIC_USES: Sequence[Form] = (
    Form("getattr", 'result = «getattr({f}, "$attr")'),
    Form("getattr with a default", 'return «getattr({f}, "$attr", None)', needs=words("function"), bars=words("body")),
    Form("getattr called", 'print(«getattr({f}, "$method")(1))'),
    Form("builtins.getattr", 'import builtins\nresult = «builtins.getattr({f}, "$attr")', bars=words("class")),
    Form("getattr by another name", 'from builtins import getattr as get\nresult = «get({f}, "$attr")', bars=words("class")),
    Form("setattr", '«setattr({f}, "$attr", 1)'),
    Form("delattr", '«delattr({f}, "$attr")'),
    Form("hasattr", 'if «hasattr({f}, "$attr"):\n    pass'),
    Form("vars", 'result = «vars({f})["$attr"]'),
    Form("vars alone", "result = «vars({f})"),
    Form("vars written", '«vars({f})["$attr"] = 1'),
    Form("vars deleted", 'del «vars({f})["$attr"]'),
    Form("__dict__", 'result = «{f}.__dict__["$attr"]'),
    Form("__dict__ written", '«{f}.__dict__["$attr"] = 1'),
    Form("__dict__.get", 'result = «{f}.__dict__.get("$attr")'),
    Form("__dict__.pop", '«{f}.__dict__.pop("$attr", None)'),
    Form("in __dict__", 'result = "$attr" in «{f}.__dict__'),
    Form("attrgetter", 'import operator\nresult = «operator.attrgetter("$attr")({f})', bars=words("class")),
    Form("attrgetter imported", 'from operator import attrgetter as of\nresult = «of("$attr")({f})', bars=words("class")),
    Form("attrgetter kept", 'import operator\nof = operator.attrgetter("$attr")\nresult = «of({f})', bars=words("class")),
    Form("methodcaller", 'import operator\nresult = «operator.methodcaller("$method", 1)({f})', bars=words("class")),
    Form("object.__getattribute__", 'result = «object.__getattribute__({f}, "$attr")'),
    Form("object.__setattr__", '«object.__setattr__({f}, "$attr", 1)'),
    Form("its own __getattribute__", 'result = «{f}.__getattribute__("$attr")', gives=words("instance")),
    Form("a name for the name", 'key = "$attr"\nresult = «getattr({f}, key)', bars=words("class")),
    Form("a name added up", 'result = «getattr({f}, "_" + "cache")'),
    Form("a name in an f-string", 'key = "cache"\nresult = «getattr({f}, f"""_{key}""")', bars=words("class")),
    Form("names in a loop", 'for key in ("$public", "$attr"):\n    print(«getattr({f}, key))', bars=words("class")),
    Form("in a lambda", 'result = lambda: «getattr({f}, "$attr")', gives=words("scopes"), bars=words("class awaited")),
    Form("in a comprehension", 'result = [«getattr({f}, "$attr") for _ in range(2)]', gives=words("scopes"), bars=words("class awaited")),
    Form("in an f-string", 'result = f"""{ «getattr({f}, "$attr")}"""'),
    Form("in a decorator", '@«getattr({f}, "$method")\ndef decorated(): ...'),
)  # fmt: skip
"""FAC102: private state by its name."""

OTHERS: Sequence[Form] = (
    Form("collaborator of the back reference", value="$back.$public", needs=words("self")),
    Form("a call's result", value="unknown()"),
    Form("an unannotated parameter", value="thing", params="thing", needs=words("params")),
    Form("an annotated parameter", value="thing", params="thing: int", needs=words("params")),
    Form("an attribute", value="self.thing_$n", needs=words("self")),
    Form("an item", value="unknown[0]"),
    Form("an awaited call", value="(await unknown())", needs=words("async"), gives=words("awaited")),
)
"""FAC103: what is neither the facade nor the domain's own."""

OWN: Sequence[Form] = (
    Form("self", value="self", needs=words("self")),
    Form("its class", value="type(self)", needs=words("self"), bars=words("instance")),
    Form("its __class__", value="self.__class__", needs=words("self"), bars=words("instance")),
    Form("another of its class", value="mate", params='mate: "P${n}Domain"', needs=words("params")),
    Form("another or none", value="mate", params='mate: "P${n}Domain | None" = None', needs=words("params")),
    Form("a new one", value="type(self)(1)", needs=words("self")),
    Form("narrowed", text="mate = unknown()\nif isinstance(mate, P${n}Domain):\n    {body}", value="mate", needs=words("self"), bars=words("scopes"), gives=words("narrowed")),
)  # fmt: skip
"""What a class may look into: itself and others of its kind."""

INNOCENT_USES: Sequence[Form] = (
    Form("public", "result = {f}.$public"),
    Form("public called", "result = {f}.$public(1)"),
    Form("public written", "{f}.size = 1"),
    Form("dunder", "result = {f}.__class__"),
    Form("dunder of a dunder", "result = {f}.__class__.__name__"),
    Form("a lone underscore", 'result = {f}._("text")'),
    Form("a keyword of that name", "result = {f}.$public($attr=1)"),
    Form("a local of that name", "$attr = {f}\nresult = $attr"),
    Form("a string", 'result = {f}, "$attr", "shop.$attr"'),
    Form("getattr of public", 'result = getattr({f}, "$public", None)'),
    Form("getattr of unknown", "result = getattr({f}, unknown())"),
    Form("hasattr of dunder", 'result = hasattr({f}, "__call__")'),
    Form("a private key of something else", 'result = unknown()["$attr"], {f}'),
    Form("given away", "unknown({f})"),
    Form("compared", "result = {f} is None or {f} == 1"),
    Form("in an f-string", 'result = f"""{ {f}!r}"""'),
    Form("matched for public", "match {f}:\n    case object(size=size):\n        pass", bars=words("class")),
    Form("attrgetter of public", 'import operator\nresult = operator.attrgetter("$public")({f})', bars=words("class")),
)  # fmt: skip
"""What anyone may do with the facade."""

REBOUND: Sequence[Form] = (
    Form("rebound", "held = {f}\nheld = P${n}Domain(1)\n{body}", "held"),
    Form("rebound in a tuple", "held = {f}\nheld, other = P${n}Domain(1), 2\n{body}", "held"),
    Form("rebound by a loop", "held = {f}\nfor held in [P${n}Domain(1)]:\n    {body}", "held"),
    Form("rebound by with", "held = {f}\nwith P${n}Domain(1) as held:\n    {body}", "held"),
    Form("rebound by a walrus", "held = {f}\nprint(held := P${n}Domain(1))\n{body}", "held"),
    Form("a parameter of that name", "held = {f}\ndef inner(held):\n    {body}", "held", gives=words("function"), bars=words("yields class async")),
    Form("a comprehension's name", "held = {f}\nprint([held for held in range(3)])\nheld = P${n}Domain(1)\n{body}", "held"),
    Form("rebound on every path", "held = {f}\nif unknown():\n    held = P${n}Domain(1)\nelse:\n    held = P${n}Domain(2)\n{body}", "held"),
    Form("deleted and bound", "held = {f}\ndel held\nheld = P${n}Domain(1)\n{body}", "held"),
    Form("another name", "held = {f}\nother = P${n}Domain(1)\n{body}", "other"),
    Form("the other of a tuple", "held, other = {f}, P${n}Domain(1)\n{body}", "other"),
    Form("the other after a swap", "held, other = P${n}Domain(1), {f}\nheld, other = other, held\n{body}", "other"),
    Form("excluded", "held = {f}\nif held is None:\n    held = P${n}Domain(1)\n    {body}", "held"),
)  # fmt: skip
"""Names that held the facade, and hold something else now."""


def _plain(forms: Sequence[Form], names: str) -> list[Form]:
    return [each for each in forms if each.name not in names.split("; ")]


_NOT_OF_OTHERS = "name-mangled; private of no class; unknown private; class pattern"
_ABOUT_FACADE = "cast; annotated; public method's way back"

DYNAMIC_AXES = (GETS, CARRIES, DYNAMIC_USES, PLACES)
OTHER_AXES = (OTHERS, _plain(CARRIES, _ABOUT_FACADE), _plain(USES, "name-mangled; class pattern"), PLACES)
OWN_AXES = (
    OWN,
    _plain(CARRIES, _ABOUT_FACADE),
    _plain(USES, _NOT_OF_OTHERS),
    [each for each in PLACES if "self" in each.gives],
)
PUBLIC_AXES = (GETS, CARRIES, INNOCENT_USES, PLACES)
REBOUND_AXES = (
    GETS,
    REBOUND,
    [
        # A function may be called between two bindings of a global name.
        replace(each, bars=each.bars | {"global"}) if each.name.startswith("inner ") else each
        for each in _plain(USES, _NOT_OF_OTHERS)
    ],
    PLACES,
)


def dynamic(forms: Sequence[Form]) -> Injection:
    return compose(forms, "FAC102")


def other(forms: Sequence[Form]) -> Injection:
    return _renamed(compose(forms, "FAC103"), "_engine")


def own(forms: Sequence[Form]) -> Injection:
    return _innocent(_renamed(compose(forms, "FAC103"), "_own"))


def public(forms: Sequence[Form]) -> Injection:
    return _innocent(compose(forms))


def rebound(forms: Sequence[Form]) -> Injection:
    made = _innocent(_renamed(compose(forms), "_own"))
    return replace(made, target="_own = None")


def _renamed(made: Injection, attr: str) -> Injection:
    def rename(text: str) -> str:
        return text.replace("$attr", attr).replace("$method", attr).replace("_of_no_class", attr)

    return replace(made, module=rename(made.module), members=rename(made.members))


def _innocent(made: Injection) -> Injection:
    return replace(made, module=made.module.replace(MARK, ""), members=made.members.replace(MARK, ""))
