"""One line a violation, ``path:line:column: CODE [rule] message``, for editors and grep; then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless
from facadelint.reporters.footer import footer

if TYPE_CHECKING:
    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View


def render(report: Report, view: View) -> str:
    lines = [headline(each, view) for each in view.shown(report)]
    return "\n".join([*lines, *footer(report, view)]) + "\n"


def headline(shown: Shown, view: View) -> str:
    """The one line that says all; also the first line of the text format."""
    violation = shown.violation
    where = violation.location
    place = view.style.place(f"{harmless(view.path(violation.path))}:{where.line}:{where.column}:")
    code = view.style.code(violation.code)
    known = f" {view.style.quiet('(baselined)')}" if shown.baseline is not None else ""
    return f"{place} {code} {view.style.quiet(f'[{violation.rule}]')} {harmless(violation.message)}{known}"
