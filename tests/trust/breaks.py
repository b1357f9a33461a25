"""What is put into released code: ways to the facade and what is done with it, and delegations that are broken."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from forms import MARK, fill
from spots import Edit, before, inserted, misspelt, removed, replaced

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from spots import Delegation, Function

_HERE = "from $module import $Facade\n"
VALUES: Sequence[tuple[str, str]] = (
    (_HERE + "{use}", "$Facade.__new__($Facade)"),
    (_HERE + "import typing\n{use}", "typing.cast($Facade, None)"),
    ("import typing\nif typing.TYPE_CHECKING:\n    from $module import $Facade\n{use}", 'typing.cast("$Facade", None)'),
    (_HERE + '_probe: "$Facade | None" = None\nif _probe:\n    {use}', "_probe"),
    (_HERE + "_probe = $param\nif isinstance(_probe, $Facade):\n    {use}", "_probe"),
    (_HERE + "_probe = unknown_probe()\nassert isinstance(_probe, (int, $Facade)) and _probe\n{use}", "_probe"),
    (_HERE + "match $param:\n    case $Facade() as _probe:\n        {use}", "_probe"),
    (_HERE + "match [$param, 1]:\n    case [$Facade() as _probe, *_]:\n        {use}", "_probe"),
    (_HERE + "def _probe(facade: $Facade):\n    {use}", "facade"),
    (_HERE + "_probe = lambda facade=$Facade.__new__($Facade): facade\n{use}", "_probe()"),
)  # fmt: skip
"""How injected code gets the facade anywhere."""

KEPT: Sequence[tuple[str, str]] = (
    ("{use}", "$kept"),
    ("_other = $kept\n{use}", "_other"),
    ("_other, _more = $kept, 1\n{use}", "_other"),
    ("try:\n    _other = $kept\nexcept OSError:\n    raise\n{use}", "_other"),
    ("with unknown_probe() as _it, unknown_probe():\n    {use}", "$kept"),
    ("for _each in [$kept]:\n    {use}", "_each"),
    ("if _other := $kept:\n    {use}", "_other"),
    ("match $kept:\n    case _other:\n        {use}", "_other"),
    ("def _probe():\n    {use}", "$kept"),
)
"""The same in a domain that keeps it."""

PRIVATE_USES = (
    "print(«{f}.$attr)",
    "«{f}.$attr = 1",
    "del «{f}.$attr",
    "«{f}.$attr(1)",
    "«{f}.$attr += 1",
    'print(f"""{ «{f}.$attr}""")',
    "print([«{f}.$attr for _ in ()])",
    "print(lambda: «{f}.$attr)",
    "print(*«{f}.$attr.items())",
    "assert «{f}.$attr is None",
    "for _thing in «{f}.$attr:\n    pass",
    "with «{f}.$attr as _thing:\n    pass",
)
DYNAMIC_USES = (
    'print(«getattr({f}, "$attr"))',
    '«setattr({f}, "$attr", 1)',
    'print(«hasattr({f}, "$attr"))',
    'print(«vars({f})["$attr"])',
    'print(«{f}.__dict__["$attr"])',
    'import operator\nprint(«operator.attrgetter("$attr")({f}))',
)
OTHER_USES = (
    "print(«$param._probe_state)",
    "«$param._probe_state = 1",
    "«unknown_probe()._probe_state(1)",
    "print([«_each._probe_state for _each in $param])",
    'print(f"""{ «unknown_probe[0]._probe_state}""")',
    "match $param:\n    case «dict(_probe_state=1):\n        pass",
)
SIBLING_USES = (
    "«from $sibling import $Sibling",
    "«import $sibling",
    "«import $sibling as _probe_sibling",
    "if unknown_probe():\n    «from $sibling import $Sibling as _probe_sibling",
    "try:\n    «from $sibling import $Sibling\nexcept ImportError:\n    raise",
)
ACCESSOR_USES = ("print(«{f}.$accessor)", "«{f}.$accessor.probe(1)", "print(lambda: «{f}.$accessor)")


def valued(uses: Sequence[str], draw: random.Random, *, kept: bool) -> str:
    """Some way to the facade, and something done with it."""
    text, value = draw.choice(KEPT if kept and draw.random() < 0.7 else VALUES)
    return fill(text, use=fill(draw.choice(uses), f=value))


Broken = list[Edit]


def _marked(function: Function, code: str) -> Edit:
    return before(function, MARK, code)


def logic(each: Delegation, draw: random.Random) -> Broken:
    text = draw.choice(
        ("print(1)", "self._probe_count = 1", "for _probe in ():\n    pass", "with unknown_probe:\n    pass")
    )
    return [inserted(each.statement, text), _marked(each.function, "FAC201")]


def wrapped(each: Delegation, draw: random.Random) -> Broken:
    head, tail = draw.choice((("list(", ")"), ("(", " or None)"), ("[", "]"), ("(1, ", ")"), ("not (", ")")))
    value = each.statement.value  # type: ignore[attr-defined]
    end = (value.end_lineno, value.end_col_offset)
    return [before(value, head), Edit(end, end, tail), _marked(each.function, "FAC201")]


def guarded(each: Delegation, draw: random.Random) -> Broken:
    text = draw.choice(
        (
            "assert self",
            "if not self:\n    raise ValueError",
            'import warnings\nwarnings.warn("old", stacklevel=2)',
            "self._check_probe()",
        )
    )
    return [inserted(each.statement, text), _marked(each.function, "FAC202")]


def bypassed(each: Delegation, draw: random.Random) -> Broken:
    accessor = each.target.value
    assert isinstance(accessor, ast.Attribute)
    attr = draw.choice(("_probe_storage", "_probe_helper"))
    return [misspelt(accessor, attr), _marked(each.function, "FAC203")]


def dropped(each: Delegation, draw: random.Random) -> Broken:
    given = draw.choice(each.given)
    name = given.value.id if isinstance(given, ast.keyword) else given.id  # type: ignore[attr-defined]
    arguments = each.function.args
    [argument] = [
        one for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs] if one.arg == name
    ]
    if not isinstance(given, ast.keyword) and given is not each.call.args[-1]:
        return []  # those behind it would move into the places of others
    return [removed(each.call, given), before(argument, MARK, "FAC204")]


def altered(each: Delegation, draw: random.Random) -> Broken:
    given = draw.choice(each.given)
    value = given.value if isinstance(given, ast.keyword) else given
    name = value.id  # type: ignore[attr-defined]
    text = draw.choice(
        ("str({n})", "{n} or 1", "[{n}]", "{n}[0]", "not {n}", "{n}.probe", 'f"{n}{{n}}"', "{n} + 1")
    )
    text = text.replace("{{n}}", "{" + name + "}").replace("{n}", name)
    if isinstance(given, ast.keyword):
        return [before(given, MARK, "FAC205"), replaced(value, text)]
    return [replaced(value, MARK + text, "FAC205")]


def misdirected(each: Delegation, draw: random.Random) -> Broken:
    pairs = [
        (one, other)
        for one in each.given
        for other in each.given
        if one is not other and isinstance(one, ast.keyword) == isinstance(other, ast.keyword)
    ]
    if not pairs:
        return []
    one, other = draw.choice(pairs)
    if isinstance(one, ast.keyword) and isinstance(other, ast.keyword):
        first, second = f"{one.arg}={other.arg}", f"{other.arg}={one.arg}"
    else:
        first, second = other.id, one.id  # type: ignore[union-attr]
    return [replaced(one, MARK + first, "FAC206"), replaced(other, MARK + second, "FAC206")]


def missing(each: Delegation, draw: random.Random) -> Broken:
    name = draw.choice(
        (each.target.attr + "_probe", "probe_" + each.target.attr, "_" + each.target.attr + "x")
    )
    return [misspelt(each.target, name), _marked(each.function, "FAC207")]


def drifted(each: Delegation, draw: random.Random) -> Broken:
    """Another default, which only tells something where the domain's is a literal too."""
    defaults = [default for default in each.function.args.defaults if isinstance(default, ast.Constant)]
    if not defaults:
        return []
    return [
        replaced(draw.choice(defaults), draw.choice(("'probe'", "4711")), "FAC208"),
        _marked(each.function, "FAC208"),
    ]


BREAKS: dict[str, Callable[[Delegation, random.Random], Broken]] = {
    "FAC201": logic,
    "FAC201 around": wrapped,
    "FAC202": guarded,
    "FAC203": bypassed,
    "FAC204": dropped,
    "FAC205": altered,
    "FAC206": misdirected,
    "FAC207": missing,
    "FAC208": drifted,
}
