"""The last lines of a report for people: what was found, and what it was found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless
from facadelint.reporters.words import by_rule, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.core.violation import Violation
    from facadelint.engine.report import BaselineUse, Coverage, Report
    from facadelint.reporters.view import View


_MANY = 20
"""With so many violations a project needs another way to become green than to mend them all."""
_NAMED = 3
"""How many rules are named of what a baseline hides."""
_LISTED = 5
"""How many entries of a baseline are shown that have to go; the rest is counted."""


def footer(report: Report, view: View) -> Iterator[str]:
    """The summary, the coverage, what a baseline hides, and the notes, a line each."""
    if report.coverage.rules:
        yield _summary(report, view)
        if mends := _fixable(report.violations):
            yield mends
        yield _covered(report.coverage)
    else:
        yield "Nothing was checked."
    for baseline in report.baselines:
        yield from _of_baseline(baseline, view)
    if len(report.violations) >= _MANY and not report.baselines:
        command = view.style.place("facadelint baseline")
        yield f"Too many for one day? {command} records them; from then on only what is new is reported."
    for note in report.notes:
        yield f"{view.style.quiet('note:')} {harmless(note)}"


def _summary(report: Report, view: View) -> str:
    new = "new " if report.hidden else ""
    unparsed = len(report.problems)
    cannot = f"{count(unparsed, 'file')} could not be parsed." if unparsed else ""
    gone = sum(sum(baseline.stale.values()) for baseline in report.baselines)
    if report.violations:
        found = f"Found {count(len(report.violations), f'{new}violation')}{by_rule(report.violations)}."
        return " ".join(filter(None, (view.style.bad(found), cannot)))
    if cannot:
        return f"Found no {new}violations, but {cannot}"
    if gone:
        are = "is" if gone == 1 else "are"
        return view.style.bad(f"Found no {new}violations, but the baseline lists {gone} that {are} gone.")
    return view.style.good("No new violations." if new else "All clear.")


def _of_baseline(baseline: BaselineUse, view: View) -> Iterator[str]:
    name = harmless(view.path(baseline.file))
    if baseline.hidden:
        rules = by_rule(baseline.hidden, _NAMED)
        yield f"The baseline {name} hides {count(len(baseline.hidden), 'violation')}{rules}."
    if baseline.stale:
        yield ""
        yield f"{name} lists what is gone:"
        for entry, number in list(baseline.stale.items())[:_LISTED]:
            times = f" ({number} times)" if number > 1 else ""
            target = f": {harmless(entry.target)}" if entry.target else ""
            yield f"  {view.style.code(harmless(entry.code))} {harmless(entry.symbol)}{target}{times}"
        if len(baseline.stale) > _LISTED:
            yield f"  and {len(baseline.stale) - _LISTED} more"
        yield f"Run {view.style.place('facadelint baseline --prune')} to take it out, so that it does not come back."


def _fixable(violations: Sequence[Violation]) -> str:
    """How many of them ``facadelint fix`` mends, and how many more with ``--unsafe``; empty for none."""
    fixable = [violation for violation in violations if violation.fix]
    safe = sum(violation.unsafe is None for violation in fixable)
    unsafe = len(fixable) - safe
    if safe and unsafe:
        return f"facadelint fix mends {safe} of them, with --unsafe {unsafe} more."
    if unsafe:
        return f"facadelint fix --unsafe mends {unsafe} of them."
    return f"facadelint fix mends {safe} of them." if safe else ""


def _covered(coverage: Coverage) -> str:
    facades, domains = count(len(coverage.facades), "facade"), count(len(coverage.domains), "domain")
    members, files = count(coverage.members, "member"), count(coverage.files, "file")
    contracts = f" and {count(coverage.contracts, 'contract')}" if coverage.contracts else ""
    return (
        f"Checked {facades}, {domains}, {members} in {files} with {count(coverage.rules, 'rule')}{contracts}."
    )
