"""Follows the statements of a function, so that a name is what it was last bound to, on every path."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from facadelint.inference import annotation, narrowing, selves
from facadelint.inference.frame import Frame
from facadelint.inference.values import NOTHING, Items, Values, path_of
from facadelint.source.nodes import children
from facadelint.source.scopes import Function, ImportBinding, ParameterBinding, default_of, targets, unpacked

if TYPE_CHECKING:
    from facadelint.inference.infer import Inference
    from facadelint.source.scopes import Scope

_REPEATED = 6
"""How many nested loops are each followed twice."""


def record_function(
    inference: Inference, function: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame
) -> None:
    """Follow the body of a function that is defined at the point where ``frame`` stands."""
    scope = inference.program.inner_scope(function, frame.scope)
    inner = Frame(scope, inference.owner_of(scope), flow=True, parent=frame.copy(), record=frame.record)
    inner.types |= parameters(inference, scope, frame)
    follow(inference, function.body, inner)


def parameters(inference: Inference, scope: Scope, frame: Frame) -> dict[str, Values]:
    """What the parameters of a function may be that is defined at the point where ``frame`` stands.

    Their defaults are evaluated there, so what is known at that point of a name holds for them too.
    """
    found: dict[str, Values] = {}
    for name, bindings in scope.bindings.items():
        first = bindings[0]
        if isinstance(first, ParameterBinding) and isinstance(scope.node, Function):
            found[name] = inference.binding(first, scope)
            default = default_of(scope.node.args, first.argument)
            if default is not None and frame.flow:
                found[name] |= narrowing.quietly(inference, default, frame)
            elif default is not None and frame.record is not None:
                found[name] |= frame.record.get(default, NOTHING)
    return found


def follow(inference: Inference, body: list[ast.stmt], frame: Frame) -> bool:
    """Follow statements; False where the end of the block cannot be reached."""
    return all(_statement(inference, statement, frame) for statement in body)


def assign(inference: Inference, target: ast.expr, values: Values, frame: Frame) -> None:
    """Bind the targets of an assignment; paths such as ``self._shop`` are followed like names."""
    for single, steps in targets(target):
        found = inference.follow(values, steps)
        path = path_of(single)
        if isinstance(single, ast.Attribute):
            inference.evaluate(single, frame)  # looked up as it was before this assignment
        elif isinstance(single, ast.Subscript):
            inference.evaluate(single, frame)
        if isinstance(single, ast.Name) and not found:
            found = inference.declared(frame.scope, single.id)
        if path is not None:
            frame.bind(path, found)


def _statement(inference: Inference, node: ast.stmt, frame: Frame) -> bool:
    def evaluate(expression: ast.expr | None) -> Values:
        return inference.evaluate(expression, frame) if expression is not None else NOTHING

    match node:
        case ast.Expr(value=value):
            evaluate(value)
            return not _never_returns(value)
        case ast.Assign(targets=names, value=value):
            values = evaluate(value)
            for target in names:
                assign(inference, target, values, frame)
        case ast.AnnAssign(target=target, annotation=said, value=value):
            known = annotation.evaluate(inference, said, frame.scope)
            values = evaluate(value)
            if value is not None or known:
                assign(inference, target, selves.alike(known, values) | values, frame)
        case ast.AugAssign(target=target, value=value):
            evaluate(value)
            inference.evaluate(target, frame)
            assign(inference, target, NOTHING, frame)
        case ast.Return(value=value):
            evaluate(value)
            return False
        case ast.Raise(exc=exc, cause=cause):
            evaluate(exc)
            evaluate(cause)
            return False
        case ast.Break():
            frame.broken.append(dict(frame.types))
            return False
        case ast.Continue():
            frame.continued.append(dict(frame.types))
            return False
        case ast.If(test=test, body=body, orelse=orelse):
            return _if(inference, test, body, orelse, frame)
        case ast.While(test=test):
            evaluate(test)
            _loop(inference, node, frame)
        case ast.For(iter=iterable) | ast.AsyncFor(iter=iterable):
            evaluate(iterable)
            _loop(inference, node, frame)
        case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
            for item in items:
                entered = inference.entered(evaluate(item.context_expr))
                if item.optional_vars is not None:
                    assign(inference, item.optional_vars, entered, frame)
            return follow(inference, body, frame)
        case ast.Try() | ast.TryStar():
            return _try(inference, node, frame)
        case ast.Match(subject=subject, cases=cases):
            return _match(inference, subject, cases, frame)
        case ast.Assert(test=test, msg=message):
            evaluate(test)
            evaluate(message)
            for path, values in narrowing.narrow(inference, test, frame, holds=True).items():
                frame.bind(path, values)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            _definition(inference, node, frame)
        case ast.ClassDef(body=body):
            _class(inference, node, frame)
        case ast.Delete(targets=names):
            for target in names:
                evaluate(target)
                deleted = path_of(target)
                if deleted is not None:
                    frame.bind(deleted, NOTHING)
        case ast.Import() | ast.ImportFrom():
            for name, bindings in frame.scope.bindings.items():
                for binding in bindings:
                    if binding.node is node and isinstance(binding, ImportBinding):
                        frame.bind(name, inference.imported(binding))
        case _:
            for child in children(node):
                if isinstance(child, ast.expr):
                    evaluate(child)
    return True


def _never_returns(value: ast.expr) -> bool:
    """``sys.exit()`` and its like end a path, which makes an early exit narrow what follows."""
    match value:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="sys"), attr="exit") | ast.Name(id="exit" | "quit")
        ):
            return True
        case ast.Call(func=ast.Attribute(attr="fail" | "skip", value=ast.Name(id="pytest"))):
            return True
        case _:
            return False


def _if(
    inference: Inference, test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt], frame: Frame
) -> bool:
    inference.evaluate(test, frame)
    states = []
    for branch, holds in ((body, True), (orelse, False)):
        inner = frame.copy()
        for path, values in narrowing.narrow(inference, test, inner, holds=holds).items():
            inner.bind(path, values)
        if follow(inference, branch, inner):
            states.append(inner.types)
    frame.join(*states)
    return bool(states)


def _loop(inference: Inference, node: ast.For | ast.AsyncFor | ast.While, frame: Frame) -> None:
    broken: list[dict[str, Values]] = []
    # Once more, with what the body itself has bound; in deep nests only once, since each level doubles the time.
    for _ in range(2 if frame.loops < _REPEATED else 1):
        inner = replace(frame.copy(), broken=broken, continued=[], loops=frame.loops + 1)
        if isinstance(node, ast.While):
            for path, values in narrowing.narrow(inference, node.test, inner, holds=True).items():
                inner.bind(path, values)
        else:
            iterated = inference.elements(narrowing.quietly(inference, node.iter, inner))
            assign(inference, node.target, iterated, inner)
        states = [dict(frame.types)]
        if follow(inference, node.body, inner):
            states.append(inner.types)
        frame.join(*states, *inner.continued)
    states = [dict(frame.types)] if follow(inference, node.orelse, frame) else []
    frame.join(*states, *broken)  # a break passes the else by


def _try(inference: Inference, node: ast.Try | ast.TryStar, frame: Frame) -> bool:
    before = dict(frame.types)
    body = frame.copy()
    reached = follow(inference, node.body, body)
    after_body = dict(body.types)
    states = []
    if reached and follow(inference, node.orelse, body):
        states.append(body.types)
    for handler in node.handlers:
        inner = frame.copy()
        inner.join(before, after_body)  # the exception may come from anywhere in the body
        if handler.type is not None:
            inference.evaluate(handler.type, inner)
        if handler.name is not None:
            inner.bind(handler.name, NOTHING)
        if follow(inference, handler.body, inner):
            states.append(inner.types)
    frame.join(*(states or [before, after_body]))
    return follow(inference, node.finalbody, frame) and bool(states)


def _match(inference: Inference, subject: ast.expr, cases: list[ast.match_case], frame: Frame) -> bool:
    values = inference.evaluate(subject, frame)
    states = [dict(frame.types)]
    for case in cases:
        inner = frame.copy()
        matched = _pattern(inference, case.pattern, values, inner)
        path = path_of(subject)
        if path is not None:
            inner.bind(path, matched)
        if case.guard is not None:
            inference.evaluate(case.guard, inner)
            for narrowed, known in narrowing.narrow(inference, case.guard, inner, holds=True).items():
                inner.bind(narrowed, known)
        if follow(inference, case.body, inner):
            states.append(inner.types)
        if case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
            states = states[1:]  # case _: nothing falls through
    frame.join(*states)
    return bool(states)


def _pattern(inference: Inference, pattern: ast.pattern, values: Values, frame: Frame) -> Values:
    """Bind the captures of a pattern; returns what the subject is where it matches."""
    match pattern:
        case ast.MatchAs(pattern=inner, name=name):
            matched = _pattern(inference, inner, values, frame) if inner is not None else values
            if name is not None:
                frame.bind(name, matched)
            return matched
        case ast.MatchClass(cls=cls, patterns=positional, kwd_attrs=attributes, kwd_patterns=by_name):
            tested, complete = narrowing.classes_of(inference.evaluate(cls, frame), cls)
            matched = narrowing.intersect(values, tested, complete=complete, holds=True)
            for each in positional:
                _pattern(inference, each, NOTHING, frame)
            if frame.record is not None and matched:
                frame.record[pattern] = frame.record.get(pattern, NOTHING) | matched
            for attribute, each in zip(attributes, by_name, strict=True):
                _pattern(inference, each, inference.attribute(matched, attribute), frame)
            return matched
        case ast.MatchOr(patterns=alternatives):
            return NOTHING.union(*(_pattern(inference, each, values, frame) for each in alternatives))
        case ast.MatchSequence(patterns=elements):
            for each, step in unpacked(elements):
                _pattern(inference, each, inference.follow(values, (step,)), frame)
        case ast.MatchStar(name=str(name)):
            frame.bind(name, values)
        case ast.MatchMapping(keys=keys, patterns=patterns, rest=rest):
            for key in keys:
                inference.evaluate(key, frame)
            mappings = frozenset(value for value in values if isinstance(value, Items))
            elements_of = NOTHING.union(*(value.elements for value in mappings))
            for each in patterns:
                _pattern(inference, each, elements_of, frame)
            if rest is not None:
                frame.bind(rest, mappings)
        case ast.MatchValue(value=value):
            inference.evaluate(value, frame)
        case _:
            pass
    return values


def _definition(inference: Inference, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> None:
    arguments = node.args
    defaults = [*arguments.defaults, *(each for each in arguments.kw_defaults if each is not None)]
    for expression in (*node.decorator_list, *defaults):
        inference.evaluate(expression, frame)
    for binding in frame.scope.bindings.get(node.name, ()):
        if binding.node is node:
            frame.bind(node.name, inference.binding(binding, frame.scope))
    if frame.deep:
        record_function(inference, node, frame)


def _class(inference: Inference, node: ast.ClassDef, frame: Frame) -> None:
    for expression in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
        inference.evaluate(expression, frame)
    scope = inference.program.inner_scope(node, frame.scope)
    inner = Frame(
        scope,
        inference.program.owner(scope),
        flow=True,
        parent=frame.copy(),
        record=frame.record,
        deep=frame.deep,
    )
    follow(inference, node.body, inner)
    for binding in frame.scope.bindings.get(node.name, ()):
        if binding.node is node:
            frame.bind(node.name, inference.binding(binding, frame.scope))
