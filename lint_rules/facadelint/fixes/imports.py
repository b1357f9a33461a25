"""Adds imports to a file, at run time or for type checkers alone, and takes them out."""

from __future__ import annotations

import ast
import itertools
import re
import sys
from typing import TYPE_CHECKING

from facadelint.fixes.edits import TypingImport
from facadelint.fixes.fix import RefusedError
from facadelint.rewriting.edits import Edit
from facadelint.source.imports import is_type_checking
from facadelint.source.scopes import ImportBinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facadelint.fixes.concrete import Concrete
    from facadelint.fixes.fix import Site
    from facadelint.source.annotations import NameUses
    from facadelint.source.scopes import Scope

_FOR_TOOLS = re.compile(r"noqa|type:\s*ignore|pylint:|isort:|fmt:|pyright:|mypy:")
_WORD = re.compile(r"\w+|\*")


class Imports:
    """The import statements at the top of a file."""

    def __init__(self, file: Concrete, tree: ast.Module, scope: Scope) -> None:
        self._file = file
        self._tree = tree
        self._scope = scope

    @classmethod
    def of(cls, site: Site) -> Imports:
        """Those of the file that a finding is in."""
        return cls(site.file, site.context.module.tree, site.context.view.scope)

    def name(self, module: str, name: str) -> tuple[str, list[Edit]]:
        """How to write a name of another module here, and the edits that import it where nothing does yet.

        Raises:
            RefusedError: the name means something else here.
        """
        if known := self._known(module, name):
            return known, []
        self._must_be_free(name, module)
        return name, [self._added(module, name)]

    def for_typing(self, module: str, name: str) -> list[TypingImport]:
        """What makes a name known to type checkers; nothing where it is known.

        Raises:
            RefusedError: the name means something else here.
        """
        for binding in self._scope.bindings.get(name, ()):
            if not isinstance(binding, ImportBinding) or (binding.module, binding.attribute) != (
                module,
                name,
            ):
                raise RefusedError(f"{name} means something else in this module")
        return [] if name in self._scope.bindings else [TypingImport(f"from {module} import {name}")]

    def under_type_checking(self, wanted: Iterable[TypingImport]) -> list[Edit]:
        """The edits that put imports under ``if TYPE_CHECKING:``, the one that is there or a new one.

        Raises:
            RefusedError: TYPE_CHECKING means something else here.
        """
        statements = sorted(each.statement for each in wanted)
        if not statements:
            return []
        newline = self._file.newline
        for node in self._tree.body:
            if isinstance(node, ast.If) and self._is_block(node):
                imports = [each for each in node.body if isinstance(each, ast.Import | ast.ImportFrom)]
                line = (imports[-1].end_lineno if imports else None) or node.body[0].lineno - 1
                indent = self._file.indentation(node.body[0].lineno)
                return [self._after_line(line, newline.join(f"{indent}{each}" for each in statements))]
        condition, edits = self.name("typing", "TYPE_CHECKING")
        body = newline.join(f"{self._file.indent}{each}" for each in statements)
        block = f"{newline}if {condition}:{newline}{body}"
        last = self._last_import()
        if last is not None:
            return [*edits, self._after_line(last.end_lineno or last.lineno, block)]
        # There is no import yet, so that both go to the same place, in this order.
        start = self._start()
        text = "".join(edit.text for edit in edits) + block.removeprefix(newline) + newline * 3
        return [Edit(start, start, text)]

    def _is_block(self, node: ast.If) -> bool:
        is_checked = is_type_checking(node.test, self._scope) is True and not isinstance(
            node.test, ast.Constant
        )
        return is_checked and node.body[0].lineno > (node.test.end_lineno or node.lineno)

    def without(self, node: ast.Import | ast.ImportFrom, aliases: list[ast.alias]) -> list[Edit]:
        """The edits that take names out of an import statement, or all of it.

        Raises:
            RefusedError: it shares its line with another statement, or a comment would be lost.
        """
        first, last = node.lineno, node.end_lineno or node.lineno
        start, end = self._file.line_start(first), self._file.line_start(last + 1)
        before = self._file.text[start : self._file.start(node)]
        after = self._file.text[self._file.end(node) : end].strip()
        if before.strip() or (after and not after.startswith("#")):
            raise RefusedError("the import shares its line with another statement")
        if len(aliases) == len(node.names):
            if "#" in self._file.source(node):
                raise RefusedError("a comment stands between the names of the import")
            return [Edit(start, end, "")]
        edits = []
        for index, alias in enumerate(node.names):
            if alias in aliases:
                if index + 1 < len(node.names):
                    span = self._file.start(alias), self._file.start(node.names[index + 1])
                else:
                    kept = [each for each in node.names if each not in aliases][-1]
                    span = self._file.end(kept), self._file.end(alias)
                if "#" in self._file.text[slice(*span)]:
                    raise RefusedError("a comment stands between the names of the import")
                edits.append(Edit(*span, ""))
        return edits

    def statement(self, node: ast.Import | ast.ImportFrom, aliases: Sequence[ast.alias]) -> str:
        """An import of some of the names of another one, on one line; of all its names with its comment."""
        names = ", ".join(f"{each.name} as {each.asname}" if each.asname else each.name for each in aliases)
        source = f"from {'.' * node.level}{node.module or ''} " if isinstance(node, ast.ImportFrom) else ""
        return f"{source}import {names}{self._comment(node) if len(aliases) == len(node.names) else ''}"

    def _comment(self, node: ast.stmt) -> str:
        """What a comment behind a statement says, unless it speaks to a linter: that is for the line it stands on."""
        end = self._file.line_start((node.end_lineno or node.lineno) + 1)
        comment = self._file.text[self._file.end(node) : end].strip()
        return f"  {comment}" if comment and not _FOR_TOOLS.search(comment) else ""

    def quoted(self, uses: NameUses) -> Iterator[Edit]:
        """Put the annotations in quotes that Python would evaluate.

        Raises:
            RefusedError: one of them has quotes of its own, or goes over several lines.
        """
        for annotation in uses.evaluated:
            text = self._file.source(annotation)
            if set("\"'\r\n\\") & set(text):
                raise RefusedError(f"the annotation {text.split()[0]} ... cannot be quoted as it is")
            yield Edit(self._file.start(annotation), self._file.end(annotation), f'"{text}"')

    def must_not_be_used_elsewhere(self, site: Site, name: str) -> None:
        """Make sure that no other module takes a name that this one imports: it would not find it any more.

        Raises:
            RefusedError: one does, by an import, through the module, or in a text such as that of a mock.
        """
        here = site.context.module
        finder = site.context.view.finder
        last = re.escape(here.name.rpartition(".")[2])
        through_module = re.compile(rf"\b{last}\s*\.\s*{re.escape(name)}\b")
        for module in (each for root in finder.roots for each in finder.below(root)):
            if module is here:
                continue
            if through_module.search(module.searched) or any(
                each.module == here.name and {name, "*"} & set(_WORD.findall(each.names))
                for each in module.skimmed
            ):
                raise RefusedError(f"{module.name} uses {name} of this module")

    def _known(self, module: str, name: str) -> str | None:
        for bound, bindings in self._scope.bindings.items():
            if len(bindings) == 1 and isinstance(bindings[0], ImportBinding):
                binding = bindings[0]
                if binding.node not in self._tree.body:
                    continue
                if (binding.module, binding.attribute) == (module, name):
                    return bound
                if (binding.module, binding.attribute) == (module, None):
                    return f"{bound}.{name}"
        return None

    def _must_be_free(self, name: str, module: str) -> None:
        if name in self._scope.bindings:
            raise RefusedError(f"{name} means something else than {module}.{name} in this module")

    def _added(self, module: str, name: str) -> Edit:
        """One more name in the statement that imports from the module, or a statement before the first one."""
        for node in self._tree.body:
            if isinstance(node, ast.ImportFrom) and node.module == module and not node.level:
                last = node.names[-1]
                if last.name != "*":
                    return Edit(self._file.end(last), self._file.end(last), f", {name}")
        statement = f"from {module} import {name}{self._file.newline}"
        place = self._sorted_place(module)
        if place is not None:
            return Edit(place, place, statement)
        start = self._start()
        return Edit(start, start, statement + self._file.newline)

    def _sorted_place(self, module: str) -> int | None:
        """Where isort would put an import from a module of the standard library; None without any import."""
        body = self._tree.body
        first = next((node for node in body if self._is_import(node)), None)
        if first is None:
            return None
        place = self._file.line_start(first.lineno)
        for node in itertools.takewhile(self._is_import, body[body.index(first) :]):
            if _sorts_before(node, module):
                place = self._file.line_start((node.end_lineno or node.lineno) + 1)
        return place

    def _last_import(self) -> ast.stmt | None:
        """The last import of the module before anything is defined."""
        last = None
        for node in self._tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                break
            if self._is_import(node):
                last = node
        return last

    def _is_import(self, node: ast.stmt) -> bool:
        if isinstance(node, ast.ImportFrom):
            return node.module != "__future__"
        return isinstance(node, ast.Import)

    def _start(self) -> int:
        """Where the first statement starts that is neither docstring nor ``__future__``."""
        for node in self._tree.body:
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if is_text or isinstance(node, ast.ImportFrom):
                continue
            lines = [node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))]
            return self._file.line_start(min(lines))
        return len(self._file.text)

    def _after_line(self, number: int, text: str) -> Edit:
        """A line of its own behind another one."""
        start, newline = self._file.line_start(number + 1), self._file.newline
        is_open = start == len(self._file.text) and not self._file.text.endswith(("\n", "\r"))
        return Edit(start, start, f"{newline}{text}" if is_open else f"{text}{newline}")


def _sorts_before(node: ast.stmt, module: str) -> bool:
    """Whether isort has an import before ``from module import ...``, for a module of the standard library."""
    if isinstance(node, ast.ImportFrom):
        name = node.module or ""
        return not node.level and name.partition(".")[0] in sys.stdlib_module_names and name < module
    return isinstance(node, ast.Import) and node.names[0].name.partition(".")[0] in sys.stdlib_module_names
