"""Takes the body of a facade method apart: docstring, local imports, guards, bound accessors, and what is left."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, NamedTuple

from facadelint.facademap.delegation import ArgumentIssue, Delegation, DelegationReader
from facadelint.facademap.guards import is_guard
from facadelint.inference.classes import decorator_names

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = Literal["delegate", "own", "attribute", "constant", "logic"]


class Body(NamedTuple):
    """What one function of the facade does."""

    shape: Shape
    guards: tuple[ast.stmt, ...] = ()
    delegation: Delegation | None = None
    attribute: str | None = None
    """For the shape "attribute": what is returned; ``self`` itself has no name."""
    disqualifying: ast.stmt | None = None
    """For the shape "logic": the first statement that is more than delegation."""


def read_body(reader: DelegationReader) -> Body:
    """Classify the body of a function."""
    statements = meaningful(reader.function)
    guards: list[ast.stmt] = []
    while statements:
        first = statements[0]
        if _binds_accessor(first, reader):
            statements = statements[1:]
        elif len(statements) > 1 and is_guard(first, reader.is_named_guard):
            guards.append(first)
            statements = statements[1:]
        else:
            break
    body = _rest(reader, statements)
    if body.shape == "logic" or (guards and body.shape not in ("delegate", "own")):
        disqualifying = body.disqualifying if body.shape == "logic" else guards[0]
        return Body("logic", tuple(guards), body.delegation, disqualifying=disqualifying)
    return Body(body.shape, tuple(guards), body.delegation, body.attribute)


def meaningful(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """The statements of a body without its docstring, local imports and ``pass``."""
    return [each for each in function.body if not _is_idle(each)]


def _is_idle(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Global() | ast.Nonlocal():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), orelse=[]):
            return True
        case _:
            return False


def _binds_accessor(node: ast.stmt, reader: DelegationReader) -> bool:
    """``domain = self._order_domain``, so that ``domain.total()`` is a delegation."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            pass
        case _:
            return False
    path = reader.base_path(value)
    if path is None or len(path) != 1 or name in reader.locals:
        return False
    if path[0] in reader.properties or (path[0] in reader.methods and path[0] not in reader.getters):
        return False
    # ``x = self._x`` with ``return x`` is an attribute, which the rest of the body says.
    reader.locals[name] = value
    return True


def _rest(reader: DelegationReader, statements: list[ast.stmt]) -> Body:
    if not statements:
        return Body("constant") if not reader.locals else Body("logic")
    if len(statements) == 2:
        if isinstance(statements[0], ast.Expr) and _returns_nothing(statements[1]):
            return _statement(reader, statements[0])
        joined = _result_returned(reader, *statements)
        if joined is not None:
            return _expression(reader, joined, statements[0], returned=True)
    if len(statements) > 1:
        return Body("logic", disqualifying=_beyond_delegation(reader, statements))
    return _statement(reader, statements[0])


def _returns_nothing(node: ast.stmt) -> bool:
    """``return`` and ``return None`` at the end say what would happen without them."""
    match node:
        case ast.Return(value=None | ast.Constant(value=None)):
            return True
        case _:
            return False


def _result_returned(reader: DelegationReader, first: ast.stmt, second: ast.stmt) -> ast.expr | None:
    """``result = delegation`` and ``return result`` at once: the delegation."""
    match first, second:
        case (
            ast.Assign(targets=[ast.Name(id=bound)], value=value)
            | ast.AnnAssign(target=ast.Name(id=bound), value=value),
            ast.Return(value=ast.expr() as returned),
        ):
            inner = reader.unwrap(returned)
            if isinstance(inner, ast.Name) and inner.id == bound and value is not None:
                return value.value if isinstance(value, ast.YieldFrom) else value
        case _:
            pass
    return None


def _beyond_delegation(reader: DelegationReader, statements: list[ast.stmt]) -> ast.stmt:
    """The first statement of several that is no delegation; the second, where all are."""
    for statement in statements:
        if _statement(reader, statement).shape not in ("delegate", "own"):
            return statement
    return statements[1]


