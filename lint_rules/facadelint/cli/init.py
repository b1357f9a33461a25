"""``facadelint init``: find the facades of a project and write its first configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.adopt.proposal import propose_configuration
from facadelint.adopt.snippets import NAMES, snippet
from facadelint.cli.init_output import ending, told
from facadelint.cli.output import emit, stdout_view, write_file
from facadelint.core.checks import class_reference
from facadelint.source.modules import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence


def _references(
    _context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    for value in values:
        if fault := class_reference(value):
            raise click.BadParameter(" ".join(filter(None, (f"{fault[0]}.", fault[1]))), param=parameter)
    return tuple(values)


@click.command(name="init")
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="MODULE:CLASS",
    callback=_references,
    help="Configure this class instead of searching; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option(
    "--snippet",
    "wanted",
    type=click.Choice(NAMES),
    help="Print what to add for another tool, once the project is configured.",
)
def command(path: Path, *, classes: tuple[str, ...], dry_run: bool, wanted: str | None) -> int:
    """Find the facades of the project in PATH (the working directory) and write its first configuration.

    It goes to the end of pyproject.toml, or to a new facadelint.toml where there is none. A configuration
    that exists is never changed.

    Exits 0 when it is written, 2 when it is not.
    """
    root = absolute(path)
    if wanted is not None:
        emit(snippet(wanted, root))
        return 0
    proposal = propose_configuration(root, classes)
    content = proposal.content
    view = stdout_view()
    if not dry_run:
        write_file(proposal.target.file, content)
    lines = (*told(proposal, view), *ending(proposal, view, root, is_written=not dry_run))
    emit("\n".join(lines) + "\n")
    return 0
