"""Whether a member makes something on first use and keeps it, by its decorators or by hand."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.calls import returns
from facadelint.inference.classes import decorator_names, receiver_name
from facadelint.source.nodes import descend, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_CACHES = (
    "cached_property",
    "lazy_property",
    "memoized_property",
    "reify",
    "cache",
    "lru_cache",
    "cachedproperty",
)


def is_cached(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator keeps the result: ``cached_property``, ``lru_cache`` and their like."""
    return any(map(is_cache, decorator_names(function)))


def is_cache(decorator: str) -> bool:
    """Whether a decorator of this name keeps the result."""
    name = decorator.lower()
    return name in _CACHES or "cached" in name or "memoize" in name or name.startswith("lazy")


def is_property_call(node: ast.AST) -> bool:
    """Whether a statement makes a property that keeps nothing: ``orders = property(_get_orders)``."""
    match node:
        case ast.Assign(value=ast.Call(func=ast.Name(id="property"))):
            return True
        case _:
            return False


def kept_place(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The attribute of self that the function fills on first use and returns, or item of one: ``_domains['order']``.

    ``if self._x is None: self._x = make()`` with ``return self._x`` at the end or up front, the same by
    ``try`` and ``except AttributeError``, by ``getattr`` and ``setattr``, or by ``self._x = self._x or make()``.
    """
    return next(_kept_places(function), None)


def fills_on_demand(function: ast.FunctionDef | ast.AsyncFunctionDef, attribute: str) -> bool:
    """Whether a method makes what an attribute keeps where it is missing: ``if self._x is None: self._x = make()``."""
    receiver = receiver_name(function) or ""
    return attribute in _filled(function, receiver) and _is_conditional(function, attribute, receiver)


def kept_collaborator(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The private attribute in which the function keeps what it makes on first use, where it is there for that.

    What depends on an argument, and what is counted, reset or taken out on the way (``error = self._error``,
    ``self._error = None``, ``return error``), is state that the function works with.
    """
    if required_parameters(function):
        return None
    for name in _kept_places(function):
        if name.startswith(("_", "{")) and "[" not in name and _only_makes(function, name):
            return name
    return None


def required_parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method cannot be called without arguments."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args][1:]
    keyword = [default for default in arguments.kw_defaults if default is None]
    return len(positional) > len(arguments.defaults) or bool(keyword)


def _only_makes(function: ast.FunctionDef | ast.AsyncFunctionDef, attribute: str) -> bool:
    """Whether a function puts nothing into an attribute but what it makes, and returns only that, or None."""
    receiver = receiver_name(function) or ""
    parameters = {each.arg for each in descend(function.args) if isinstance(each, ast.arg)}
    aliases = {name for name, kept in _aliases(function, receiver).items() if attribute in kept}

    def gives(value: ast.expr) -> bool:
        match value:
            case ast.BoolOp(values=values):
                return any(map(gives, values))
            case ast.IfExp(body=body, orelse=orelse):
                return gives(body) and gives(orelse)
            case ast.NamedExpr(value=inner) | ast.Await(value=inner):
                return gives(inner)
            case ast.Name(id=name):
                return name in aliases
            case ast.Constant(value=None):
                return True
            case _:
                return _kept(value, receiver) == attribute

    def is_made(value: ast.expr) -> bool:
        return not isinstance(value, ast.Constant) and getattr(value, "id", None) not in parameters

    changed = any(
        isinstance(node, ast.AugAssign | ast.Delete)
        and any(_kept(target, receiver) == attribute for target in _targets(node))
        for node in own_nodes(function)
    )
    return (
        not changed
        and all(map(gives, returns(function)))
        and all(map(is_made, stored_in(function, attribute)))
    )


def _targets(node: ast.AugAssign | ast.Delete) -> list[ast.expr]:
    return [node.target] if isinstance(node, ast.AugAssign) else node.targets


def _kept_places(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    receiver = receiver_name(function) or ""
    return (name for name in filled_attributes(function) if _is_conditional(function, name, receiver))


def filled_attributes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The attributes of self, and items of them, that the function both sets and returns, conditionally or not."""
    receiver = receiver_name(function)
    if receiver is None:
        return []
    aliases = _aliases(function, receiver)
    returned = {
        name
        for given in returns(function)
        for value in (given.values if isinstance(given, ast.BoolOp) else [given])
        for name in (
            _kept(value, receiver),
            *(aliases.get(value.id, ()) if isinstance(value, ast.Name) else ()),
        )
        if name
    }
    return sorted(returned & set(_filled(function, receiver)))


def stored_in(function: ast.FunctionDef | ast.AsyncFunctionDef, attribute: str) -> list[ast.expr]:
    """What the function assigns to an attribute of self."""
    receiver = receiver_name(function) or ""
    found: list[ast.expr] = []
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=targets, value=value):
                if any(_kept(target, receiver) == attribute for target in targets):
                    found.append(value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                if _kept(target, receiver) == attribute:
                    found.append(value)
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id=name), key, value]):
                if name == receiver and _key(key) == attribute:
                    found.append(value)
            case _:
                pass
    return found


def _aliases(function: ast.AST, receiver: str) -> dict[str, set[str]]:
    """Local name -> attributes of self that it is read from or written to: ``f = self._f``, ``self._f = f``."""
    found: dict[str, set[str]] = {}
    for node in descend(function):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        match node:
            case ast.Assign(targets=targets, value=value):
                pairs = [(target, value) for target in targets]
                pairs += [(first, second) for first in targets for second in targets]
            case ast.NamedExpr(target=target, value=value):
                pairs = [(target, value)]
            case _:
                pass
        for first, second in pairs:
            for name, attribute in ((first, second), (second, first)):
                if isinstance(name, ast.Name) and (kept := _kept(attribute, receiver)):
                    found.setdefault(name.id, set()).add(kept)
    return found


def _kept(value: ast.expr, receiver: str) -> str | None:
    match value:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
            return attribute
        case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id=name), key, *_]) if name == receiver:
            return _key(key)
        case (
            ast.Subscript(value=ast.Attribute() as container, slice=key)
            | ast.Call(
                func=ast.Attribute(value=ast.Attribute() as container, attr="get" | "setdefault"),
                args=[key, *_],
            )
        ):
            return _item(container, key, receiver)
        case ast.Call(args=[_, inner]):  # cast(T, self._x)
            return _kept(inner, receiver)
        case _:
            return None


def _item(container: ast.expr, key: ast.expr, receiver: str) -> str | None:
    """``_domains['order']`` for ``self._domains["order"]``, and ``_x`` for ``self.__dict__["_x"]``."""
    match container:
        case ast.Attribute(value=ast.Name(id=name), attr="__dict__") if name == receiver:
            return _key(key)
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
            # By any other key it holds many things.
            return f"{attribute}[{key.value!r}]" if isinstance(key, ast.Constant) else None
        case _:
            return None


def _key(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return f"{{{name}}}"  # the same local name stands for the same attribute
        case _:
            return None


def _filled(function: ast.AST, receiver: str) -> Iterator[str]:
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=targets):
                for target in targets:
                    if attribute := _kept(target, receiver):
                        yield attribute
            case ast.AnnAssign(target=target):
                if attribute := _kept(target, receiver):
                    yield attribute
            case ast.Call(
                func=ast.Name(id="setattr") | ast.Attribute(attr="__setattr__"),
                args=[ast.Name(id=name), key, _],
            ) if name == receiver:
                if attribute := _key(key):
                    yield attribute
            case ast.Call(func=ast.Attribute(attr="setdefault")):
                if attribute := _kept(node, receiver):
                    yield attribute
            case _:
                pass


def _is_conditional(function: ast.FunctionDef | ast.AsyncFunctionDef, attribute: str, receiver: str) -> bool:
    """Whether the attribute is looked at before it is filled; one that is always replaced is not kept."""
    names = {name for name, kept in _aliases(function, receiver).items() if attribute in kept}
    for node in own_nodes(function):
        if isinstance(node, ast.If | ast.IfExp) and any(
            isinstance(each, ast.Name) and each.id in names for each in descend(node.test)
        ):
            return True
        if isinstance(node, ast.If | ast.IfExp) and _mentions(node.test, attribute, receiver):
            return True
        if isinstance(node, ast.Try) and any(_mentions(each, attribute, receiver) for each in node.body):
            return True
        if isinstance(node, ast.BoolOp) and _mentions(node.values[0], attribute, receiver):
            return True
        if isinstance(node, ast.Match) and _mentions(node.subject, attribute, receiver):
            return True
        match node:
            case ast.Call(func=ast.Attribute(attr="setdefault")) if _kept(node, receiver) == attribute:
                return True
            case _:
                pass
    return False


def _mentions(node: ast.AST, attribute: str, receiver: str) -> bool:
    """Whether a piece of code looks at the attribute; to fill it is no look."""
    for each in descend(node):
        is_filled = isinstance(getattr(each, "ctx", None), ast.Store)
        if isinstance(each, ast.expr) and not is_filled and _kept(each, receiver) == attribute:
            return True
        match each:
            case ast.Call(func=ast.Name(id="hasattr" | "getattr"), args=[ast.Name(id=name), key, *_]):
                if name == receiver and _key(key) == attribute:
                    return True
            case ast.Compare(
                left=key,
                ops=[ast.In() | ast.NotIn()],
                comparators=[ast.Attribute() as container],
            ):
                if _item(container, key, receiver) == attribute:
                    return True
            case _:
                pass
    return False
