"""``facadelint check``: every rule over files and folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.contracts import load_contracts
from facadelint.cli.output import complain_of_files, emit, stdout_view, write_file
from facadelint.cli.progress import progress
from facadelint.core.errors import ConfigError, FacadelintError, NothingToCheckError
from facadelint.engine.report import Coverage, Report
from facadelint.engine.run import check_paths
from facadelint.reporters import CHECKOUT_VARIABLES, FOR_PEOPLE, FORMATS, load
from facadelint.reporters.footer import footer
from facadelint.reporters.style import PLAIN
from facadelint.reporters.view import NO_TERMINAL_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.reporters.view import RuleHelp, View

_STDIN = Path("-")


def comma_list(_context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The codes of an option that may be repeated, and may list several each time."""
    words = tuple(word for value in values for word in value.replace(",", " ").split())
    if values and not words:
        # An empty variable in a CI script must not quietly mean "the default".
        raise click.BadParameter("no code is given.", param=parameter)
    return words


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--select", multiple=True, metavar="CODES", callback=comma_list, help="Run only these rules.")
@click.option(
    "--extend-select", multiple=True, metavar="CODES", callback=comma_list, help="Run these rules too."
)
@click.option("--ignore", multiple=True, metavar="CODES", callback=comma_list, help="Do not run these rules.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    help="Check standard input as if it were the content of this file.",
)
@click.option("--no-contracts", is_flag=True, help="Check the files alone, not the imports of the project.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes may check at once; as many as there are processors, unless given.",
)
@click.option("--no-cache", is_flag=True, help="Look at everything anew, and remember nothing.")
@click.option(
    "--skip-unconfigured",
    is_flag=True,
    help="It is no error when no configuration covers any of PATHS: for hooks, which are given what has changed.",
)
@click.option("--show-baselined", is_flag=True, help="Show what the baseline hides, too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are violations.")
def command(
    paths: tuple[Path, ...],
    *,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    output_file: Path | None,
    stdin_filename: Path | None,
    no_contracts: bool,
    jobs: int | None,
    no_cache: bool,
    skip_unconfigured: bool,
    show_baselined: bool,
    exit_zero: bool,
) -> int:
    """Check PATHS, files and folders; without any, the working directory.

    CODES are codes, prefixes of codes or names of rules, separated by commas: FAC101, FAC3,
    sibling-import. FAC is every rule, those that are off by default too.

    Exits 0 when clean, 1 when there are violations, 2 when it could not run.
    """
    view = stdout_view()._replace(show_baselined=show_baselined, rules=_rules)
    try:
        stdin = _stdin(paths, stdin_filename)
        report = check_paths(
            () if stdin else paths,
            select=select,
            extend_select=extend_select,
            ignore=ignore,
            stdin=stdin,
            cache=not no_cache,
            contracts=None if no_contracts else load_contracts,
            progress=progress(),
            jobs=jobs,
        )
    except (FacadelintError, click.UsageError) as error:
        if skip_unconfigured and paths and isinstance(error, NothingToCheckError):
            _show(Report((), Coverage(), notes=(str(error),)), output_format, output_file, view)
            return 0
        if output_format not in FOR_PEOPLE and output_file is None:
            # Whoever parses the output gets a document; what to do stands on standard error.
            emit(load(output_format)(Report((), Coverage(), errors=_texts(error)), view))
        raise
    _show(report, output_format, output_file, view)
    if report.problems:
        return 2
    return 1 if report.failed and not exit_zero else 0


def _stdin(paths: Sequence[Path], filename: Path | None) -> tuple[Path, bytes] | None:
    """What standard input stands for, where it is to be checked."""
    if filename is None:
        if _STDIN in paths:
            raise click.UsageError("To check standard input, say what file it is: --stdin-filename PATH.")
        return None
    others = [path for path in paths if path not in (_STDIN, filename)]
    if others:
        raise click.UsageError(f"With --stdin-filename only that file is checked, not {others[0]}.")
    return Path.cwd() / filename, sys.stdin.buffer.read()


def _rules() -> Sequence[RuleHelp]:
    from facadelint.rules.loader import load_rules  # an unchanged project is told without the rules

    return load_rules()


def _texts(error: FacadelintError | click.UsageError) -> tuple[str, ...]:
    if isinstance(error, click.UsageError):
        return (error.message,)
    return tuple(map(str, error.problems)) if isinstance(error, ConfigError) else (str(error),)


def _show(report: Report, output_format: str, output_file: Path | None, view: View) -> None:
    render = load(output_format)
    seen = view._replace(directory=_checkout(output_format, view.directory))
    if output_file is None:
        emit(render(report, seen))
    else:
        write_file(output_file, render(report, seen._replace(style=PLAIN, width=NO_TERMINAL_WIDTH)))
        emit("\n".join(footer(report, view)) + "\n")
    complain_of_files(report.problems, view)


def _checkout(output_format: str, directory: Path) -> Path:
    """The folder that the paths of a format are relative to: that of the job, or the working directory."""
    folder = os.environ.get(CHECKOUT_VARIABLES.get(output_format, ""))
    return Path(folder) if folder and directory.is_relative_to(folder) else directory
