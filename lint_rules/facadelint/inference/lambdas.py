"""What the parameters of a lambda are, where it is called on the spot, by a built-in function or as a property."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import selves
from facadelint.inference.calls import argument_values
from facadelint.inference.values import NOTHING, Instance, Values, is_name_of, just

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference

_PROPERTIES = ("builtins.property", "functools.cached_property")
_BY_KEY = ("builtins.sorted", "builtins.min", "builtins.max")


def given(
    inference: Inference, node: ast.Call, function: Values, base: Values, frame: Frame
) -> Iterator[tuple[ast.Lambda, list[Values]]]:
    """The lambdas of a call, each with the values of its parameters, in order.

    Args:
        inference: what evaluates.
        node: the call.
        function: the values of what is called.
        base: the values of ``shops`` in ``shops.sort(key=lambda shop: ...)``.
        frame: where the call stands.
    """
    passed = [argument_values(inference, node, frame, index) for index in range(len(node.args))]
    keys = [each.value for each in node.keywords if each.arg == "key" and isinstance(each.value, ast.Lambda)]
    match node:
        case ast.Call(func=ast.Lambda() as called):
            yield called, passed
        case ast.Call() if (
            frame.owner is not None and frame.scope.is_class and is_name_of(function, *_PROPERTIES)
        ):
            itself = just(Instance(frame.owner))
            if frame.owner in inference.marked:
                itself = selves.marked(itself, frame.owner)
            for each in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(each, ast.Lambda):
                    yield each, [itself]
        case ast.Call(args=[ast.Lambda() as called, *_]) if is_name_of(
            function, "builtins.map", "builtins.filter"
        ):
            yield called, [inference.elements(values) for values in passed[1:]]
        case ast.Call(func=ast.Attribute(attr="sort")) if keys:
            yield keys[0], [inference.elements(base)]
        case ast.Call(args=[_, *more]) if keys and is_name_of(function, *_BY_KEY):
            yield keys[0], [NOTHING.union(*passed) if more else inference.elements(passed[0])]
        case _:
            pass
