"""``facadelint baseline``: record today's violations, or take out of the record what has been mended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.contracts import load_contracts
from facadelint.cli.output import complain, complain_of_files, emit, stdout_view, write_file
from facadelint.cli.progress import progress
from facadelint.core.baseline import baseline_file, dump, load_baseline, tally
from facadelint.core.errors import FacadelintError
from facadelint.core.reading import DEFAULT_BASELINE
from facadelint.engine.run import check_whole
from facadelint.reporters.cells import harmless
from facadelint.reporters.words import by_rule, count

if TYPE_CHECKING:
    from facadelint.core.baseline import Entry
    from facadelint.core.settings import Settings
    from facadelint.engine.report import Report
    from facadelint.reporters.view import View


@click.command(name="baseline")
@click.option("--prune", is_flag=True, help="Only take out what has been mended; record nothing new.")
@click.option("--no-cache", is_flag=True, help="Look at everything anew, and remember nothing.")
def command(*, prune: bool, no_cache: bool) -> int:
    """Record today's violations, so that check, flake8 and editors report only new ones.

    They are found in all that the configuration of the working directory covers, wherever below it the
    command is started, with the rules that the configuration selects, and with the contracts. They go to
    the file that its "baseline" names, or else to facadelint-baseline.json beside it.

    Exits 0 when it is written, 2 when it is not.
    """
    found = check_whole(Path.cwd(), contracts=load_contracts, cache=not no_cache, progress=progress())
    view = stdout_view()
    if _complained(found, view):
        return 2
    act = _prune if prune else _record
    if prune and not any(baseline_file(settings).exists() for settings, _ in found):
        file = view.path(baseline_file(found[0][0]))
        raise FacadelintError(f'there is no {file} to prune. "facadelint baseline" records one.')
    for settings, report in found:
        emit("".join(f"{line}\n" for line in act(settings, report, view)))
    return 0


def _complained(found: list[tuple[Settings, Report]], view: View) -> bool:
    """Name the files that do not parse: what depends on them is quiet today, and would be new tomorrow."""
    problems = {problem.path: problem for _, report in found for problem in report.problems}
    complain_of_files((problems[path] for path in sorted(problems)), view)
    if problems:
        complain(
            f"facadelint: error: no baseline was written, since {count(len(problems), 'file')} could not be parsed"
        )
    return bool(problems)


def _record(settings: Settings, report: Report, view: View) -> list[str]:
    file = baseline_file(settings)
    old = load_baseline(file, settings.root).counts if file.exists() else None
    new = tally(report.violations, settings.root)
    name = harmless(view.path(file))
    if old is None and not new and settings.baseline is None:
        return [view.style.good("No violations: there is nothing to record."), *_notes(report, view)]
    if old is None or dict(old) != dict(new):
        write_file(file, dump(new))
    said = f"Recorded {count(new.total(), 'violation')}{by_rule(report.violations, 3)} in {name}."
    if old is not None:
        added, gone = (new - Counter(old)).total(), (Counter(old) - new).total()
        said += f" {_change(added, gone)}"
    lines = [view.style.good(said), *_notes(report, view)]
    if old is None and new:
        lines += [
            "",
            "From now on facadelint check, flake8 and editors report only what is new.",
            f"Commit {name} with your code.",
        ]
    return lines


def _change(added: int, gone: int) -> str:
    if not added and not gone:
        return "It listed the same before."
    return f"New since the last time: {added}; gone: {gone}."


def _prune(settings: Settings, report: Report, view: View) -> list[str]:
    file = baseline_file(settings)
    if not file.exists():
        return []
    baseline = load_baseline(file, settings.root)
    found = baseline.sort(report.violations)
    stale = Counter(baseline.stale(found.hidden))
    left: Counter[Entry] = Counter(baseline.counts) - stale
    name = harmless(view.path(file))
    if not stale:
        said = f"Nothing to take out of {name}: all that it lists is still there ({count(left.total(), 'violation')})."
    else:
        write_file(file, dump(left))
        may_go = (
            ", and may be deleted" if file.name == DEFAULT_BASELINE else ""
        )  # one that is named must exist
        rest = f"{left.total()} left" if left else f"it lists none any more{may_go}"
        said = f"Took {count(stale.total(), 'violation')} out of {name}: {rest}."
    lines = [view.style.good(said), *_notes(report, view)]
    if found.new:
        lines.append(f"It does not list {count(len(found.new), 'new violation')}: run facadelint check.")
    return lines


def _notes(report: Report, view: View) -> list[str]:
    return [f"{view.style.quiet('note:')} {harmless(note)}" for note in report.notes]
