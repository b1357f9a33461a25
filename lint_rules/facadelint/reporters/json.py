"""The format for machines; its keys are public, and ``version`` changes when one changes its meaning."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from facadelint.reporters.fingerprint import fingerprints

if TYPE_CHECKING:
    from facadelint.core.violation import Violation
    from facadelint.engine.report import Report
    from facadelint.reporters.view import View

VERSION = 1


def render(report: Report, view: View) -> str:
    pairs = zip(report.violations, fingerprints(report.violations), strict=True)
    document = {
        "version": VERSION,
        "violations": [_violation(violation, fingerprint, view) for violation, fingerprint in pairs],
        "summary": _summary(report, view),
    }
    # Escaped to ASCII, it passes every console encoding, and lone surrogates of file names too.
    return json.dumps(document, indent=2) + "\n"


def _violation(violation: Violation, fingerprint: str, view: View) -> dict[str, Any]:
    where = violation.location
    return {
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
        "fingerprint": fingerprint,
    }


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
    }
