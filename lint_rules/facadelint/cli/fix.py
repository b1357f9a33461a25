"""``facadelint fix``: rewrite what is safe, prove it, and say what is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.check import comma_list
from facadelint.cli.contracts import load_contracts
from facadelint.cli.fix_output import next_steps, told
from facadelint.cli.output import complain, complain_of_files, emit, stdout_view

if TYPE_CHECKING:
    from facadelint.engine.report import Report
    from facadelint.fixes.run import Outcome


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
    from facadelint.rewriting.extras import require_libcst

    require_libcst()  # before anything is loaded that stands on it
    from facadelint.fixes.run import mend_paths

    outcome = mend_paths(paths, select=select, extend_select=extend_select, ignore=ignore, unsafe=unsafe)
    if diff:
        return _show_diff(outcome)
    outcome.transaction.commit()
    from facadelint.engine.run import check_paths

    report = check_paths(
        paths,
        select=select,
        extend_select=extend_select,
        ignore=ignore,
        cache=False,
        contracts=load_contracts,
    )
    return _show_rest(outcome, report)


def _show_diff(outcome: Outcome) -> int:
    view = stdout_view()
    emit(outcome.transaction.diff(view.directory))
    for line in (*told(outcome, view, is_written=False), *next_steps(outcome, None, view)):
        complain(line)
    complain_of_files(outcome.problems, view)
    if outcome.problems:
        return 2
    return 1 if outcome.transaction.changes else 0


def _show_rest(outcome: Outcome, report: Report) -> int:
    from facadelint.reporters import load

    view = stdout_view()
    lines = [*told(outcome, view, is_written=True), "", load("concise")(report, view).rstrip("\n")]
    emit("\n".join([*lines, *next_steps(outcome, report, view)]) + "\n")
    complain_of_files(report.problems, view)
    if report.problems:
        return 2
    return 1 if report.violations else 0
