"""What an annotation means: every spelling of one type is read as the same value.

``Optional[X]`` is a union with None, quotes and ``Annotated`` are looked through, names are followed to
where they are defined, and the names of ``typing`` are those of the classes that they stand for. What
cannot be followed is :data:`UNKNOWN`, which nothing is ever said of.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facadelint.facademap.names import definitions_of
from facadelint.inference.values import External, ModuleObject
from facadelint.source.scopes import DefinitionBinding, ValueBinding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.inference.program import Definition
    from facadelint.source.scopes import Scope


@dataclass(frozen=True, slots=True)
class Unknown:
    """A type that is not known, or of which too little is."""


@dataclass(frozen=True, slots=True)
class Anything:
    """``Any``, which fits everything."""


@dataclass(frozen=True, slots=True)
class Named:
    """A class, by where it is defined, with its arguments; without any where none are written."""

    name: str
    arguments: tuple[Type, ...] = ()
    cls: ClassInfo | None = None
    """The class of the project."""


@dataclass(frozen=True, slots=True)
class Written:
    """One value of a ``Literal``."""

    kind: str
    """The name of its class."""
    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """A callable with its parameters (None for ``...``) and its result."""

    parameters: tuple[Type, ...] | None
    result: Type


@dataclass(frozen=True, slots=True)
class Either:
    """A union of two or more."""

    members: frozenset[Type]


Type = Unknown | Anything | Named | Written | Called | Either
UNKNOWN = Unknown()
ANYTHING = Anything()
NONE = Named("builtins.None")
REST = Named("builtins.ellipsis")
"""The ``...`` of ``tuple[int, ...]``."""

_MAX_DEPTH = 25  # type A = A

_RENAMED = {
    "Set": "builtins.set", "AbstractSet": "collections.abc.Set", "List": "builtins.list",
    "Dict": "builtins.dict", "FrozenSet": "builtins.frozenset", "Tuple": "builtins.tuple",
    "Type": "builtins.type", "Text": "builtins.str", "LiteralString": "builtins.str",
    "ByteString": "collections.abc.ByteString", "Deque": "collections.deque",
    "DefaultDict": "collections.defaultdict", "OrderedDict": "collections.OrderedDict",
    "Counter": "collections.Counter", "ChainMap": "collections.ChainMap",
    "ContextManager": "contextlib.AbstractContextManager",
    "AsyncContextManager": "contextlib.AbstractAsyncContextManager", "Pattern": "re.Pattern",
    "Match": "re.Match", "TypeGuard": "builtins.bool", "TypeIs": "builtins.bool",
}  # fmt: skip
"""Names of ``typing`` that stand for classes of other modules; those of ``collections.abc`` are the same there."""
_ABSTRACT = frozenset(
    (
        "Iterable", "Iterator", "Generator", "Reversible", "Collection", "Container", "Sequence", "MutableSequence",
        "Mapping", "MutableMapping", "MutableSet", "KeysView", "ItemsView", "ValuesView", "MappingView", "Sized",
        "Hashable", "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator",
    )
)  # fmt: skip
_TYPING = ("typing.", "typing_extensions.")
_SEE_THROUGH = frozenset(("Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"))


class AnnotationReader:
    """Reads annotations of one program."""

    def __init__(self, inference: Inference) -> None:
        self.inference = inference

    def read(self, node: ast.expr, scope: Scope, depth: int = 0) -> Type:
        """What an annotation that stands in a scope means."""
        if depth > _MAX_DEPTH:
            return UNKNOWN
        match node:
            case ast.Constant(value=None):
                return NONE
            case ast.Constant(value=builtins.Ellipsis):
                return REST
            case ast.Constant(value=str(text)):
                parsed = _parsed(text)
                return self.read(parsed, scope, depth + 1) if parsed is not None else UNKNOWN
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return union((self.read(left, scope, depth + 1), self.read(right, scope, depth + 1)))
            case ast.Subscript(value=generic, slice=argument):
                return self._generic(self._origin(generic, scope, depth + 1), argument, scope, depth + 1)
            case ast.Name() | ast.Attribute():
                return self._plain(self._origin(node, scope, depth + 1))
            case _:
                return UNKNOWN

    def _plain(self, origin: str | Type) -> Type:
        """What a name without arguments stands for."""
        match origin:
            case "Any":
                return ANYTHING
            case "Callable":
                return Called(None, ANYTHING)
            case "NoReturn" | "Never":
                return UNKNOWN
            case str():
                return UNKNOWN
            case _:
                return origin

    def _generic(self, origin: str | Type, argument: ast.expr, scope: Scope, depth: int) -> Type:
        written = argument.elts if isinstance(argument, ast.Tuple) else [argument]
        if isinstance(origin, Named):
            if origin.arguments:
                return UNKNOWN  # an alias with parameters of its own
            return Named(origin.name, tuple(self.read(each, scope, depth) for each in written), origin.cls)
        match origin:
            case "Optional":
                return union((self.read(written[0], scope, depth), NONE))
            case "Union":
                return union(self.read(each, scope, depth) for each in written)
            case "Literal":
                return union(_written(each) for each in written)
            case "Callable" if len(written) == 2:
                return self._callable(written[0], written[1], scope, depth)
            case str() if origin in _SEE_THROUGH:
                return self.read(written[0], scope, depth)
            case _:
                return UNKNOWN

    def _callable(self, parameters: ast.expr, result: ast.expr, scope: Scope, depth: int) -> Type:
        given = self.read(result, scope, depth)
        match parameters:
            case ast.List(elts=elements):
                return Called(tuple(self.read(each, scope, depth) for each in elements), given)
            case ast.Constant(value=builtins.Ellipsis):
                return Called(None, given)
            case _:
                return UNKNOWN

    def _origin(self, node: ast.expr, scope: Scope, depth: int) -> str | Type:
        """The type that a name leads to; the name itself where it is a form of ``typing``."""
        definitions = list(definitions_of(node, scope, self.inference))
        if not definitions:
            is_builtin = isinstance(node, ast.Name) and hasattr(builtins, node.id)
            return Named(f"builtins.{node.id}") if is_builtin and isinstance(node, ast.Name) else UNKNOWN
        found = {self._led_to(each, depth) for each in definitions}
        return found.pop() if len(found) == 1 else UNKNOWN

    def _led_to(self, definition: Definition, depth: int) -> str | Type:
        if isinstance(definition, External):
            return _outside(definition.name)
        if isinstance(definition, ModuleObject):
            return UNKNOWN
        binding, scope = definition
        if isinstance(binding, DefinitionBinding) and isinstance(binding.definition, ast.ClassDef):
            cls = self.inference.program.class_info(binding.definition, scope)
            return Named(f"{cls.module.name}:{cls.name}:{cls.node.lineno}", (), cls)
        if isinstance(binding, ValueBinding) and binding.value is not None and not binding.steps:
            return self._alias(binding.value, scope, depth)
        return UNKNOWN

    def _alias(self, value: ast.expr, scope: Scope, depth: int) -> Type:
        """``Key = Union[str, int]``; a TypeVar or a NewType is of its own and not followed."""
        if isinstance(value, ast.Call | ast.Constant) and not isinstance(getattr(value, "value", None), str):
            return UNKNOWN
        return self.read(value, scope, depth + 1)


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _written(node: ast.expr) -> Type:
    match node:
        case ast.Constant(value=None):
            return NONE
        case ast.Constant(value=value):
            return Written(f"builtins.{type(value).__name__}", repr(value))
        case _:
            return UNKNOWN


def _outside(name: str) -> str | Type:
    """A name of ``typing`` as the class that it stands for, or as the form that it is."""
    start = next((each for each in _TYPING if name.startswith(each)), None)
    if start is not None:
        short = name.removeprefix(start)
        if short in _RENAMED:
            return Named(_RENAMED[short])
        return Named(f"collections.abc.{short}") if short in _ABSTRACT else short
    if name == "types.NoneType":
        return NONE
    return "Callable" if name == "collections.abc.Callable" else Named(name)


def union(types: Iterable[Type]) -> Type:
    """The union of types; one type alone is itself."""
    members: set[Type] = set()
    for each in types:
        members |= each.members if isinstance(each, Either) else {each}
    return members.pop() if len(members) == 1 else Either(frozenset(members))
