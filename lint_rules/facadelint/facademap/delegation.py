"""Reads one expression as a delegation: where it goes and what is done to the arguments on the way."""

from __future__ import annotations

import ast
import builtins
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeGuard

from facadelint.inference.classes import decorator_names, is_property
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Issue = Literal["dropped", "altered", "repeated"]


class ArgumentIssue(NamedTuple):
    """A parameter that is not forwarded, or an argument that is not simply a parameter."""

    issue: Issue
    node: ast.AST
    """The parameter (dropped) or the argument (altered, or one that is passed on a second time)."""
    name: str
    """The parameter, or the place of the argument in the call: ``limit`` or ``#2``."""


class Delegation(NamedTuple):
    """``self.<accessor>.<target>(...)`` in one of its forms."""

    node: ast.expr
    accessor: str
    """``_order_domain``, a collaborator, ``self``, ``super()``, or the mixin's name."""
    target: str
    """The member on the other side; dotted where it is more than one step away."""
    call: ast.Call | None
    """None for the delegation of a property."""
    through: Literal["accessor", "own", "super", "mixin", "function"] = "accessor"
    function: ast.expr | None = None
    """For the ops pattern: the function that is called with the accessor as its first argument."""
    issues: tuple[ArgumentIssue, ...] = ()
    assigned: ast.expr | None = None
    """The value that a property setter assigns on the other side."""
    works_on: ast.expr | None = None
    """The argument by which a function is handed the accessor."""

    @property
    def steps(self) -> int:
        return self.target.count(".") + 1


