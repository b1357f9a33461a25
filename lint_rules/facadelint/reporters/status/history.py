"""What each facade was after every commit that touched its file, one line a commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless
from facadelint.reporters.status.json import VERSION, before
from facadelint.reporters.status.words import percent
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from facadelint.reporters.view import View
    from facadelint.status.model import History, Past, StatusReport

_HEAD = ("Date", "Commit", "Progress", "Lines", "Logic", "Subject")


def as_table(report: StatusReport, view: View) -> str:
    """Aligned columns; a subject is cut where the line ends."""
    return "\n".join("".join(f"{line}\n" for line in _table(history, view)) for history in report.histories)


def as_markdown(report: StatusReport, view: View) -> str:  # noqa: ARG001  # as every format
    """A table a facade."""
    return "\n".join("".join(f"{line}\n" for line in _markdown(history)) for history in report.histories)


def as_json(report: StatusReport, view: View) -> str:  # noqa: ARG001  # as every format
    """``history`` holds a facade each, with its commits, newest first."""
    told = [
        {
            "class": history.cls,
            "commits": [before(past) | {"subject": past.commit.subject} for past in history.past],
            "older": history.older,
        }
        for history in report.histories
    ]
    return json.dumps({"version": VERSION, "history": told}, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[StatusReport, View], str]] = {
    "table": as_table,
    "json": as_json,
    "markdown": as_markdown,
}
"""What ``--format`` takes together with ``--history``."""


def _table(history: History, view: View) -> Iterator[str]:
    rows = [_cells(past) for past in history.past]
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)][:-1]
    yield view.style.place(harmless(history.cls))
    for row in (_HEAD, *rows):
        *cells, subject = row
        texts = [f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join([*texts, subject])[: view.width]
    if history.older:
        yield _older(history)


def _markdown(history: History) -> Iterator[str]:
    yield f"## `{history.cls}`"
    yield ""
    yield f"| {' | '.join(_HEAD)} |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    for past in history.past:
        *cells, subject = _cells(past)
        # A subject is text: nothing of it is to become a column, a link or a tag.
        escaped = "".join(f"\\{each}" if each in "\\|`*_[]<>#" else each for each in subject)
        yield f"| {' | '.join([*cells, escaped])} |"
    if history.older:
        yield ""
        yield _older(history)


def _cells(past: Past) -> tuple[str, ...]:
    facade, commit = past.facade, past.commit
    numbers = ("-", "-", "-")
    if facade is not None:
        numbers = (percent(facade.progress), str(facade.lines), str(len(facade.left("logic"))))
    return (commit.date, commit.short, *numbers, harmless(commit.subject))


def _older(history: History) -> str:
    return f"and {count(history.older, 'older commit')}; --since REV goes back to any"
