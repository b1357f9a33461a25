"""``facadelint status``: the refactoring table of each facade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.output import complain, complain_of_files, emit, stdout_view
from facadelint.reporters.status import FORMATS, load
from facadelint.reporters.status.history import FORMATS as HISTORY_FORMATS
from facadelint.status.collect import status_of_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.status.model import FacadeStatus


@click.command(name="status")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "output_format", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 if the progress of a facade is below.",
)
@click.option("--since", metavar="REV", help="Show what has changed since a git revision.")
@click.option("--history", is_flag=True, help="Show one line for each commit that touched a facade's file.")
def command(
    paths: tuple[Path, ...], *, output_format: str, fail_under: float | None, since: str | None, history: bool
) -> int:
    """Show how far the refactoring is, of each facade that PATHS are configured for.

    Without PATHS the configuration of the working directory counts. --history goes back to --since.

    Exits 0; 1 when a facade is below --fail-under; 2 when it could not run or a file does not parse.
    """
    if output_format not in HISTORY_FORMATS and (history or since is not None):
        raise click.UsageError(
            f"--format {output_format} is about the present: leave out --since and --history."
        )
    report = status_of_paths(paths, since=since, history=history)
    view = stdout_view()
    render = HISTORY_FORMATS[output_format] if history else load(output_format)
    if report.facades:
        emit(render(report, view))
    complain_of_files(report.problems, view)
    if report.problems:
        return 2
    return 1 if fail_under is not None and _below(report.facades, fail_under) else 0


def _below(facades: Sequence[FacadeStatus], least: float) -> bool:
    """Name the facades whose progress is below; whether there is one."""
    below = [facade for facade in facades if facade.progress < least]
    for facade in below:
        complain(
            f"facadelint: {facade.name}: progress of {facade.progress:g} % is below --fail-under {least:g}"
        )
    return bool(below)
