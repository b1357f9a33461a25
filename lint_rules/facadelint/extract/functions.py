"""Writes functions on an ops wrapper as the methods of a domain class."""

from __future__ import annotations

import ast
import copy
import io
import tokenize
from typing import TYPE_CHECKING

from facadelint.extract import receiver as receivers
from facadelint.extract.domain_text import DomainWriter
from facadelint.extract.importing import ImportWriter
from facadelint.extract.layout import removed
from facadelint.extract.moving import Mover
from facadelint.extract.origins import Namespace
from facadelint.extract.receiver import CannotTell, Replacement, uses
from facadelint.extract.spans import Text
from facadelint.extract.unused import used_names
from facadelint.rewriting.edits import Edit, applied
from facadelint.rewriting.transaction import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facadelint.extract.names import Function
    from facadelint.extract.needs import Needs, Surroundings
    from facadelint.extract.work import Work
    from facadelint.extract.wrappers import Wrapper
    from facadelint.source.modules import Module


class FunctionMover(Mover):
    """Writes functions on an ops wrapper as methods of a domain."""

    def __init__(self, around: Surroundings, wrapper: Wrapper, moving: frozenset[str]) -> None:
        super().__init__(around)
        self.wrapper = wrapper
        self.moving = moving

    def definition(self, function: Function) -> tuple[str, Needs]:
        first = [*function.args.posonlyargs, *function.args.args][0]
        bare = copy.copy(function)
        bare.args = copy.copy(function.args)
        unannotated = copy.copy(first)
        unannotated.annotation = None
        bare.args.posonlyargs = [unannotated if each is first else each for each in function.args.posonlyargs]
        bare.args.args = [unannotated if each is first else each for each in function.args.args]
        moved, needs = super().definition(bare)
        return indented(moved), needs

    def _decorators(self, function: Function, needs: Needs) -> Iterator[Edit]:
        if function.decorator_list:
            raise CannotTell(function.decorator_list[0].lineno, "calls a function that is decorated")
        return super()._decorators(function, needs)

    def _self(self, function: Function, needs: Needs) -> Iterator[Edit]:
        first = [*function.args.posonlyargs, *function.args.args][0]
        yield Edit(self.text.start(first), self.text.end(first), "self")
        inner = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        if "self" in inner and first.arg != "self":
            raise CannotTell(function.lineno, "calls a function that uses the name self for something else")
        parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
        replacements = {}
        for use in uses(function):
            parent = parents.get(use.name)
            if use.attribute is None:
                yield self._call(use.name, parent)
                continue
            if not use.is_read:
                raise CannotTell(use.name.lineno, f"sets {use.attribute.attr} of the wrapper")
            passed = self.wrapper.passed(use.attribute.attr, use.name.lineno)
            through = f"self.{self.around.place.reference}"
            public = passed.name
            if self._is_private(public):
                known = self._property_for(public) if passed.kind == "property" else None
                if known is None:
                    needs.grants.add(public)
                public = known or public
            replacements[use] = Replacement(through, public)
        yield from receivers.edits(self.text, replacements)

    def _call(self, name: ast.Name, parent: ast.AST | None) -> Edit:
        """``helper(ops, x)`` is ``self.helper(x)``."""
        match parent:
            case ast.Call(func=ast.Name(id=function) as called, args=[first, *rest]) if (
                first is name and function in self.moving
            ):
                after = rest[0] if rest else parent.keywords[0] if parent.keywords else None
                end = self.text.start(after) if after is not None else self.text.end(name)
                return Edit(self.text.start(called), end, f"self.{function}(")
            case _:
                raise CannotTell(name.lineno, "calls a function that hands the wrapper on")

    def _running(self, name: str, needs: Needs, local: set[str]) -> None:
        if name not in self.moving:
            super()._running(name, needs, local)


class FunctionWriter(DomainWriter):
    """Writes a domain from an implementation module."""

    indent = "    "

    def __init__(self, work: Work, module: Module, wrapper: Wrapper, functions: dict[str, Function]) -> None:
        super().__init__(work.facade, work.usage, work.settings.public_names, work.width)
        assert isinstance(module.source, bytes)
        self.module = module
        self.text = Text(source_text(module.source))
        self.namespace = Namespace(module)
        self.wrapper = wrapper
        self.functions = functions

    def _mover(self, around: Surroundings) -> Mover:
        return FunctionMover(around, self.wrapper, frozenset(self.functions))

    def _in_order(self, members: Iterable[str]) -> list[Function]:  # noqa: ARG002 - one function may serve several
        return sorted(self.functions.values(), key=lambda each: each.lineno)

    def _stands_apart(self, function: Function) -> bool:  # noqa: ARG002 - as the base class has it
        return True

    def left(self, gone: Iterable[str]) -> str | None:
        """The text of the implementation without what moved; None where nothing else is in it."""
        gone = set(gone)
        rest = [
            node
            for name, nodes in self.namespace.definitions.items()
            for node in nodes
            if name not in gone and name != "__all__"
        ]
        if not rest:
            return None
        edits = [removed(self.text, self.namespace.definitions[name][0]) for name in gone]
        text = applied(self.text.text, edits)
        writer = ImportWriter(self.module, text, self.width)
        after = used_names(writer.tree)
        names = Namespace(self.module, writer.tree)
        unused = {
            item
            for name in used_names(self.namespace.tree) - after
            if names.origin(name).kind in ("import", "typing")
            for item in names.origin(name).items
        }
        return applied(text, writer.remove(frozenset(unused)))


def indented(source: str) -> str:
    """A definition one level deeper; the inside of strings that go over several lines stays."""
    inside: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source, newline="").readline):
        is_string = token.type == tokenize.STRING or tokenize.tok_name[token.type].startswith(
            "FSTRING_MIDDLE"
        )
        if is_string:
            is_docstring = (
                token.line.strip().startswith(('"""', "'''", 'r"""')) and token.start[0] != token.end[0]
            )
            if not (is_docstring and token.line[: token.start[1]].strip() == "" and _is_first(source, token)):
                inside.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = source.splitlines(keepends=True)
    return "".join(
        line if number in inside or not line.strip() else f"    {line}"
        for number, line in enumerate(lines, 1)
    )


def _is_first(source: str, token: tokenize.TokenInfo) -> bool:
    """Whether a string is the docstring of the definition."""
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.FunctionDef | ast.AsyncFunctionDef)
    return ast.get_docstring(body) is not None and body.body[0].lineno == token.start[0]
