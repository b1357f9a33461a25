"""``facadelint fix``: rewrite what is safe, prove it, and say what is left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.check import comma_list
from facadelint.cli.contracts import load_contracts
from facadelint.cli.output import complain, emit, stdout_view
from facadelint.reporters.cells import harmless
from facadelint.reporters.footer import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.engine.report import FileProblem, Report
    from facadelint.fixes.run import Outcome
    from facadelint.reporters.view import View

_LISTED = 10
"""How many refusals, and changes of the public API, are named before the rest is only counted."""


@click.command(name="fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unsafe", is_flag=True, help="Fix also what may change what the program does.")
@click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
@click.option("--select", multiple=True, metavar="CODES", callback=comma_list, help="Fix only these rules.")
@click.option(
    "--extend-select", multiple=True, metavar="CODES", callback=comma_list, help="Fix these rules too."
)
@click.option("--ignore", multiple=True, metavar="CODES", callback=comma_list, help="Do not fix these rules.")
def command(
    paths: tuple[Path, ...],
    *,
    unsafe: bool,
    diff: bool,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Fix what can be fixed in PATHS, files and folders; without any, the working directory.

    All files are changed, or none. Each change is checked before it is written: the rule no longer fires, no
    other one does, the file compiles, and the public API is the same, which griffe compares.

    Exits 0 when nothing is left, 1 when violations are left (with --diff: when something would change),
    2 when it could not run.
    """
    from facadelint.fixes.loader import require_libcst

    require_libcst()  # before anything is loaded that stands on it
    from facadelint.fixes.run import mend_paths

    outcome = mend_paths(paths, select=select, extend_select=extend_select, ignore=ignore, unsafe=unsafe)
    if diff:
        return _show_diff(outcome)
    outcome.transaction.commit()
    return _show_rest(outcome, paths, select=select, extend_select=extend_select, ignore=ignore)


def _show_diff(outcome: Outcome) -> int:
    view = stdout_view()
    emit(outcome.transaction.diff(view.directory))
    for line in _told(outcome, view, "Would fix"):
        complain(line)
    _show_problems(outcome.problems, view)
    if outcome.problems:
        return 2
    return 1 if outcome.transaction.edits else 0


def _show_rest(outcome: Outcome, paths: Sequence[Path], **asked: Sequence[str]) -> int:
    from facadelint.engine.run import check_paths
    from facadelint.reporters import load

    view = stdout_view()
    report = check_paths(paths, cache=False, contracts=load_contracts, **asked)  # type: ignore[arg-type]
    lines = [*_told(outcome, view, "Fixed"), "", load("concise")(report, view).rstrip("\n")]
    lines += _next(outcome, report, view)
    emit("\n".join(lines) + "\n")
    _show_problems(report.problems, view)
    if report.problems:
        return 2
    return 1 if report.violations else 0


def _show_problems(problems: Sequence[FileProblem], view: View) -> None:
    for problem in problems:
        place = f"{view.path(problem.path)}:{problem.line}:{problem.column}"
        complain(harmless(f"{place}: cannot be parsed: {problem.message}"))


def _told(outcome: Outcome, view: View, done: str) -> Iterator[str]:
    """The lines that say what was fixed, and that nobody outside notices."""
    if not outcome.repairs:
        yield "Nothing to fix."
    else:
        files = count(len(outcome.transaction.edits), "file")
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


def _next(outcome: Outcome, report: Report, view: View) -> Iterator[str]:
    """What to do now."""
    steps = []
    if outcome.unsafe:
        number = len(outcome.unsafe)
        what = f"fixes {number} more; it may change what the program does, so read the diff"
        steps.append(("facadelint fix --unsafe --diff", what))
    if outcome.repairs:
        steps.append(("git diff", "what has changed; then run your tests"))
    if report.violations and not outcome.unsafe:
        code = report.violations[0].code
        steps.append((f"facadelint explain {code}", "what to do where nothing can be done automatically"))
    if steps:
        width = max(len(step) for step, _ in steps)
        yield ""
        yield "Next:"
        for step, why in steps:
            yield f"  {step:<{width}}  {view.style.quiet(why)}"
