"""Tell inference what the facade passes to its domains, so that a back reference is followed by value.

What counts is the call in the accessor: ``OrderDomain(self)`` makes the first parameter the facade, be
it annotated with a Protocol, a base class, a string that resolves to nothing, or not at all.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.construction import handed_over, instances
from facadelint.inference.classes import ClassInfo, method_kind
from facadelint.inference.frame import Frame
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    FunctionObject,
    Instance,
    Values,
    just,
)
from facadelint.source.nodes import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.infer import Inference

_MAX_DEPTH = 6
"""How many calls a back reference is followed through: a factory, ``cls(...)``, ``super().__init__(...)``."""


def seed(inference: Inference, accessor: Accessor, facade: ClassInfo) -> None:
    """Record the arguments of the calls that build the domain behind an accessor."""
    myself = just(Instance(facade))
    followed = myself | {Instance(cls) for cls in accessor.classes}
    for call, known in (*accessor.built.items(), *accessor.by_helpers):
        _Seeder(inference, followed).call(call, known, 0)
    for function in _makers(accessor):
        frame = Frame(inference.program.inner_scope(function, accessor.owner.scope), accessor.owner)
        if first := _first_parameter(function):
            frame.types[first] = myself
        _hand_over(inference, accessor, function, frame, myself)
    inference.forget()


def _makers(accessor: Accessor) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The accessor, or the methods that assign it; each may do more with the domain than make it."""
    if isinstance(accessor.node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [accessor.node]
    assignments = accessor.owner.self_assignments.get(accessor.outside, ())
    return list(dict.fromkeys(each.method for each in assignments))


def _hand_over(
    inference: Inference,
    accessor: Accessor,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    frame: Frame,
    myself: Values,
) -> None:
    """Record what a domain is given after it was made: ``domain.bind(self)`` and ``domain._shop = self``."""

    def made(node: ast.expr) -> list[ClassInfo]:
        found = instances(inference.evaluate(node, frame))
        return [cls for cls in found if cls in accessor.classes]

    for node in own_nodes(function):
        match node:
            case ast.Call(func=ast.Attribute(value=base)) if made(base):
                _Seeder(inference, myself).call(node, frame, 0)
            case ast.Assign(targets=[ast.Attribute(value=base, attr=name)], value=value):
                given = inference.evaluate(value, frame) & myself
                for cls in made(base) if given else ():
                    known = inference.attribute_values.get((cls, name), NOTHING)
                    inference.attribute_values[cls, name] = known | given
            case _:
                pass


def seed_call(inference: Inference, call: ast.Call, frame: Frame, given: Values) -> None:
    """Record what of the given values the functions behind one call get."""
    _Seeder(inference, given).call(call, frame, 0)


def seed_function(
    inference: Inference, function: FunctionObject, given: Values, keyword: str | None = None
) -> None:
    """Record what a function is given as its first argument or by a keyword, and what it passes on of it."""
    if not isinstance(function.node, ast.Lambda):
        passed = [given] if keyword is None else []
        named: dict[str | None, Values] = {} if keyword is None else {keyword: given}
        _Seeder(inference, given).function(function.node, function, passed, named, 0, 0)


def _first_parameter(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> str | None:
    first = [*function.args.posonlyargs, *function.args.args][:1]
    return first[0].arg if first else None


class _Seeder:
    def __init__(self, inference: Inference, followed: Values) -> None:
        self.inference = inference
        self.followed = followed
        self._seen: set[tuple[ast.AST, ast.AST]] = set()

    def call(self, call: ast.Call, frame: Frame, depth: int, spread: _Spread | None = None) -> None:
        """Record the arguments of one call for every function that it may reach."""
        passed: list[Values] = []
        for argument in call.args:
            if (
                spread is not None
                and isinstance(argument, ast.Starred)
                and _is_name(argument.value, spread.rest)
            ):
                passed += spread.passed
            else:
                passed.append(self._relevant(self.inference.evaluate(argument, frame)))
        named: dict[str | None, Values] = {}
        for keyword in call.keywords:
            if spread is not None and keyword.arg is None and _is_name(keyword.value, spread.options):
                named |= spread.named
            else:
                named[keyword.arg] = self._relevant(self.inference.evaluate(keyword.value, frame))
        if depth > _MAX_DEPTH:
            return
        if depth and not any((*passed, *named.values())) and not _is_own(call.func, frame):
            return
        for value in self.inference.evaluate(call.func, frame):
            if isinstance(value, ClassObject):
                self._construct(value.cls, value.cls.mro, passed, named, depth)
            elif isinstance(value, FunctionObject) and not isinstance(value.node, ast.Lambda):
                skipped = (
                    1
                    if value.owner is not None and value.receiver and method_kind(value.node) != "static"
                    else 0
                )
                self.function(value.node, value, passed, named, skipped, depth)

    def _relevant(self, values: Values) -> Values:
        """Only the facade and its domains are worth following, and a ``weakref.ref`` that gives one."""
        return handed_over(values, self.followed)

    def _construct(
        self,
        cls: ClassInfo,
        order: tuple[ClassInfo, ...],
        passed: list[Values],
        named: dict[str | None, Values],
        depth: int,
    ) -> None:
        for each in order:
            for name in ("__init__", "__new__"):
                for definition in each.members.get(name, ()):
                    if not isinstance(definition, ast.ClassDef):
                        function = FunctionObject(definition, each.scope, each, just(Instance(cls)))
                        self.function(definition, function, passed, named, 1, depth)
            if "__init__" in each.members:
                return
        self._generated(order, passed, named)

    def _generated(
        self, order: tuple[ClassInfo, ...], passed: list[Values], named: dict[str | None, Values]
    ) -> None:
        """The ``__init__`` that a dataclass, an attrs class or a NamedTuple gets from its fields."""
        fields = {name: cls for cls in reversed(order) for name in cls.class_values if _is_field(cls, name)}
        known = dict(zip(fields, passed, strict=False)) | {
            name: values
            for key, values in named.items()
            if key
            for name in (key, "_" + key)
            if name in fields
        }
        for name, values in known.items():
            if values:
                key = (fields[name], name)
                self.inference.attribute_values[key] = (
                    self.inference.attribute_values.get(key, NOTHING) | values
                )
                self.inference.forget()
        self._post_init(order, fields, known)

    def _post_init(
        self, order: tuple[ClassInfo, ...], fields: dict[str, ClassInfo], known: dict[str, Values]
    ) -> None:
        """``__post_init__`` is given the fields that are annotated ``InitVar``, in order."""
        passed = [
            known.get(name, NOTHING)
            for name, cls in fields.items()
            if any(
                "InitVar" in ast.unparse(each.annotation)
                for each in cls.class_values[name]
                if each.annotation
            )
        ]
        for cls in order:
            for definition in cls.members.get("__post_init__", ()):
                if not isinstance(definition, ast.ClassDef):
                    function = FunctionObject(definition, cls.scope, cls, just(Instance(order[0])))
                    self.function(definition, function, passed, {}, 1, 0)
                    return

    def function(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
        function: FunctionObject,
        passed: list[Values],
        named: dict[str | None, Values],
        skipped: int,
        depth: int,
    ) -> None:
        """Record the arguments of a function, and follow the calls to which it passes them on."""
        parameters = [*node.args.posonlyargs, *node.args.args][skipped:]
        spread = _spread(node.args, passed[len(parameters) :], named)
        for argument, values in (
            *zip(parameters, passed, strict=False),
            *((each, named[each.arg]) for each in (*parameters, *node.args.kwonlyargs) if each.arg in named),
            *_collected(spread),
        ):
            if values:
                known = self.inference.parameter_values.get(argument, NOTHING)
                self.inference.parameter_values[argument] = known | values
        self.inference.forget()
        scope = self.inference.program.inner_scope(node, function.scope)
        frame = Frame(scope, function.owner)
        first = _first_parameter(node)
        if first and function.receiver:
            frame.types[first] = function.receiver
        for inner in self._calls(node):
            self.call(inner, frame, depth + 1, spread)

    def _calls(self, node: ast.AST) -> Iterator[ast.Call]:
        """Calls that may pass it on: ``super().__init__(shop)``, ``cls(shop)``, ``self._set_up(shop)``."""
        for each in own_nodes(node):
            if isinstance(each, ast.Call) and (node, each) not in self._seen:
                self._seen.add((node, each))
                yield each


class _Spread(NamedTuple):
    """What ``*args`` and ``**options`` hold, for ``super().__init__(*args, **options)``, which passes it on."""

    rest: ast.arg | None
    passed: list[Values]
    options: ast.arg | None
    named: dict[str | None, Values]


def _spread(arguments: ast.arguments, rest: list[Values], named: dict[str | None, Values]) -> _Spread:
    taken = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
    left = {name: values for name, values in named.items() if name not in taken}
    return _Spread(arguments.vararg, rest, arguments.kwarg, left)


def _collected(spread: _Spread) -> Iterator[tuple[ast.arg, Values]]:
    """What ``*args`` and ``**options`` collect of the arguments that no other parameter takes."""
    if spread.rest is not None:
        yield spread.rest, NOTHING.union(*spread.passed)
    if spread.options is not None:
        yield spread.options, NOTHING.union(*spread.named.values())


def _is_name(node: ast.expr, parameter: ast.arg | None) -> bool:
    return parameter is not None and isinstance(node, ast.Name) and node.id == parameter.arg


def _is_own(function: ast.expr, frame: Frame) -> bool:
    """Whether a method of the same object is called, ``self._set_up()``, or a base's: it may hand the object on."""
    return isinstance(function, ast.Attribute) and (
        function.attr == "__init__"
        or (isinstance(function.value, ast.Name) and function.value.id in frame.types)
    )


def _is_field(cls: ClassInfo, name: str) -> bool:
    """Whether the generated ``__init__`` takes a value for an annotated name of the class body."""
    for binding in cls.class_values[name]:
        if binding.annotation is None or "ClassVar" in ast.unparse(binding.annotation):
            continue
        match binding.value:
            case ast.Call(keywords=keywords) if any(
                keyword.arg == "init"
                and isinstance(keyword.value, ast.Constant)
                and keyword.value.value is False
                for keyword in keywords
            ):
                return False
            case _:
                return True
    return False
