"""``facadelint extract``: move members of a facade into a domain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facadelint.cli.extract_output import told
from facadelint.cli.output import complain, emit, stdout_view
from facadelint.core.config import ConfigFinder
from facadelint.core.errors import FacadelintError
from facadelint.engine.targets import nothing_configured

if TYPE_CHECKING:
    from facadelint.core.settings import Settings


@click.command(name="extract")
@click.argument("members", nargs=-1, metavar="[FACADE.MEMBER]...")
@click.option("--to", "domain", metavar="DOMAIN", help="The domain that they move to; a new one is created.")
@click.option("--plan", "planned", is_flag=True, help="Move what the configuration's plan lists.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--diff",
    is_flag=True,
    help="Print the changes as a unified diff (what would be done goes to standard error), and write nothing.",
)
def command(members: tuple[str, ...], *, domain: str | None, planned: bool, dry_run: bool, diff: bool) -> int:
    """Move methods and properties of a facade into a domain, and leave the delegation.

    FACADE is the configured class, as Shop or shop.facade:Shop; MEMBER may be a glob. With --plan, the members are
    those of the configuration's plan, of DOMAIN alone where --to names one.

    All or nothing: it is written only if everything compiles, check finds nothing new, and the public API is the
    same. A member that cannot be moved safely stops it; with --plan the others move.

    Exits 0 when everything asked for was moved, 1 when a member was refused, 2 when it could not run.
    """
    if planned and members:
        raise click.UsageError("With --plan the members are those of the plan: name none.")
    if not planned and not members:
        raise click.UsageError("Name the members to move (Shop.place_order), or use --plan.")
    if not planned and domain is None:
        raise click.UsageError("Say which domain they move to: --to DOMAIN.")
    from facadelint.extract.run import extract

    report = extract(_settings(), members, domain, planned=planned)
    view = stdout_view()
    writes = not (dry_run or diff or report.is_stopped)
    if writes:
        report.transaction.commit()
    lines = list(told(report, view, is_written=writes))
    if diff:  # standard output is the patch, and nothing else
        emit(report.transaction.diff(Path.cwd()))
        complain("\n".join(lines))
    else:
        emit("".join(f"{line}\n" for line in lines))
    return 1 if report.refused else 0


def _settings() -> Settings:
    finder = ConfigFinder()
    file = finder.find(Path.cwd())
    if file is None:
        raise FacadelintError(nothing_configured(()))
    return finder.load(file)
