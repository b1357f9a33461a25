"""Check many files under one or several configurations and gather the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.baseline import baseline_file, load_baseline
from facadelint.core.config import ConfigFinder
from facadelint.core.errors import BaselineError
from facadelint.engine.cache import ReportCache
from facadelint.engine.given import Given
from facadelint.engine.report import BaselineUse, Coverage, Report
from facadelint.engine.surroundings import surroundings
from facadelint.engine.targets import find_targets
from facadelint.source.modules import Module, ModuleFinder, absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.baseline import Baseline
    from facadelint.core.settings import Settings
    from facadelint.engine.given import LoadContracts, Progress
    from facadelint.source.trace import Trace


def check_paths(
    paths: Sequence[Path],
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stdin: tuple[Path, bytes] | None = None,
    cache: bool = True,
    contracts: LoadContracts | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> Report:
    """Check files and folders, each file under the nearest configuration above it.

    Args:
        paths: files and folders; none means the working directory.
        select: code prefixes or rule names that replace the configuration's ``select``.
        extend_select: prefixes added to it.
        ignore: prefixes that replace the configuration's ``ignore``.
        stdin: a path and the bytes that stand for its content, as an editor sends them.
        cache: whether the report of an equal run is taken where nothing has changed since.
        contracts: loads the contracts, which are checked too; never for ``stdin``.
        progress: is given the modules of a configuration that are checked, and hands them on one by one.
        jobs: how many processes may check at once; None for as many as there are processors.

    Raises:
        BaselineError: a baseline cannot be used.
        ConfigError: a configuration cannot be used.
        FacadelintError: no rule is active, or there is no such path.
        NothingToCheckError: no file would be checked, or no configuration covers one.
    """
    if stdin is not None:
        stdin = absolute(stdin[0]), stdin[1]
    targets = find_targets(paths, stdin)
    settings = [targets.finder.load(config) for config in sorted(targets.by_config)]
    baselines = _baselines(settings)
    given = Given(contracts, progress, jobs)
    runs = []
    for each, baseline in zip(settings, baselines, strict=True):
        asked = _Asked(
            tuple(select),
            tuple(extend_select),
            tuple(ignore),
            contracts is not None and stdin is None,
            stdin is None and targets.covers(each.root),
        )
        report = _outcome(each, targets.by_config[each.file], asked, stdin, given, cache=cache)
        runs.append(report if baseline is None else _applied(baseline, report, asked))
    report = _merge(runs, targets.notes())
    targets.raise_if_nothing_in(report)
    return report


def check_whole(
    folder: Path, *, contracts: LoadContracts, cache: bool = True, progress: Progress | None = None
) -> list[tuple[Settings, Report]]:
    """Check all that is configured for a folder and below it; no baseline hides anything.

    Args:
        folder: where the user stands; the nearest configuration upward counts too, as a whole.
        contracts: as for :func:`check_paths`.
        cache: as for :func:`check_paths`.
        progress: as for :func:`check_paths`.

    Returns:
        Each configuration and what was found under it.

    Raises:
        ConfigError: a configuration cannot be used; a baseline that it names need not exist.
        NothingToCheckError: no file would be checked.
    """
    finder = ConfigFinder(require_baseline=False)
    nearest = finder.find(folder)
    top = folder if nearest is None else nearest.parent
    targets = find_targets([top] if nearest is not None else [], None, finder)
    found = []
    for config, files in sorted(targets.by_config.items()):
        if config == nearest or config.is_relative_to(folder):
            settings = finder.load(config)
            asked = _Asked((), (), (), contracts=True, whole=True)
            report = _outcome(settings, files, asked, None, Given(contracts, progress), cache=cache)
            found.append((settings, report))
    targets.raise_if_nothing_in(_merge([report for _, report in found], targets.notes()))
    _raise_if_shared([baseline_file(settings) for settings, _ in found])
    return found


def files_by_settings(paths: Sequence[Path]) -> list[tuple[Settings, list[Path]]]:
    """The files that a check of these paths looks at, below the configuration that each goes by.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: there is no configuration, or no file.
    """
    targets = find_targets(paths, None, ConfigFinder())
    return [(targets.finder.load(config), files) for config, files in sorted(targets.by_config.items())]


class _Asked(NamedTuple):
    """What the command line says about the rules."""

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    contracts: bool
    whole: bool
    """Whether everything below the configuration's folder is to be looked at."""

    @property
    def narrowed(self) -> bool:
        """Whether something that the configuration asks for is left out."""
        return not self.whole or not self.contracts or bool(self.select or self.ignore)


def _baselines(settings: Sequence[Settings]) -> list[Baseline | None]:
    found = [
        load_baseline(each.baseline, each.root) if each.baseline is not None else None for each in settings
    ]
    _raise_if_shared([baseline.file for baseline in found if baseline is not None])
    return found


def _raise_if_shared(files: Sequence[Path]) -> None:
    """Two configurations would take out and overwrite what the other one lists."""
    for file in files:
        if files.count(file) > 1:
            raise BaselineError(file, "two configurations have this baseline", "Give each one of its own.")


def _applied(baseline: Baseline, report: Report, asked: _Asked) -> Report:
    """The report without what a baseline lists; after the cache, which knows none."""
    found = baseline.sort(report.violations)
    # What depends on a file that does not parse was not looked at.
    judged = not asked.narrowed and not report.problems
    stale = baseline.stale(found.hidden) if judged else {}
    used = BaselineUse(baseline.file, tuple(found.hidden), stale)
    return report._replace(violations=tuple(found.new), baselines=(used,))


def _outcome(
    settings: Settings,
    files: Sequence[Path],
    asked: _Asked,
    stdin: tuple[Path, bytes] | None,
    given: Given,
    *,
    cache: bool,
) -> Report:
    if stdin is None and cache:
        return _remembered(settings, files, asked, given)
    return _run(settings, files, asked, stdin, given)[0]


def _remembered(settings: Settings, files: Sequence[Path], asked: _Asked, given: Given) -> Report:
    """The report of an equal run, or a new one."""
    words = [settings.as_text, repr(asked), str(Path.cwd()), *(str(file) for file in files)]
    words += surroundings(settings, whole=asked.whole)
    known = ReportCache(settings.root, words)
    report = known.load(ModuleFinder(settings.src))
    if report is not None:
        paths = {violation.path for violation in report.violations}
        return report._replace(sources={path: Module("", Path(path)).lines for path in paths})
    report, trace = _run(settings, files, asked, None, given)
    known.store(report, trace)
    return report


def _run(
    settings: Settings,
    files: Sequence[Path],
    asked: _Asked,
    stdin: tuple[Path, bytes] | None,
    given: Given,
) -> tuple[Report, Trace]:
    # The rules and what they stand on cost more to import than an unchanged project to look at.
    from facadelint.engine.garbage import no_collection
    from facadelint.engine.selection import resolve
    from facadelint.engine.whole import WholeRun
    from facadelint.rules.loader import load_rules

    selection = resolve(
        load_rules(),
        settings,
        select=asked.select,
        extend_select=asked.extend_select,
        ignore=asked.ignore,
    )
    with no_collection():
        run = WholeRun(settings, selection, stdin)
        if not asked.contracts:
            given = given._replace(contracts=None)
        return run.check(files, given, whole=asked.whole), run.trace()


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
        baselines=tuple(each for report in reports for each in report.baselines),
    )
