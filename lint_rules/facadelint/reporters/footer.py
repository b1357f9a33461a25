"""The last lines of a report for people: what was found, and what it was found in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.core.violation import Violation
    from facadelint.engine.report import Coverage, Report
    from facadelint.reporters.view import View


def footer(report: Report, view: View) -> Iterator[str]:
    """The summary, the coverage and the notes, a line each."""
    unparsed = len(report.problems)
    cannot = f"{count(unparsed, 'file')} could not be parsed." if unparsed else ""
    if report.violations:
        yield " ".join(filter(None, (view.style.bad(_found(report.violations)), cannot)))
        if mends := _fixable(report.violations):
            yield mends
    elif cannot:
        yield f"Found no violations, but {cannot}"
    else:
        yield view.style.good("All clear.")
    yield _covered(report.coverage)
    for note in report.notes:
        yield f"{view.style.quiet('note:')} {harmless(note)}"


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _found(violations: Sequence[Violation]) -> str:
    counted = Counter(
        violation.rule for violation in sorted(violations, key=lambda violation: violation.code)
    )
    rules = ", ".join(f"{number} {rule}" for rule, number in counted.most_common())
    return f"Found {count(len(violations), 'violation')} ({rules})."


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
