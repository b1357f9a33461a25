"""JUnit XML, which every CI server shows as a test report: a suite a file, a failed test case a violation.

There is no standard; this is what Jenkins, GitLab and Azure Pipelines agree on. A run that found nothing has
one test case that passes, since a report without any counts as a run that did not take place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from facadelint.reporters.cells import harmless
from facadelint.reporters.words import parse_error, stale_text

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View

_NAME = "facadelint"


def render(report: Report, view: View) -> str:
    suites = _Suites(view)
    for each in view.shown(report):
        suites.add_violation(each)
    for problem in report.problems:
        suites.add(problem.path, f"{problem.line}:{problem.column}", "error", parse_error(problem))
    for baseline in report.baselines:
        for entry, number in baseline.stale.items():
            suites.add(baseline.file, f"{entry.code} {entry.symbol}", "failure", stale_text(entry, number))
    for error in report.errors:
        suites.add(None, _NAME, "error", error)
    if not suites.by_name:
        suites.add(None, _NAME, None, "")
    return suites.text()


class _Suites:
    def __init__(self, view: View) -> None:
        self.view = view
        self.by_name: dict[str, ET.Element] = {}

    def add_violation(self, shown: Shown) -> None:
        violation, where = shown.violation, shown.violation.location
        kind = "failure" if shown.baseline is None else "skipped"
        name = f"{violation.code} {where.line}:{where.column} {violation.symbol or ''}".rstrip()
        lines = [f"{self.view.path(violation.path)}:{where.line}:{where.column}: {violation.message}"]
        lines += [f"why: {violation.because}"] if violation.because else []
        lines += [f"fix: {violation.fix}"] if violation.fix else []
        case = self.add(violation.path, name, kind, violation.message, violation.code, lines)
        case.set("line", str(where.line))

    def add(
        self,
        path: str | Path | None,
        name: str,
        kind: str | None,
        message: str,
        code: str = "",
        lines: list[str] | None = None,
    ) -> ET.Element:
        """Add a test case: one that passes where there is no kind."""
        file = _NAME if path is None else _legal(self.view.path(path))
        suite = self.by_name.setdefault(file, ET.Element("testsuite", name=file))
        case = ET.SubElement(suite, "testcase", name=_legal(name), classname=file)
        if path is not None:
            case.set("file", file)
        if kind is not None:
            outcome = ET.SubElement(case, kind, message=_legal(message))
            if code:
                outcome.set("type", code)
            outcome.text = "\n".join(map(_legal, lines or [message]))
        return case

    def text(self) -> str:
        top = ET.Element("testsuites", name=_NAME)
        top.extend(self.by_name.values())
        for element in (top, *self.by_name.values()):
            for kind, tag in (
                ("tests", "testcase"),
                ("failures", "failure"),
                ("errors", "error"),
                ("skipped", "skipped"),
            ):
                element.set(kind, str(sum(1 for _ in element.iter(tag))))
        ET.indent(top)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(top, encoding="unicode") + "\n"


def _legal(text: str) -> str:
    """Without characters that XML 1.0 does not have, not even escaped."""
    return harmless(text).translate({0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"})
