"""The format for people: each violation with its source line, why it matters and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless
from facadelint.reporters.concise import headline
from facadelint.reporters.footer import footer
from facadelint.reporters.snippet import snippet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View


def render(report: Report, view: View) -> str:
    blocks = ["\n".join(_block(each, report, view)) + "\n" for each in view.shown(report)]
    return "\n".join([*blocks, *footer(report, view)]) + "\n"


def _block(shown: Shown, report: Report, view: View) -> Iterator[str]:
    violation = shown.violation
    yield headline(shown, view)
    where = violation.location
    number = str(where.line)
    bar = view.style.quiet(f"{' ' * len(number)} |")
    lines = report.sources.get(violation.path, ())
    if where.line <= len(lines):
        line = lines[where.line - 1]
        end = where.end_column if where.end_line == where.line else len(line) + 1
        part = snippet(line, where.column, end, view.width - len(f"{number} | "))
        yield bar
        yield f"{view.style.quiet(f'{number} |')} {part.source}"
        yield f"{bar} {view.style.code(part.carets)}"
    label = view.style.quiet(f"{' ' * len(number)} =")
    if violation.because:
        yield f"{label} why: {harmless(violation.because)}"
    if violation.fix:
        yield f"{label} fix: {harmless(violation.fix)}"
