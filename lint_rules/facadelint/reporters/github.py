"""Workflow commands of GitHub Actions: each violation becomes an annotation in the pull request.

Source of the format and of what has to be escaped: the page "Workflow commands for GitHub Actions" of GitHub's
documentation, and ``command.ts`` of its toolkit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.reporters.footer import footer
from facadelint.reporters.words import parse_error, stale_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, view: View) -> str:
    lines = [*_commands(report, view), *(() if report.errors else footer(report, view))]
    return "".join(f"{line}\n" for line in lines)


def _commands(report: Report, view: View) -> Iterator[str]:
    for each in view.shown(report):
        yield _of_violation(each, view)
    for problem in report.problems:
        yield _command(
            "error", parse_error(problem), view, problem.path, line=problem.line, col=problem.column
        )
    for baseline in report.baselines:
        for entry, number in baseline.stale.items():
            yield _command("error", stale_text(entry, number), view, baseline.file)
    for error in report.errors:
        yield _command("error", error, view)


def _of_violation(shown: Shown, view: View) -> str:
    violation, where = shown.violation, shown.violation.location
    # Columns are understood of a single line only.
    columns = {"col": where.column, "endColumn": where.end_column} if where.line == where.end_line else {}
    return _command(
        "notice" if shown.baseline is not None else "error",
        violation.message if violation.because is None else f"{violation.message}\n{violation.because}",
        view,
        violation.path,
        title=f"{violation.code} {violation.rule}",
        line=where.line,
        endLine=where.end_line,
        **columns,
    )


def _command(
    kind: str,
    message: str,
    view: View,
    path: str | Path | None = None,
    title: str = "facadelint",
    **place: int,
) -> str:
    properties = {"title": title} if path is None else {"file": view.path(path), **place, "title": title}
    shown = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{kind} {shown}::{message.translate(_DATA)}"
