"""Check many files under one or several configurations and gather the report."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.config import OWN_FILE, PYPROJECT, ConfigFinder
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.engine.cache import ReportCache
from facadelint.engine.files import is_excluded, python_files
from facadelint.engine.report import Coverage, FileProblem, Report
from facadelint.engine.suppressions import Suppressions
from facadelint.engine.surroundings import surroundings
from facadelint.source.modules import Module, ModuleFinder, absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.selection import Selection
    from facadelint.source.text import ParseProblem
    from facadelint.source.trace import Trace

_LISTED = 3
"""How many paths a note names before it only counts them."""
_NOT_OURS = frozenset(("node_modules", "site-packages", "venv"))
"""Folders in which nobody looks for a configuration to run; hidden ones are not looked at either."""


def check_paths(
    paths: Sequence[Path],
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stdin: tuple[Path, bytes] | None = None,
    cache: bool = True,
    contracts: bool = True,
) -> Report:
    """Check files and folders, each file under the nearest configuration above it.

    Args:
        paths: files and folders; none means the working directory.
        select: code prefixes or rule names that replace the configuration's ``select``.
        extend_select: prefixes added to it.
        ignore: prefixes that replace the configuration's ``ignore``.
        stdin: a path and the bytes that stand for its content, as an editor sends them.
        cache: whether the report of an equal run is taken where nothing has changed since.
        contracts: whether the facade contracts are checked too; never for ``stdin``.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: nothing would be checked: no configuration, no file, no rule.
    """
    if stdin is not None:
        stdin = absolute(stdin[0]), stdin[1]
    targets = _find(paths, stdin)
    runs = []
    for config, files in sorted(targets.by_config.items()):
        settings = targets.finder.load(config)
        asked = _Asked(
            tuple(select),
            tuple(extend_select),
            tuple(ignore),
            contracts and stdin is None,
            stdin is None and targets.covers(settings.root),
        )
        if stdin is None and cache:
            runs.append(_remembered(settings, files, asked))
        else:
            runs.append(_run(settings, files, asked, stdin)[0])
    report = _merge(runs, targets.notes())
    if not report.coverage.files and not report.problems and not targets.excluded:
        raise FacadelintError("; ".join(report.notes) or "nothing was checked: no file is a Python module")
    return report


def files_by_settings(paths: Sequence[Path]) -> list[tuple[Settings, list[Path]]]:
    """The files that a check of these paths looks at, below the configuration that each goes by.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: there is no configuration, or no file.
    """
    targets = _find(paths, None)
    return [(targets.finder.load(config), files) for config, files in sorted(targets.by_config.items())]


class _Asked(NamedTuple):
    """What the command line says about the rules."""

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    contracts: bool
    whole: bool
    """Whether everything below the configuration's folder is to be looked at."""


def _remembered(settings: Settings, files: Sequence[Path], asked: _Asked) -> Report:
    """The report of an equal run, or a new one."""
    words = [repr(settings), repr(asked), str(Path.cwd()), *(str(file) for file in files)]
    words += surroundings(settings, whole=asked.whole)
    known = ReportCache(settings.root, words)
    report = known.load(ModuleFinder(settings.src))
    if report is not None:
        paths = {violation.path for violation in report.violations}
        return replace(report, sources={path: Module("", Path(path)).lines for path in paths})
    report, trace = _run(settings, files, asked, None)
    known.store(report, trace)
    return report


def _run(
    settings: Settings, files: Sequence[Path], asked: _Asked, stdin: tuple[Path, bytes] | None
) -> tuple[Report, Trace]:
    # The rules and what they stand on cost more to import than an unchanged project to look at.
    from facadelint.engine.selection import resolve
    from facadelint.rules.loader import load_rules

    selection = resolve(
        load_rules(),
        settings,
        select=asked.select,
        extend_select=asked.extend_select,
        ignore=asked.ignore,
    )
    run = _Run(settings, selection, stdin)
    return run.check(files, contracts=asked.contracts, whole=asked.whole), run.map.finder.trace()


