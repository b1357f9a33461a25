"""The two-file pattern: the modules whose functions the facade calls with an ops wrapper."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.classes import ClassInfo, receiver_name
from facadelint.inference.values import FunctionObject

if TYPE_CHECKING:
    from facadelint.core.settings import FacadeSettings
    from facadelint.facademap.domains import Domain
    from facadelint.inference.infer import Inference


def add_implementations(
    domains: dict[str, Domain], facade: ClassInfo, inference: Inference, settings: FacadeSettings
) -> None:
    """Add to each domain the modules of the functions that get its wrapper as their first argument."""
    by_accessor = {
        accessor.name: domain
        for domain in domains.values()
        for accessor in domain.accessors
        if domain.wrappers or settings.pattern == "ops"
    }
    if not by_accessor:
        return
    for cls in facade.mro:
        for function in cls.functions():
            receiver = receiver_name(function)
            scope = inference.program.inner_scope(function, cls.scope)
            for node in ast.walk(function):
                match node:
                    case ast.Call(
                        func=called, args=[ast.Attribute(value=ast.Name(id=name), attr=attribute), *_]
                    ) if name == receiver and attribute in by_accessor:
                        for value in inference.evaluate(called, inference.frame(scope)):
                            if isinstance(value, FunctionObject) and value.owner is None:
                                by_accessor[attribute].add_module(value.scope.module.name)
                    case _:
                        pass
