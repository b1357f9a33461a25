"""What may stand before a delegation without being logic of its own: checks, warnings, assertions."""

from __future__ import annotations

import ast
import re

_CHECKS = re.compile(r"_*(check|validate|ensure|require|assert|raise_if)")
_WARNS = re.compile(r"(^|_)warn(s|ed|ing|ings)?(_|$)|Warning$")


def is_guard(node: ast.stmt) -> bool:
    """Whether a statement only asserts, raises on a condition, warns or checks."""
    match node:
        case ast.Assert():
            return True
        case ast.Expr(value=ast.Call(func=function)) | ast.Expr(value=ast.Await(value=ast.Call(func=function))):
            return is_checking_call(function)
        case ast.If(body=body, orelse=orelse):
            return all(_only_raises_or_warns(branch) for branch in (body, orelse) if branch)
        case _:
            return False


def _only_raises_or_warns(body: list[ast.stmt]) -> bool:
    return all(
        isinstance(node, ast.Raise | ast.Pass | ast.Import | ast.ImportFrom) or is_guard(node) for node in body
    )


def is_checking_call(function: ast.expr) -> bool:
    """Whether a function is, by its name, one that checks or warns: ``check.*``, ``warnings.warn``, ``_validate_x``."""
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


def kinds_of(node: ast.stmt) -> set[str]:
    """How a guard guards, in the words of the ``guards`` setting: ``assert``, ``raise``, ``warn``, or a call's name."""
    match node:
        case ast.Assert():
            return {"assert"}
        case ast.Raise():
            return {"raise"}
        case ast.Expr(value=ast.Call(func=function)) | ast.Expr(value=ast.Await(value=ast.Call(func=function))):
            name = dotted(function) or ""
            return {"warn", name} if _WARNS.search(name.rpartition(".")[2]) else {name}
        case ast.If(body=body, orelse=orelse):
            return set().union(*(kinds_of(each) for each in (*body, *orelse)))
        case _:
            return set()
