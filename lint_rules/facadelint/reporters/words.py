"""What several outputs say in the same words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.baseline import Entry
    from facadelint.core.violation import Violation
    from facadelint.engine.report import FileProblem


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_rule(violations: Sequence[Violation], shown: int | None = None) -> str:
    """`` (2 sibling-import, 1 facade-logic)``, the most frequent first; empty for none.

    Args:
        violations: what is counted.
        shown: how many rules are named; the rest is one number. All of them where it is not given.
    """
    counted = Counter(
        violation.rule for violation in sorted(violations, key=lambda violation: violation.code)
    )
    rules = [f"{number} {rule}" for rule, number in counted.most_common()]
    if shown is not None and len(rules) > shown:
        named = sum(number for _, number in counted.most_common(shown))
        rules[shown:] = [f"{counted.total() - named} of other rules"]
    return f" ({', '.join(rules)})" if rules else ""


def parse_error(problem: FileProblem) -> str:
    """Why nothing can be said of a file."""
    return f"cannot be parsed: {problem.message}"


def stale_text(entry: Entry, number: int) -> str:
    """That an entry of a baseline has to go."""
    target = f": {entry.target}" if entry.target else ""
    times = f" ({number} times)" if number > 1 else ""
    return f"lists what is gone: {entry.code} {entry.symbol}{target}{times}; run facadelint baseline --prune"
