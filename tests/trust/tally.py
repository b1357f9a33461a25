"""Recall and false alarms of what was injected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hosts import Outcome


@dataclass(slots=True)
class Tally:
    """Recall and false alarms of one rule."""

    injected: int = 0
    marks: int = 0
    missed: int = 0
    false_alarms: int = 0
    innocent: int = 0
    failures: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        if outcome.marks:
            self.injected += 1
        else:
            self.innocent += 1
        self.marks += outcome.marks
        self.missed += len(outcome.missed)
        self.false_alarms += len(outcome.extra)
        if outcome.missed or outcome.extra:
            self.failures.append(outcome)


def blame(outcomes: Iterable[Outcome]) -> list[tuple[str, int, int]]:
    """For each form: in how many of its combinations something was wrong, and of how many."""
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for each in outcomes:
        for label in each.injection.labels:
            total[label] += 1
            wrong[label] += bool(each.missed or each.extra)
    return sorted(
        ((label, wrong[label], total[label]) for label in wrong if wrong[label]),
        key=lambda each: -each[1] / each[2],
    )