def _statement(reader: DelegationReader, node: ast.stmt) -> Body:
    match node:
        case ast.Return(value=None):
            return Body("constant")
        case ast.Return(value=ast.YieldFrom(value=value)) | ast.Expr(value=ast.YieldFrom(value=value)):
            return _expression(reader, value, node, returned=True)
        case ast.Return(value=ast.expr() as value):
            return _expression(reader, value, node, returned=True)
        case ast.Expr(value=value):
            return _expression(reader, value, node, returned=False)
        case ast.For(target=ast.Name(id=name), iter=value, body=[each], orelse=[]):
            return _yielding(reader, node, name, value, each)
        case ast.AsyncFor(target=ast.Name(id=name), iter=value, body=[each], orelse=[]):
            return _yielding(reader, node, name, value, each)
        case ast.Assign(targets=[target], value=value):
            return _assignment(reader, node, target, value)
        case ast.Delete(targets=[target]):
            return _assignment(reader, node, target, None)
        case ast.Raise(exc=exc) if _is_not_implemented(exc):
            return Body("constant")
        case _:
            return Body("logic", disqualifying=node)


def _yielding(reader: DelegationReader, node: ast.stmt, name: str, value: ast.expr, each: ast.stmt) -> Body:
    match each:
        case ast.Expr(value=ast.Yield(value=ast.Name(id=yielded))) if yielded == name:
            return _expression(reader, value, node, returned=True)
        case _:
            return Body("logic", disqualifying=node)


def _assignment(reader: DelegationReader, node: ast.stmt, target: ast.expr, value: ast.expr | None) -> Body:
    """A property's setter or deleter: ``self._order_domain.limit = value``, ``self._limit = value``."""
    if not isinstance(target, ast.Attribute) or not _is_accessor_of_property(reader.function):
        return Body("logic", disqualifying=node)
    path = reader.base_path(target)
    if path is None:
        return Body("logic", disqualifying=node)
    issues = _value_issues(reader, value)
    if len(path) == 1:
        if issues:
            return Body("logic", disqualifying=node)
        return Body("attribute", attribute=path[0])
    if path[0] in reader.properties:  # what the getter is by the same way
        return Body("logic", disqualifying=node)
    delegation = Delegation(target, path[0], ".".join(path[1:]), None, issues=tuple(issues), assigned=value)
    return Body("delegate", delegation=delegation)


def _value_issues(reader: DelegationReader, value: ast.expr | None) -> list[ArgumentIssue]:
    return [] if value is None else reader.argument_issues([value], [])


def _is_accessor_of_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(name in ("setter", "deleter") for name in decorator_names(function))


def _is_not_implemented(node: ast.expr | None) -> bool:
    inner = node.func if isinstance(node, ast.Call) else node
    return isinstance(inner, ast.Name) and inner.id == "NotImplementedError"


def _expression(reader: DelegationReader, node: ast.expr, statement: ast.stmt, *, returned: bool) -> Body:
    delegation = reader.read(node)
    if delegation is not None:
        if delegation.through != "own":
            return Body("delegate", delegation=delegation)
        if delegation.target in reader.methods and not delegation.issues:
            return Body("own", delegation=delegation)
        return Body("logic", delegation=delegation, disqualifying=statement)
    inner = reader.unwrap(node)
    if returned:
        path = reader.base_path(inner)
        if path == []:
            return Body("attribute")
        if path is not None and len(path) == 1:
            return _own_value(path[0], inner, reader, statement)
    if is_literal(inner):
        return Body("constant")
    return Body("logic", disqualifying=statement)


def _own_value(name: str, node: ast.expr, reader: DelegationReader, statement: ast.stmt) -> Body:
    if name in reader.getters or (name in reader.methods and isinstance(node, ast.Call)):
        return Body("own", delegation=Delegation(node, "self", name, None, "own"))
    if name in reader.properties:
        return Body("own", delegation=Delegation(node, "self", name, None, "own"))
    return (
        Body("logic", disqualifying=statement)
        if name in reader.methods
        else Body("attribute", attribute=name)
    )


def is_literal(node: ast.expr) -> bool:
    """Whether an expression is written down as a value: a number, a string, a display of such."""
    match node:
        case ast.Constant():
            return True
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant()):
            return True
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return all(is_literal(element) for element in elements)
        case ast.Dict(keys=keys, values=values):
            return all(key is not None and is_literal(key) for key in keys) and all(map(is_literal, values))
        case _:
            return False


def functions_of(definitions: list[ast.AST]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions among the definitions of one name, without overload stubs."""
    for definition in definitions:
        if not isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if "overload" not in set(decorator_names(definition)):
            yield definition
