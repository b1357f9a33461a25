"""What ``facadelint fix`` says of what it did, and of what is left."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from facadelint.cli import paragraphs
from facadelint.reporters.cells import harmless
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.engine.report import Report
    from facadelint.fixes.run import Outcome
    from facadelint.reporters.view import View

_LISTED = 10
"""How many refusals, and changes of the public API, are named before the rest is only counted."""


def told(outcome: Outcome, view: View, *, is_written: bool) -> Iterator[str]:
    """The lines that say what was fixed, and that nobody outside notices."""
    done = "Fixed" if is_written else "Would fix"
    if not outcome.repairs:
        yield "Nothing to fix."
    else:
        files = count(len(outcome.transaction.changes), "file")
        yield view.style.good(f"{done} {count(len(outcome.repairs), 'violation')} in {files}:")
        yield from _by_file(outcome, view)
        yield from _api(outcome, view)
    yield from _refused(outcome, view)


def _by_file(outcome: Outcome, view: View) -> Iterator[str]:
    rows = Counter(
        (each.violation.path, each.violation.code, each.violation.rule, each.what) for each in outcome.repairs
    )
    width = len(str(max(rows.values())))
    path = None
    for row in sorted(rows):
        if row[0] != path:
            path = row[0]
            yield f"  {view.style.place(harmless(view.path(path)))}"
        _, code, rule, what = row
        yield f"    {rows[row]:>{width}} {view.style.code(code)} {rule}: {harmless(what)}"


def _api(outcome: Outcome, view: View) -> Iterator[str]:
    looked = f"{count(outcome.definitions, 'public definition')} in {count(outcome.modules, 'module')}"
    if not outcome.changes:
        yield f"The public API is the same: griffe compared {looked}."
        return
    yield view.style.bad(f"The public API has changed, as griffe sees it in {looked}:")
    for change in outcome.changes[:_LISTED]:
        yield f"  {harmless(str(change))}"
    yield from _more(len(outcome.changes))


def _refused(outcome: Outcome, view: View) -> Iterator[str]:
    if outcome.refusals:
        yield f"Left alone, though {'it has' if len(outcome.refusals) == 1 else 'they have'} a fix:"
        for refusal in outcome.refusals[:_LISTED]:
            found = refusal.violation
            place = f"{view.path(found.path)}:{found.location.line}:{found.location.column}"
            yield f"  {harmless(place)} {found.code}: {harmless(refusal.reason)}"
        yield from _more(len(outcome.refusals))


def _more(number: int) -> Iterator[str]:
    if number > _LISTED:
        yield f"  and {number - _LISTED} more"


def next_steps(outcome: Outcome, report: Report | None, view: View) -> Iterator[str]:
    """What to do now; ``report`` is what is left after the files were written, None where they were not."""
    steps = []
    if outcome.unsafe:
        number = len(outcome.unsafe)
        what = f"fixes {number} more; it may change what the program does, so read the diff"
        steps.append(("facadelint fix --unsafe --diff", what))
    if outcome.repairs and report is not None:
        steps.append(("git diff", "what has changed; then run your tests"))
    if report is not None and report.violations and not outcome.unsafe:
        code = report.violations[0].code
        steps.append((f"facadelint explain {code}", "what to do where nothing can be done automatically"))
    if steps:
        yield ""
        yield from paragraphs.next_steps(steps, view)
