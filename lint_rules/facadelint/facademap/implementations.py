"""The two-file pattern: the modules whose functions the facade calls with an ops wrapper."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.seeding import seed_function
from facadelint.inference.classes import ClassInfo, receiver_name
from facadelint.inference.values import FunctionObject, Instance
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.core.settings import FacadeSettings
    from facadelint.facademap.accessors import Accessor
    from facadelint.facademap.domains import Domain
    from facadelint.inference.infer import Inference


class _Claim(NamedTuple):
    """A function that the facade calls with the wrapper of a domain."""

    domain: Domain
    accessor: Accessor
    function: FunctionObject
    keyword: str | None
    """How the wrapper is passed; None for the first argument."""


def add_implementations(
    domains: dict[str, Domain], facade: ClassInfo, inference: Inference, settings: FacadeSettings
) -> None:
    """Add to each domain the modules of the functions that get its wrapper.

    A module that is called with the wrappers of several domains stays with the one whose folder or name it has:
    one mistaken call would make it the implementation of both, and each free to import the other.
    """
    by_accessor = {
        accessor.name: (domain, accessor)
        for domain in domains.values()
        for accessor in domain.accessors
        if domain.wrappers or settings.pattern == "ops"
    }
    if not by_accessor:
        return
    called_with: dict[str, list[_Claim]] = {}
    for cls in facade.mro:
        for function in cls.functions():
            scope = inference.program.inner_scope(function, cls.scope)
            for called, attribute, keyword in _calls(function):
                if attribute not in by_accessor:
                    continue
                for value in inference.evaluate(called, inference.frame(scope)):
                    if isinstance(value, FunctionObject) and value.owner is None:
                        claims = called_with.setdefault(value.scope.module.name, [])
                        claims.append(_Claim(*by_accessor[attribute], value, keyword))
    for module, claims in called_with.items():
        package, _, name = module.rpartition(".")
        at_home = [claim for claim in claims if _lies_in(claim.accessor, package)] or claims
        namesakes = [claim for claim in at_home if name == f"{claim.domain.name}_implementation"]
        for claim in namesakes or at_home:
            _add(claim, module, inference)


def _lies_in(accessor: Accessor, package: str) -> bool:
    """Whether what is behind an accessor is defined in a package, beside whatever else is there."""
    return any(name.rpartition(".")[0] == package for name in accessor.modules)


def _calls(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[ast.expr, str, str | None]]:
    """What the function calls with an attribute of self, which, and by which keyword if not as the first argument."""
    receiver = receiver_name(function)
    known: dict[str, str] = {}

    def given(node: ast.expr) -> str | None:
        """``_order_ops`` for ``self._order_ops``, for ``self._order_ops()`` and for a local name of it."""
        match node:
            case (
                ast.Attribute(value=ast.Name(id=name), attr=attribute)
                | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute), args=[], keywords=[])
            ) if name == receiver:
                return attribute
            case ast.Name(id=name):
                return known.get(name)
            case _:
                return None

    for node in descend(function):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=local)], value=value)
                | ast.NamedExpr(target=ast.Name(id=local), value=value)
            ) if attribute := given(value):
                known[local] = attribute
            case _:
                pass
    for node in descend(function):
        if isinstance(node, ast.Call):
            passed: list[tuple[ast.expr, str | None]] = [(argument, None) for argument in node.args[:1]]
            for argument, keyword in passed or [(each.value, each.arg) for each in node.keywords]:
                if attribute := given(argument):
                    yield node.func, attribute, keyword


def _add(claim: _Claim, module: str, inference: Inference) -> None:
    domain = claim.domain
    domain.add_module(module)
    wrappers = frozenset(Instance(cls) for cls in claim.accessor.classes if cls in domain.wrappers)
    if wrappers:
        if module not in domain.implementations:
            domain.implementations.append(module)
        seed_function(inference, claim.function, wrappers, claim.keyword)
