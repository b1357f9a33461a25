"""What a domain is like: its constructor (FAC401), leftovers (FAC403), couplings (FAC306), mixins (FAC601)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPOILT = words("spoilt")

DOES: Sequence[Form] = (
    Form("keeps", "self.size = 1"),
    Form("keeps a container", "self.kept = {}"),
    Form("keeps a parameter", "self.size = size"),
    Form("keeps one by default", "self.size = size if size is not None else 1"),
    Form("keeps one or another", "self.size = size or 1"),
    Form("makes an object of its own", "import threading\nself.lock = threading.Lock()"),
    Form("makes a function", "def later():\n    return shop.$public\nself.later = later"),
    Form("makes a lambda", "self.later = lambda: shop.$public(1)"),
    Form("asserts", "assert shop is not None"),
    Form("has a docstring", '"""What it is."""'),
    Form("keeps it weakly", "import weakref\nself.ref = weakref.ref(shop)"),
    Form("calls its base", "super().__init__()"),
    Form("keeps through a method", "self._prepare_$n()", members="def _prepare_$n(self):\n    self.ready = True"),
    Form("reads", "self.size = {f}.$public", gives=_SPOILT),
    Form("reads private", "self.size = {f}.$attr", gives=_SPOILT),
    Form("calls", "{f}.$public(1)", gives=_SPOILT),
    Form("writes", "{f}.size = 1", gives=_SPOILT),
    Form("deletes", "del {f}.size", gives=_SPOILT),
    Form("reads by name", 'self.size = getattr({f}, "size", None)', gives=_SPOILT),
    Form("asks by name", 'self.size = hasattr({f}, "size")', gives=_SPOILT),
    Form("reads in a comprehension", "self.size = [{f}.size for _ in ()]", gives=_SPOILT),
    Form("reads in an f-string", 'self.size = f"""{ {f}.size}"""', gives=_SPOILT),
    Form("reads in an argument", "print({f}.size)", gives=_SPOILT),
    Form("reads in a default", "def later(size={f}.size): ...", gives=_SPOILT),
    Form("reads in a method", "self._load_$n()", members="def _load_$n(self):\n    return self._shop.$public", gives=_SPOILT),
    Form("reads two methods down", "self._load_$n()", members="def _load_$n(self):\n    self._more_$n()\n\ndef _more_$n(self):\n    return self._shop.$public(1)", gives=_SPOILT),
    Form("branches", "if size:\n    self.size = 1", gives=_SPOILT),
    Form("branches by match", "match size:\n    case 1:\n        self.size = 1", gives=_SPOILT),
    Form("loops", "for each in ():\n    print(each)", gives=_SPOILT),
    Form("loops while", "while size:\n    break", gives=_SPOILT),
    Form("attempts", "try:\n    self.size = 1\nexcept OSError:\n    pass", gives=_SPOILT),
    Form("opens", 'self.file = open("x")', gives=_SPOILT),
    Form("opens with", 'with open("x") as file:\n    self.text = file', gives=_SPOILT),
    Form("reads a path", 'from pathlib import Path\nself.text = Path("x").read_text()', gives=_SPOILT),
    Form("runs a program", 'import subprocess\nsubprocess.run(["x"])', gives=_SPOILT),
    Form("connects", 'import sqlite3\nself.database = sqlite3.connect("x")', gives=_SPOILT),
)  # fmt: skip
"""What the constructor does beside keeping the facade."""

HELD: Sequence[Form] = (
    Form("the parameter", "self._shop = shop\n{body}", "shop"),
    Form("the attribute", "self._shop = shop\n{body}", "self._shop"),
    Form("an alias", "self._shop = held = shop\n{body}", "held"),
    Form("before it is kept", "{body}\nself._shop = shop", "shop", bars=words("method")),
    Form(
        "after more",
        "self.first = 1\nself._shop = shop\nself.other = []\n{body}\nself.last = 1",
        "self._shop",
    ),
)
SIGNED: Sequence[Form] = (
    Form("plain", "{mark}def __init__(self, shop, size=None):\n    {body}"),
    Form(
        "annotated", '{mark}def __init__(self, shop: "$Facade", size: int | None = None) -> None:\n    {body}'
    ),
    Form("keyword only", "{mark}def __init__(self, shop, *, size=None):\n    {body}"),
    Form("decorated", "@unknown\n{mark}def __init__(self, shop, size=None):\n    {body}"),
)
CONSTRUCTOR_AXES = (DOES, HELD, SIGNED)


def constructor(forms: Sequence[Form]) -> Injection:
    """A constructor, marked where it does more than keep."""
    does, held, signed = forms
    body = fill(held.text, body=fill(does.text, f=held.value))
    mark = MARK if "spoilt" in does.gives else ""
    labels = tuple(each.name for each in forms)
    return Injection("FAC401", labels, init=fill(signed.text, mark=mark, body=body), members=does.members)


USED: Sequence[Form] = (
    Form("called", "{f}.{m}(1)"),
    Form("result kept", "result = {f}.{m}(1)"),
    Form("bound", "result = {f}.{m}"),
    Form("argument", "print({f}.{m}(1))"),
    Form("in a comprehension", "result = [{f}.{m}(each) for each in ()]"),
    Form("in a lambda", "result = lambda: {f}.{m}(1)"),
    Form("in a branch", "if {f}.{m}(1):\n    pass"),
    Form("in an inner function", "def inner():\n    return {f}.{m}(1)"),
    Form("through an alias", "held = {f}\nheld.{m}(1)"),
    Form("by a walrus", "print((held := {f}).{m}(1))"),
)
COUPLED: Sequence[Form] = (
    Form("by a method", "def there_$n(self, first):\n    return self._w${n}_domain.there_$n(first)", gives=words("cycle")),
    Form("by a method of another name", "def there_$n(self, first):\n    return self._w${n}_domain.thing(first)", gives=words("cycle")),
    Form("by logic", "def there_$n(self, first):\n    if first:\n        return self._w${n}_domain.there_$n(first)", gives=words("cycle")),
    Form("behind a guard", "def there_$n(self, first):\n    assert first\n    return self._w${n}_domain.there_$n(first)", gives=words("cycle")),
    Form("by an async method", "async def there_$n(self, first):\n    return await self._w${n}_domain.there_$n(first)", gives=words("cycle")),
    Form("by nobody", "def there_$n(self, first):\n    return first"),
    Form("by itself", "def there_$n(self, first):\n    return self._p${n}_domain.here_$n(first)"),
)  # fmt: skip
"""How the facade leads to the other domain."""

BACK: Sequence[Form] = (
    Form("back", "self._shop.here_$n(1)", gives=words("cycle")),
    Form("back by an alias", "held = self._shop\nheld.here_$n(1)", gives=words("cycle")),
    Form("nowhere", "self._shop.size(1)"),
    Form("to itself", "self._shop.there_$n(1)"),
)
CYCLE_AXES = (USED, COUPLED, BACK)

_OTHER = """\
class W${n}Domain:
    def __init__(self, shop):
        self._shop = shop

    def there_$n(self, first):
        {body}

    def thing(self, first): ...
