"""A facade's method and what it forwards to, with the call bound to the signature on the other side."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.delegation import Delegation
from facadelint.facademap.members import DELEGATING
from facadelint.facademap.orphans import Uses
from facadelint.facademap.targets import Side, TargetFinder
from facadelint.inference.classes import receiver_name
from facadelint.source.nodes import descend, own_nodes
from facadelint.source.scopes import Function
from facadelint.source.signatures import Bound, Parameter, Passed, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.members import Part
    from facadelint.inference.infer import Inference
    from facadelint.source.scopes import Scope


class Pair(NamedTuple):
    """A parameter of the facade's method and what it becomes on the other side."""

    ours: Parameter
    theirs: Parameter
    passed: Passed


class Misdirected(NamedTuple):
    """A parameter that goes into the place of another one."""

    node: ast.expr | ast.keyword
    """The argument."""
    name: ast.Name
    """The parameter in it, inside of a cast perhaps."""
    ours: Parameter
    place: str
    is_of_method: bool
    """Whether the method has a parameter of its own for that place; otherwise only the other side has both."""


class Forwarding:
    """One delegation of a facade's method with everything that is known of the other side."""

    def __init__(self, facade: Facade, part: Part, delegation: Delegation, finder: TargetFinder) -> None:
        self.facade = facade
        self.part = part
        self.delegation = delegation
        self.finder = finder
        self.side = Side(part.function, facade.cls.scope, facade.cls, finder.inference)
        """The facade's method."""

    @property
    def name(self) -> str:
        """The facade's method in messages."""
        return f"{self.facade.name}.{self.part.function.name}"

    @property
    def reached(self) -> str:
        """What is delegated to, as the facade's code has it: ``_order_domain.total``."""
        return f"{self.delegation.accessor}.{self.delegation.target}"

    @property
    def is_to_domain(self) -> bool:
        """Whether it goes to a domain itself or to a base of the facade, and to nothing behind."""
        delegation = self.delegation
        return delegation.steps == 1 and (
            delegation.through in ("super", "mixin") or self.facade.delegated_domain(delegation) is not None
        )

    @cached_property
    def scope(self) -> Scope:
        """The scope of the facade's method."""
        return self.finder.inference.program.inner_scope(self.part.function, self.facade.cls.scope)

    @cached_property
    def targets(self) -> tuple[Side, ...]:
        """Each function that the delegation may reach; empty where not all of them are known."""
        return self.finder.sides(self.delegation, self.scope)

    @cached_property
    def bound(self) -> tuple[tuple[Side, Bound], ...]:
        """The call against the signature of each target; empty where it is none, or one is not certain."""
        if self.delegation.call is None:
            return ()
        if not all(each.effect == "keeps" and not each.is_property for each in self.targets):
            return ()
        if any(word.arg != first_name(each) for word in self._subject for each in self.targets):
            return ()  # which parameter a keyword fills in place of the first one is not looked into
        return tuple((each, bind(each.signature, self.positional, self.keywords)) for each in self.targets)

    @property
    def positional(self) -> list[ast.expr]:
        """The positional arguments, without the one that says what the function works on."""
        assert self.delegation.call is not None
        return self.delegation.call.args[1 if self.delegation.through in ("mixin", "function") else 0 :]

    @property
    def _subject(self) -> list[ast.keyword]:
        """The keyword by which a function is handed what it works on, if it is one."""
        assert self.delegation.call is not None
        return [each for each in self.delegation.call.keywords if each.value is self.delegation.works_on]

    @property
    def keywords(self) -> list[ast.keyword]:
        """The keyword arguments, without the one that says what the function works on."""
        assert self.delegation.call is not None
        return [each for each in self.delegation.call.keywords if each.value is not self.delegation.works_on]

    def parameter(self, node: ast.expr | ast.keyword) -> Parameter | None:
        """The parameter of the facade's method that an argument is, passed on just as it is."""
        value = self._passed_on(node)
        return self.side.signature.named(value.id) if value is not None else None

    def _passed_on(self, node: ast.expr | ast.keyword) -> ast.Name | None:
        if any(issue.node is node and issue.issue == "altered" for issue in self.delegation.issues):
            return None
        value = node.value if isinstance(node, ast.keyword | ast.Starred) else node
        while isinstance(value, ast.Call | ast.NamedExpr):  # a cast is all that is no issue
            value = value.args[-1] if isinstance(value, ast.Call) else value.value
        return value if isinstance(value, ast.Name) else None

    @cached_property
    def misdirected(self) -> tuple[Misdirected, ...]:
        """The parameters that go into the place of another one, in the order of the call."""
        assert self.delegation.call is not None
        found = []
        arguments: list[ast.expr | ast.keyword] = [*self.positional, *self.keywords]
        for argument in arguments:
            if (name := self._passed_on(argument)) is None:
                continue
            ours, place = self.side.signature.named(name.id), self._place(argument)
            if ours is None or not place:
                continue
            is_of_method = self.is_misdirected(ours, place)
            if is_of_method or self._passes_namesake(ours, argument):
                found.append(Misdirected(argument, name, ours, place, is_of_method))
        return tuple(found)

    @property
    def is_permuted(self) -> bool:
        """Whether the misdirected parameters have changed places with one another, and with nothing else."""
        return {each.ours.name for each in self.misdirected} == {each.place for each in self.misdirected}

    def _place(self, argument: ast.expr | ast.keyword) -> str:
        """The name of the parameter that an argument reaches, the same in whatever is behind the accessor.

        It is empty where there is none, or none that is known.
        """
        if isinstance(argument, ast.keyword):
            return argument.arg or ""
        places = {bound.place_of(argument) for _, bound in self.bound}
        names = {place.name if place is not None and not place.is_variadic else "" for place in places}
        return names.pop() if len(names) == 1 else ""

    def pairs(self, bound: Bound) -> Iterator[Pair]:
        """What the parameters become on the other side, where it is known."""
        repeated = {issue.node for issue in self.delegation.issues if issue.issue == "repeated"}
        for passed in bound.passed:
            ours = self.parameter(passed.node) if passed.node not in repeated else None
            if ours is not None and passed.parameter is not None:
                yield Pair(ours, passed.parameter, passed)

    def is_misdirected(self, ours: Parameter, place: str) -> bool:
        """Whether a parameter goes into the place of another one of the method's own."""
        other = self.side.signature.named(place)
        return other is not None and other is not ours and not ours.is_variadic and not other.is_variadic

    def _passes_namesake(self, ours: Parameter, argument: ast.expr | ast.keyword) -> bool:
        """Whether by its position a parameter goes past the place that has its name, which nothing of it reaches.

        A keyword that differs from what it passes was meant to.
        """
        if isinstance(argument, ast.keyword):
            return False
        for side, bound in self.bound:
            namesake = side.signature.named(ours.name)
            if namesake is None or namesake.is_variadic:
                return False
            there = [
                node for each in bound.passed if each.parameter is namesake for node in descend(each.value)
            ]
            if any(isinstance(node, ast.Name) and node.id == ours.name for node in there):
                return False
        return True

    def is_crossed(self, pair: Pair, side: Side) -> bool:
        """Whether one of the two has its namesake elsewhere: then they are no two sides of one parameter."""
        namesake = side.signature.named(pair.ours.name)
        return self.is_misdirected(pair.ours, pair.theirs.name) or namesake not in (None, pair.theirs)

    @cached_property
    def statement(self) -> ast.stmt:
        """The statement of the method that holds the delegation."""
        return next(each for each in self.part.function.body if self._is_in(each))

    def _is_in(self, node: ast.AST) -> bool:
        return any(each is self.delegation.node for each in descend(node))

    @property
    def is_dropped(self) -> bool:
        """Whether the method lets go of what the delegation gives."""
        return isinstance(self.statement, ast.Expr) and not isinstance(self.statement.value, ast.YieldFrom)

    @property
    def is_awaited(self) -> bool:
        """Whether the method waits for the other side, in its one statement or in the one that binds the result."""
        return any(isinstance(node, ast.Await) and self._is_in(node) for node in descend(self.statement))


