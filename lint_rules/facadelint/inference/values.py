"""The abstract values that an expression may have."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from facadelint.inference.classes import ClassInfo
    from facadelint.source.scopes import Function, Scope


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a class of the project."""

    cls: ClassInfo
    self_of: ClassInfo | None = None
    """The class in whose methods this is ``self``, of classes for which that is marked; else None."""


@dataclass(frozen=True, slots=True)
class ClassObject:
    """A class of the project itself."""

    cls: ClassInfo


@dataclass(frozen=True, slots=True)
class ModuleObject:
    """A module, of the project or not."""

    name: str
    """Empty where it is not known which one it is."""


@dataclass(frozen=True, slots=True)
class External:
    """Something that a module outside the project (or ``builtins``) defines, by its dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class FunctionObject:
    """A function or method of the project, with what it is bound to."""

    node: Function
    scope: Scope
    """The scope in which the function is defined."""
    owner: ClassInfo | None = None
    """The class that defines it."""
    receiver: Values = frozenset()


@dataclass(frozen=True, slots=True)
class Returning:
    """Any callable of which only the result is known: a lambda, ``weakref.ref``, ``functools.partial``."""

    result: Values


@dataclass(frozen=True, slots=True)
class Items:
    """An iterable: a list, a set, a generator, or the values of a mapping."""

    elements: Values
    mapping: bool = False
    keys: Values = frozenset()
    """Of a mapping: those keys that may name a private attribute; no others are asked for."""


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple whose elements are known one by one."""

    elements: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A string that is known."""

    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """A string of which only the beginning is known: ``f"_{kind}"``. Of others than those with ``_`` none is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Super:
    """``super()``, which continues after ``cls`` in the method resolution order."""

    cls: ClassInfo
    receiver: Values


@dataclass(frozen=True, slots=True)
class Getter:
    """``operator.attrgetter(...)`` or ``operator.methodcaller(...)``."""

    paths: tuple[str, ...]
    kind: Literal["attrgetter", "methodcaller"]


@dataclass(frozen=True, slots=True)
class Entering:
    """A context manager of which only what it enters is known."""

    entered: Values


@dataclass(frozen=True, slots=True)
class Descriptor:
    """``name = cached_property(function)`` in a class body."""

    function: FunctionObject


Value = (
    Instance | ClassObject | ModuleObject | External | FunctionObject
    | Returning | Items | TupleOf | Text | Beginning | Super | Getter | Entering | Descriptor
)  # fmt: skip
Values = frozenset[Value]
"""Every value that an expression may have; empty where nothing is known."""

NOTHING: Values = frozenset()


def just(value: Value) -> Values:
    """The set of one value."""
    return frozenset((value,))


def is_name_of(values: Values, *names: str) -> bool:
    """Whether the values are exactly something outside the project of one of these dotted names."""
    return any(isinstance(value, External) and value.name in names for value in values)


def mangled(name: str, class_name: str | None) -> str:
    """The name that ``__x`` has inside of a class statement; any other name is itself."""
    if class_name is None or not name.startswith("__") or name.endswith("__"):
        return name
    return f"_{class_name.lstrip('_')}{name}"


def unmangled(name: str, class_name: str) -> str:
    """What ``_Shop__x`` is called inside of the class statement; any other name is itself."""
    written = name.removeprefix(f"_{class_name.lstrip('_')}")
    return written if mangled(written, class_name) == name else name


def path_of(node: ast.expr) -> str | None:
    """``self._shop`` as text, for names and attributes only; what narrowing and rebinding go by."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])
