"""From an annotation to the values that it allows, in every spelling: strings, unions, aliases, generics."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    Entering,
    External,
    Instance,
    Items,
    ModuleObject,
    Returning,
    Text,
    TupleOf,
    Value,
    Values,
    just,
)
from facadelint.source.scopes import Binding, Scope, ValueBinding

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference

_TRANSPARENT = frozenset(
    ("Optional", "Union", "Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "InitVar",
     "Awaitable", "Coroutine", "Unpack", "TypeGuard", "TypeIs"))  # fmt: skip
_MAPPINGS = frozenset(
    ("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict", "ChainMap",
     "WeakValueDictionary", "WeakKeyDictionary", "MappingProxyType"))  # fmt: skip
_ITERABLES = frozenset(
    ("list", "List", "set", "Set", "frozenset", "FrozenSet", "AbstractSet", "Sequence", "MutableSequence", "Iterable",
     "Iterator", "Collection", "Generator", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "deque", "Deque",
     "MutableSet", "Container", "KeysView", "ValuesView", "Reversible", "WeakSet"))  # fmt: skip
_REFERENCES = frozenset(("ref", "ReferenceType"))
_MANAGERS = frozenset(
    ("ContextManager", "AsyncContextManager", "AbstractContextManager", "AbstractAsyncContextManager")
)
_MAX_DEPTH = 25


def evaluate(inference: Inference, node: ast.expr, scope: Scope, depth: int = 0) -> Values:
    """The values that an annotation allows; empty where it names nothing of the project."""
    if depth > _MAX_DEPTH:  # type A = A
        return NOTHING
    match node:
        case ast.Constant(value=str(text)):
            parsed = _parse(text)
            return evaluate(inference, parsed, scope, depth + 1) if parsed is not None else NOTHING
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return evaluate(inference, left, scope, depth + 1) | evaluate(inference, right, scope, depth + 1)
        case ast.Subscript(value=generic, slice=argument):
            return _generic(inference, generic, argument, scope, depth + 1)
        case ast.Name(id=name):
            return _name(inference, name, scope, depth + 1)
        case ast.Attribute():
            return _instances(inference, inference.evaluate(node, inference.frame(scope)), scope, depth + 1)
        case ast.Starred(value=value):
            return evaluate(inference, value, scope, depth + 1)
        case _:
            return NOTHING


def where(node: ast.expr, scope: Scope) -> Scope:
    """The scope in which an annotation of a function's parameter is read.

    It is read outside of the function, where a parameter does not hide a module, and the names of a class
    around it are seen. The function's type parameters alone are known there already.
    """
    own = {parameter.name for parameter in getattr(scope.node, "type_params", ())}
    if own and not own.isdisjoint(re.findall(r"\w+", ast.unparse(node))):
        return scope
    return scope.parent or scope


def _parse(text: str) -> ast.expr | None:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _name(inference: Inference, name: str, scope: Scope, depth: int) -> Values:
    if (parameter := _type_parameter(inference, name, scope, depth)) is not None:
        return parameter
    found = NOTHING
    for definition in inference.program.definitions(scope, name):
        if isinstance(definition, tuple):
            found |= _definition(inference, *definition, depth)
        else:
            found |= _instances(inference, just(definition), scope, depth)
    return found


def _definition(inference: Inference, binding: Binding, scope: Scope, depth: int) -> Values:
    if isinstance(binding, ValueBinding) and binding.value is not None and not binding.steps:
        return alias(inference, binding.value, scope, depth)
    return _instances(inference, inference.binding(binding, scope), scope, depth)


def alias(inference: Inference, value: ast.expr, scope: Scope, depth: int) -> Values:
    """What ``Alias = value`` means as an annotation: a type alias, a TypeVar's bound, a NewType's base."""
    if isinstance(value, ast.Call):
        called = inference.evaluate(value.func, inference.frame(scope))
        name = next((each.name.rpartition(".")[2] for each in called if isinstance(each, External)), None)
        bounds = [keyword.value for keyword in value.keywords if keyword.arg == "bound"]
        if name in ("TypeVar", "NewType"):
            parts = [*value.args[1:], *bounds]
            return NOTHING.union(*(evaluate(inference, part, scope, depth) for part in parts))
        if name == "TypeAliasType":
            return NOTHING.union(*(evaluate(inference, part, scope, depth) for part in value.args[1:]))
        return NOTHING
    return evaluate(inference, value, scope, depth)


def _type_parameter(inference: Inference, name: str, scope: Scope, depth: int) -> Values | None:
    """``def f[T: Shop](shop: T)``, Python 3.12; None where the name is no type parameter, or hides one."""
    for each in (scope, *scope.enclosing()):
        for parameter in getattr(each.node, "type_params", ()):
            if parameter.name == name:
                bound = getattr(parameter, "bound", None)
                choices = bound.elts if isinstance(bound, ast.Tuple) else [bound] if bound else []
                return NOTHING.union(*(evaluate(inference, choice, each, depth) for choice in choices))
        if name in each.bindings:
            return None
    return None


def _instances(inference: Inference, values: Values, scope: Scope, depth: int) -> Values:
    return NOTHING.union(*(_instance(inference, value, scope, depth) for value in values))


def _instance(inference: Inference, value: Value, scope: Scope, depth: int) -> Values:
    match value:
        case ClassObject(cls=cls):
            return just(Instance(cls))
        case Text(text=text):  # Alias = "Shop"
            parsed = _parse(text)
            return evaluate(inference, parsed, scope, depth) if parsed is not None else NOTHING
        case External(name="typing.Self" | "typing_extensions.Self" | "_typeshed.Self"):
            owner = inference.owner_of(scope)
            return just(Instance(owner)) if owner is not None else NOTHING
        case _:
            return NOTHING


def _generic(inference: Inference, generic: ast.expr, argument: ast.expr, scope: Scope, depth: int) -> Values:
    values = inference.evaluate(generic, inference.frame(scope))
    projects = _instances(inference, values, scope, depth)
    if projects:  # Repository[Shop] is an instance of the project's own generic class
        return projects
    if aliased := evaluate(inference, generic, scope, depth):  # Either = Union[Shop, T], and then Either[int]
        return aliased
    names = {value.name.rpartition(".")[2] for value in values if isinstance(value, External | ModuleObject)}
    arguments = argument.elts if isinstance(argument, ast.Tuple) else [argument]

    def each(parts: list[ast.expr]) -> Values:
        return NOTHING.union(*(evaluate(inference, part, scope, depth) for part in parts))

    if "Annotated" in names:
        return each(arguments[:1])
    if names & {"type", "Type"}:
        return frozenset(ClassObject(value.cls) for value in each(arguments) if isinstance(value, Instance))
    if names & {"tuple", "Tuple"}:
        if len(arguments) == 2 and isinstance(arguments[1], ast.Constant) and arguments[1].value is ...:
            return _items(each(arguments[:1]))
        return just(TupleOf(tuple(each([part]) for part in arguments)))
    if names & _MAPPINGS:
        return _items(each(arguments[1:]), mapping=True)
    if names & _ITERABLES:
        return _items(each(arguments[:1]))
    if names & _MANAGERS:
        entered = each(arguments[:1])
        return just(Entering(entered)) if entered else NOTHING
    if "Callable" in names or names & _REFERENCES:
        result = each(arguments[-1:])
        return just(Returning(result)) if result else NOTHING
    return each(arguments) if names & _TRANSPARENT else NOTHING


def _items(elements: Values, *, mapping: bool = False) -> Values:
    return just(Items(elements, mapping)) if elements else NOTHING
