"""What several formats say in the same words of things that are no violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facadelint.core.baseline import Entry
    from facadelint.engine.report import FileProblem


def parse_error(problem: FileProblem) -> str:
    """Why nothing can be said of a file."""
    return f"cannot be parsed: {problem.message}"


def stale_text(entry: Entry, number: int) -> str:
    """That an entry of a baseline has to go."""
    target = f": {entry.target}" if entry.target else ""
    times = f" ({number} times)" if number > 1 else ""
    return f"lists what is gone: {entry.code} {entry.symbol}{target}{times}; run facadelint baseline --prune"
