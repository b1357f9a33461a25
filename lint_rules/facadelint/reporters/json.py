"""The format for machines; its keys are public, and ``version`` changes when one changes its meaning."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View

VERSION = 1


def render(report: Report, view: View) -> str:
    document = {
        "version": VERSION,
        "violations": [_violation(each, view) for each in view.shown(report)],
        "summary": _summary(report, view),
    }
    # Escaped to ASCII, it passes every console encoding, and lone surrogates of file names too.
    return json.dumps(document, indent=2) + "\n"


def _violation(shown: Shown, view: View) -> dict[str, Any]:
    violation, where = shown.violation, shown.violation.location
    table = {
        "path": view.path(violation.path),
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "code": violation.code,
        "rule": violation.rule,
        "message": violation.message,
        "facade": violation.facade,
        "domain": violation.domain,
        "symbol": violation.symbol,
        "fix": violation.fix,
        "fingerprint": shown.fingerprint,
    }
    return table | {"baselined": shown.baseline is not None} if view.show_baselined else table


def _summary(report: Report, view: View) -> dict[str, Any]:
    coverage = report.coverage
    by_code = Counter(violation.code for violation in report.violations)
    return {
        "violations": len(report.violations),
        "by_code": dict(sorted(by_code.items())),
        "facades": list(coverage.facades),
        "domains": list(coverage.domains),
        "members": coverage.members,
        "files": coverage.files,
        "rules": coverage.rules,
        "contracts": coverage.contracts,
        "baselined": len(report.hidden),
        "stale": [
            {"baseline": view.path(baseline.file), **entry._asdict(), "count": number}
            for baseline in report.baselines
            for entry, number in baseline.stale.items()
        ],
        "problems": [
            {
                "path": view.path(problem.path),
                "line": problem.line,
                "column": problem.column,
                "message": problem.message,
            }
            for problem in report.problems
        ],
        "notes": list(report.notes),
        "errors": list(report.errors),
    }
