"""One configuration, made ready to check files: its map, its rules, and what it leaves out.

Both front ends use it, the flake8 plugin and the command line, so that they say the same of a file.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.engine.check import Checker, scope_names
from facadelint.engine.files import is_excluded
from facadelint.facademap.map import FacadeMap
from facadelint.source.imports import imported_names
from facadelint.source.modules import ModuleFinder
from facadelint.source.text import ParseProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.scope import ScopeNames
    from facadelint.engine.selection import Selection
    from facadelint.rules.context import Finding, RuleContext
    from facadelint.rules.rule import Rule
    from facadelint.source.modules import Module

_TOO_DEEP = ParseProblem(1, 1, "it, or what it imports, is nested too deeply to be followed")
_NO_PYTHON = b"("
"""Stands for the source of a file that nobody can follow."""


class Session:
    """Checks files that go by one configuration."""

    def __init__(
        self, settings: Settings, selection: Selection, overlay: Mapping[Path, bytes] | None = None
    ) -> None:
        """Build the map.

        Args:
            settings: the configuration.
            selection: the rules that are active under it.
            overlay: unsaved contents of files.

        Raises:
            ConfigError: the code proves the configuration wrong.
            FacadelintError: the code cannot be followed, not even without the files that are to blame.
        """
        self.settings = settings
        self.selection = selection
        self._too_deep: set[Path] = set()
        self.map = self._build(overlay or {})
        self._checker = Checker(self.map)

    @property
    def scope_names(self) -> ScopeNames:
        """What decides which modules matter."""
        return scope_names(self.map)

    @property
    def gave_up(self) -> bool:
        """Whether a file was nested too deeply to be followed, so that another run may see more."""
        return bool(self._too_deep)

    def module(self, path: Path) -> Module | None:
        """The module that a file is; None where it is excluded, or lies below no import root."""
        return None if is_excluded(self.settings, path) else self.map.finder.at(path)

    def names(self, module: Module) -> bool:
        """Whether there may be anything to say of a module because of its name, whatever stands in it."""
        return self._checker.scope.names(module)

    def concerns(self, module: Module) -> bool:
        """Whether there may be anything to say of a module; one out of scope is not even parsed."""
        return (
            isinstance(module.source, ParseProblem)
            or module.path in self._too_deep
            or self._checker.is_in_scope(module)
        )

    def check(self, module: Module) -> list[Violation] | ParseProblem:
        """Every violation in a module, whether or not a comment suppresses it, or why there is no telling.

        A module that is out of scope has neither: it is not even parsed.
        """
        if isinstance(module.source, ParseProblem):
            return module.source
        if module.path in self._too_deep:
            return _TOO_DEEP
        if not self._checker.is_in_scope(module):
            return []
        if module.problem is not None:
            return module.problem
        try:
            found = self._checker.check(module, self.selection.active_for(module.path))
            # Of what two facades have in common is said once what is the same for both.
            same = {each.sort_key: each for each in found}
            return [same[key] for key in sorted(same)]
        except RecursionError:
            self.map.inference.forget()  # it may remember what it had not worked out yet
            return _TOO_DEEP

    def findings(self, module: Module, rules: Iterable[Rule]) -> Iterator[tuple[Rule, RuleContext, Finding]]:
        """What some rules yield for a module, each with the context at that moment; nothing where it is broken."""
        if (
            module.path in self._too_deep
            or not self._checker.is_in_scope(module)
            or module.problem is not None
        ):
            return
        try:
            yield from self._checker.findings(module, rules)
        except RecursionError:
            self.map.inference.forget()

    def check_project(self, files: Iterable[Path], *, whole: bool) -> list[tuple[Module, list[Violation]]]:
        """What the rules on the project as a whole find, by the file that it stands in.

        Args:
            files: those that the run looked at.
            whole: whether the run was over the configuration's whole folder.
        """
        from facadelint.engine.project import ProjectChecker  # an editor never needs it

        checker = ProjectChecker(self.map, self._checker, self.selection)
        return checker.check(frozenset(files), whole=whole)

    def problems(self) -> dict[Path, ParseProblem]:
        """The files that were needed so far and do not parse: what depends on them stays quiet."""
        broken = {*self.map.broken, *self.map.finder.broken()}
        problems = {module.path: module.problem for module in broken if module.problem is not None}
        return problems | dict.fromkeys(self._too_deep, _TOO_DEEP)

    def _build(self, overlay: Mapping[Path, bytes]) -> FacadeMap:
        """The map; code that is nested too deeply to be followed counts as code that does not parse.

        Nobody can say of a RecursionError which file is to blame. It is the one that is nested most
        deeply, or else (a thousand classes that inherit one another) the facades are given up.
        """
        for blamed in (_nobody, _deepest, _facades):
            self._too_deep = set(blamed(ModuleFinder(self.settings.src, overlay), self.settings))
            try:
                return FacadeMap(self.settings, {**overlay, **dict.fromkeys(self._too_deep, _NO_PYTHON)})
            except RecursionError:
                continue
        raise FacadelintError(f"{self.settings.file}: what its facades import is nested too deeply")


def _nobody(_finder: ModuleFinder, _settings: Settings) -> Iterator[Path]:
    yield from ()


def _facades(finder: ModuleFinder, settings: Settings) -> Iterator[Path]:
    yield from (module.path for each in settings.facades if (module := finder.find(each.module)) is not None)


def _deepest(finder: ModuleFinder, settings: Settings) -> Iterator[Path]:
    """Of the facades, what they import, and what that imports."""
    names = {facade.module for facade in settings.facades}
    for _ in range(2):
        modules = [module for name in names if (module := finder.find(name)) is not None]
        for module in modules:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    for imported in imported_names(module, node):
                        names |= {imported.module, f"{imported.module}.{imported.name}"}
    found = [each for name in names if (each := finder.find(name)) is not None]
    yield max(found, key=lambda each: (_depth(each.tree), each.path)).path


def _depth(tree: ast.AST) -> int:
    deepest = 0
    stack = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return deepest
