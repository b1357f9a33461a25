"""The text of a member as its domain has it, and what that needs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.extract import receiver as receivers
from facadelint.extract.adjusting import relative_imports, stack_levels
from facadelint.extract.judging import decorator_names_of
from facadelint.extract.layout import body_start, docstring_end, last_line
from facadelint.extract.names import (
    annotation_names,
    annotations_of,
    global_names,
    names_of,
    names_of_statement,
)
from facadelint.extract.needs import Needs, Surroundings
from facadelint.extract.origins import Item, reached_items
from facadelint.extract.receiver import CannotTell, Replacement, Use
from facadelint.extract.spans import comments_above, first_line
from facadelint.facademap.members import returned_attribute
from facadelint.inference.classes import is_property
from facadelint.rewriting.edits import Edit, applied
from facadelint.source.privacy import is_private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.extract.names import Function

_KEPT = ("staticmethod", "setter", "deleter", "getter", "overload", "property")
"""Decorators that say what kind of member it is; all others stay with the public method."""


class Mover:
    """Writes members of the facade as methods of one domain."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.text = around.text

    def definition(self, function: Function) -> tuple[str, Needs]:
        """The text of one definition, with the comments above it and a line end, and what it needs.

        Raises:
            CannotTell: it cannot be written in the domain.
        """
        needs = Needs()
        local: set[str] = set()
        edits = [*self._self(function, needs), *self._decorators(function, needs), *self._name(function)]
        edits += self._signature(function, needs)
        edits += stack_levels(self.text, function)
        edits += relative_imports(self.text, self.around.namespace.module, function)
        names = names_of(function)
        for name in sorted(names.running):
            self._running(name, needs, local)
        for name in sorted(names.typing):
            self._typing(name, needs)
        if local:
            edits.append(self._local_import(function, local))
        needs.running = set(reached_items(needs.running, self.text.of(function)))
        first = comments_above(self.text, first_line(function))
        last = last_line(self.text, function)
        start, end = self.text.line_start(first), self.text.line_start(last + 1)
        moved = applied(self.text.text[start:end], [each.moved(-start) for each in edits])
        return moved if moved.endswith(("\n", "\r")) else moved + self.text.newline, needs

    def helper(self, name: str) -> tuple[str, Needs]:
        """The text of a function, class or constant of the facade's module."""
        statement = self.around.namespace.definitions[name][0]
        needs = Needs()
        names = names_of_statement(statement)
        for each in sorted((names.running | names.defining | names.signature) - {name}):
            origin = self.around.namespace.origin(each)
            if origin.kind == "import":
                needs.running.update(origin.items)
            elif origin.kind == "typing":
                needs.typing.update(origin.items)
            elif each in names.signature:
                self._typing(each, needs)
        for each in sorted(names.typing):
            self._typing(each, needs)
        needs.running = set(reached_items(needs.running, self.text.of(statement)))
        first = comments_above(self.text, first_line(statement))
        start = self.text.line_start(first)
        end = self.text.line_start((statement.end_lineno or statement.lineno) + 1)
        edits = [
            each.moved(-start)
            for each in relative_imports(self.text, self.around.namespace.module, statement)
        ]
        moved = applied(self.text.text[start:end], edits)
        return moved if moved.endswith(("\n", "\r")) else moved + self.text.newline, needs

    # The object

    def _self(self, function: Function, needs: Needs) -> Iterator[Edit]:
        parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
        replacements: dict[Use, Replacement] = {}
        for use in receivers.uses(function):
            attribute = use.attribute
            if attribute is not None and attribute.attr in self.around.facade.accessors:
                yield self._through_accessor(use, attribute, parents.get(attribute))
                continue
            replacements[use] = self._replacement(use, needs)
        yield from receivers.edits(self.text, replacements)
        for node in ast.walk(function):  # DagsterInstance._TEMP_DIRS
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=attr) if (
                    name == self.around.facade.cls.name and self._is_private(attr)
                ):
                    needs.grants.add(attr)
                case _:
                    pass

    def _replacement(self, use: Use, needs: Needs) -> Replacement:
        own = use.name.id
        through = f"{own}.{self.around.place.reference}"
        if use.attribute is None:
            return Replacement(through)
        name = use.attribute.attr
        if name in self.around.renamed:
            other = self.around.renamed[name]
            return Replacement(own, other if other != name else None)
        if not self._is_private(name):
            return Replacement(through)
        if use.is_read and (public := self._property_for(name)) is not None:
            return Replacement(through, public)
        needs.grants.add(name)
        return Replacement(through)

    def _is_private(self, name: str) -> bool:
        return is_private(name, self.around.public_names)

    def _property_for(self, attribute: str) -> str | None:
        """The public property that returns exactly a private attribute, here and in every known subclass."""
        facade = self.around.facade
        public = facade.public_properties.get(attribute)
        if public is None or self.around.usage.overriding(public) is not None:
            return None
        owner = next((cls for cls in facade.cls.mro if public in cls.members), None)
        found = owner.members[public][0] if owner is not None else None
        is_it = isinstance(found, ast.FunctionDef) and returned_attribute(found) == attribute
        return public if is_it else None

    def _through_accessor(self, use: Use, attribute: ast.Attribute, parent: ast.AST | None) -> Edit:
        """``self._order_domain.x`` in the order domain is ``self.x``; in another one it goes through the facade."""
        facade, place = self.around.facade, self.around.place
        accessor = facade.accessors[attribute.attr]
        domain = facade.accessed_domain(attribute.attr)
        start = self.text.start(use.name)
        if use.inside is not None or accessor.kind == "getter":
            raise CannotTell(attribute.lineno, f"reaches a domain through {attribute.attr}")
        if domain is not None and domain.name == place.domain and place.existing in accessor.classes:
            return Edit(start, self.text.end(attribute), use.name.id)
        target = parent.attr if isinstance(parent, ast.Attribute) else None
        public = facade.public_method_for(attribute.attr, target) if target is not None else None
        if public is None or not isinstance(parent, ast.Attribute):
            name = domain.name if domain is not None else attribute.attr
            raise CannotTell(
                attribute.lineno,
                f"reaches the {name} domain, and no public member of {facade.name} does that",
            )
        return Edit(start, self.text.end(parent), f"{use.name.id}.{place.reference}.{public}")

    # What it is called, and how it is decorated

    def _name(self, function: Function) -> Iterator[Edit]:
        other = self.around.renamed.get(function.name, function.name)
        if other != function.name:
            start = self.text.text.index(function.name, self.text.start(function) + len("def"))
            yield Edit(start, start + len(function.name), other)

    def _decorators(self, function: Function, needs: Needs) -> Iterator[Edit]:
        kept = False
        for decorator, name in zip(function.decorator_list, decorator_names_of(function), strict=True):
            start = self.text.line_start(decorator.lineno)
            end = self.text.line_start((decorator.end_lineno or decorator.lineno) + 1)
            if name not in _KEPT:
                yield Edit(start, end, "")
                continue
            kept = True
            if name == "overload":
                root = decorator.value if isinstance(decorator, ast.Attribute) else decorator
                if isinstance(root, ast.Name):
                    self._running(root.id, needs, set())
            other = self.around.renamed.get(function.name, function.name)
            if other != function.name and isinstance(decorator, ast.Attribute):
                root = decorator.value
                if isinstance(root, ast.Name) and root.id == function.name:
                    yield Edit(self.text.start(root), self.text.end(root), other)
        if not kept and is_property(function):
            place = self.text.line_start(function.lineno)
            indent = self.text.text[place : self.text.start(function)]
            yield Edit(place, place, f"{indent}@property{self.text.newline}")

    # Names

    def _signature(self, function: Function, needs: Needs) -> Iterator[Edit]:
        for annotation in annotations_of(function):
            names = annotation_names(annotation)[1]
            origins = {name: self.around.namespace.origin(name) for name in names}
            far = [
                name
                for name, origin in origins.items()
                if origin.kind in ("definition", "typing") and name not in self.around.helpers
            ]
            if far and not self.around.is_postponed:
                yield self._quoted(annotation)
            for name, origin in origins.items():
                postponed = self.around.is_postponed or bool(far)
                if origin.kind == "import" and not postponed:
                    needs.running.update(origin.items)
                else:
                    self._typing(name, needs)
        defaults = [*function.args.defaults, *function.args.kw_defaults]
        for default in defaults:
            if default is not None:
                yield from self._default(default, needs)

    def _quoted(self, annotation: ast.expr) -> Edit:
        source = self.text.of(annotation)
        quote = next((each for each in ('"', "'") if each not in source), None)
        if quote is None or "\n" in source or "\r" in source:
            raise CannotTell(
                annotation.lineno, "has an annotation of names of the facade's module that cannot be quoted"
            )
        return Edit(self.text.start(annotation), self.text.end(annotation), f"{quote}{source}{quote}")

    def _default(self, default: ast.expr, needs: Needs) -> Iterator[Edit]:
        for name in sorted(global_names(ast.unparse(default))):
            origin = self.around.namespace.origin(name)
            if origin.kind == "import":
                needs.running.update(origin.items)
            elif origin.kind != "builtin":
                literal = self._literal(name)
                if literal is None or not (isinstance(default, ast.Name) and default.id == name):
                    raise CannotTell(
                        default.lineno,
                        f"has the default {ast.unparse(default)}, which the facade's module defines: "
                        f"move it to a module that the domain may import",
                    )
                yield Edit(self.text.start(default), self.text.end(default), literal)

    def _literal(self, name: str) -> str | None:
        """The text of a constant that is written down where it is defined."""
        found = self.around.namespace.definitions.get(name, [])
        value = (
            found[0].value if len(found) == 1 and isinstance(found[0], ast.Assign | ast.AnnAssign) else None
        )
        if value is None:
            return None
        try:
            ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return None
        is_mutable = isinstance(value, ast.List | ast.Dict | ast.Set)
        return None if is_mutable or value.lineno != value.end_lineno else self.text.of(value)

    def _running(self, name: str, needs: Needs, local: set[str]) -> None:
        if name in self.around.helpers:
            return
        origin = self.around.namespace.origin(name)
        if origin.kind == "import":
            needs.running.update(origin.items)
        elif origin.kind == "typing":
            needs.typing.update(origin.items)
        elif origin.kind == "definition":
            local.add(name)

    def _typing(self, name: str, needs: Needs) -> None:
        if name in self.around.helpers:
            return
        origin = self.around.namespace.origin(name)
        if origin.kind == "definition":
            needs.typing.add(Item(self.around.namespace.module.name, name))
        else:
            needs.typing.update(origin.items)

    def _local_import(self, function: Function, names: set[str]) -> Edit:
        """What the facade's module defines is imported when the method runs: at module level that would be a cycle."""
        place = docstring_end(self.text, function)
        body = [each for each in function.body if self.text.start(each) >= place]
        first = body[0] if body else function.body[-1]
        if body_start(self.text, function) is None:
            raise CannotTell(
                function.lineno, f"needs {min(names)} of the facade's module, and has no line for an import"
            )
        newline = self.text.newline
        indent = self.text.indentation(first.lineno)
        module = self.around.namespace.module.name
        written = f"{indent}from {module} import {', '.join(sorted(names))}{newline}"
        is_import = isinstance(first, ast.Import | ast.ImportFrom)
        return Edit(place, place, written if is_import else written + newline)
