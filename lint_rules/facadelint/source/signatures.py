"""The parameters of a function, and which of them each argument of a call reaches, as Python binds them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.source.scopes import Function

ParameterKind = Literal["positional-only", "positional or keyword", "keyword-only", "*", "**"]
_BY_POSITION: frozenset[ParameterKind] = frozenset(("positional-only", "positional or keyword"))
_BY_KEYWORD: frozenset[ParameterKind] = frozenset(("positional or keyword", "keyword-only"))


class Parameter(NamedTuple):
    """One parameter of a function."""

    name: str
    kind: ParameterKind
    node: ast.arg
    default: ast.expr | None = None

    @property
    def is_variadic(self) -> bool:
        return self.kind in ("*", "**")

    @property
    def is_required(self) -> bool:
        return self.default is None and not self.is_variadic


class Signature(NamedTuple):
    """The parameters that a caller may fill, in order."""

    parameters: tuple[Parameter, ...]

    def named(self, name: str) -> Parameter | None:
        """The parameter of that name, a variadic one included."""
        return next((each for each in self.parameters if each.name == name), None)

    def of_kind(self, kind: ParameterKind) -> Parameter | None:
        """The parameter behind ``*`` or ``**``."""
        return next((each for each in self.parameters if each.kind == kind), None)


def signature_of(function: Function, *, is_bound: bool) -> Signature:
    """The signature of a function; ``is_bound`` leaves out the first parameter, which the receiver fills."""
    found = list(_parameters(function.args))
    if is_bound and found and found[0].kind in _BY_POSITION:
        del found[0]
    return Signature(tuple(found))


def _parameters(arguments: ast.arguments) -> Iterator[Parameter]:
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults = [None] * missing + list(arguments.defaults)
    for index, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        is_first = index < len(arguments.posonlyargs)
        yield Parameter(
            argument.arg, "positional-only" if is_first else "positional or keyword", argument, default
        )
    if arguments.vararg is not None:
        yield Parameter(arguments.vararg.arg, "*", arguments.vararg)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield Parameter(argument.arg, "keyword-only", argument, default)
    if arguments.kwarg is not None:
        yield Parameter(arguments.kwarg.arg, "**", arguments.kwarg)


class Passed(NamedTuple):
    """One argument of a call and the place that it takes."""

    node: ast.expr | ast.keyword
    """Where the argument stands; with its name, where it is passed by keyword."""
    value: ast.expr
    """What is passed, without ``*`` or ``**`` before it."""
    parameter: Parameter | None
    """None where the place depends on what a variadic argument holds."""
    is_spread: bool = False
    """Whether ``*`` or ``**`` stands before it."""


class Misfit(NamedTuple):
    """Why Python would refuse the call."""

    reason: Literal["missing", "unexpected keyword", "by position only", "too many", "twice", "nothing takes"]
    name: str
    """The parameter that is missing or filled twice, the keyword, or the argument as it is written."""


class Bound(NamedTuple):
    """A call against a signature."""

    passed: tuple[Passed, ...]
    misfits: tuple[Misfit, ...]

    def place_of(self, node: ast.AST) -> Parameter | None:
        """The parameter that an argument reaches."""
        return next((each.parameter for each in self.passed if each.node is node), None)


def bind(signature: Signature, positional: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> Bound:
    """Bind the arguments of a call, as Python would at run time."""
    binder = _Binder(signature)
    for argument in positional:
        binder.positional(argument)
    for keyword in keywords:
        binder.keyword(keyword)
    binder.finish()
    return Bound(tuple(binder.passed), tuple(binder.misfits))


class _Binder:
    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.passed: list[Passed] = []
        self.misfits: list[Misfit] = []
        self._open = [each for each in signature.parameters if each.kind in _BY_POSITION]
        self._filled: set[Parameter] = set()
        self._spread: list[ast.expr] = []
        self._unpacked: list[ast.keyword] = []

    def positional(self, argument: ast.expr) -> None:
        rest = self.signature.of_kind("*")
        if isinstance(argument, ast.Starred):
            place = rest if not self._open and not self._spread else None
            self.passed.append(Passed(argument, argument.value, place, is_spread=True))
            if rest is None and not self._open:
                self.misfits.append(Misfit("nothing takes", ast.unparse(argument)))
            self._spread.append(argument)
        elif self._spread:  # how far the spread ones reach is not known
            self.passed.append(Passed(argument, argument, None))
        elif self._open:
            place = self._open.pop(0)
            self._filled.add(place)
            self.passed.append(Passed(argument, argument, place))
        else:
            self.passed.append(Passed(argument, argument, rest))
            if rest is None:
                self.misfits.append(Misfit("too many", ast.unparse(argument)))

    def keyword(self, keyword: ast.keyword) -> None:
        others = self.signature.of_kind("**")
        if keyword.arg is None:
            self.passed.append(Passed(keyword, keyword.value, others, is_spread=True))
            self._unpacked.append(keyword)
            return
        named = self.signature.named(keyword.arg)
        place = named if named is not None and named.kind in _BY_KEYWORD else others
        self.passed.append(Passed(keyword, keyword.value, place))
        if place is None and named is not None and named.kind == "positional-only":
            self.misfits.append(Misfit("by position only", keyword.arg))
            self._filled.add(named)
        elif place is None:
            self.misfits.append(Misfit("unexpected keyword", keyword.arg))
        elif place in self._filled:
            self.misfits.append(Misfit("twice", keyword.arg))
        elif place is not others:
            self._filled.add(place)

    def finish(self) -> None:
        """What only the whole call tells: parameters that nothing fills, and ``**`` that reaches nothing."""
        left = [each for each in self.signature.parameters if each not in self._filled]
        takes_more = any(each.kind in _BY_KEYWORD or each.kind == "**" for each in left)
        for keyword in self._unpacked if not takes_more else ():
            self.misfits.append(Misfit("nothing takes", f"**{ast.unparse(keyword.value)}"))
        for parameter in left:
            by_spread = bool(self._spread) and parameter.kind in _BY_POSITION
            by_unpacking = bool(self._unpacked) and parameter.kind in _BY_KEYWORD
            if parameter.is_required and not by_spread and not by_unpacking:
                self.misfits.append(Misfit("missing", parameter.name))