"""
_BOTH = """\
@cached_property
def _w${n}_domain(self):
    from $package.w$n.w${n}_domain import W${n}Domain

    return W${n}Domain(self)

def here_$n(self, first):
    return self._p${n}_domain.here_$n(first)
"""


def cycle(forms: Sequence[Form]) -> Injection:
    """Two domains that call each other through the facade; the first of the calls is marked."""
    used, coupled, back = forms
    is_cycle = "cycle" in coupled.gives and "cycle" in back.gives
    first = f"{MARK if is_cycle else ''}"
    call = used.text
    if used.name in ("through an alias", "by a walrus"):
        call = call.replace("held.{m}", first + "held.{m}").replace("(held :=", first + "(held :=")
        call = fill(call, f="self._shop", m="there_$n")
    else:
        call = fill(call, f=first + "self._shop", m="there_$n")
    members = fill("def here_$n(self, first):\n    {body}", body=call)
    files = {"/w$n/__init__.py": "", "/w$n/w${n}_domain.py": fill(_OTHER, body=back.text)}
    labels = tuple(each.name for each in forms)
    return Injection("FAC306", labels, members=members, facade=_BOTH + "\n" + coupled.text, files=files)


LEFT: Sequence[Form] = (
    Form(
        "wrapper", "class P${n}Ops:\n    def __init__(self, shop):\n        self._shop = shop", gives=_SPOILT
    ),
    Form(
        "wrapper, longer name",
        "class P${n}InstanceOps:\n    def __init__(self, shop):\n        self._shop = shop",
        gives=_SPOILT,
    ),
    Form("wrapper with a base", "class P${n}Ops(dict):\n    pass", gives=_SPOILT),
    Form("functions of a wrapper", "def total(ops):\n    return ops", gives=_SPOILT),
    Form("functions of an annotated wrapper", 'def total(o: "P${n}Ops"):\n    return o', gives=_SPOILT),
    Form("async functions of a wrapper", "async def total(ops):\n    return ops", gives=_SPOILT),
    Form("functions", "def total(order):\n    return order"),
    Form("functions without parameters", "def total():\n    return 1"),
    Form("values", "SIZE = 1"),
    Form("another class", "class Order:\n    pass"),
    Form("nothing", "import os"),
)
NAMED: Sequence[Form] = (
    Form("in the package", value="p${n}_ops.py"),
    Form("in the package, longer name", value="p${n}_instance_ops.py"),
    Form("an implementation", value="p${n}_implementation.py"),
    Form("any name", value="helpers.py"),
)
ABOVE: Sequence[Form] = (
    Form("alone", "{body}"),
    Form("after imports", "from __future__ import annotations\nimport os\n{body}"),
    Form("after a docstring", '"""What it is."""\n{body}'),
    Form("before more", "{body}\n\nMORE = 1"),
)
LEFT_AXES = (LEFT, NAMED, ABOVE)


def leftover(forms: Sequence[Form]) -> Injection:
    """A module beside the domain's class, marked at its first line where that class has superseded it."""
    left, named, above = forms
    mark = MARK if "spoilt" in left.gives else ""
    text = mark + fill(above.text, body=left.text)
    return Injection("FAC403", tuple(each.name for each in forms), files={named.value: text})


