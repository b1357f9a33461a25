"""The new texts of the facade's file and of the domains' files."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.extract.delegating import accessor, delegation
from facadelint.extract.importing import ImportWriter, block
from facadelint.extract.judging import decorator_names_of, definitions
from facadelint.extract.layout import docstring_end, header_end, last_line
from facadelint.extract.moving import Mover
from facadelint.extract.needs import Needs, Surroundings
from facadelint.extract.origins import Item, Namespace, reached_items
from facadelint.extract.placement import accessor_decorator, keeps_anything
from facadelint.extract.receiver import CannotTell
from facadelint.extract.spans import Edit, Text, apply, comments_above, first_line
from facadelint.extract.unused import used_names
from facadelint.rewriting.transaction import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place
    from facadelint.extract.usage import Usage
    from facadelint.facademap.facade import Facade


class CannotMove(Exception):  # noqa: N818 - says what happened, not that something is wrong
    """One of the members cannot be written in its domain."""

    def __init__(self, member: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.member = member
        self.line = line
        self.reason = reason


@dataclass(slots=True)
class Share:
    """What one domain gets."""

    place: Place
    members: list[str]
    """In the order of the facade, those that only move along included."""
    gone: frozenset[str]
    """Of those, what the facade keeps no delegation of."""
    renamed: dict[str, str]
    """Private member -> what the domain calls it."""
    helpers: list[str]
    grants: dict[str, list[str]] = field(default_factory=dict)
    """Private attribute -> members that need it; filled when the text is written."""
    keeps_comments: bool = False
    """Whether the comments above a member of the facade are about the delegation that it is already."""
    imports: dict[Item, list[str]] = field(default_factory=dict)
    """Import -> members that need it; filled likewise."""


class Composer:
    """Writes one facade anew, with the domains that members move into."""

    def __init__(self, facade: Facade, usage: Usage, public_names: frozenset[str], width: int) -> None:
        self.facade = facade
        self.usage = usage
        self.public_names = public_names
        self.width = width
        self.module = facade.cls.module
        assert isinstance(self.module.source, bytes)
        self.text = Text(source_text(self.module.source))
        self.namespace = Namespace(self.module)

    @cached_property
    def indent(self) -> str:
        """Of the members in the class's body."""
        return _indent(self.text, self.facade.cls.node.body[-1].lineno)

    # The domain

    def domain(self, share: Share, source: bytes | None) -> str:
        """The text of a domain's file.

        Args:
            share: what it gets.
            source: the file as it is; None for a new one.

        Raises:
            CannotMove: a member cannot be written there.
            FacadelintError: nothing can.
        """
        own = None if source is None else self._existing_names(share, source)
        is_postponed = self.namespace.is_postponed if own is None else own.is_postponed
        around = Surroundings(
            self.facade,
            self.text,
            self.namespace,
            self.usage,
            share.place,
            share.renamed,
            frozenset(share.helpers),
            is_postponed,
            self.public_names,
        )
        mover = self._mover(around)
        needs = Needs()
        share.grants.clear()
        share.imports.clear()
        methods = ""
        for function in self._in_order(share.members):
            try:
                written, wanted = mover.definition(function)
            except CannotTell as problem:
                raise CannotMove(function.name, problem.line, problem.reason) from problem
            if own is not None:
                self._check_names(function.name, function.lineno, wanted, own)
            apart = self.text.newline if not methods or self._stands_apart(function) else ""
            methods += (apart if methods else "") + written
            needs.update(wanted)
            for item in (*wanted.running, *wanted.typing):
                share.imports.setdefault(item, []).append(function.name)
            for attribute in wanted.grants:
                users = share.grants.setdefault(attribute, [])
                if function.name not in users:
                    users.append(function.name)
        helpers = ""
        for name in share.helpers:
            written, wanted = mover.helper(name)
            needs.update(wanted)
            helpers += written + self.text.newline * 2
        if source is None:
            return self._new(share.place, needs, helpers, methods)
        return self._extended(share.place, source, needs, helpers, methods)

    def _mover(self, around: Surroundings) -> Mover:
        return Mover(around)

    def _existing_names(self, share: Share, source: bytes) -> Namespace:
        cls = share.place.existing
        assert cls is not None
        for name in share.members:
            other = share.renamed.get(name, name)
            if any(other in base.defined_names for base in cls.mro):
                line = definitions(self.facade, name)[0].lineno
                raise CannotMove(name, line, f"would meet a member {other} that {cls.name} has already")
            first = definitions(self.facade, name)[0]
            if _indent(self.text, first.lineno) != _indent(
                Text(source_text(source)), cls.node.body[-1].lineno
            ):
                raise CannotMove(
                    name, first.lineno, f"is indented in another way than the methods of {cls.name}"
                )
        return Namespace(cls.module)

    def _check_names(self, member: str, line: int, needs: Needs, own: Namespace) -> None:
        """Refuse what would shadow, or be shadowed by, a name that the domain's module has already."""
        for item in (*needs.running, *needs.typing):
            if own.binds(item.bound) and item not in own.origin(item.bound).items:
                raise CannotMove(
                    member,
                    line,
                    f"needs {item.bound} of {item.module}, and {own.module.name} means another one",
                )

    def _in_order(self, members: Iterable[str]) -> list[Function]:
        found = [each for name in members for each in definitions(self.facade, name)]
        return sorted(found, key=lambda each: each.lineno)

    def _stands_apart(self, function: Function) -> bool:
        """Whether a blank line stands above a definition, as it does above all but overloads."""
        first = comments_above(self.text, first_line(function))
        return not self.text.line(first - 1).strip() or not any(
            "overload" in decorator_names_of(each) for each in definitions(self.facade, function.name)
        )

    def _new(self, place: Place, needs: Needs, helpers: str, methods: str) -> str:
        newline = self.text.newline
        own = self.facade.cls.module.name
        # The annotation of the back reference.
        typing = needs.typing | {Item(own, self.facade.cls.name)}
        running = needs.running | {Item("typing", "TYPE_CHECKING")}
        indent = self.indent
        title = f'"""The {place.domain} domain of {self.facade.name}."""'
        facade = self.facade.name if self.namespace.is_postponed else f'"{self.facade.name}"'
        parameter = place.reference.lstrip("_") or "instance"
        pieces = [title, newline, newline]
        if self.namespace.is_postponed:
            pieces += ["from __future__ import annotations", newline, newline]
        typed = block(typing - running, own, newline, self.width, "    ")
        pieces += [block(running, own, newline, self.width), newline]
        pieces += [f"if TYPE_CHECKING:{newline}", typed, newline, newline]
        pieces += [helpers]
        pieces += [f"class {place.cls}:{newline}", f"{indent}{title}{newline}", newline]
        pieces += [f"{indent}def __init__(self, {parameter}: {facade}) -> None:{newline}"]
        pieces += [f"{indent}{indent}self.{place.reference} = {parameter}{newline}", newline, methods]
        return "".join(pieces)

    def _extended(self, place: Place, source: bytes, needs: Needs, helpers: str, methods: str) -> str:
        assert place.existing is not None
        writer = ImportWriter(place.existing.module, source_text(source), self.width)
        cls = next(
            node
            for node in ast.walk(writer.tree)
            if isinstance(node, ast.ClassDef) and node.lineno == place.existing.node.lineno
        )
        text = writer.text
        assert cls.end_lineno is not None
        end = text.line_start(cls.end_lineno + 1)
        missing = "" if text.text[:end].endswith(("\n", "\r")) else text.newline
        edits = [*writer.add(needs.running, needs.typing), Edit(end, end, missing + text.newline + methods)]
        if helpers:
            start = text.line_start(comments_above(text, first_line(cls)))
            edits.append(Edit(start, start, helpers))
        return apply(text.text, edits)

    # The facade

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
                        edits.append(self._removed(function))
                    else:
                        edits += self._delegating(function, share)
            for name in share.helpers:
                edits.append(self._removed(self.namespace.definitions[name][0]))
        for name in without:
            edits += map(self._removed, definitions(self.facade, name))
        new = [share.place for share in shares if share.place.existing is None]
        edits += self._accessors(new)
        before = apply(self.text.text, edits)
        return self._with_imports(before, new)

    def _removed(self, node: ast.stmt) -> Edit:
        """All of a definition, with the comments above it, and the blank lines there where some follow as well."""
        first = comments_above(self.text, first_line(node))
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = last_line(self.text, node)
        follows = self.text.line(last + 1).strip()
        while first > 1 and not follows and not self.text.line(first - 1).strip():
            first -= 1
        return Edit(self.text.line_start(first), self.text.line_start(last + 1), "")

    def _delegating(self, function: Function, share: Share) -> list[Edit]:
        first = first_line(function)
        comments = comments_above(self.text, first)
        edits = []
        if comments != first and not share.keeps_comments:
            edits.append(Edit(self.text.line_start(comments), self.text.line_start(first), ""))
        if "overload" in decorator_names_of(function):
            return edits
        target = share.renamed.get(function.name, function.name)
        indent = _indent(self.text, function.lineno)
        inner = indent + (indent or "    ")
        body = function.body[0]
        line, colon = header_end(self.text, function)
        newline = self.text.newline
        if body.lineno == line:  # def f(self): return 1
            written = delegation(function, share.place, target, inner, newline, self.width)
            return [*edits, Edit(colon, self.text.end(function), newline + written.rstrip("\r\n"))]
        inner = _indent(self.text, body.lineno)
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
            indent = _indent(self.text, functions[0].lineno)
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
        if not keeps_anything(self.facade.cls):
            raise FacadelintError(
                f"{self.facade.name} has __slots__, so that functools.cached_property cannot keep a domain; "
                f"write the accessor of the new domain"
            )
        return decorator

    def _with_imports(self, text: str, new: Iterable[Place]) -> str:
        """The imports that the delegations need, and none that only moved code used."""
        writer = ImportWriter(self.module, text, self.width)
        running = []
        if new and self._decorator() == "cached_property":
            running.append(Item("functools", "cached_property"))
        typing = [Item(place.module, place.cls) for place in new]
        added = apply(text, writer.add(running, typing))
        writer = ImportWriter(self.module, added, self.width)
        unused = self._unused(added, writer.tree)
        return apply(added, writer.remove(unused)) if unused else added

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


def _indent(text: Text, line: int) -> str:
    content = text.line(line)
    return content[: len(content) - len(content.lstrip(" \t"))]