def first_name(side: Side) -> str | None:
    """The name of the first parameter of a function, which is handed what it works on."""
    return receiver_name(side.function)


def reaches(function: ast.FunctionDef | ast.AsyncFunctionDef, facade: Facade) -> Iterator[Delegation]:
    """Whatever a function of the facade reaches through ``self.<accessor>``, called or not, in any statement."""
    receiver = receiver_name(function)
    kinds: dict[str, str] = {accessor.name: accessor.kind for accessor in facade.accessors.values()}
    kinds |= dict.fromkeys(facade.aliases, "property")
    nodes = list(_nodes_with(function, receiver))
    calls = {node.func: node for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr=accessor), attr=target):
                is_reach = kinds.get(accessor) in ("property", "attribute")
            case ast.Attribute(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=accessor)), attr=target
            ):
                is_reach = kinds.get(accessor) == "getter"
            case _:
                continue
        if is_reach and name == receiver:
            call = calls.get(node)
            yield Delegation(call or node, accessor, target, call)


def _nodes_with(function: Function, name: str | None) -> Iterator[ast.AST]:
    """The nodes of a function, and those of the inner ones in which a name is the same."""
    for node in own_nodes(function):
        yield node
        if isinstance(node, Function):
            parameters = {each.arg for each in descend(node.args) if isinstance(each, ast.arg)}
            if name not in parameters:
                yield from _nodes_with(node, name)


class Forwarder:
    """Follows the delegations of one facade; remembers what it found for every rule that asks."""

    def __init__(self, facade: Facade, inference: Inference) -> None:
        self.facade = facade
        self._inference = inference
        self._found: dict[Part, Forwarding | None] = {}
        self._uses: dict[Domain, Uses] = {}

    @cached_property
    def finder(self) -> TargetFinder:
        return TargetFinder(self.facade, self._inference.everywhere())

    def forwarding(self, part: Part) -> Forwarding | None:
        """The delegation that a function of the facade consists of; None where it does not delegate."""
        if part not in self._found:
            delegation = part.delegation
            if part.kind not in DELEGATING or delegation is None or delegation.through == "own":
                self._found[part] = None
            else:
                self._found[part] = Forwarding(self.facade, part, delegation, self.finder)
        return self._found[part]

    def uses(self, domain: Domain) -> Uses:
        """Who uses the members of a domain."""
        if domain not in self._uses:
            self._uses[domain] = Uses(self.facade, domain, self.finder.inference)
        return self._uses[domain]