@dataclass(frozen=True, slots=True)
class _Targets:
    """What there is to check, sorted by the configuration that it goes by."""

    finder: ConfigFinder
    by_config: dict[Path, list[Path]] = field(default_factory=dict)
    """Configuration -> files; one whose files are all excluded has none, and is validated all the same."""
    unconfigured: list[Path] = field(default_factory=list)
    excluded: list[Path] = field(default_factory=list)
    """Of the paths that were named; what is excluded below them nobody asked for."""
    folders: tuple[Path, ...] = ()
    """The folders that were named, or the working directory."""

    def covers(self, folder: Path) -> bool:
        return any(folder.is_relative_to(each) for each in self.folders)

    def is_excluded(self, path: Path) -> bool:
        config = self.finder.find(path)
        return config is not None and is_excluded(self.finder.load(config), path)

    def add(self, file: Path) -> None:
        config = self.finder.find(file)
        if config is None:
            self.unconfigured.append(file)
        else:
            self.by_config.setdefault(config, []).append(file)

    def leave_out(self, path: Path) -> None:
        config = self.finder.find(path)
        if config is not None:
            self.by_config.setdefault(config, [])
            self.excluded.append(path)

    def notes(self) -> list[str]:
        found = []
        if self.excluded:
            found.append(f"not checked, since the configuration excludes it: {_listed(self.excluded)}")
        if self.unconfigured:
            found.append(f"not checked, since no configuration covers it: {_listed(self.unconfigured)}")
        return found


def _find(paths: Sequence[Path], stdin: tuple[Path, bytes] | None) -> _Targets:
    named = [stdin[0]] if stdin is not None else [absolute(path) for path in paths]
    targets = _Targets(ConfigFinder(), folders=tuple(named or [Path.cwd()]))
    if not named and targets.finder.find(Path.cwd()) is None:
        raise FacadelintError(nothing_configured(named))
    for path in named:
        if targets.is_excluded(path):
            targets.leave_out(path)
    if stdin is None:
        files = python_files(paths or [Path.cwd()], excluded=targets.is_excluded)
    else:
        files = () if targets.excluded else tuple(named)
    for file in files:
        targets.add(file)
    if not files and not targets.excluded:
        raise FacadelintError(f"no Python file to check in {_listed(named) or Path.cwd()}")
    if not targets.by_config:
        raise FacadelintError(nothing_configured(named))
    return targets


def nothing_configured(paths: Sequence[Path]) -> str:
    """Say that nothing is configured, and where below a configuration is."""
    where = _listed(paths) if paths else str(Path.cwd())
    message = f"no configuration for {where}: no pyproject.toml there or above has [tool.facadelint]"
    below = [] if paths else sorted(_configured_below(Path.cwd()))
    if below:
        names = ", ".join(os.path.relpath(folder) for folder in below)
        return f"{message}. Configured are these folders: {names}. Name the one to check."
    return f'{message}. Add one with [[tool.facadelint.facades]] and class = "package.module:Class".'


def _configured_below(top: Path) -> Iterator[Path]:
    finder = ConfigFinder()
    for name, folders, files in os.walk(top):
        folder = Path(name)
        folders[:] = [each for each in folders if not each.startswith(".") and each not in _NOT_OURS]
        try:
            if {OWN_FILE, PYPROJECT}.intersection(files) and finder.find(folder) is not None:
                yield folder
        except ConfigError:  # it is one, and says what is wrong with it where it is used
            yield folder


def _listed(paths: Sequence[Path]) -> str:
    """The paths as one sees them from the working directory; of many only the first."""
    shown = [os.path.relpath(path) for path in sorted(paths)]
    rest = len(shown) - _LISTED
    return ", ".join(shown) if rest <= 0 else f"{', '.join(shown[:_LISTED])} and {rest} more"


