"""The attributes of a class that are clients: made by the class itself, and called by most of its members."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.adopt.sightings import MANY_DELEGATIONS
from facadelint.inference.values import FunctionObject, Instance, just
from facadelint.source.scopes import ValueBinding

if TYPE_CHECKING:
    from facadelint.adopt.mapping import Mapped
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference


def made_attributes(mapped: Mapped) -> list[str]:
    """Attributes that hold an object of the project which the class makes itself, and that are no domain yet."""
    sighting, facade, inference = mapped
    myself = just(Instance(facade.cls))
    return [
        name
        for name, is_made in sighting.made.items()
        if is_made
        and facade.accessed_domain(name) is None
        and any(isinstance(value, Instance) for value in inference.attribute(myself, name))
    ]


def computed_accessors(mapped: Mapped) -> dict[str, str | None]:
    """Properties and getters that look up what many members call, with the class behind them.

    The class is None unless only the bound of a type variable says it, which inference does not look at.
    """
    sighting, facade, inference = mapped
    cls = facade.cls
    found: dict[str, str | None] = {}
    for name, number in sighting.delegations.items():
        functions = [each for each in cls.members.get(name, ()) if not isinstance(each, ast.ClassDef)]
        if number < MANY_DELEGATIONS or name not in sighting.computed or name in facade.accessors:
            continue
        given = inference.result(FunctionObject(functions[0], cls.scope, cls, just(Instance(cls))))
        bound = _bound(functions[0], cls, inference)
        if bound is not None or any(isinstance(value, Instance) for value in given):
            found[name] = bound
    return found


def _bound(
    function: ast.FunctionDef | ast.AsyncFunctionDef, cls: ClassInfo, inference: Inference
) -> str | None:
    """``module:Class`` of ``-> _S`` with ``_S = TypeVar("_S", bound="Class")``."""
    if not isinstance(function.returns, ast.Name):
        return None
    program = inference.program
    for definition in program.definitions(cls.outer, function.returns.id):
        if not isinstance(definition, tuple) or not isinstance(definition[0], ValueBinding):
            continue
        value = definition[0].value
        keywords = value.keywords if isinstance(value, ast.Call) else []
        bound = next((keyword.value for keyword in keywords if keyword.arg == "bound"), None)
        match bound:
            case ast.Constant(value=str(name)):
                bound = ast.Name(name, ast.Load())
        target = program.class_at(definition[1], bound) if bound is not None else None
        if target is not None:
            return f"{target.module.name}:{target.name}"
    return None
