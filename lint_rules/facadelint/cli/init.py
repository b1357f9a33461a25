"""``facadelint init``: find the facades of a project and write its first configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.adopt.proposal import propose_configuration
from facadelint.adopt.snippets import NAMES, snippet
from facadelint.adopt.telling import told
from facadelint.cli.output import emit, stdout_view, write_file
from facadelint.source.modules import absolute

if TYPE_CHECKING:
    from facadelint.adopt.proposal import Proposal
    from facadelint.reporters.view import View

_NEXT = (
    ("facadelint check", "what it finds today"),
    ("facadelint baseline", "start green: hide that, report what is new"),
    ("facadelint status", "how far the refactoring is"),
    ("facadelint init --snippet all", "for flake8, pre-commit, import-linter, GitHub Actions"),
)
_NEXT_OF_A_PLAN = (
    ("facadelint status", "the plan as a table"),
    *(each for each in _NEXT if each[0] != "facadelint status"),
)


@click.command(name="init")
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="MODULE:CLASS",
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
    emit("\n".join((*told(proposal, view), *_ending(proposal, view, root, dry_run=dry_run))) + "\n")
    return 0


def _ending(proposal: Proposal, view: View, root: Path, *, dry_run: bool) -> list[str]:
    file = view.path(proposal.target.file)
    if dry_run:
        where = f"Would add to {file}:" if proposal.target.in_pyproject else f"Would write {file}:"
        return [where, "", proposal.settings.rstrip("\n")]
    what = f"Added [tool.facadelint] to {file}." if proposal.target.in_pyproject else f"Wrote {file}."
    folder = view.path(root)
    following = _NEXT if any(found.facade.domains for found in proposal.found) else _NEXT_OF_A_PLAN
    width = max(len(line) for line, _ in following)
    return [
        view.style.good(what),
        "",
        "Next:" if folder == "." else f"Next, in {folder}:",
        *(f"  {line:<{width}}  {view.style.quiet(why)}" for line, why in following),
    ]
