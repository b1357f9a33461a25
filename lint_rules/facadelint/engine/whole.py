"""Checks many files that go by one configuration, and the project that they make up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.paths import shown
from facadelint.engine.report import Coverage, FileProblem, Report
from facadelint.engine.session import Session
from facadelint.engine.shares import Shares
from facadelint.engine.suppressions import Suppressions
from facadelint.engine.targets import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.given import Given, LoadContracts
    from facadelint.engine.selection import Selection
    from facadelint.source.modules import Module
    from facadelint.source.text import ParseProblem
    from facadelint.source.trace import Trace


class WholeRun:
    """One configuration and the files that go by it."""

    def __init__(self, settings: Settings, selection: Selection, stdin: tuple[Path, bytes] | None) -> None:
        """Build the map.

        Args:
            settings: the configuration.
            selection: the rules that are active under it.
            stdin: a path and the bytes that stand for its content, as an editor sends them.

        Raises:
            ConfigError, FacadelintError: as :class:`Session`.
        """
        self.settings = settings
        self.selection = selection
        self.session = Session(settings, selection, dict([stdin]) if stdin is not None else None)
        self.map = self.session.map
        self._elsewhere: Shares | None = None
        self._kinds: frozenset[str] = frozenset()
        """The codes of the contracts that were checked."""
        self._by_contracts: Sequence[Violation] = ()
        self.violations: list[Violation] = []
        self.found: list[Violation] = []
        """What the rules found, the suppressed included."""
        self.problems: dict[Path, FileProblem] = {}
        self.sources: dict[str, tuple[str, ...]] = {}

    def check(self, files: Sequence[Path], given: Given, *, whole: bool) -> Report:
        """Check the files, then what concerns the project as a whole, then the contracts.

        Args:
            files: absolute paths.
            given: the contracts to check, and how.
            whole: whether these are all files below the configuration's folder.
        """
        modules = [module for file in files if (module := self.session.module(file)) is not None]
        self._check_modules(modules, given)
        for module, found in self.session.check_project(files, whole=whole):
            self._keep(module, found)
        self._report_contracts(files)
        for path, problem in self.session.problems().items():
            self._note(path, problem)
        return Report(
            violations=tuple(sorted(self.violations, key=lambda each: each.sort_key)),
            coverage=self._coverage(len(modules), len(self._kinds)),
            problems=tuple(self.problems.values()),
            notes=tuple(self._notes(files)),
            sources=self.sources,
        )

    def trace(self) -> Trace:
        """All that was looked up and read."""
        found = self.map.finder.trace()
        if self._elsewhere is not None:
            found.update(self._elsewhere.trace)
        return found

    def _check_modules(self, modules: Sequence[Module], given: Given) -> None:
        shares = self._elsewhere = Shares(self.session, modules, given.jobs)
        checked = shares.check(
            given.progress or (lambda own: own), lambda: self._check_contracts(given.contracts)
        )
        for module in (module for module in modules if module in checked):
            found = checked[module]
            if found.problem is not None:
                self._note(module.path, found.problem)
            self.found.extend(found.violations)
            self._report(module, found.reported)
        for path, problem in shares.problems.items():
            self._note(path, problem)

    def _keep(self, module: Module, found: Sequence[Violation]) -> None:
        """Report what no comment suppresses."""
        suppressions = Suppressions(module.lines, lambda: module.tree)
        self._report(
            module, [each for each in found if not suppressions.is_suppressed(each.code, each.location.line)]
        )

    def _report(self, module: Module, violations: Sequence[Violation]) -> None:
        if violations:
            self.violations.extend(violations)
            self.sources[str(module.path)] = module.lines

    def _check_contracts(self, load: LoadContracts | None) -> None:
        """Check the contracts over the whole project."""
        if load is None or not any(facade.domains for facade in self.map.facades):
            return
        contracts = load()
        self._kinds = contracts.codes.intersection(rule.code for rule in self.selection.rules)
        if self._kinds:
            self._by_contracts = contracts.find(self.map)

    def _report_contracts(self, files: Sequence[Path]) -> None:
        """Report what the contracts found in the given files, and no rule did, suppressed or not."""
        known = {(each.code, each.path, each.location.line) for each in self.found}
        by_path: dict[str, list[Violation]] = {}
        for violation in self._by_contracts:
            if (violation.code, violation.path, violation.location.line) not in known:
                by_path.setdefault(os.path.normcase(violation.path), []).append(violation)
        for file in files if by_path else ():
            here = by_path.get(os.path.normcase(file))  # an editor may write "c:" for "C:"
            module = self.session.module(file) if here else None
            if here and module is not None:
                active = {rule.code for rule in self.selection.active_for(file)}
                self._keep(module, [each for each in here if each.code in active])

    def _note(self, path: Path, problem: ParseProblem) -> None:
        self.problems[path] = FileProblem(path, problem.line, problem.column, problem.message)

    def _notes(self, files: Sequence[Path]) -> list[str]:
        notes = [
            f"{facade.name} has no domain yet, only a plan: FAC1, FAC3 and the contracts saw nothing."
            for facade in self.map.without_domains
        ]
        outside = [file for file in files if self.map.finder.name_of(file) is None]
        if outside:
            roots = ", ".join(shown(root, Path.cwd()) for root in self.settings.src)
            notes.append(f"not checked, since it is below no import root ({roots}): {listed(outside)}")
        return notes

    def _coverage(self, files: int, contracts: int) -> Coverage:
        facades = self.map.facades
        several = len(facades) > 1
        return Coverage(
            facades=tuple(facade.settings.name for facade in facades),
            domains=tuple(
                f"{facade.name}.{name}" if several else name for facade in facades for name in facade.domains
            ),
            members=sum(facade.member_count for facade in facades),
            files=files,
            rules=len(self.selection.rules),
            contracts=contracts,
        )
