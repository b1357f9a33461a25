"""A class that may be a facade, measured by its syntax alone."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from facadelint.facademap.bodies import functions_of, meaningful
from facadelint.facademap.guards import is_guard
from facadelint.facademap.laziness import is_cached
from facadelint.facademap.members import returned_attribute
from facadelint.inference.classes import is_property, method_kind, receiver_name
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

MANY_METHODS = 50
"""A class with more methods may be a monolith."""
MANY_LINES = 800
"""So may one with more lines."""
MANY_DELEGATIONS = 10
"""A class with as many members that only call one and the same attribute may be a facade over it."""
MANY_COLLABORATORS = 3
"""A large class that calls something on fewer attributes is large for other reasons."""
MIXINS = ("Methods", "Mixin")
"""How the names of mixins end."""
DOMAINS = ("_domain", "_ops")
"""How the names of accessors end that say of themselves what they are."""
_SHARE = 0.2
"""The least share of members that a closer look has to find delegating; by syntax alone a few are missed."""


_READ = (ast.Assign, ast.AnnAssign, ast.Call)


@dataclass(slots=True)
class Sighting:
    """A class that may be a facade."""

    path: Path
    root: Path
    """The import root that the module's name starts from."""
    module: str
    class_name: str
    line: int
    lines: int
    methods: int
    """Methods and properties, each name once."""
    mixins: tuple[str, ...] = ()
    """Bases that are named as mixins and that no other class of the project has."""
    handed: dict[str, str] = field(default_factory=dict)
    """Name of a class that is called with ``self`` -> the attribute, property or getter that may keep the result."""
    delegations: Counter[str] = field(default_factory=Counter)
    """Attribute -> how many members do nothing but reach through it, guards left aside."""
    reached: set[str] = field(default_factory=set)
    """Attributes on which something is called."""
    made: dict[str, bool] = field(default_factory=dict)
    """Attribute -> whether the class makes it itself, from nothing that it was handed for it."""
    computed: set[str] = field(default_factory=set)
    """Properties and getters that do more than to return an attribute."""

    @property
    def name(self) -> str:
        """``module:Class``."""
        return f"{self.module}:{self.class_name}"

    @property
    def clients(self) -> int:
        """How many members reach through what the class makes or looks up itself."""
        return sum(
            number
            for name, number in self.delegations.items()
            if self.made.get(name) or name in self.computed
        )

    @property
    def may_be_taken_apart(self) -> bool:
        """Whether a closer look may find domains, mixins or clients."""
        named = [accessor for accessor in self.handed.values() if accessor.endswith(DOMAINS)]
        delegating = len(self.handed) + sum(self.delegations.values())
        return (
            len(named) > 1
            or (len(self.handed) > 1 and delegating >= _SHARE * self.methods)
            or len(self.mixins) > 1
            or self.clients >= max(MANY_DELEGATIONS, _SHARE * self.methods)
        )

    @property
    def most_score(self) -> float:
        """What the class can score at most without mixins, for :func:`facadelint.adopt.candidates.rank`."""
        targets = max(len(self.handed), len(self.delegations), 1)
        return (sum(self.delegations.values()) + 3 * len(self.handed)) * sqrt(targets)

    @property
    def is_monolith(self) -> bool:
        """Whether the class is very large and has many collaborators."""
        is_large = self.methods > MANY_METHODS or self.lines > MANY_LINES
        return is_large and len(self.reached) >= MANY_COLLABORATORS


def measure(node: ast.ClassDef, path: Path, root: Path, module: str, exclusive: Collection[str]) -> Sighting:
    """Measure a class.

    Args:
        node: the class.
        path: its file.
        root: the import root.
        module: the dotted name of its module.
        exclusive: names of classes that are a base of one class only.
    """
    functions = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
    found = Sighting(
        path=path,
        root=root,
        module=module,
        class_name=node.name,
        line=node.lineno,
        lines=(node.end_lineno or node.lineno) - node.lineno + 1,
        methods=len({function.name for function in functions}),
        mixins=tuple(base for base in bases if base.endswith(MIXINS) and base in exclusive),
    )
    for function in functions_of(list(node.body)):
        _read(function, found)
    for statement in node.body:
        _read_descriptor(statement, found)
    return found


