"""Check many files under one or several configurations and gather the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.config import OWN_FILE, PYPROJECT, ConfigFinder
from facadelint.core.errors import FacadelintError
from facadelint.engine.files import python_files
from facadelint.engine.report import Coverage, FileProblem, Report
from facadelint.engine.selection import Selection, resolve
from facadelint.engine.session import Session, is_excluded
from facadelint.engine.suppressions import Suppressions
from facadelint.rules.loader import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.source.modules import Module


def check_paths(
    paths: Sequence[Path],
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stdin: tuple[Path, bytes] | None = None,
) -> Report:
    """Check files and folders, each file under the nearest configuration above it.

    Args:
        paths: files and folders; none means the working directory.
        select: code prefixes or rule names that replace the configuration's ``select``.
        extend_select: prefixes added to it.
        ignore: prefixes that replace the configuration's ``ignore``.
        stdin: a path and the bytes that stand for its content, as an editor sends them.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: nothing would be checked: no configuration, no file, no rule.
    """
    finder = ConfigFinder()
    files = _files(paths, stdin, finder)
    by_config: dict[Path, list[Path]] = {}
    unconfigured: list[Path] = []
    for file in files:
        config = finder.find(file)
        if config is None:
            unconfigured.append(file)
        else:
            by_config.setdefault(config, []).append(file)
    if not by_config:
        raise FacadelintError(_nothing_configured(paths, files))
    runs = []
    for config, members in sorted(by_config.items()):
        settings = finder.load(config)
        selection = resolve(load_rules(), settings, select=select, extend_select=extend_select, ignore=ignore)
        runs.append(_Run(settings, selection, stdin).check(members))
    return _merge(runs)


def _files(paths: Sequence[Path], stdin: tuple[Path, bytes] | None, finder: ConfigFinder) -> tuple[Path, ...]:
    if stdin is not None:
        return (stdin[0],)
    starts = list(paths) or [Path.cwd()]
    if not paths and finder.find(Path.cwd()) is None:
        raise FacadelintError(_nothing_configured(paths, ()))

    left_out: list[Path] = []

    def excluded(path: Path) -> bool:
        config = finder.find(path)
        if config is None or not is_excluded(finder.load(config), path):
            return False
        left_out.append(path)
        return True

    files = python_files(starts, excluded=excluded)
    if not files and not left_out:
        raise FacadelintError(
            f"no Python file to check in {', '.join(str(path) for path in paths) or Path.cwd()}"
        )
    return files


def _nothing_configured(paths: Sequence[Path], files: Sequence[Path]) -> str:
    """Say that nothing is configured, and where below a configuration is."""
    start = Path.cwd()
    below = sorted(
        {
            found.parent
            for name in (OWN_FILE, PYPROJECT)
            for found in start.glob(f"*/**/{name}")
            if not any(part.startswith(".") for part in found.relative_to(start).parts)
            and (name == OWN_FILE or b"tool.facadelint" in found.read_bytes())
        }
    )
    where = "the given paths" if paths else str(start)
    message = f"no configuration for {where}: no pyproject.toml there or above has [tool.facadelint]"
    if below and not paths:
        names = ", ".join(str(folder.relative_to(start)) for folder in below)
        return f"{message}. Configured are these folders: {names}. Name the one to check."
    return f'{message}. Add one with [[tool.facadelint.facades]] and class = "package.module:Class".'


class _Run:
    """One configuration and the files that go by it."""

    def __init__(self, settings: Settings, selection: Selection, stdin: tuple[Path, bytes] | None) -> None:
        self.settings = settings
        self.selection = selection
        self.session = Session(settings, selection, dict([stdin]) if stdin is not None else None)
        self.map = self.session.map
        self.violations: list[Violation] = []
        self.problems: dict[Path, FileProblem] = {}
        self.sources: dict[str, tuple[str, ...]] = {}

    def check(self, files: Sequence[Path]) -> Report:
        for module in self.map.broken:
            self._note(module)
        for file in files:
            self._check_file(file)
        return Report(
            violations=tuple(sorted(self.violations, key=lambda each: each.sort_key)),
            coverage=self._coverage(len(files)),
            problems=tuple(self.problems[path] for path in sorted(self.problems)),
            notes=tuple(self._notes(files)),
            sources=self.sources,
        )

    def _check_file(self, file: Path) -> None:
        module = self.session.module(file)
        if module is None or is_excluded(self.settings, file):
            return
        if not isinstance(module.source, bytes) or (
            self.session.is_in_scope(module) and module.problem is not None
        ):
            self._note(module)
            return
        violations = self.session.violations(module)
        if not violations:
            return
        suppressions = Suppressions(module.lines)
        found = [each for each in violations if not suppressions.is_suppressed(each.code, each.location.line)]
        if found:
            self.violations.extend(found)
            self.sources[str(file)] = module.lines

    def _note(self, module: Module) -> None:
        problem = module.problem
        if problem is not None:
            self.problems[module.path] = FileProblem(
                module.path, problem.line, problem.column, problem.message
            )

    def _notes(self, files: Sequence[Path]) -> list[str]:
        notes = [
            f"{facade.name} has no domain yet, only a plan: FAC1, FAC3 and the contracts saw nothing."
            for facade in self.map.without_domains
        ]
        outside = [file for file in files if self.map.finder.name_of(file) is None]
        if outside:
            roots = ", ".join(str(root) for root in self.settings.src)
            notes.append(f"{len(outside)} files lie below no import root ({roots}) and were not checked.")
        return notes

    def _coverage(self, files: int) -> Coverage:
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
        )


def _merge(reports: Sequence[Report]) -> Report:
    if len(reports) == 1:
        return reports[0]
    coverages = [report.coverage for report in reports]
    return Report(
        violations=tuple(each for report in reports for each in report.violations),
        coverage=Coverage(
            facades=tuple(name for coverage in coverages for name in coverage.facades),
            domains=tuple(name for coverage in coverages for name in coverage.domains),
            members=sum(coverage.members for coverage in coverages),
            files=sum(coverage.files for coverage in coverages),
            rules=max(coverage.rules for coverage in coverages),
        ),
        problems=tuple(each for report in reports for each in report.problems),
        notes=tuple(each for report in reports for each in report.notes),
        sources={path: lines for report in reports for path, lines in report.sources.items()},
    )
