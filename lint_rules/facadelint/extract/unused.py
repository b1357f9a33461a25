"""Which names a module reads, so that an import that nothing reads can go."""

from __future__ import annotations

import ast

from facadelint.extract.names import text_names


def used_names(tree: ast.Module) -> set[str]:
    """Every name that a module reads, quoted annotations included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load() | ast.Del()):
                found.add(name)
            case ast.arg(annotation=ast.expr() as quoted) | ast.AnnAssign(annotation=quoted):
                found |= _quoted_names(quoted)
            case (
                ast.FunctionDef(returns=ast.expr() as quoted)
                | ast.AsyncFunctionDef(returns=ast.expr() as quoted)
            ):
                found |= _quoted_names(quoted)
            case ast.Subscript(slice=quoted):
                found |= _quoted_names(quoted)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _TAKE_ANNOTATIONS:
                for argument in (*node.args, *(each.value for each in node.keywords)):
                    found |= _quoted_names(argument)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                found |= {str(each.value) for each in ast.walk(value) if isinstance(each, ast.Constant)}
            case _:
                pass
    return found


_TAKE_ANNOTATIONS = ("cast", "TypeVar", "NewType", "TypeAliasType", "assert_type", "ParamSpec")


def _quoted_names(expression: ast.expr) -> set[str]:
    return {
        name
        for node in ast.walk(expression)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for name in text_names(node.value)
    }
