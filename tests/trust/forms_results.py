"""What a delegation gives and promises, FAC209, FAC211 and FAC213."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

GIVEN: Sequence[Form] = (
    Form("a value", "def probe_$n(self, first):\n    return first", gives=words("value")),
    Form("one of two", "def probe_$n(self, first):\n    if first:\n        return 1\n    return None", gives=words("value")),
    Form("a value, annotated", "def probe_$n(self, first) -> int: ...", gives=words("value said")),
    Form("a value, in a string", 'def probe_$n(self, first) -> "int | None": ...', gives=words("value said")),
    Form("a generator", "def probe_$n(self, first):\n    yield first", gives=words("value")),
    Form("a static method's value", "@staticmethod\ndef probe_$n(first):\n    return first", gives=words("value")),
    Form("a class method's value", "@classmethod\ndef probe_$n(cls, first):\n    return first", gives=words("value")),
    Form("a coroutine's value", "async def probe_$n(self, first):\n    return first", gives=words("value coroutine")),
    Form("a coroutine's value, annotated", "async def probe_$n(self, first) -> int: ...", gives=words("value said coroutine")),
    Form("a coroutine without value", "async def probe_$n(self, first):\n    print(first)", gives=words("coroutine")),
    Form("nothing", "def probe_$n(self, first):\n    print(first)"),
    Form("a bare return", "def probe_$n(self, first):\n    if first:\n        return\n    print(first)"),
    Form("None, annotated", "def probe_$n(self, first) -> None: ..."),
    Form("None, returned", "def probe_$n(self, first):\n    return None"),
    Form("never", "def probe_$n(self, first):\n    raise NotImplementedError(first)"),
    Form("a value of an inner function", "def probe_$n(self, first):\n    def inner():\n        return 1\n    print(inner)"),
)  # fmt: skip
"""What the domain gives."""

DONE: Sequence[Form] = (
    Form("dropped", "{c}", gives=words("drops")),
    Form("dropped after a docstring", '"""What it does."""\n{c}', gives=words("drops")),
    Form("dropped after an import", "import os\n{c}", gives=words("drops")),
    Form("dropped in brackets", "(\n    {c}\n)", gives=words("drops")),
    Form("returned", "return {c}"),
    Form("bound and returned", "result = {c}\nreturn result"),
    Form("cast and returned", "import typing\nreturn typing.cast(int, {c})"),
)
"""What the facade does with it."""

HEADS: Sequence[Form] = (
    Form("method", "{mark}def probe_$n(self, first):\n    {body}"),
    Form("decorated", "@public\n@deprecated('1.0')\n{mark}def probe_$n(self, first):\n    {body}"),
    Form("says None", "{mark}def probe_$n(self, first) -> None:\n    {body}", gives=words("none")),
    Form(
        "says None in a string", '{mark}def probe_$n(self, first) -> "None":\n    {body}', gives=words("none")
    ),
    Form("async, awaited", "{mark}async def probe_$n(self, first):\n    {body}", gives=words("awaits")),
    Form("async, not awaited", "{mark}async def probe_$n(self, first):\n    {body}"),
)
LOSS_AXES = (GIVEN, DONE, HEADS)


def loss(forms: Sequence[Form]) -> Injection:
    """A delegation, marked where it loses something."""
    given, done, head = forms
    call = "self._p${n}_domain.probe_$n(first)"
    awaits = "awaits" in head.gives and "coroutine" in given.gives
    body = fill(done.text, c=f"await {call}" if awaits else call)
    lost = "value" in given.gives and not ("none" in head.gives and "said" not in given.gives)
    lost = lost or ("coroutine" in given.gives and not awaits)
    mark = "«" if lost and "drops" in done.gives else ""
    labels = tuple(each.name for each in forms)
    return Injection("FAC209", labels, facade=fill(head.text, mark=mark, body=body), target=given.text)


MEMBERS: Sequence[Form] = (
    Form("method", "{mark}def probe_$n(self):\n    return 1"),
    Form("async method", "{mark}async def probe_$n(self):\n    return 1"),
    Form("property, which is no method", "@property\ndef probe_$n(self):\n    return 1"),
    Form("cached property", "@cached_property\ndef probe_$n(self):\n    return 1", module="from functools import cached_property"),
    Form("what a decorator may register", "@unknown\ndef probe_$n(self):\n    return 1"),
    Form("static method", "@staticmethod\n{mark}def probe_$n():\n    return 1"),
    Form("class method", "@classmethod\n{mark}def probe_$n(cls):\n    return 1"),
    Form("generator", "{mark}def probe_$n(self):\n    yield 1"),
    Form("recursive method", "{mark}def probe_$n(self):\n    return self.probe_$n()"),
)  # fmt: skip
"""What nobody delegates to."""

USED: Sequence[Form] = (
    Form("not at all", "", gives=words("orphan")),
    Form("by a name alike", "def _other(self):\n    return self.probe_${n}_too()", gives=words("orphan")),
    Form("in a comment", "def _other(self):\n    return 1  # self.probe_$n", gives=words("orphan")),
    Form("by a method", "def _other(self):\n    return self.probe_$n()"),
    Form("by a lambda", "def _other(self):\n    return lambda: self.probe_$n()"),
    Form("by a comprehension", "def _other(self):\n    return [self.probe_$n for _ in ()]"),
    Form(
        "by an inner function", "def _other(self):\n    def inner():\n        self.probe_$n\n    return inner"
    ),
    Form("through an alias", "def _other(self):\n    me = self\n    return me.probe_$n()"),
    Form("by another object", 'def _other(self, other: "P${n}Domain"):\n    return other.probe_$n()'),
    Form("by the class", "def _other(self):\n    return P${n}Domain.probe_$n"),
    Form("by its name", 'def _other(self):\n    return getattr(self, "probe_$n")'),
    Form("in a decorator", "def _other(self):\n    @self.probe_$n\n    def inner(): ..."),
)
"""How the domain itself uses it."""

DELEGATED: Sequence[Form] = (
    Form("by nobody", gives=words("orphan")),
    Form("by a method of another name", "def other_$n(self):\n    return self._p${n}_domain.other_$n()", gives=words("orphan")),
    Form("by a method", "def probe_$n(self):\n    return self._p${n}_domain.probe_$n()"),
    Form("by a property", "@property\ndef probe_$n(self):\n    return self._p${n}_domain.probe_$n"),
    Form("by a private method", "def _probe_$n(self):\n    return self._p${n}_domain.probe_$n()"),
    Form("by logic", "def probe_$n(self):\n    if self._p${n}_domain.probe_$n():\n        return 1"),
    Form("by an alias", "def probe_$n(self):\n    domain = self._p${n}_domain\n    return domain.probe_$n()"),
)  # fmt: skip
ORPHAN_AXES = (MEMBERS, USED, DELEGATED)


def orphan(forms: Sequence[Form]) -> Injection:
    """A member of the domain, marked where nobody gets to it."""
    member, used, delegated = forms
    is_orphan = "orphan" in used.gives and "orphan" in delegated.gives
    text = fill(member.text, mark="«" if is_orphan else "") + "\n\n" + used.text
    labels = tuple(each.name for each in forms)
    facade = "" if delegated.text == "{body}" else delegated.text
    return Injection("FAC211", labels, member.module, target=text, facade=facade)


_SAME = (
    ("int", "int"),
    ("int", '"int"'),
    ("typing.Optional[int]", "int | None"),
    ("typing.Optional[int]", "None | int"),
    ("typing.Union[int, str]", '"str | int"'),
    ("typing.List[int]", "list[int]"),
    ("typing.Sequence[int]", "collections.abc.Sequence[int]"),
    ("typing.Dict[str, typing.Optional[int]]", "dict[str, int | None]"),
    ('"Kept$n"', '"Kept$n"'),
    ('"Kept$n"', '"Also$n"'),
    ("", "int"),
    ("int", ""),
    ("typing.Any", "int"),
    ("typing.Literal[1, 2]", "typing.Literal[1, 2]"),
)
_OTHER = (
    ("int", "str"),
    ("int", "list[int]"),
    ("list[int]", "list[str]"),
    ("dict[str, int]", "dict[str, bytes]"),
    ('"Kept$n"', "int"),
    ("typing.Callable[[int], str]", "typing.Callable[[int], bytes]"),
    ("typing.Literal[1]", "typing.Literal[2]"),
)
ANNOTATIONS: Sequence[Form] = (
    *(Form(f"{one or 'nothing'} and {other or 'nothing'}", one, other) for one, other in _SAME),
    *(Form(f"{one} and {other}, not the same", one, other, gives=words("drift")) for one, other in _OTHER),
)
"""What the facade says (``text``) and what its domain says (``value``)."""

ANNOTATED: Sequence[Form] = (
    Form("a parameter", "first{a}", "first"),
    Form("a parameter with a default", "first{a} = None", "first"),
    Form("a keyword", "*, first{a}", "first=first"),
    Form("a keyword with a default", "*, first{a} = None", "first=first"),
    Form("a positional one", "first{a}, /", "first"),
    Form("the second", "zero, first{a}", "zero, first"),
    Form("by keyword", "zero, first{a}", "first=first, zero=zero"),
    Form("the rest", "*first{a}", "*first"),
    Form("the keywords", "**first{a}", "**first"),
    Form("the result", "first", "first", gives=words("result")),
    Form("the result of a coroutine", "first", "first", gives=words("result async")),
)
DRIFT_AXES = (
    ANNOTATIONS,
    ANNOTATED,
    [Form("method"), Form("decorated", "@public\n{body}", bars=words("async"))],
)

_NAMES = """\
import collections.abc
import typing
if typing.TYPE_CHECKING:
    from $package.p$n.kept import Kept${n}
    from $package.p$n.kept import Kept${n} as Also$n
"""


def drift(forms: Sequence[Form]) -> Injection:
    """A delegation whose two sides say something of the same thing, marked where it is not the same."""
    annotations, where, head = forms
    sides = []
    for said in (annotations.text, annotations.value):
        parameters = (
            where.text if "result" in where.gives else fill(where.text, a=f": {said}" if said else "")
        )
        result = f" -> {said}" if said and "result" in where.gives else ""
        sides.append(f"(self, {parameters}){result}:")
    keyword, wait = ("async def", "await ") if "async" in where.gives else ("def", "")
    mark = "«" if "drift" in annotations.gives else ""
    call = f"{wait}self._p${{n}}_domain.probe_$n({where.value})"
    facade = fill(head.text, body=f"{mark}{keyword} probe_$n{sides[0]}\n    return {call}")
    target = f"{keyword} probe_$n{sides[1]} ..."
    labels = tuple(each.name for each in forms)
    files = {"kept.py": "class Kept$n: ..."}
    return Injection("FAC213", labels, _NAMES, facade=facade, target=target, above=_NAMES, files=files)
