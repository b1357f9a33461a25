"""Private access, FAC101 to FAC103: how got hold of x carried on x what is done x where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_IMPORT = "from $module import $Facade"
_TYPING = "import typing\nif typing.TYPE_CHECKING:\n    from $module import $Facade\n"
_ALIASED = "import typing as t\nif t.TYPE_CHECKING:\n    from $module import $Facade as Aliased\n"
_MODULE = "import typing\nif typing.TYPE_CHECKING:\n    import $module as facade_module\n"
_DOTTED = "import typing\nif typing.TYPE_CHECKING:\n    import $module\n"


def _annotated(spelling: str, module: str = _TYPING) -> Form:
    return Form(
        f"a parameter {spelling}",
        value="got",
        params=f"got: {spelling}",
        module=module,
        needs=words("params"),
    )


GETS: Sequence[Form] = (
    Form("back reference", value="$back", needs=words("self")),
    *map(
        _annotated,
        (
            '"$Facade"',
            '"$Facade | None"',
            '"typing.Optional[$Facade]"',
            'typing.Optional["$Facade"]',
            '"typing.Union[$Facade, None, int]"',
            'typing.Union["$Facade", int]',
            'typing.Annotated["$Facade", 1]',
            '"typing.Annotated[$Facade, 1]"',
            "'None | $Facade' = None",
        ),
    ),
    _annotated('"Aliased"', _ALIASED),
    _annotated('"facade_module.$Facade"', _MODULE),
    _annotated('"$module.$Facade"', _DOTTED),
    _annotated("$Facade", "from __future__ import annotations\n" + _TYPING),
    _annotated("$Facade | None", "from __future__ import annotations\n" + _TYPING),
    _annotated('"Named"', _TYPING + '    Named = typing.Union["$Facade", int]\n'),
    _annotated('"Named"', _TYPING + '    Named: typing.TypeAlias = "$Facade | None"\n'),
    _annotated('"Derived"', _TYPING + "    class Derived($Facade):\n        pass\n"),
    _annotated('"Bound"', _TYPING + 'Bound = typing.TypeVar("Bound", bound="$Facade")\n'),
    Form("a property that returns it", value="self.held_$n", members="@property\ndef held_$n(self):\n    return $back", needs=words("self")),
    Form("a method that returns it", value="self.hold_$n()", members="def hold_$n(self):\n    return $back", needs=words("self")),
    Form("an annotated property", value="self.held_$n", members='@property\ndef held_$n(self) -> "$Facade":\n    raise OSError', module=_TYPING, needs=words("self")),
    Form("an annotated attribute", value="self.kept_$n", members='kept_$n: "$Facade"', module=_TYPING, needs=words("self")),
    Form("a base class's back reference", value="self._owner_$n", needs=words("self based")),
    Form("constructor", text=_IMPORT + "\n{body}", value="$Facade(1)", bars=words("class")),
    Form("classmethod", text=_IMPORT + "\n{body}", value="$Facade.$open(1)", bars=words("class")),
    Form("constructor through the module", text="import $module as facade_module\n{body}", value="facade_module.$Facade(1)", bars=words("class")),
    Form("cast to a string", text="import typing\n{body}", value='typing.cast("$Facade", unknown())', module=_TYPING, bars=words("class")),
    Form("cast to the class", text=f"from typing import cast as c\n{_IMPORT}\n{{body}}", value="c($Facade, unknown())", bars=words("class")),
    Form("isinstance", text=f"{_IMPORT}\ngot = unknown()\nif isinstance(got, $Facade):\n    {{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("isinstance of a tuple", text=f"{_IMPORT}\ngot = unknown()\nif isinstance(got, ($Facade, int)) and got:\n    {{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("not isinstance, and left", text=f"{_IMPORT}\ngot = unknown()\nif not isinstance(got, $Facade):\n    raise TypeError\n{{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("assert isinstance", text=f"{_IMPORT}\ngot = unknown()\nassert isinstance(got, $Facade)\n{{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("a class pattern", text=f"{_IMPORT}\nmatch unknown():\n    case $Facade() as got:\n        {{body}}", value="got", gives=words("narrowed"), bars=words("class")),
    Form("a class pattern in a sequence", text=f"{_IMPORT}\nmatch unknown():\n    case [1, $Facade() as got, *_] | [$Facade() as got]:\n        {{body}}", value="got", gives=words("narrowed"), bars=words("class")),
    Form("a class pattern in a mapping", text=f'{_IMPORT}\nmatch unknown():\n    case {{{{"key": $Facade(size=1) as got, **others}}}}:\n        {{body}}'.replace("{{", "{").replace("}}", "}"), value="got", gives=words("narrowed"), bars=words("class")),
    Form("a class pattern in a class pattern", text=f"{_IMPORT}\nmatch unknown():\n    case slice(start=$Facade() as got):\n        {{body}}", value="got", gives=words("narrowed"), bars=words("class")),
    Form("a class pattern of its module", text="import $module as facade_module\nmatch unknown():\n    case (int() | facade_module.$Facade()) as got if got:\n        {body}", value="got", gives=words("narrowed"), bars=words("class")),
    Form("isinstance in a choice", text=f"{_IMPORT}\ngot = unknown()\n{{body}}", value="(got if isinstance(got, $Facade) else None)", bars=words("scopes class")),
    Form("isinstance of a walrus", text=f"{_IMPORT}\nif isinstance(got := unknown(), $Facade):\n    {{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("type() is", text=f"{_IMPORT}\ngot = unknown()\nif type(got) is $Facade:\n    {{body}}", value="got", gives=words("narrowed"), bars=words("scopes class")),
    Form("an annotated async generator", text="async for got in hold_$n():\n    {body}", value="got", module="import typing\nimport collections.abc\nif typing.TYPE_CHECKING:\n    from $module import $Facade\nasync def hold_$n() -> collections.abc.AsyncIterator['$Facade']: ...\n", needs=words("async"), bars=words("class")),
    Form("an annotated async context manager", text="async with hold_$n() as got:\n    {body}", value="got", module=_TYPING + "import contextlib\n@contextlib.asynccontextmanager\nasync def hold_$n() -> typing.AsyncIterator['$Facade']:\n    yield unknown()\n", needs=words("async"), bars=words("class")),
    Form("an annotated variable", text='got: "$Facade" = unknown()\n{body}', value="got", module=_TYPING, bars=words("class")),
    Form("an annotated global", value="GOT_$n", module=_TYPING + 'GOT_$n: "$Facade" = unknown()\n'),
    Form("an annotated function", value="hold_$n()", module=_TYPING + 'def hold_$n() -> "$Facade | None": ...\n'),
    Form("an unannotated function", value="hold_$n()", module=f"def hold_$n():\n    {_IMPORT}\n    return $Facade(1)\n"),
    Form("await", value="(await hold_$n())", module=_TYPING + 'async def hold_$n() -> "$Facade": ...\n', needs=words("async"), gives=words("awaited")),
    Form("the class itself", text=_IMPORT + "\n{body}", value="$Facade", bars=words("class instance")),
    Form("its own class", value="type($back)", needs=words("self"), bars=words("instance")),
)  # fmt: skip
"""How the domain got hold of the facade."""

CARRIES: Sequence[Form] = (
    Form("as it is"),
    Form("alias", "held = {f}\n{body}", "held"),
    Form("alias of an alias", "other = {f}\nheld = other\n{body}", "held"),
    Form("two targets", "held = other = {f}\n{body}", "other"),
    Form("tuple", "held, other = {f}, 1\n{body}", "held"),
    Form("nested tuple", "(other, [held, *rest]) = 1, [{f}, 2]\n{body}", "held"),
    Form("swap", "held, other = 1, {f}\nheld, other = other, held\n{body}", "held"),
    Form("walrus in place", value="(held := {f})", bars=words("nowalrus")),
    Form("walrus in a test", "if held := {f}:\n    {body}", "held", bars=words("class")),
    Form("walrus and more", "if (held := {f}) is not None and held:\n    {body}", "held", bars=words("class")),
    Form("cast", "import typing\n{body}", 'typing.cast("$Facade", {f})', bars=words("class"), module=_TYPING),
    Form("one of two", value="({f} if unknown() else None)"),
    Form("or", value="({f} or unknown())"),
    Form("lambda", value="(lambda: {f})()", bars=words("awaited")),
    Form("lambda's default", value="(lambda held={f}: held)()"),
    Form("inner function", "def held():\n    return {f}\n{body}", "held()", bars=words("awaited narrowed")),
    Form("closure", "held = {f}\ndef inner():\n    {body}\ninner()", "held", gives=words("function"), bars=words("yields class async narrowed+global")),
    Form("default argument", "def inner(held={f}):\n    {body}\ninner()", "held", gives=words("function"), bars=words("yields async class")),
    Form("keyword default", "def inner(*, held={f}):\n    {body}\ninner()", "held", gives=words("function"), bars=words("yields async class")),
    Form("nonlocal", "held = None\ndef change():\n    nonlocal held\n    held = {f}\nchange()\n{body}", "held", needs=words("function"), bars=words("class awaited narrowed")),
    Form("global", "global HELD_$n\nHELD_$n = {f}\n{body}", "HELD_$n", needs=words("function"), bars=words("class")),
    Form("for over a list", "for held in [{f}]:\n    {body}", "held"),
    Form("for over a tuple", "for held in ({f}, None):\n    {body}", "held"),
    Form("for with tuples", "for held, other in [({f}, 1)]:\n    {body}", "held"),
    Form("match", "match {f}:\n    case held:\n        {body}", "held"),
    Form("match and as", "match {f}, 1:\n    case (held, 1 as other):\n        {body}", "held"),
    Form("match a sequence", "match [{f}, 1]:\n    case [held, *rest]:\n        {body}", "held"),
    Form("match the rest of a sequence", "match (1, {f}):\n    case [1, *rest]:\n        {body}", "rest[0]", bars=words("class")),
    Form("match the end of a sequence", "match 1, 2, {f}:\n    case [1, *_, held]:\n        {body}", "held"),
    Form("match a mapping", 'match {"key": {f}}:\n    case {"key": held, **rest}:\n        {body}', "held"),
    Form("match the rest of a mapping", 'match {"key": {f}}:\n    case {**rest}:\n        {body}', 'rest["key"]', bars=words("class")),
    Form("match one or the other", "match [{f}, 1]:\n    case [held, 1] | [held, 2]:\n        {body}", "held"),
    Form("match nested", 'match {"key": [({f}, 1)]}:\n    case {"key": [(held, 1 as other)]}:\n        {body}', "held"),
    Form("match a walrus", "match (held := {f}):\n    case _:\n        {body}", "held", bars=words("class")),
    Form("match, and guard", "match {f}, 1:\n    case [held, _] if held:\n        {body}", "held"),
    Form("nothing else matched", "match {f}:\n    case int() | None:\n        held = 1\n    case held:\n        {body}", "held"),
    Form("bound in a case", "match unknown():\n    case 1:\n        held = {f}\n    case _:\n        held = {f}\n{body}", "held"),
    Form("async nullcontext", "import contextlib\nasync with contextlib.nullcontext({f}) as held:\n    {body}", "held", needs=words("async"), bars=words("class")),
    Form("with a tuple", "import contextlib\nwith contextlib.nullcontext(({f}, 1)) as (held, other):\n    {body}", "held", bars=words("class")),
    Form("inner context manager", "import contextlib\n@contextlib.contextmanager\ndef opened():\n    yield {f}\nwith opened() as held:\n    {body}", "held", bars=words("awaited narrowed class")),
    Form("inner async context manager", "import contextlib\n@contextlib.asynccontextmanager\nasync def opened():\n    yield {f}\nasync with opened() as held:\n    {body}", "held", needs=words("async"), bars=words("narrowed class")),
    Form("inner coroutine", "async def held():\n    return {f}\n{body}", "(await held())", needs=words("async"), gives=words("awaited"), bars=words("narrowed class")),
    Form("inner generator", "def each():\n    yield {f}\nfor held in each():\n    {body}", "held", bars=words("awaited narrowed class")),
    Form("inner async generator", "async def each():\n    yield {f}\nasync for held in each():\n    {body}", "held", needs=words("async"), bars=words("narrowed class")),
    Form("async comprehension of it", "async def each():\n    yield {f}\nkept = [held async for held in each()]\n{body}", "kept[0]", needs=words("async"), bars=words("narrowed class")),
    Form("next of an iterator", value="next(iter([{f}]))"),
    Form("enumerate", "for _, held in enumerate([{f}]):\n    {body}", "held"),
    Form("zip", "for _, held in zip([1], [{f}]):\n    {body}", "held"),
    Form("walrus in a comprehension", "print([held := each for each in [{f}]])\n{body}", "held", bars=words("class")),
    Form("walrus in a while", "while (held := {f}) and unknown():\n    {body}", "held", bars=words("class")),
    Form("values of a dict", 'for held in {"key": {f}}.values():\n    {body}', "held"),
    Form("items of a dict", 'for key, held in {"key": {f}}.items():\n    {body}', "held"),
    Form("partial", "import functools\nheld = functools.partial(lambda: {f})\n{body}", "held()", bars=words("awaited class")),
    Form("weak reference", "import weakref\nheld = weakref.ref({f})\n{body}", "held()", bars=words("class")),
    Form("star of a list", "first_, *held = 1, {f}\n{body}", "held[0]", bars=words("class")),
    Form("item of a tuple", value="({f}, 1)[0]"),
    Form("item of a list", value="[{f}][0]"),
    Form("item of a dict", value='{{"key": {f}}}["key"]'.replace("{{", "{").replace("}}", "}")),
    Form("kept in a dict", 'kept = {"key": {f}}\n{body}', 'kept["key"]', bars=words("class")),
    Form("kept in a list", "kept = [{f}]\n{body}", "kept[0]", bars=words("class")),
    Form("nullcontext", "import contextlib\nwith contextlib.nullcontext({f}) as held:\n    {body}", "held", bars=words("class")),
    Form("try", "try:\n    held = {f}\nexcept OSError:\n    raise\nelse:\n    {body}", "held"),
    Form("after try", "try:\n    held = {f}\nfinally:\n    pass\n{body}", "held"),
    Form("in both branches", "if unknown():\n    held = {f}\nelse:\n    held = {f}\n{body}", "held"),
    Form("in one branch", "held = None\nif unknown():\n    held = {f}\n{body}", "held"),
    Form("annotated", 'held: "$Facade" = {f}\n{body}', "held", module=_TYPING),
    Form("annotated Any", "import typing\nheld: typing.Any = {f}\n{body}", "held"),
    Form("loop around", "held = None\nwhile unknown():\n    if held:\n        {body}\n    held = {f}", "held", bars=words("class")),
    Form("inner class", "held = {f}\nclass Inner:\n    {body}", "held", gives=words("body"), bars=words("yields async class"), needs=words("function")),
    Form("public method's way back", value="({f}.$public.__class__ and {f})"),
)  # fmt: skip
"""How the value was carried on."""

# A read of a private attribute, and the statements and expressions that it may stand in.
_READS = {
    "expression": "{r}",
    "return": "return {r}",
    "assigned": "result = {r}",
    "call": "«{f}.$method(1)",
    "subscript": "result = {r}[0]",
    "item assigned": "{r}[0] = 1",
    "item deleted": "del {r}[0]",
    "further attribute": "result = {r}.items.copy()",
    "further attribute written": "{r}.size = 1",
    "f-string": 'result = f"""<{ {r}!r:>10}>"""',
    "nested f-string": 'result = f"""{1:{ {r}}}"""',
    "argument": "print({r})",
    "keyword argument": "print(end={r})",
    "star-args": "print(*{r}, **{r})",
    "condition": "if {r}:\n    pass",
    "while": "while {r}:\n    break",
    "for": "for each in {r}:\n    pass",
    "with": "with {r} as opened:\n    pass",
    "assert": "assert not {r}, {r}",
    "raise": "raise ValueError from {r}",
    "except": "try:\n    pass\nexcept {r}:\n    pass",
    "comparison": "result = 1 < len({r}) < 3",
    "boolean": "result = not {r} or None",
    "conditional": "result = 1 if {r} else 2",
    "slice": "result = unknown()[{r} : 3]",
    "dict": "result = {1: {r}, **{r}}",
    "starred": "first, *rest = {r}",
    "match subject": "match {r}:\n    case _:\n        pass",
    "match guard": "match 1:\n    case _ if {r}:\n        pass",
    "augmented right": "result = 0\nresult += {r}",
    "walrus value": "print(result := {r})",
    "type alias right": "Size = list[{r}]",
    "decorator": "@{r}\ndef decorated(): ...",
    "decorator's argument": "@unknown({r})\nclass Decorated: ...",
    "default value": "def defaulted(size={r}): ...",
    "base class": "class Based({r}): ...",
    "class keyword": "class Based(metaclass={r}): ...",
}
_SCOPED_READS = {
    "comprehension iterable": "result = [each for each in {r}]",
    "comprehension element": "result = [{r} for _ in range(3)]",
    "comprehension condition": "result = {each for each in range(3) if {r}}",
    "generator expression": "result = any({r} for _ in range(3))",
    "dict comprehension": "result = {_: {r} for _ in range(3)}",
    "inner iterable": "result = [1 for _ in range(2) for each in {r}]",
    "lambda": "result = lambda: {r}",
    "lambda's default": "result = lambda size={r}: size",
    "inner function": "def inner():\n    return {r}",
    "inner generator": "def inner():\n    yield from {r}",
    "inner class": "class Inner:\n    size = {r}",
    "inner method": "class Inner:\n    def size(this):\n        return {r}",
}
_LATER = dict.fromkeys(("inner function", "inner generator", "inner method"), "narrowed+global")
"""What runs later does not go by what a test at module level said of a global name."""
_WRITES = {
    "write": "«{f}.$attr = 1",
    "augmented write": "«{f}.$attr += 1",
    "annotated write": "«{f}.$attr: int = 1",
    "delete": "del «{f}.$attr",
    "tuple write": "(«{f}.$attr, other_) = 1, 2",
    "starred write": "[*«{f}.$attr] = 1, 2",
    "for target": "for «{f}.$attr in range(3):\n    pass",
    "with target": "with unknown() as «{f}.$attr:\n    pass",
    "chained write": "result = «{f}.$attr = 1",
    "unknown private": "«{f}._of_no_class = 1",
}
_OTHER = {
    "chain of calls": "result = «{f}.$method(1)._more()".replace("._more", ".more"),
    "bound method": "result = «{f}.$method",
    "private of no class": "result = «{f}._of_no_class",
    "name-mangled": "result = «{f}._${Facade}__hidden",
}
_PATTERNS = {
    "class pattern": "from $module import $Facade\nmatch {f}:\n    case «$Facade($attr=seen):\n        pass",
    "class pattern of anything": "match {f}:\n    case «object($attr=1 | 2 | None):\n        pass",
    "class pattern and as": "match {f}:\n    case int() | «object(size=1, $attr=[first, *rest]) as seen if seen:\n        pass",
    "class pattern in a sequence": "match [1, {f}]:\n    case [_, «object($attr=_)]:\n        pass",
    "class pattern in a mapping": 'match {"key": {f}}:\n    case {"key": «object($attr={"other": seen, **rest})}:\n        pass',
    "class pattern around another": "match {f}:\n    case «object($attr=object(size=seen)):\n        pass",
}


def _read(text: str) -> str:
    return text.replace("{r}", "«{f}.$attr")


USES: Sequence[Form] = (
    *(Form(name, _read(text), needs=words("function") if name == "return" else words(""), bars=words("body") if name == "return" else words("")) for name, text in _READS.items()),
    *(Form(name, _read(text), gives=words("scopes" if "iterable" not in name else "scopes nowalrus"), bars=words(f"class awaited {_LATER.get(name, '')}")) for name, text in _SCOPED_READS.items()),
    *(Form(name, text, gives=words("instance")) for name, text in (_WRITES | _OTHER).items()),
    *(Form(name, text, gives=words("instance"), bars=words("class")) for name, text in _PATTERNS.items()),
    Form("yield", "yield «{f}.$attr", needs=words("function"), bars=words("body"), gives=words("yields")),
    Form("await", "await «{f}.$method(1)", needs=words("async"), gives=words("awaits")),
    Form("async for", "async for each in «{f}.$attr:\n    pass", needs=words("async"), gives=words("awaits")),
    Form("async with", "async with «{f}.$attr:\n    pass", needs=words("async"), gives=words("awaits")),
    Form("async comprehension", "result = [each async for each in «{f}.$attr]", needs=words("async"), gives=words("awaits")),
)  # fmt: skip
"""What is done with it."""

PLACES: Sequence[Form] = (
    Form("method", "def probe_$n(self{params}):\n    {body}", gives=words("self params function")),
    Form("async method", "async def probe_$n(self{params}):\n    {body}", gives=words("self params function async")),
    Form("property", "@property\ndef probe_$n(self):\n    {body}", gives=words("self function")),
    Form("dunder", "def __call__(self{params}):\n    {body}", gives=words("self params function dunder")),
    Form("method of a base's child", "def probe_$n(self{params}):\n    {body}", gives=words("self params function based")),
    Form("static method", "@staticmethod\ndef probe_$n({params}):\n    {body}", gives=words("params function")),
    Form("class method", "@classmethod\ndef probe_$n(cls{params}):\n    {body}", gives=words("params function")),
    Form("nested function", "def probe_$n(self{params}):\n    def nested():\n        {body}\n    return nested", gives=words("self params function narrow")),
    Form("nested async function", "def probe_$n(self{params}):\n    async def nested():\n        {body}\n    return nested", gives=words("self params function async narrow")),
    Form("with block", "def probe_$n(self{params}):\n    with unknown():\n        {body}", gives=words("self params function")),
    Form("function", "def probe_$n({params}):\n    {body}", gives=words("params function outside")),
    Form("async function", "async def probe_$n({params}):\n    {body}", gives=words("params function async outside")),
    Form("another class", "class Probe$n:\n    def probe(self{params}):\n        {body}", gives=words("params function outside")),
    Form("function of another module", "def probe_$n({params}):\n    {body}", gives=words("params function outside apart")),
    Form("module level", "{body}", gives=words("outside global")),
    Form("module level, guarded", "if unknown():\n    {body}", gives=words("outside global")),
    Form("class body", "class Probe$n:\n    {body}", gives=words("outside class")),
)  # fmt: skip
"""Where it stands."""

AXES = (GETS, CARRIES, USES, PLACES)


def compose(forms: Sequence[Form], rule: str = "FAC101", **renamed: str) -> Injection:
    """Put one form of each axis together; ``renamed`` says what else a placeholder stands for."""
    get, carry, use, place = forms
    comma = ", " if "(self{params})" in place.text or "(cls{params})" in place.text else ""
    got = fill(
        get.text,
        body=fill(fill(carry.text, f=get.value), body=fill(use.text, f=fill(carry.value, f=get.value))),
    )
    text = fill(place.text, body=got, params=(comma + get.params) if get.params else "")
    extra = "\n".join(dict.fromkeys(filter(None, (get.module, carry.module))))
    future = "from __future__ import annotations\n" in extra
    extra = extra.replace("from __future__ import annotations\n", "")
    module = ("from __future__ import annotations\n" if future else "") + extra + "\n"
    labels = (get.name, carry.name, use.name, place.name)
    if "outside" in place.gives:
        return Injection(rule, labels, module + "\n" + text, get.members, apart="apart" in place.gives)
    return Injection(rule, labels, module, get.members + "\n" + text, based="based" in place.gives)
