"""The values of an expression; every expression below it is visited once, so that each can be written down."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import calls, lambdas, narrowing, selves, strings
from facadelint.inference.frame import Frame
from facadelint.inference.values import (
    NOTHING,
    Beginning,
    ClassObject,
    External,
    FunctionObject,
    Instance,
    Items,
    ModuleObject,
    Returning,
    Text,
    TupleOf,
    Values,
    just,
    mangled,
    path_of,
)
from facadelint.source.nodes import children, descend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.inference.infer import Inference

_MAPPING_METHODS = frozenset(("get", "pop", "setdefault", "__getitem__"))
_LOADED = External("sys.modules")
_ELEMENT_METHODS = frozenset(("pop", "popleft", "__getitem__", "__next__"))


def evaluate(inference: Inference, node: ast.expr, frame: Frame) -> Values:
    """The values of an expression in a frame; written to the frame's record, if it has one."""
    values = _evaluate(inference, node, frame)
    if frame.record is not None:
        frame.record[node] = frame.record.get(node, NOTHING) | values
    return values


def _evaluate(inference: Inference, node: ast.expr, frame: Frame) -> Values:
    match node:
        case ast.Name(id=name):
            return inference.name(name, frame)
        case ast.Attribute(value=value):
            return _attribute(inference, node, evaluate(inference, value, frame), frame)
        case ast.Constant(value=value):
            return just(Text(value)) if isinstance(value, str) else NOTHING
        case ast.Call():
            return _call(inference, node, frame)
        case ast.NamedExpr(target=target, value=value):
            values = evaluate(inference, value, frame)
            if frame.flow or target.id in frame.types:
                frame.bind(target.id, values)
            return values
        case ast.BoolOp(values=operands):
            return _boolean(inference, node.op, operands, frame)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            evaluate(inference, test, frame)
            with frame.assume(narrowing.narrow(inference, test, frame, holds=True)):
                first = evaluate(inference, body, frame)
            with frame.assume(narrowing.narrow(inference, test, frame, holds=False)):
                return first | evaluate(inference, orelse, frame)
        case ast.Subscript(value=value, slice=index):
            return _subscript(inference, value, index, frame)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return _display(inference, node, elements, frame)
        case ast.Dict(keys=keys, values=each):
            names = strings.private(
                NOTHING.union(*(evaluate(inference, key, frame) for key in keys if key is not None))
            )
            elements_of = NOTHING.union(*(evaluate(inference, value, frame) for value in each))
            return just(Items(elements_of, mapping=True, keys=names)) if elements_of or names else NOTHING
        case ast.Lambda():
            return _lambda(inference, node, frame)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return _comprehension(inference, node, frame)
        case ast.Await(value=value) | ast.Starred(value=value):
            return evaluate(inference, value, frame)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _add(evaluate(inference, left, frame), evaluate(inference, right, frame))
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            formatted = strings.formatted(evaluate(inference, left, frame), "%")
            evaluate(inference, right, frame)
            return formatted
        case ast.JoinedStr(values=parts):
            return strings.joined([evaluate(inference, part, frame) for part in parts])
        case ast.FormattedValue(value=value):
            if node.format_spec is not None:
                evaluate(inference, node.format_spec, frame)
            return evaluate(inference, value, frame)
        case _:
            for child in children(node):
                if isinstance(child, ast.expr):
                    evaluate(inference, child, frame)
            return NOTHING


def _attribute(inference: Inference, node: ast.Attribute, base: Values, frame: Frame) -> Values:
    path = path_of(node)
    if path is not None and path in frame.types:
        return frame.types[path]
    owner = frame.owner.name if frame.owner is not None else None
    return inference.attribute(base, mangled(node.attr, owner))


def _call(inference: Inference, node: ast.Call, frame: Frame) -> Values:
    base = NOTHING
    if isinstance(node.func, ast.Attribute):
        # Evaluated here, once: twice at each link of a chain of calls would be exponential.
        base = evaluate(inference, node.func.value, frame)
        function = _attribute(inference, node.func, base, frame)
        if frame.record is not None:
            frame.record[node.func] = frame.record.get(node.func, NOTHING) | function
    else:
        function = evaluate(inference, node.func, frame)
    for argument in node.args:
        evaluate(inference, argument, frame)
    for keyword in node.keywords:
        evaluate(inference, keyword.value, frame)
    if frame.record is not None and _has_lambda(node):
        for called, passed in lambdas.given(inference, node, function, base, frame):
            _lambda(inference, called, frame, passed)
    found = inference.call(function, node, frame)
    if not found and isinstance(node.func, ast.Attribute) and node.func.attr == "__new__":
        found = calls.allocated(inference, node, frame)  # of a base outside of the project
    if isinstance(node.func, ast.Attribute):
        found |= _container_method(base, node.func.attr)
    if not found and inference.marked:
        return selves.checked_cast(inference, node, frame)
    return found


def _has_lambda(node: ast.Call) -> bool:
    return any(
        isinstance(each, ast.Lambda)
        for each in (node.func, *node.args, *(keyword.value for keyword in node.keywords))
    )