def _read_descriptor(statement: ast.stmt, found: Sighting) -> None:
    """``_order_domain = cached_property(lambda self: OrderDomain(self))``."""
    match statement:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(args=[ast.Lambda(args=ast.arguments(args=[ast.arg(arg=receiver)]), body=body)]),
        ) if made := _handed(body, receiver, name):
            found.handed[made] = name
        case _:
            pass


def _read(function: ast.FunctionDef | ast.AsyncFunctionDef, found: Sighting) -> None:
    kind = method_kind(function)
    receiver = receiver_name(function)
    nodes = [node for node in descend(function) if isinstance(node, _READ)]
    if kind != "method":
        # ``self = cls()`` and ``self._client = ...`` in a class method.
        _read_assignments(nodes, function, None, found)
    elif receiver is not None:
        _read_assignments(nodes, function, receiver, found)
        _read_calls(nodes, function, receiver, found)
        if (is_property(function) or not function.args.args[1:]) and returned_attribute(function) is None:
            found.computed.add(function.name)


def _read_assignments(
    nodes: Sequence[ast.AST],
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    receiver: str | None,
    found: Sighting,
) -> None:
    for node in nodes:
        match node:
            case (
                ast.Assign(targets=[ast.Attribute(value=ast.Name(id=name), attr=attribute)], value=value)
                | ast.AnnAssign(
                    target=ast.Attribute(value=ast.Name(id=name), attr=attribute), value=ast.expr() as value
                )
            ) if name == receiver or receiver is None:
                if made := _handed(value, name, attribute):
                    found.handed[made] = attribute
                if not (isinstance(value, ast.Constant) and value.value is None):
                    found.made[attribute] = found.made.get(attribute, True) and _is_made(value, function)
            case _:
                pass


def _is_made(value: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a value is made by a call: of a class, or of a function that is not handed a parameter as it is.

    ``check.inst_param(storage, ...)`` gives back what it is given.
    """
    value = value.value if isinstance(value, ast.Await) else value
    if not isinstance(value, ast.Call):
        return False
    if _called(value).lstrip("_")[:1].isupper():
        return True
    arguments = function.args
    parameters = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    return not any(isinstance(each, ast.Name) and each.id in parameters for each in value.args)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _handed(value: ast.AST, receiver: str, accessor: str) -> str | None:
    """``OrderDomain`` of ``OrderDomain(self)``; a factory counts where the accessor says what it is."""
    if not isinstance(value, ast.Call):
        return None
    if not (_called(value).lstrip("_")[:1].isupper() or accessor.endswith(DOMAINS)):
        return None
    arguments = [*value.args, *(keyword.value for keyword in value.keywords)]
    is_handed = any(isinstance(each, ast.Name) and each.id == receiver for each in arguments)
    return _called(value) if is_handed else None


def _read_calls(
    nodes: Sequence[ast.AST], function: ast.FunctionDef | ast.AsyncFunctionDef, receiver: str, found: Sighting
) -> None:
    keeps = is_property(function) or is_cached(function)
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        if keeps and (made := _handed(node, receiver, function.name)):
            found.handed[made] = function.name
        match node.func:
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr=attribute)) if (
                name == receiver
            ):
                found.reached.add(attribute)
            case _:
                pass
    delegate = _delegates_to(meaningful(function), receiver)
    if delegate is not None:
        found.delegations[delegate] += 1


def _delegates_to(statements: Sequence[ast.stmt], receiver: str) -> str | None:
    """``_client`` of a body that is ``return self._client.name(...)``, possibly behind guards."""
    statements = [each for each in statements if not is_guard(each)]
    if len(statements) != 1 or not isinstance(statements[0], ast.Return | ast.Expr):
        return None
    value = statements[0].value
    inner = value.value if isinstance(value, ast.Await) else value
    if isinstance(inner, ast.Call) and len(inner.args) == 2 and ast.unparse(inner.func).endswith("cast"):
        inner = inner.args[1]
    inner = inner.func if isinstance(inner, ast.Call) else inner
    match inner:
        case ast.Attribute(
            value=ast.Attribute(value=ast.Name(id=name), attr=attribute)
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute), args=[], keywords=[])
        ) if name == receiver:
            return attribute
        case _:
            return None
