"""Remembers the outcome of a run, and gives it back where nothing that the run looked at has changed.

A report is kept under everything that was asked for, together with a :class:`Trace` of everything that
was found; see there why it cannot go stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from facadelint.core.violation import Violation
from facadelint.engine.report import Coverage, FileProblem, Report
from facadelint.engine.store import Store, fingerprint
from facadelint.source.trace import Present, Trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.source.modules import ModuleFinder

_KEPT = 20
"""Reports of one project that are kept, the latest ones; pre-commit asks for other files each time."""


class ReportCache:
    """The reports of one configuration."""

    def __init__(self, root: Path, asked: Sequence[str]) -> None:
        """
        Args:
            root: the configuration's folder.
            asked: everything that the outcome depends on and that is not in the files of the project.
        """
        self._store = Store(root, "report", _KEPT)
        self._name = fingerprint(asked)

    def load(self, finder: ModuleFinder) -> Report | None:
        """The report of an equal run, if all that it looked at is as it was."""
        table = self._store.read(self._name)
        try:
            if table is not None and Trace(**table["trace"]).holds(Present(finder)):
                return _report(table["report"])
        except (ValueError, LookupError, TypeError, AttributeError):
            pass
        return None

    def store(self, report: Report, trace: Trace) -> None:
        """Keep a report; a folder that cannot be written costs speed and nothing else."""
        self._store.write(self._name, {"trace": trace.as_table(), "report": _table(report)})
        self._store.forget_old()


def _table(report: Report) -> dict[str, Any]:
    return {
        "violations": [each.as_table() for each in report.violations],
        "coverage": {name: getattr(report.coverage, name) for name in Coverage._fields},
        "problems": [[str(each.path), each.line, each.column, each.message] for each in report.problems],
        "notes": list(report.notes),
    }


def _report(table: dict[str, Any]) -> Report:
    coverage: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table["coverage"].items()
    }
    return Report(
        tuple(Violation.from_table(each) for each in table["violations"]),
        Coverage(**coverage),
        tuple(FileProblem(Path(path), *rest) for path, *rest in table["problems"]),
        tuple(table["notes"]),
    )
