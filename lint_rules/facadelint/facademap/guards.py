"""What may stand before a delegation without being logic of its own: checks, warnings, assertions."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.core.globs import name_glob
from facadelint.source.scopes import ImportBinding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from facadelint.source.scopes import Scope

_CHECKS = re.compile(r"_*(check|validate|ensure|require|assert|raise_if)")
_WARNS = re.compile(r"(^|_)warn(s|ed|ing|ings)?(_|$)|Warning$")


def is_guard(node: ast.stmt, named: Callable[[ast.stmt], bool] = lambda _: False) -> bool:
    """Whether a statement only asserts, raises on a condition, warns or checks.

    ``named`` tells the calls that the ``guards`` setting names: those check, whatever they are called.
    """
    match node:
        case ast.Assert():
            return True
        case (
            ast.Expr(value=ast.Call(func=function)) | ast.Expr(value=ast.Await(value=ast.Call(func=function)))
        ):
            return is_checking_call(function) or named(node)
        case ast.If(body=body, orelse=orelse):
            branches = [branch for branch in (body, orelse) if branch]
            return all(_only_raises_or_warns(each, named) for each in branches) and any(
                map(_does_anything, branches)
            )
        case _:
            return False


def _only_raises_or_warns(body: list[ast.stmt], named: Callable[[ast.stmt], bool]) -> bool:
    if isinstance(body[-1], ast.Raise):  # message = "..." before it is a habit that other linters ask for
        body = [node for node in body if not _is_local_assignment(node)]
    return all(
        isinstance(node, ast.Raise | ast.Pass | ast.Import | ast.ImportFrom) or is_guard(node, named)
        for node in body
    )


def _does_anything(body: list[ast.stmt]) -> bool:
    """Whether a branch guards; one that only passes does nothing, and its condition is looked at for no reason."""
    return any(not isinstance(node, ast.Pass | ast.Import | ast.ImportFrom) for node in body)


def _is_local_assignment(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets)


def is_checking_call(function: ast.expr) -> bool:
    """Whether a function checks or warns, by its name: ``check.*``, ``warnings.warn``, ``_validate_x``."""
    name = dotted(function)
    if name is None:
        return False
    *before, last = name.split(".")
    if before[:1] == ["self"] and len(before) > 1:
        return False  # self._client.check_health() is a call of somebody else
    return bool(_CHECKS.match(last) or _WARNS.search(last) or before[-1:] == ["check"])


def dotted(node: ast.expr) -> str | None:
    """``warnings.warn`` as text; None where it is no plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return ".".join([node.id, *parts]) if isinstance(node, ast.Name) else None


def words_of(node: ast.stmt, scope: Scope) -> list[set[str]]:
    """What each part of a guard is in the words of the ``guards`` setting.

    ``assert``, ``raise``, ``warn``, or the name of the called function; any word of a part allows it. A function has
    two names where an import gives it another one: ``import shop.checks as check``. ``scope`` is the module's.
    """
    match node:
        case ast.Assert():
            return [{"assert"}]
        case ast.Raise():
            return [{"raise"}]
        case (
            ast.Expr(value=ast.Call(func=function)) | ast.Expr(value=ast.Await(value=ast.Call(func=function)))
        ):
            name = dotted(function) or ""
            words = {name, _imported(name, scope)}
            return [words | {"warn"} if _WARNS.search(name.rpartition(".")[2]) else words]
        case ast.If(body=body, orelse=orelse):
            return [words for each in (*body, *orelse) for words in words_of(each, scope)]
        case _:
            return []


def _imported(name: str, scope: Scope) -> str:
    """What a dotted name is called where it is imported from."""
    root, dot, rest = name.partition(".")
    for binding in scope.bindings.get(root, ()):
        if isinstance(binding, ImportBinding):
            origin = f"{binding.module}.{binding.attribute}" if binding.attribute else binding.module
            return origin + dot + rest
    return name


def is_allowed(node: ast.stmt, allowed: Iterable[str], scope: Scope) -> bool:
    """Whether the ``guards`` setting allows every part of a guard."""
    globs = [name_glob(glob) for glob in allowed]
    parts = words_of(node, scope)
    return all(any(glob.matches(word) for glob in globs for word in words) for words in parts)
