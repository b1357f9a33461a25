"""SARIF 2.1.0, for code scanning: results with the rules' pages, fingerprints, and what a baseline hides.

Source of the format: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS Standard; the
numbers below are its sections.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from facadelint import __version__
from facadelint.reporters.words import parse_error, stale_text

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.core.violation import Location
    from facadelint.engine.report import Report
    from facadelint.reporters.view import RuleHelp, Shown, View

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "facadelint/v1"
"""Ours; the upload action of GitHub adds its own, and complains of another value under its name."""


def render(report: Report, view: View) -> str:
    rules = view.rules()
    indices = {rule.code: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "facadelint",
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(report, view)],
        "originalUriBaseIds": {_ROOT: {"uri": (view.directory / "_").as_uri().removesuffix("_")}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, indices, view) for each in view.shown(report)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: RuleHelp) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.headline},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"enabled": not rule.off, "level": "error"},
    }


def _result(shown: Shown, indices: dict[str, int], view: View) -> dict[str, Any]:
    violation = shown.violation
    location = _location(violation.path, view, violation.location)
    if violation.symbol is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": violation.symbol}]
    # A fix of SARIF holds edits; ours is a sentence.
    more = {"facade": violation.facade, "domain": violation.domain, "fix": violation.fix}
    result: dict[str, Any] = {
        "ruleId": violation.code,
        "level": "error",
        "message": {"text": _text(shown)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: shown.fingerprint},
        "properties": {name: value for name, value in more.items() if value is not None},
    }
    if violation.code in indices:
        result["ruleIndex"] = indices[violation.code]
    if view.show_baselined:
        # 3.27.23: where one result says whether it is suppressed, all do.
        result["suppressions"] = _suppressions(shown, view)
    return result


def _text(shown: Shown) -> str:
    violation = shown.violation
    parts = [violation.message]
    parts += [f"Fix: {violation.fix}"] if violation.fix else []
    parts += [f"Why: {violation.because}"] if violation.because else []
    return "\n".join(parts)


def _suppressions(shown: Shown, view: View) -> list[dict[str, Any]]:
    if shown.baseline is None:
        return []
    said = f"listed in {view.path(shown.baseline)}"
    return [{"kind": "external", "status": "accepted", "justification": said}]


def _invocation(report: Report, view: View) -> dict[str, Any]:
    broken = [
        _notification(parse_error(problem), view, problem.path, problem.line, problem.column)
        for problem in report.problems
    ]
    notes = [{"level": "note", "message": {"text": note}} for note in report.notes]
    stale = [
        _notification(stale_text(entry, number), view, baseline.file)
        for baseline in report.baselines
        for entry, number in baseline.stale.items()
    ]
    errors = [{"level": "error", "message": {"text": error}} for error in report.errors]
    return {
        "executionSuccessful": not report.errors and not report.problems,
        "toolExecutionNotifications": broken + notes,
        "toolConfigurationNotifications": errors + stale,
    }


def _notification(text: str, view: View, path: Path, line: int = 1, column: int = 1) -> dict[str, Any]:
    location = _location(str(path), view)
    location["physicalLocation"]["region"] = {"startLine": line, "startColumn": column}
    return {"level": "error", "message": {"text": text}, "locations": [location]}


def _location(path: str, view: View, where: Location | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(path, view)}
    if where is not None:
        physical["region"] = {
            "startLine": where.line,
            "startColumn": where.column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
        }
    return {"physicalLocation": physical}


def _artifact(path: str, view: View) -> dict[str, str]:
    """A URI relative to the root; of a file outside of it an absolute one."""
    shown = view.path(path)
    file = type(view.directory)
    if shown.startswith("../") or file(shown).is_absolute():
        return {"uri": file(path).as_uri()}
    return {"uri": quote(os.fsencode(shown)), "uriBaseId": _ROOT}
