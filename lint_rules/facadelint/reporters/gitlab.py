"""A code quality report of GitLab: findings show up in merge requests.

Source of the format: the section "Code Quality report format" of GitLab's documentation.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from facadelint.reporters.words import parse_error, stale_text

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.engine.report import Report
    from facadelint.reporters.view import Shown, View


def render(report: Report, view: View) -> str:
    found = [_of_violation(each, view) for each in view.shown(report)]
    found += [
        _issue("parse-error", parse_error(problem), view, problem.path, problem.line, "blocker")
        for problem in report.problems
    ]
    found += [
        _issue("baseline", stale_text(entry, number), view, baseline.file, 1, "major")
        for baseline in report.baselines
        for entry, number in baseline.stale.items()
    ]
    return json.dumps(found, indent=2) + "\n"


def _of_violation(shown: Shown, view: View) -> dict[str, Any]:
    violation = shown.violation
    severity = "major" if shown.baseline is None else "info"
    issue = _issue(
        violation.code,
        f"{violation.code} {violation.message}",
        view,
        violation.path,
        violation.location.line,
        severity,
    )
    return issue | {"fingerprint": shown.fingerprint}


def _issue(name: str, text: str, view: View, path: str | Path, line: int, severity: str) -> dict[str, Any]:
    where = view.path(path)
    identity = f"{name}\0{where}\0{text}".encode("utf-8", "surrogatepass")
    return {
        "description": text,
        "check_name": name,
        "fingerprint": hashlib.sha256(identity).hexdigest()[:32],
        "severity": severity,
        "location": {"path": where, "lines": {"begin": line}},
    }
