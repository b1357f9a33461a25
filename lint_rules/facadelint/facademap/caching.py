"""Whether an accessor keeps its domain, going by what decorators and helpers lead to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.laziness import is_cache, is_cached
from facadelint.inference.values import ClassObject, External, FunctionObject, Instance
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.infer import Inference
    from facadelint.inference.values import Value

_PLAIN = frozenset(
    (
        "property", "abstractproperty", "abstractmethod", "override", "final", "deprecated",
        "no_type_check", "typechecked",
    )
)  # fmt: skip
"""Decorators from outside of the project that call the function at each access."""


def may_keep(accessor: Accessor, inference: Inference) -> bool:
    """Whether an accessor keeps the domain, or may do so: what a decorator from elsewhere does is not known."""
    function = accessor.node
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    if accessor.storage is not None or is_cached(function):
        return True
    frame = inference.frame(accessor.owner.scope)
    return any(_stores(known.scope.node) for _, known in accessor.by_helpers) or any(
        _keeps(value)
        for each in function.decorator_list
        for value in inference.evaluate(each.func if isinstance(each, ast.Call) else each, frame)
    )


def _keeps(decorator: Value) -> bool:
    match decorator:
        case External(name=name):
            return name.rpartition(".")[2] not in _PLAIN
        case FunctionObject(node=node):
            return _stores(node)
        case ClassObject(cls=cls) | Instance(cls=cls):
            # What a base from elsewhere does is not known either: ``class lazy(cached_property)``.
            is_known = all(len(each.bases) == len(each.node.bases) for each in cls.mro)
            return not is_known or any(
                _stores(method)
                for each in cls.mro
                for method in each.functions()
                if method.name != "__init__"
            )
        case _:
            return False


def _stores(function: ast.AST) -> bool:
    """Whether code puts a value away under a name or a key, or has somebody else do so."""
    for node in descend(function):
        match node:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return True
            case ast.Name(id=name) | ast.Attribute(attr=name) if is_cache(name) or name in _PUTTING:
                return True
            case _:
                pass
    return False


_PUTTING = frozenset(("setattr", "__setattr__", "setdefault"))
