"""Changes of a file after which everything means what it did before."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

import spots

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Function = ast.FunctionDef | ast.AsyncFunctionDef


def reformatted(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """As ``ast.unparse`` writes it: other line breaks, quotes and brackets, and no comments."""
    return ast.unparse(ast.parse(source)) + "\n"


def commented(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """A comment and a blank line in front of every statement that begins a line."""
    lines = source.split("\n")
    edits = [
        spots.inserted(node, "# self._probe._private, import probe\n")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt)
        and not getattr(node, "decorator_list", None)
        and not lines[node.lineno - 1].encode()[: node.col_offset].strip()
        and lines[node.lineno - 1].isascii()
        and not (node.lineno > 1 and lines[node.lineno - 2].rstrip().endswith("\\"))
    ]
    return spots.apply(source, edits)


def documented(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """A docstring for every function and class that has none."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef) and ast.get_docstring(node) is None:
            node.body.insert(0, ast.Expr(ast.Constant("What it does: self._probe._private.")))
    return ast.unparse(tree) + "\n"


def renamed(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """Another name for every local variable that is bound by plain assignments alone."""
    tree = ast.parse(source)
    for function in [each for each in ast.walk(tree) if isinstance(each, Function)]:
        inner = [each for each in ast.walk(function) if each is not function]
        if any(
            isinstance(each, Function | ast.Lambda | ast.ClassDef | ast.Global | ast.Nonlocal)
            for each in inner
        ):
            continue
        texts = {
            each.value for each in inner if isinstance(each, ast.Constant) and isinstance(each.value, str)
        }
        parameters = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
        others = {
            alias.asname or alias.name
            for each in inner
            if isinstance(each, ast.Import | ast.ImportFrom)
            for alias in each.names
        }
        others |= {
            each.name
            for each in inner
            if isinstance(each, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and each.name
        }
        others |= {each.rest for each in inner if isinstance(each, ast.MatchMapping) and each.rest}
        stored = {each.id for each in inner if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
        if "locals" in {each.id for each in inner if isinstance(each, ast.Name)}:
            continue
        names = stored - parameters - others - set(dir(builtins)) - texts
        for each in inner:
            if isinstance(each, ast.Name) and each.id in names:
                each.id += "_renamed"
    return ast.unparse(tree) + "\n"


def attempted(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """Every method of a domain within ``try`` and ``finally``; of the facade that would be logic."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, Function) and node.name != "__init__" and not is_facade:
            rest = node.body[1:] if ast.get_docstring(node) is not None else node.body
            kept = [each for each in rest if isinstance(each, ast.Global | ast.Nonlocal)]
            rest = [each for each in rest if each not in kept]
            if rest:
                head = node.body[:1] if ast.get_docstring(node) is not None else []
                node.body = [*head, *kept, ast.Try(rest, [], [], [ast.Pass()])]
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def reordered(source: str, draw: random.Random, *, is_facade: bool) -> str:
    """The methods of each class the other way round, where nothing in its body needs their order."""
    tree = ast.parse(source)
    for cls in [each for each in ast.walk(tree) if isinstance(each, ast.ClassDef)]:
        names = [each.name for each in cls.body if isinstance(each, Function)]
        used = {
            name.id
            for each in cls.body
            for name in ast.walk(each)
            if isinstance(name, ast.Name) and not isinstance(each, Function)
        }
        used |= {
            name.id
            for each in cls.body
            if isinstance(each, Function)
            for decorator in [*each.decorator_list, *each.args.defaults, *each.args.kw_defaults]
            if decorator is not None
            for name in ast.walk(decorator)
            if isinstance(name, ast.Name)
        }
        movable = [
            index
            for index, each in enumerate(cls.body)
            if isinstance(each, Function) and names.count(each.name) == 1 and each.name not in used
        ]
        moved = [cls.body[index] for index in reversed(movable)]
        for index, each in zip(movable, moved, strict=True):
            cls.body[index] = each
    return ast.unparse(tree) + "\n"


CHANGES: dict[str, Callable[..., str]] = {
    "reformatted": reformatted,
    "comments": commented,
    "docstrings": documented,
    "locals renamed": renamed,
    "tried": attempted,
    "methods reordered": reordered,
}
