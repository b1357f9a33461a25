"""What a name of a class leads to, with proof: found, surely missing, or not known.

Inference collects what a value may be; here absence has to be certain, so every base class that is not
of the project, every ``__getattr__`` and every attribute that is set by a computed name ends the search.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.inference.classes import ClassInfo, decorator_names
from facadelint.inference.values import External
from facadelint.source.nodes import descend
from facadelint.source.scopes import DefinitionBinding, ValueBinding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.inference.infer import Inference
    from facadelint.source.modules import Module

Function = ast.FunctionDef | ast.AsyncFunctionDef
Order = tuple[ClassInfo | None, ...]
"""A resolution order, nearest first; None stands where a class is not known."""
NotFound = Literal["unknown", "missing"]

_PLAIN_BASES = frozenset(
    (
        "builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol",
        "typing_extensions.Generic", "typing_extensions.Protocol",
    )
)  # fmt: skip
"""Bases outside the project that give their subclasses no public member."""
_PLAIN_CLASS_DECORATORS = frozenset(
    ("dataclass", "final", "runtime_checkable", "total_ordering", "define", "frozen", "attrs", "public", "deprecated")
)  # fmt: skip
_OF_EVERY_OBJECT = frozenset(
    (*dir(object), "__dict__", "__module__", "__weakref__", "__annotations__", "__dataclass_fields__")
)
_HOOKS = ("__getattr__", "__getattribute__")
_NAMESPACES = frozenset(("locals", "vars", "globals", "exec", "eval"))
_PROPERTY_PARTS = frozenset(("setter", "deleter"))


class Found(NamedTuple):
    """Where a class or one of its bases defines a name."""

    owner: ClassInfo
    functions: tuple[Function, ...]
    """Each function that the name may be; empty where it is no function, or may be something else too."""
    parts: tuple[Function, ...] = ()
    """For a property: its setters and deleters."""


def linearized(cls: ClassInfo, inference: Inference) -> Order:
    """The resolution order as Python computes it (C3)."""
    return _linearized(cls, inference, ())


def _linearized(cls: ClassInfo, inference: Inference, seen: tuple[ClassInfo, ...]) -> Order:
    if cls in seen:
        return (cls, None)
    bases = list(_bases(cls, inference))
    parts = [_linearized(base, inference, (*seen, cls)) if base else (None,) for base in bases]
    merged = _merged([*map(list, parts), bases])
    return (cls, *merged) if merged is not None else (cls, None)


def _merged(parts: list[list[ClassInfo | None]]) -> list[ClassInfo | None] | None:
    """The merge of the C3 algorithm; unknown classes are all different ones, so they never block it."""
    found: list[ClassInfo | None] = []
    while parts := [part for part in parts if part]:
        tails = [each for part in parts for each in part[1:]]
        head = next((part[0] for part in parts if part[0] is None or part[0] not in tails), _NONE_FITS)
        if isinstance(head, str):
            return None
        found.append(head)
        if head is None:
            next(part for part in parts if part[0] is None).pop(0)
        else:
            for part in parts:
                if part[0] is head:
                    part.pop(0)
    return found


_NONE_FITS = "none fits"


def _bases(cls: ClassInfo, inference: Inference) -> Iterator[ClassInfo | None]:
    for node in cls.node.bases:
        base = inference.program.base_at(cls, node)
        if base is not None and not _has_alternatives(node, cls, inference):
            yield base
        elif not _is_plain(node, cls, inference):
            yield None


def _has_alternatives(node: ast.expr, cls: ClassInfo, inference: Inference) -> bool:
    """Whether a base's name is bound twice: ``try: from fast import Base`` with a fallback."""
    name = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(name, ast.Name) and len(list(inference.program.base_definitions(cls, name.id))) > 1


def _is_plain(node: ast.expr, cls: ClassInfo, inference: Inference) -> bool:
    name = node.value if isinstance(node, ast.Subscript) else node
    values = inference.evaluate(name, inference.frame(cls.outer))
    return bool(values) and all(isinstance(each, External) and each.name in _PLAIN_BASES for each in values)


