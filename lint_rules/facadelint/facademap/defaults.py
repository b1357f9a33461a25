"""Whether two default values surely differ, whatever they are called on either side."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facadelint.facademap.names import definitions_of
from facadelint.source.scopes import DefinitionBinding, ValueBinding

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference
    from facadelint.inference.program import Definition
    from facadelint.source.scopes import Scope

_MAX_ALIASES = 10  # X = X would go on forever


@dataclass(frozen=True, slots=True)
class _Literal:
    """A value that is written down."""

    value: object


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that a name leads to: a class, a function, a member of an enumeration."""

    identity: tuple[object, ...]
    is_plain: bool
    """Whether it is surely no literal, and no other name of another thing."""


@dataclass(frozen=True, slots=True)
class _Made:
    """The result of a call."""

    is_instance: bool
    """Whether it is a new object of a class of the project or of a builtin one."""


_Value = _Literal | _Thing | _Made | None


def surely_differ(
    ours: ast.expr, our_scope: Scope, theirs: ast.expr, their_scope: Scope, inference: Inference
) -> bool:
    """Whether two defaults are different values; False where it cannot be known."""
    first, second = _read(ours, our_scope, inference), _read(theirs, their_scope, inference)
    if isinstance(first, _Literal) and isinstance(second, _Literal):
        return _literals_differ(first.value, second.value)
    if isinstance(first, _Thing) and isinstance(second, _Thing):
        return first.identity != second.identity and first.is_plain and second.is_plain
    if isinstance(first, _Made) and isinstance(second, _Made):
        return False  # two calls may well make the same
    return any(
        isinstance(one, _Literal)
        and ((isinstance(other, _Thing) and other.is_plain and one.value is None) or _makes_no(one, other))
        for one, other in ((first, second), (second, first))
    )


def _makes_no(literal: _Literal, made: _Value) -> bool:
    return isinstance(made, _Made) and made.is_instance and literal.value is None


def _literals_differ(first: object, second: object) -> bool:
    if isinstance(first, bool) or isinstance(second, bool):
        return first is not second
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first != second
    return type(first) is not type(second) or first != second


def _read(node: ast.expr, scope: Scope, inference: Inference, depth: int = 0) -> _Value:
    if depth > _MAX_ALIASES:
        return None
    if isinstance(node, ast.Constant) and node.value is ...:
        return None  # a stub says only that there is one
    try:
        return _Literal(ast.literal_eval(node))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        pass
    match node:
        case ast.Call(func=function, args=arguments, keywords=keywords):
            return _made(function, is_empty=not (arguments or keywords), scope=scope, inference=inference)
        case ast.Name() | ast.Attribute():
            definitions = list(definitions_of(node, scope, inference))
            if isinstance(node, ast.Name) and not definitions:
                return _builtin(node.id, scope, inference)
            return _led_to(definitions[0], inference, depth) if len(definitions) == 1 else None
        case _:
            return None


def _builtin(name: str, scope: Scope, inference: Inference) -> _Value:
    """``int`` or ``len``, which is that everywhere, unless a star import hides it."""
    found = getattr(builtins, name, None)
    if not callable(found) or inference.program.module_scope(scope.module).star_imports:
        return None
    return _Thing((found,), is_plain=True)


def _made(function: ast.expr, *, is_empty: bool, scope: Scope, inference: Inference) -> _Value:
    definitions = list(definitions_of(function, scope, inference))
    if isinstance(function, ast.Name) and not definitions:
        if is_empty and function.id in _EMPTY:
            return _Literal(_EMPTY[function.id])
        return _Made(function.id in _BUILTIN_CLASSES)
    return _Made(bool(definitions) and all(map(_is_class, definitions)))


_EMPTY: dict[str, object] = {
    "tuple": (), "list": [], "dict": {}, "set": set(), "frozenset": frozenset(), "str": "",
}  # fmt: skip
_BUILTIN_CLASSES = frozenset((*_EMPTY, "object", "int", "float", "bool", "bytes"))


def _is_class(definition: Definition) -> bool:
    return isinstance(definition, tuple) and isinstance(definition[0].node, ast.ClassDef)


def _led_to(definition: Definition, inference: Inference, depth: int) -> _Value:
    if not isinstance(definition, tuple):
        return _Thing((definition.name,), is_plain=False)  # what it is, only another package knows
    binding, scope = definition
    if isinstance(binding, DefinitionBinding):
        return _Thing((binding.definition,), is_plain=True)
    if not isinstance(binding, ValueBinding) or binding.value is None or binding.steps:
        return None
    owner = inference.program.owner(scope)
    if owner is not None and any(_is_enumeration(base) for base in owner.node.bases):
        return _Thing((binding.node,), is_plain=True)  # a member is not the value that is written for it
    value = _read(binding.value, scope, inference, depth + 1)
    if isinstance(value, _Made):
        return _Thing((binding.node,), is_plain=value.is_instance)
    return value


def _is_enumeration(base: ast.expr) -> bool:
    return ast.unparse(base).endswith(("Enum", "Flag"))