LACKING: Sequence[Form] = (
    Form("read", "result = «{s}.gone_$n"),
    Form("called", "«{s}.gone_$n(1)"),
    Form("private", "«{s}._gone_$n"),
    Form("of the facade", "«{s}.$public"),
    Form("private of the facade", "«{s}.$attr"),
    Form("argument", "print(«{s}.gone_$n)"),
    Form("in a comprehension", "result = [«{s}.gone_$n for _ in ()]"),
    Form("in an f-string", 'result = f"""{ «{s}.gone_$n}"""'),
    Form("in a lambda", "result = lambda: «{s}.gone_$n"),
    Form("in an inner function", "def inner():\n    return «{s}.gone_$n"),
    Form("counted up", "«{s}.gone_$n += 1"),
    Form("deleted", "del «{s}.gone_$n"),
    Form("subscript", "«{s}.gone_$n[0] = 1"),
)
DECLARED: Sequence[Form] = (
    Form("a method", "{s}.own_$n", members="def own_$n(self): ..."),
    Form("an abstract method", "{s}.own_$n()", members="@abstractmethod\ndef own_$n(self): ...", module="from abc import abstractmethod"),
    Form("a property", "{s}.own_$n", members="@property\ndef own_$n(self): ..."),
    Form("an annotation", "{s}.own_$n", members="own_$n: int"),
    Form("a value", "{s}.own_$n", members="own_$n = 1"),
    Form("set in a method", "{s}.own_$n", members="def set(self):\n    self.own_$n = 1"),
    Form("set right here", "{s}.own_$n = 1\n{s}.own_$n"),
    Form("a dunder", "{s}.__class__"),
    Form("asked for", 'if hasattr(self, "own_$n"):\n    self.own_$n'),
    Form("by name", 'getattr({s}, "own_$n", None)'),
)  # fmt: skip
SELVES: Sequence[Form] = (
    Form("self", value="self"),
    Form("an alias", "me = self\n{body}", "me"),
    Form("another name", value="this", gives=words("this")),
)
MIXED: Sequence[Form] = (
    Form("method", "def probe_$n(self):\n    {body}"),
    Form("async method", "async def probe_$n(self):\n    {body}"),
    Form("property", "@property\ndef probe_$n(self):\n    {body}"),
    Form("decorated", "@unknown\ndef probe_$n(self, first=1, *rest):\n    {body}"),
)
LACKING_AXES = (LACKING, SELVES, MIXED)
DECLARED_AXES = (DECLARED, SELVES, MIXED)


def mixin(forms: Sequence[Form]) -> Injection:
    """A mixin that uses what it does not declare, or what it does."""
    used, itself, place = forms
    text = fill(place.text, body=fill(itself.text, body=fill(used.text, s=itself.value)))
    if "this" in itself.gives:
        text = text.replace("(self", "(this")
    labels = tuple(each.name for each in forms)
    return Injection("FAC601", labels, used.module, text + "\n\n" + used.members, mixin=True)
