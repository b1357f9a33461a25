"""The new text of the facade's file, with delegations in the place of what moved."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.extract.delegating import accessor, delegation
from facadelint.extract.importing import ImportWriter
from facadelint.extract.judging import decorator_names_of, definitions
from facadelint.extract.layout import docstring_end, header_end, last_line, removed
from facadelint.extract.origins import Item, Namespace, reached_items
from facadelint.extract.placement import accessor_decorator
from facadelint.extract.spans import Text, comments_above, first_line
from facadelint.extract.unused import used_names
from facadelint.facademap.instances import has_dict, looks
from facadelint.rewriting.edits import Edit, applied
from facadelint.rewriting.transaction import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place
    from facadelint.extract.share import Share
    from facadelint.extract.usage import Usage
    from facadelint.facademap.facade import Facade


class FacadeWriter:
    """Writes the file of one facade anew."""

    def __init__(self, facade: Facade, usage: Usage, width: int) -> None:
        """``width`` is that of the longest line."""
        self.facade = facade
        self.usage = usage
        self.width = width
        self.module = facade.cls.module
        assert isinstance(self.module.source, bytes)
        self.text = Text(source_text(self.module.source))
        self.namespace = Namespace(self.module)

    def rewritten(self, shares: Iterable[Share], without: Iterable[str] = ()) -> str:
        """The text of the facade's file, with delegations in the place of what moved.

        ``without`` are members that it needs no more.
        """
        shares = list(shares)
        edits: list[Edit] = []
        for share in shares:
            for name in share.members:
                for function in definitions(self.facade, name):
                    if name in share.gone:
                        edits.append(removed(self.text, function))
                    else:
                        edits += self._delegating(function, share)
            for name in share.helpers:
                edits.append(removed(self.text, self.namespace.definitions[name][0]))
        for name in without:
            edits += [removed(self.text, each) for each in definitions(self.facade, name)]
        new = [share.place for share in shares if share.place.existing is None]
        edits += self._accessors(new)
        before = applied(self.text.text, edits)
        return self._with_imports(before, new)

    def _delegating(self, function: Function, share: Share) -> list[Edit]:
        first = first_line(function)
        comments = comments_above(self.text, first)
        edits = []
        if comments != first and not share.keeps_comments:
            edits.append(Edit(self.text.line_start(comments), self.text.line_start(first), ""))
        if "overload" in decorator_names_of(function):
            return edits
        target = share.renamed.get(function.name, function.name)
        indent = self.text.indentation(function.lineno)
        inner = indent + (indent or "    ")
        body = function.body[0]
        line, colon = header_end(self.text, function)
        newline = self.text.newline
        if body.lineno == line:  # def f(self): return 1
            written = delegation(function, share.place, target, inner, newline, self.width)
            return [*edits, Edit(colon, self.text.end(function), newline + written.rstrip("\r\n"))]
        inner = self.text.indentation(body.lineno)
        written = delegation(function, share.place, target, inner, newline, self.width)
        start = docstring_end(self.text, function)
        end = self.text.line_start(last_line(self.text, function) + 1)
        return [*edits, Edit(start, end, written)]

    def _accessors(self, new: Iterable[Place]) -> list[Edit]:
        """The accessors of new domains: below the last one that there is, else below ``__init__``, else on top."""
        functions = [
            node
            for node in self.facade.cls.node.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        nodes = {each.node for each in self.facade.accessors.values() if each.kind != "attribute"}
        after = [each for each in functions if each in nodes] or [
            each for each in functions if each.name == "__init__"
        ]
        decorator = self._decorator()
        newline = self.text.newline
        edits = []
        for place in new:
            indent = self.text.indentation(functions[0].lineno)
            written = accessor(place, decorator, indent, newline, is_postponed=self.namespace.is_postponed)
            if after:
                offset = self.text.line_start(last_line(self.text, after[-1]) + 1)
                edits.append(Edit(offset, offset, newline + written))
            else:
                offset = self.text.line_start(comments_above(self.text, first_line(functions[0])))
                edits.append(Edit(offset, offset, written + newline))
        return edits

    def _decorator(self) -> str:
        decorator = accessor_decorator(self.facade)
        if decorator == "cached_property":
            items = self.namespace.origin("cached_property").items
            if self.namespace.binds("cached_property") and Item("functools", "cached_property") not in items:
                raise FacadelintError(
                    f"{self.module.name} has a cached_property of its own; write the accessor of the new domain"
                )
        if not has_dict(self.facade.cls):
            raise FacadelintError(
                f"{self.facade.name} has __slots__, so that functools.cached_property cannot keep a domain; "
                f"write the accessor of the new domain"
            )
        copy = next((each.node for each in looks(self.facade.cls) if each.is_copy), None)
        if copy is not None:
            raise FacadelintError(
                f"{self.facade.name} copies itself ({ast.unparse(copy)} in line {copy.lineno}), and a copy would "
                f"take along the new domain, which knows the original; write the accessor of the new domain, "
                f"and let the copy drop what it keeps"
            )
        return decorator

    def _with_imports(self, text: str, new: Iterable[Place]) -> str:
        """The imports that the delegations need, and none that only moved code used."""
        writer = ImportWriter(self.module, text, self.width)
        running = []
        if new and self._decorator() == "cached_property":
            running.append(Item("functools", "cached_property"))
        typing = [Item(place.module, place.cls) for place in new]
        added = applied(text, writer.add(running, typing))
        writer = ImportWriter(self.module, added, self.width)
        unused = self._unused(added, writer.tree)
        return applied(added, writer.remove(unused)) if unused else added

    def _unused(self, text: str, tree: ast.Module) -> frozenset[Item]:
        """Imports that the module used before and does not use now."""
        before, after = used_names(self.namespace.tree), used_names(tree)
        names = Namespace(self.module, tree)
        found: set[Item] = set()
        for name in before:
            origin = names.origin(name)
            if origin.kind not in ("import", "typing") or self.usage.takes(name):
                continue
            if name not in after:
                found.update(origin.items)
            elif len(origin.items) > 1:  # import logging, import logging.config
                reached = set(reached_items(origin.items, text))
                found |= set(reached_items(origin.items, self.text.text)) - reached
        return frozenset(found)
