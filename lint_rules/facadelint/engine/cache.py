"""Remembers the outcome of a run, and gives it back where nothing that the run looked at has changed.

A report is kept under everything that was asked for, together with a :class:`Trace` of everything that
was found; see there why it cannot go stale. What cannot be read, or was written by another version, is
as good as nothing. The folder ignores itself in git.
"""

from __future__ import annotations

import os
import platform
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import facadelint
from facadelint.core.violation import Location, Violation
from facadelint.engine.report import Coverage, FileProblem, Report
from facadelint.source.trace import Trace, digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.source.modules import ModuleFinder

FOLDER = ".facadelint_cache"
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
        parts = [_program(), *(each.encode("utf-8", "surrogateescape") for each in asked)]
        self._folder = root / FOLDER
        self._path = self._folder / f"{digest(parts)}.json"

    def load(self, finder: ModuleFinder) -> Report | None:
        """The report of an equal run, if all that it looked at is as it was."""
        import json

        try:
            table = json.loads(self._path.read_bytes())
            if Trace(**table["trace"]).holds(finder):
                return _report(table["report"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            pass
        return None

    def store(self, report: Report, trace: Trace) -> None:
        """Keep a report; a folder that cannot be written costs speed and nothing else."""
        import json

        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            table = {"trace": trace.as_table(), "report": _table(report)}
            with tempfile.NamedTemporaryFile("w", dir=self._folder, delete=False, encoding="utf-8") as file:
                json.dump(table, file)
            os.replace(file.name, self._path)  # noqa: PTH105 - atomic, also where the target exists
            self._forget_old()

    def _forget_old(self) -> None:
        kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_KEPT:]:
            path.unlink(missing_ok=True)


def _program() -> bytes:
    """What the program itself is: its version and its files, so that developing it never meets an old report."""
    package = Path(facadelint.__file__).parent
    files = sorted(package.rglob("*.py"))
    stats = [f"{path.relative_to(package)}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for path in files]
    return "\n".join([facadelint.__version__, platform.python_version(), *stats]).encode()


def _table(report: Report) -> dict[str, Any]:
    return {
        "violations": [
            {name: getattr(each, name) for name in Violation.__slots__ if name != "location"}
            | {"location": [getattr(each.location, name) for name in Location.__slots__]}
            for each in report.violations
        ],
        "coverage": {name: getattr(report.coverage, name) for name in Coverage.__slots__},
        "problems": [[str(each.path), each.line, each.column, each.message] for each in report.problems],
        "notes": list(report.notes),
    }


def _report(table: dict[str, Any]) -> Report:
    violations = tuple(
        Violation(**{**each, "location": Location(*each["location"])}) for each in table["violations"]
    )
    coverage: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table["coverage"].items()
    }
    problems = tuple(FileProblem(Path(path), *rest) for path, *rest in table["problems"])
    return Report(violations, Coverage(**coverage), problems, tuple(table["notes"]))
