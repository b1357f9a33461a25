"""The new text of a domain's file, with the members that move into it."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.extract.importing import ImportWriter, block
from facadelint.extract.judging import decorator_names_of, definitions
from facadelint.extract.moving import Mover
from facadelint.extract.needs import Needs, Surroundings
from facadelint.extract.origins import Item, Namespace
from facadelint.extract.receiver import CannotTell
from facadelint.extract.share import CannotMove
from facadelint.extract.spans import Text, comments_above, first_line
from facadelint.rewriting.edits import Edit, applied
from facadelint.rewriting.transaction import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.extract.names import Function
    from facadelint.extract.placement import Place
    from facadelint.extract.share import Share
    from facadelint.extract.usage import Usage
    from facadelint.facademap.facade import Facade


class DomainWriter:
    """Writes the domains of one facade, with members from the facade's own file."""

    def __init__(self, facade: Facade, usage: Usage, public_names: frozenset[str], width: int) -> None:
        """``width`` is that of the longest line."""
        self.facade = facade
        self.usage = usage
        self.public_names = public_names
        self.width = width
        source = facade.cls.module.source
        assert isinstance(source, bytes)
        self.text = Text(source_text(source))
        self.namespace = Namespace(facade.cls.module)

    @cached_property
    def indent(self) -> str:
        """Of the members in a class's body."""
        return self.text.indentation(self.facade.cls.node.body[-1].lineno)

    def written(self, share: Share, source: bytes | None) -> str:
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
            if self.text.indentation(first.lineno) != Text(source_text(source)).indentation(
                cls.node.body[-1].lineno
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
        return applied(text.text, edits)
