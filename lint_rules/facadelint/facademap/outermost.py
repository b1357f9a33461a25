"""The calls whose result an expression is, the part of it that one target gets, and what is no more than a result."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.source.scopes import Step, ValueBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.frame import Frame


def item_of(value: ast.expr | None, path: tuple[Step, ...]) -> ast.expr | None:
    """The part of ``a, b = first, second`` that one target gets; None where it is not written down."""
    for step in path:
        if not isinstance(value, ast.Tuple | ast.List) or not isinstance(step, int):
            return None
        known = range(-len(value.elts), len(value.elts))
        if step not in known or any(isinstance(each, ast.Starred) for each in value.elts):
            return None
        value = value.elts[step]
    return value


_COLLECTIONS = frozenset(("list", "tuple", "set", "frozenset", "dict", "deque", "ordereddict", "defaultdict"))


def is_collection(cls: ClassInfo) -> bool:
    """Whether a class is a list, a dict and the like: where somebody else makes one, it is a result and no domain."""
    bases = (
        base.value if isinstance(base, ast.Subscript) else base
        for each in cls.mro
        for base in each.node.bases
    )
    names = (getattr(base, "attr", getattr(base, "id", "")) for base in bases)
    return any(name.lower() in _COLLECTIONS for name in names)


def outermost_calls(value: ast.expr, frame: Frame, depth: int = 0) -> Iterator[ast.Call]:
    """The calls whose result the expression is: through casts, conditionals, walruses and local names."""
    match value:
        case ast.Call(func=function, args=[_, inner]) if _is_cast(function):
            yield from outermost_calls(inner, frame, depth)
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[_, inner]):
            yield from outermost_calls(inner, frame, depth)
        case ast.Call():
            yield value
        case ast.IfExp(body=body, orelse=orelse):
            yield from outermost_calls(body, frame, depth)
            yield from outermost_calls(orelse, frame, depth)
        case ast.BoolOp(values=operands):
            for operand in operands:
                yield from outermost_calls(operand, frame, depth)
        case ast.NamedExpr(value=inner) | ast.Await(value=inner):
            yield from outermost_calls(inner, frame, depth)
        case ast.Name(id=name) if depth < _MAX_LOCALS:
            for binding in frame.scope.bindings.get(name, ()):
                if isinstance(binding, ValueBinding) and binding.value is not None and not binding.steps:
                    yield from outermost_calls(binding.value, frame, depth + 1)
        case _:
            pass


_MAX_LOCALS = 5  # x = x would go on forever


def _is_cast(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "cast") or (
        isinstance(function, ast.Attribute) and function.attr == "cast"
    )
