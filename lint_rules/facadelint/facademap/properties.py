"""Which public property of a class gives a private attribute, and nothing else but it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.members import returned_attribute
from facadelint.inference.classes import decorator_names, is_property
from facadelint.inference.values import mangled
from facadelint.source.nodes import is_docstring, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo

Function = ast.FunctionDef | ast.AsyncFunctionDef


class PublicProperty(NamedTuple):
    """A public property that returns one private attribute of the same object."""

    name: str
    attribute: str
    """As the rest of the world sees it: ``_Shop__cache`` of ``self.__cache``."""
    is_exact: bool
    """Whether reading it is reading the attribute, at any time: a plain ``@property``, never a cached one, and
    without another decorator that might do something else."""
    is_settable: bool
    """Whether assigning to it is assigning to the attribute: a setter that does nothing else."""


def public_properties(cls: ClassInfo) -> dict[str, tuple[PublicProperty, ...]]:
    """Private attribute -> the public properties that return it, the one named like it first."""
    found: dict[str, list[PublicProperty]] = {}
    for name, each in _resolved(cls):
        if not name.startswith("_") and each is not None:
            found.setdefault(each.attribute, []).append(each)
    return {
        attribute: tuple(sorted(known, key=lambda each: each.name != attribute.lstrip("_")))
        for attribute, known in found.items()
        if attribute.startswith("_")
    }


def _resolved(cls: ClassInfo) -> Iterator[tuple[str, PublicProperty | None]]:
    """What each name of a class is: of a name that several bases define, the nearest counts."""
    seen: set[str] = set()
    for owner in cls.mro:
        names = {*owner.members, *owner.class_values}
        for name in {**owner.members, **owner.class_values}:
            if name not in seen:
                yield name, _property(owner, name)
        seen |= names


def _property(owner: ClassInfo, name: str) -> PublicProperty | None:
    functions = [each for each in owner.members.get(name, []) if not isinstance(each, ast.ClassDef)]
    parts = [each for each in functions if not is_property(each)]
    getters = [each for each in functions if is_property(each)]
    if len(getters) != 1 or name in owner.class_values:
        return None
    attribute = returned_attribute(getters[0])
    if attribute is None:
        return None
    setters = [each for each in parts if "setter" in set(decorator_names(each))]
    return PublicProperty(
        name,
        mangled(attribute, owner.name),
        is_exact=_is_plain(getters[0]),
        is_settable=len(setters) == 1
        and _stored(setters[0]) == attribute
        and len(setters[0].decorator_list) == 1,
    )


def _is_plain(function: Function) -> bool:
    match function:
        case ast.FunctionDef(decorator_list=[ast.Name(id="property")]):
            return True
        case _:
            return False


def _stored(function: Function) -> str | None:
    """``_x`` of a setter whose whole body is ``self._x = value``."""
    match function.args, [node for node in own_nodes(function) if isinstance(node, ast.stmt)]:
        case (
            ast.arguments(args=[ast.arg(arg=receiver), ast.arg(arg=parameter)]),
            [
                *docstring,
                ast.Assign(
                    targets=[ast.Attribute(value=ast.Name(id=name), attr=attribute)], value=ast.Name(id=value)
                ),
            ],
        ) if (name, value) == (receiver, parameter) and all(map(is_docstring, docstring)):
            return attribute
        case _:
            return None
