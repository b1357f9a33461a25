"""The entry point: finds the command, and turns whatever happens into an exit code."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from facadelint import __version__
from facadelint.cli.output import complain, emit, tolerate_encodings
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.core.spelling import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Entry(NamedTuple):
    """One command of the command line."""

    module: str
    """Holds a click command called ``command``; imported only when it is called."""
    summary: str
    """Its line in ``facadelint --help``, here because the help must not import every command."""


COMMANDS: Mapping[str, Entry] = {
    "check": Entry("facadelint.cli.check", "Check files and folders against every rule."),
    "init": Entry("facadelint.cli.init", "Find the facades of a project and write its first configuration."),
    "status": Entry("facadelint.cli.status", "Show how far the refactoring of each facade is."),
    "baseline": Entry(
        "facadelint.cli.baseline", "Record today's violations, so that only new ones are reported."
    ),
    "fix": Entry("facadelint.cli.fix", "Rewrite what is safe, and prove that nobody outside notices."),
    "extract": Entry("facadelint.cli.extract", "Move members of a facade into a domain."),
    "explain": Entry("facadelint.cli.explain", "Show the page of a rule, or list all rules."),
}

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal."""


class _Commands(click.Group):
    """A group whose commands cost nothing until one of them is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            ctx.fail(f"No such command {quoted(cmd_name)}. {did_you_mean(cmd_name, COMMANDS)}")
        command: click.Command = import_module(COMMANDS[cmd_name].module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.command(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="facadelint")
@click.pass_context
def cli(context: click.Context) -> int:
    """Keep a code base's architecture while a God class is taken apart into a facade and domains."""
    if context.invoked_subcommand is not None:
        return 0
    emit(context.get_help() + "\n")
    return COULD_NOT_RUN


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, print what went wrong, and return the exit code; raises nothing."""
    try:
        tolerate_encodings()
        code: int = cli.main(arguments, prog_name="facadelint", standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        complain(shown.getvalue().rstrip())
    except ConfigError as error:
        for problem in error.problems:
            complain(f"facadelint: error: {problem}")
    except FacadelintError as error:
        complain(f"facadelint: error: {error}")
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # how click ends shell completion, and help that nobody reads any more
        return 0
    except Exception as error:  # noqa: BLE001  # exit code 1 would say "violations"
        _report_bug(error)
    else:
        return code
    return COULD_NOT_RUN


def _report_bug(error: Exception) -> None:
    if os.environ.get("FACADELINT_TRACEBACK"):
        import traceback

        complain("".join(traceback.format_exception(error)).rstrip())
    said = ": ".join((type(error).__name__, *str(error).splitlines()[:1]))
    complain(
        f"facadelint: internal error: {said} (please report; FACADELINT_TRACEBACK=1 shows the traceback)"
    )


def main() -> NoReturn:
    """A command line in somebody's process; the ``facadelint`` command itself is ``facadelint.__main__.main``."""
    sys.exit(run())