def _container_method(base: Values, name: str) -> Values:
    found = NOTHING
    for value in base:
        if isinstance(value, Text | Beginning) and name == "format":
            found |= strings.formatted(just(value), "{")
        if not isinstance(value, Items):
            continue
        if name in (_MAPPING_METHODS if value.mapping else _ELEMENT_METHODS):
            found |= value.elements
        elif value.mapping and name == "values":
            found |= just(Items(value.elements))
        elif value.mapping and name == "items":
            found |= just(Items(just(TupleOf((value.keys, value.elements)))))
        elif value.mapping and name == "keys" and value.keys:
            found |= just(Items(value.keys))
        elif name == "copy":
            found |= just(value)
    return found


def _boolean(inference: Inference, operator: ast.boolop, operands: list[ast.expr], frame: Frame) -> Values:
    found = evaluate(inference, operands[0], frame)
    if len(operands) == 1:
        return found
    holds = isinstance(operator, ast.And)
    with frame.assume(narrowing.narrow(inference, operands[0], frame, holds=holds)):
        rest = _boolean(inference, operator, operands[1:], frame)
    return found | rest


def _subscript(inference: Inference, value: ast.expr, index: ast.expr, frame: Frame) -> Values:
    base = evaluate(inference, value, frame)
    evaluate(inference, index, frame)
    found = NOTHING
    for each in base:
        if isinstance(each, TupleOf):
            match index:
                case ast.Constant(value=int(number)):
                    known = each.elements
                    found |= known[number] if -len(known) <= number < len(known) else NOTHING
                case ast.Slice():
                    found |= just(Items(NOTHING.union(*each.elements)))
                case _:
                    found |= NOTHING.union(*each.elements)
        elif isinstance(each, Items):
            found |= just(each) if isinstance(index, ast.Slice) else each.elements
        elif isinstance(each, ClassObject):
            found |= just(each)  # ``Base[T]`` makes what ``Base`` does
        elif each == _LOADED:
            found |= frozenset(map(ModuleObject, strings.texts(evaluate(inference, index, frame)) or [""]))
        elif isinstance(each, Instance):
            methods = inference.attribute(just(each), "__getitem__")
            found |= NOTHING.union(
                *(inference.result(one) for one in methods if isinstance(one, FunctionObject))
            )
    return found


def _display(inference: Inference, node: ast.expr, elements: list[ast.expr], frame: Frame) -> Values:
    values = [evaluate(inference, element, frame) for element in elements]
    if not any(values):
        return NOTHING
    starred = any(isinstance(element, ast.Starred) for element in elements)
    if not starred and not isinstance(node, ast.Set):  # a list may be unpacked like a tuple
        return just(TupleOf(tuple(values)))
    spread = [
        inference.elements(value) if isinstance(element, ast.Starred) else value
        for element, value in zip(elements, values, strict=True)
    ]
    return just(Items(NOTHING.union(*spread)))


def _lambda(inference: Inference, node: ast.Lambda, frame: Frame, passed: Sequence[Values] = ()) -> Values:
    from facadelint.inference.flow import parameters

    for default in (*node.args.defaults, *(each for each in node.args.kw_defaults if each is not None)):
        evaluate(inference, default, frame)
    if frame.record is not None:
        scope = inference.program.inner_scope(node, frame.scope)
        inner = Frame(scope, frame.owner, frame.flow, {}, frame.copy(), frame.record)
        inner.types = {name: inference.visible(scope, name) for name in scope.bindings}
        inner.types |= parameters(inference, scope, frame)
        for argument, values in zip((*node.args.posonlyargs, *node.args.args), passed, strict=False):
            inner.types[argument.arg] |= values
        return just(Returning(evaluate(inference, node.body, inner)))
    return just(FunctionObject(node, frame.scope, frame.owner))


def _comprehension(
    inference: Inference, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, frame: Frame
) -> Values:
    from facadelint.inference.flow import assign

    inner = Frame(
        frame.scope,
        frame.owner,
        frame.flow,
        frame.types.copy(),
        frame.parent,
        frame.record,
        prefixes=frame.prefixes,
    )
    for generator in node.generators:
        elements = inference.elements(evaluate(inference, generator.iter, inner))
        assign(inference, generator.target, elements, inner)
        for condition in generator.ifs:
            evaluate(inference, condition, inner)
            for path, values in narrowing.narrow(inference, condition, inner, holds=True).items():
                inner.bind(path, values)
    if isinstance(node, ast.DictComp):
        evaluate(inference, node.key, inner)
        found = evaluate(inference, node.value, inner)
    else:
        found = evaluate(inference, node.elt, inner)
    _keep_walrus(node, inner, frame)
    return just(Items(found, mapping=isinstance(node, ast.DictComp))) if found else NOTHING


def _keep_walrus(node: ast.expr, inner: Frame, frame: Frame) -> None:
    """A walrus in a comprehension binds in the function around it."""
    if frame.flow:
        for each in descend(node):
            if isinstance(each, ast.NamedExpr) and each.target.id in inner.types:
                frame.bind(each.target.id, inner.types[each.target.id])


def _add(left: Values, right: Values) -> Values:
    texts: Values = frozenset(Text(a + b) for a in strings.texts(left) for b in strings.texts(right))
    if not texts:
        texts = NOTHING.union(
            *(strings.beginning(value.text) for value in left if isinstance(value, Text | Beginning))
        )
    items = [value for value in (*left, *right) if isinstance(value, Items | TupleOf)]
    elements = NOTHING.union(
        *(value.elements if isinstance(value, Items) else NOTHING.union(*value.elements) for value in items)
    )
    return texts | (just(Items(elements)) if elements else NOTHING)