class _Run:
    """One configuration and the files that go by it."""

    def __init__(self, settings: Settings, selection: Selection, stdin: tuple[Path, bytes] | None) -> None:
        self.settings = settings
        self.selection = selection
        from facadelint.engine.session import Session

        self.session = Session(settings, selection, dict([stdin]) if stdin is not None else None)
        self.map = self.session.map
        self.violations: list[Violation] = []
        self.found: list[Violation] = []
        """What the rules found, the suppressed included."""
        self.problems: dict[Path, FileProblem] = {}
        self.sources: dict[str, tuple[str, ...]] = {}

    def check(self, files: Sequence[Path], *, contracts: bool, whole: bool) -> Report:
        checked = sum(self._check_file(file) for file in files)
        for module, found in self.session.check_project(files, whole=whole):
            self._keep(module, found)
        kinds = self._check_contracts(files) if contracts else 0
        for path, problem in self.session.problems().items():
            self._note(path, problem)
        return Report(
            violations=tuple(sorted(self.violations, key=lambda each: each.sort_key)),
            coverage=self._coverage(checked, kinds),
            problems=tuple(self.problems.values()),
            notes=tuple(self._notes(files)),
            sources=self.sources,
        )

    def _check_file(self, file: Path) -> bool:
        """Check one file; False where it lies below no import root."""
        module = self.session.module(file)
        if module is None:
            return False
        found = self.session.check(module)
        if not isinstance(found, list):
            self._note(module.path, found)
        elif found:
            self.found.extend(found)
            self._keep(module, found)
        return True

    def _keep(self, module: Module, found: Sequence[Violation]) -> None:
        """Report what no comment suppresses."""
        suppressions = Suppressions(module.lines)
        kept = [each for each in found if not suppressions.is_suppressed(each.code, each.location.line)]
        if kept:
            self.violations.extend(kept)
            self.sources[str(module.path)] = module.lines

    def _check_contracts(self, files: Sequence[Path]) -> int:
        """Check the contracts over the whole project, and report what they find in the given files."""
        codes = {rule.code for rule in self.selection.rules}
        if not any(facade.domains for facade in self.map.facades):
            return 0
        from facadelint_contracts.check import RULES, contract_violations

        if not codes.intersection(RULES):
            return 0
        by_path: dict[str, list[Violation]] = {}
        for violation in contract_violations(self.map, self.found):
            by_path.setdefault(violation.path, []).append(violation)
        for file in files:
            module = self.session.module(file)
            if module is not None and str(file) in by_path:
                active = {rule.code for rule in self.selection.active_for(file)}
                self._keep(module, [each for each in by_path[str(file)] if each.code in active])
        return len(codes.intersection(RULES))

    def _note(self, path: Path, problem: ParseProblem) -> None:
        self.problems[path] = FileProblem(path, problem.line, problem.column, problem.message)

    def _notes(self, files: Sequence[Path]) -> list[str]:
        notes = [
            f"{facade.name} has no domain yet, only a plan: FAC1, FAC3 and the contracts saw nothing."
            for facade in self.map.without_domains
        ]
        outside = [file for file in files if self.map.finder.name_of(file) is None]
        if outside:
            roots = ", ".join(os.path.relpath(root) for root in self.settings.src)
            notes.append(f"not checked, since it is below no import root ({roots}): {_listed(outside)}")
        return notes

    def _coverage(self, files: int, contracts: int) -> Coverage:
        facades = self.map.facades
        several = len(facades) > 1
        return Coverage(
            facades=tuple(facade.settings.name for facade in facades),
            domains=tuple(
                f"{facade.name}.{name}" if several else name for facade in facades for name in facade.domains
            ),
            members=sum(len(facade.members) for facade in facades),
            files=files,
            rules=len(self.selection.rules),
            contracts=contracts,
        )


def _merge(reports: Sequence[Report], notes: Sequence[str]) -> Report:
    """One report in the order of the paths, whatever configuration a file goes by."""
    coverages = [report.coverage for report in reports]
    problems = {problem.path: problem for report in reports for problem in report.problems}
    return Report(
        violations=tuple(
            sorted((each for report in reports for each in report.violations), key=lambda each: each.sort_key)
        ),
        coverage=Coverage(
            facades=tuple(name for coverage in coverages for name in coverage.facades),
            domains=tuple(name for coverage in coverages for name in coverage.domains),
            members=sum(coverage.members for coverage in coverages),
            files=sum(coverage.files for coverage in coverages),
            rules=max(coverage.rules for coverage in coverages),
            contracts=max(coverage.contracts for coverage in coverages),
        ),
        problems=tuple(problems[path] for path in sorted(problems)),
        notes=(*(each for report in reports for each in report.notes), *notes),
        sources={path: lines for report in reports for path, lines in report.sources.items()},
    )
