"""Where in released code something can be injected, found by parsing, and what is put there.

Marks and placeholders are those of ``forms.py``. Nothing here asks facadelint what a delegation is: a method
is one where its body returns a call on an attribute of self with its own parameters as they are.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms import MARK, fill

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of a part of a file; ``start == end`` puts it in between."""

    start: tuple[int, int]
    """Line from 1 and column from 0, in characters, as for ``end``."""
    end: tuple[int, int]
    text: str
    code: str = ""
    """What must be reported at the marks of the text."""


def apply(source: str, edits: Sequence[Edit]) -> str:
    """The source with every edit made; those behind come first, so that no place moves."""
    lines = source.split("\n")
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        (line, column), (last, end) = edit.start, edit.end
        text = lines[line - 1][:column] + edit.text + lines[last - 1][end:]
        lines[line - 1 : last] = text.split("\n")
    return "\n".join(lines)


def before(node: ast.AST, text: str, code: str = "") -> Edit:
    """An edit in front of a node."""
    return Edit((node.lineno, node.col_offset), (node.lineno, node.col_offset), text, code)  # type: ignore[attr-defined]


def replaced(node: ast.AST, text: str, code: str = "") -> Edit:
    start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
    return Edit(start, end, text, code)


def removed(node: ast.expr | ast.keyword, others: Sequence[ast.expr | ast.keyword]) -> Edit:
    """An edit that takes an argument out of a call, with the comma beside it."""
    index = others.index(node)
    if index + 1 < len(others):
        following = others[index + 1]
        return Edit((node.lineno, node.col_offset), (following.lineno, following.col_offset), "")
    end = (node.end_lineno or 0, node.end_col_offset or 0)
    if index:
        previous = others[index - 1]
        return Edit((previous.end_lineno or 0, previous.end_col_offset or 0), end, "")
    return Edit((node.lineno, node.col_offset), end, "")


def methods(cls: ast.ClassDef) -> Iterator[Function]:
    """The functions of a class's body whose own lines can be edited by characters."""
    for node in cls.body:
        if isinstance(node, Function) and node.args.args:
            yield node


def statements(function: Function) -> Iterator[ast.stmt]:
    """The statements in front of which another one may stand, on a line of its own."""
    stack: list[ast.stmt] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, Function | ast.ClassDef):
            continue
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not isinstance(node, ast.Global | ast.Nonlocal):
            yield node
        for name in ("body", "orelse", "finalbody"):
            stack.extend(each for each in getattr(node, name, ()) if isinstance(each, ast.stmt))


def parameters(function: Function) -> list[str]:
    """Its parameters without self, stars aside."""
    arguments = function.args
    return [each.arg for each in [*arguments.posonlyargs, *arguments.args][1:] + arguments.kwonlyargs]


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


# Delegations


@dataclass(frozen=True, slots=True)
class Delegation:
    """A clean delegation of a released facade."""

    function: Function
    statement: ast.stmt
    call: ast.Call
    target: ast.Attribute

    @property
    def given(self) -> list[ast.expr | ast.keyword]:
        return [*self.call.args, *self.call.keywords]


def delegations(cls: ast.ClassDef, accessors: set[str]) -> Iterator[Delegation]:
    """The methods that return one call through an accessor, each parameter passed on as it is, each once."""
    for function in methods(cls):
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        decorators = " ".join(map(ast.unparse, function.decorator_list))
        special = any(word in decorators for word in ("property", "overload", "setter", "method"))
        if len(body) != 1 or special or function.args.vararg or function.args.kwarg:
            continue
        match body[0]:
            case ast.Return(value=value):
                pass
            case _:
                continue
        call = value.value if isinstance(value, ast.Await) else value
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="self"), attr=accessor)) as target
            ) if accessor in accessors:
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                names = [each.id for each in given if isinstance(each, ast.Name)]
                plain = all(keyword.arg == getattr(keyword.value, "id", None) for keyword in call.keywords)
                if plain and len(names) == len(given) and sorted(names) == sorted(parameters(function)):
                    yield Delegation(function, body[0], call, target)
            case _:
                pass


def reaches(cls: ast.ClassDef, accessors: set[str]) -> Iterator[ast.Attribute]:
    """Every ``self.<accessor>.<name>`` in the methods of a class."""
    for function in methods(cls):
        for node in ast.walk(function):
            match node:
                case ast.Attribute(value=ast.Attribute(value=ast.Name(id="self"), attr=accessor)):
                    if accessor in accessors and isinstance(node.ctx, ast.Load):
                        yield node
                case _:
                    pass


def misspelt(target: ast.Attribute, name: str) -> Edit:
    """Another name at the end of an attribute expression."""
    end = (target.end_lineno or 0, target.end_col_offset or 0)
    return Edit((end[0], end[1] - len(target.attr)), end, name)


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
    return [removed(given, each.given), before(argument, MARK, "FAC204")]


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
        replaced(draw.choice(defaults), draw.choice(("'probe'", "4711", "...")), "FAC208"),
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


def inserted(statement: ast.stmt, text: str, code: str = "") -> Edit:
    """A statement in front of another one, indented as that is."""
    indent = " " * statement.col_offset
    return before(statement, text.replace("\n", "\n" + indent) + "\n" + indent, code)