class DelegationReader:
    """Reads the delegations of one function of the facade."""

    def __init__(
        self,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        receiver: str | None,
        *,
        methods: frozenset[str],
        getters: frozenset[str],
        bases: frozenset[str],
        accessors: frozenset[str],
        wrappers: frozenset[str] = frozenset(),
        properties: frozenset[str] = frozenset(),
        own: str | None = None,
        originals: Mapping[str, str] = MappingProxyType({}),
        is_named_guard: Callable[[ast.stmt], bool] = lambda _: False,
    ) -> None:
        """
        Args:
            function: the facade's method.
            receiver: the name of its first parameter; None for a static method.
            methods: the facade's own methods, inherited ones included.
            getters: accessors that are called, ``self._get_client()``.
            bases: names of the facade's base classes, for ``Mixin.method(self)``.
            accessors: the accessors, for ``module.function(self._order_ops)``.
            wrappers: those of them that give ops wrappers, for ``module.function(ops=self._order_ops)``: a domain
                that goes along by keyword is an argument like any other.
            properties: own properties that compute something, which are no stored attribute.
            own: the name of the class, for ``Shop.find(key)`` in a static method.
            originals: what imported names are called where they come from, ``{"c": "cast"}``.
            is_named_guard: whether the configuration names the function that a statement calls as a guard.
        """
        self.function = function
        self.receiver = receiver
        self.methods = methods
        self.getters = getters
        self.bases = bases
        self.accessors = accessors
        self.wrappers = wrappers
        self.properties = properties
        self.own = own
        self.originals = originals
        self.is_named_guard = is_named_guard
        self.locals: dict[str, ast.expr] = {}
        """Local names that were bound to an accessor first."""

    def _is_property(self) -> bool:
        names = set(decorator_names(self.function))
        return is_property(self.function) or bool(names & {"setter", "deleter"})

    def unwrap(self, node: ast.expr) -> ast.expr:
        """Look through what does not change a value: ``await``, ``typing.cast`` and a walrus."""
        while True:
            match node:
                case ast.Await(value=inner) | ast.NamedExpr(value=inner):
                    node = inner
                case ast.Call(func=ast.Attribute(attr="cast"), args=[_, inner], keywords=[]):
                    node = inner
                case ast.Call(func=ast.Name(id=name), args=[_, inner], keywords=[]) if (
                    self._original(name) == "cast"
                ):
                    node = inner
                case _:
                    return node

    def _original(self, name: str) -> str:
        return self.originals.get(name, name)

    def base_path(self, node: ast.expr) -> list[str] | None:
        """``["_x", "y"]`` for ``self._x.y`` and for ``self._get_x().y``; None for anything else."""
        node = self.unwrap(node)
        match node:
            case ast.Name(id=name) if name == self.receiver:
                return []
            case ast.Name(id=name) if name in self.locals:
                return self.base_path(self.locals[name])
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=getter), args=[], keywords=[]) if (
                name == self.receiver and getter in self.getters
            ):
                return [getter]
            case ast.Attribute(value=value, attr=attribute):
                path = self.base_path(value)
                return None if path is None else [*path, attribute]
            case _:
                return None

    def read(self, node: ast.expr) -> Delegation | None:
        """The delegation that an expression is; None where it is something else."""
        node = self.unwrap(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=target) if self._is_property():
                return Delegation(node, "super()", target, None, "super")
            case _:
                pass
        path = self.base_path(node)
        if (
            path is not None
            and len(path) > 1
            and not (path[0] in self.methods and path[0] not in self.getters)
        ):
            if path[0] in self.properties:
                return None
            issues = () if self._is_property() else tuple(self.argument_issues([], []))
            return Delegation(node, path[0], ".".join(path[1:]), None, issues=issues)
        return None

    def _call(self, node: ast.Call) -> Delegation | None:
        function = node.func
        first_path = self.base_path(node.args[0]) if node.args else None
        match function:
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=target):
                return self._with_arguments(Delegation(node, "super()", target, node, "super"), node.args)
            case ast.Attribute(value=ast.Name(id=name), attr=target) if (
                name in self.bases and first_path == []
            ):
                return self._with_arguments(Delegation(node, name, target, node, "mixin"), node.args[1:])
            case ast.Attribute(value=ast.Name(id=name), attr=target) if name == self.own:
                passed = node.args[1:] if first_path == [] else node.args
                return self._with_arguments(Delegation(node, "self", target, node, "own"), passed)
            case ast.Attribute():
                path = self.base_path(function)
                if path is not None and len(path) == 1:
                    return self._with_arguments(Delegation(node, "self", path[0], node, "own"), node.args)
                if path is not None:
                    if path[0] in self.properties or (
                        path[0] in self.methods and path[0] not in self.getters
                    ):
                        return None
                    return self._with_arguments(
                        Delegation(node, path[0], ".".join(path[1:]), node), node.args
                    )
            case _:
                pass
        if _is_plain_function(function):
            return self._function(node, function)
        return None

    def _function(self, node: ast.Call, function: ast.Name | ast.Attribute) -> Delegation | None:
        """``function(self._order_ops, ...)``, or all by keyword: ``function(ops=self._order_ops, ...)``."""
        by_keyword = [] if node.args else [each.value for each in node.keywords if each.arg is not None]
        for argument in (*node.args[:1], *by_keyword):
            path = self.base_path(argument)
            known = self.accessors if node.args else self.wrappers
            if path is not None and len(path) == 1 and path[0] in known:
                target = self._original(function.id) if isinstance(function, ast.Name) else function.attr
                delegation = Delegation(node, path[0], target, node, "function", function, (), None, argument)
                keywords = [each for each in node.keywords if each.value is not argument]
                return self._with_arguments(delegation, node.args[1:], keywords)
        return None

    def _with_arguments(
        self, delegation: Delegation, positional: list[ast.expr], keywords: list[ast.keyword] | None = None
    ) -> Delegation:
        assert delegation.call is not None
        passed = delegation.call.keywords if keywords is None else keywords
        return delegation._replace(issues=tuple(self.argument_issues(positional, passed)))

    def argument_issues(self, positional: list[ast.expr], keywords: list[ast.keyword]) -> list[ArgumentIssue]:
        """What happens to the parameters: those never passed on, and arguments that are not just a parameter."""
        parameters = parameters_of(self.function, self.receiver)
        used: set[str] = set()
        issues: list[ArgumentIssue] = []
        for index, argument in enumerate(positional, 1):
            self._argument(argument, f"#{index}", parameters, used, issues)
        for keyword in keywords:
            if keyword.arg is None:
                starred = ast.Starred(keyword.value, ast.Load(), lineno=0, col_offset=0)
                self._argument(starred, "**", parameters, used, issues, at=keyword)
            else:
                self._argument(keyword.value, keyword.arg, parameters, used, issues, at=keyword)
        dropped = [
            ArgumentIssue("dropped", argument, name)
            for name, argument in parameters.items()
            if name not in used
        ]
        return [*dropped, *issues]

    def _argument(
        self,
        argument: ast.expr,
        place: str,
        parameters: Mapping[str, ast.arg],
        used: set[str],
        issues: list[ArgumentIssue],
        at: ast.keyword | None = None,
    ) -> None:
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        plain = inner if isinstance(inner, ast.Await) else self.unwrap(inner)
        issue: Issue = "altered"
        if isinstance(plain, ast.Name) and plain.id in parameters:
            is_variadic = plain.id in variadic_names(self.function)
            if is_variadic == isinstance(argument, ast.Starred):
                if plain.id not in used:
                    used.add(plain.id)
                    return
                issue = "repeated"
        used.update(each.id for each in descend(inner) if isinstance(each, ast.Name))
        issues.append(ArgumentIssue(issue, at or argument, place))


def _is_plain_function(node: ast.expr) -> TypeGuard[ast.Name | ast.Attribute]:
    """A function by its name, possibly of a module.

    ``len(self._order_domain)`` delegates nothing, nor does ``provider().write(self._order_domain)`` to the domain.
    """
    if isinstance(node, ast.Name):
        return not hasattr(builtins, node.id)
    root = node
    while isinstance(root, ast.Attribute):
        root = root.value
    return isinstance(node, ast.Attribute) and isinstance(root, ast.Name)


def parameters_of(
    function: ast.FunctionDef | ast.AsyncFunctionDef, receiver: str | None
) -> dict[str, ast.arg]:
    """Every parameter but the receiver, in order."""
    arguments = function.args
    found = [*arguments.posonlyargs, *arguments.args]
    if receiver is not None:
        found = found[1:]
    found += [each for each in (arguments.vararg, *arguments.kwonlyargs, arguments.kwarg) if each is not None]
    return {argument.arg: argument for argument in found}


def variadic_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names behind ``*`` and ``**``."""
    return {each.arg for each in (function.args.vararg, function.args.kwarg) if each is not None}