def find(order: Order, name: str, users: Sequence[Module] = ()) -> Found | NotFound:
    """Look a name up along a resolution order; ``users`` are other modules that may set it from outside."""
    for cls in order:
        if cls is None:
            return "unknown"
        if found := _defined(cls, name):
            return found
    if name in _OF_EVERY_OBJECT:
        return "unknown"
    classes = [cls for cls in order if cls is not None]
    modules = {*users, *(cls.module for cls in classes)}
    if any(map(_is_open, classes)) or any(_is_set_elsewhere(module, name) for module in modules):
        return "unknown"
    return "missing"


def _defined(cls: ClassInfo, name: str) -> Found | None:
    definitions = cls.members.get(name, [])
    is_value = name in cls.class_values or name in cls.self_assignments
    if is_value and not definitions:
        return Found(cls, _aliased(cls, name))
    if not definitions:
        return Found(cls, ()) if name in cls.defined_names else None
    functions = [each for each in definitions if not isinstance(each, ast.ClassDef)]
    parts = [each for each in functions if _PROPERTY_PARTS & set(decorator_names(each))]
    whole = [each for each in functions if each not in parts and "overload" not in set(decorator_names(each))]
    if is_value or len(functions) < len(definitions):
        return Found(cls, (), tuple(parts))
    if all(each in cls.node.body for each in whole):
        whole = whole[-1:]  # the later definition is the one that stays
    return Found(cls, tuple(whole), tuple(parts))


def _aliased(cls: ClassInfo, name: str) -> tuple[Function, ...]:
    """``find = search`` in a class body: another name of a function that stands there."""
    bindings = cls.scope.bindings.get(name, [])
    if len(bindings) != 1 or name in cls.self_assignments:
        return ()
    match bindings[0]:
        case ValueBinding(value=ast.Name(id=original), steps=()) if original != name:
            behind = cls.scope.bindings.get(original, [])
        case _:
            return ()
    if len(behind) != 1 or not isinstance(behind[0], DefinitionBinding):
        return ()
    definition = behind[0].definition
    return () if isinstance(definition, ast.ClassDef) else (definition,)


def _is_open(cls: ClassInfo) -> bool:
    """Whether a class may have more members than its text shows."""
    if any(hook in cls.members or hook in cls.class_values for hook in _HOOKS):
        return True
    if set(decorator_names(cls.node)) - _PLAIN_CLASS_DECORATORS or _has_unknown_metaclass(cls.node):
        return True
    return any(_opens(node) for node in descend(cls.node))


def _has_unknown_metaclass(node: ast.ClassDef) -> bool:
    return any(
        keyword.arg != "metaclass" or not ast.unparse(keyword.value).endswith("ABCMeta")
        for keyword in node.keywords
    )


def _opens(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="setattr"), args=[_, key, *_]):
            return not isinstance(key, ast.Constant)
        case ast.Call(func=ast.Attribute(attr="__setattr__"), args=[*_, key, _]):
            return not isinstance(key, ast.Constant)
        case ast.Call(func=ast.Name(id=name)) if name in _NAMESPACES:
            return True
        case ast.Attribute(attr="__dict__"):
            return True
        case _:
            return False


def _is_set_elsewhere(module: Module, name: str) -> bool:
    """Whether something in a module gives an object that attribute from outside: ``domain.name = ...``."""
    for node in descend(module.tree):
        match node:
            case (
                ast.Attribute(value=ast.Name(id="self"), ctx=ast.Store())
                | ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id="self"), *_])
            ):
                pass  # its own class knows of it
            case ast.Attribute(attr=attribute, ctx=ast.Store()) if attribute == name:
                return True
            case ast.Call(func=ast.Name(id="setattr"), args=[_, key, *_]):
                if not isinstance(key, ast.Constant) or key.value == name:
                    return True
            case _:
                pass
    return False


def public_names(order: Order) -> list[str]:
    """The names that a class offers, nearest first; for a hint."""
    names = [name for cls in order if cls is not None for name in cls.members]
    return list(dict.fromkeys(name for name in names if not name.startswith("__")))
