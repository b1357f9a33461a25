"""``facadelint explain``: the page of a rule in the terminal, or a table of all rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from facadelint.cli.output import emit, stdout_view
from facadelint.core.errors import FacadelintError
from facadelint.core.spelling import did_you_mean, quoted
from facadelint.rules.loader import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.rules.rule import Rule


@click.command(name="explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Show the page of the rule CODE, a code or a name.

    Of the beginning of codes (FAC3) list the rules that it means; without CODE list every rule.
    """
    rules = load_rules()
    family = [rule for rule in rules if code is None or _is_beginning(code, rule)]
    emit(_table(family) if family else _page(_find(code or "", rules)))
    return 0


def _is_beginning(word: str, rule: Rule) -> bool:
    prefix = word.upper()
    return prefix.startswith("FAC") and rule.code.startswith(prefix) and rule.code != prefix


def _find(word: str, rules: Sequence[Rule]) -> Rule:
    wanted = word.casefold()
    for rule in rules:
        if wanted in (rule.code.casefold(), rule.name):
            return rule
    spellings = [*(rule.code for rule in rules), *(rule.name for rule in rules)]
    raise FacadelintError(f"no rule has the code or name {quoted(word)}. {did_you_mean(word, spellings)}")


def _page(rule: Rule) -> str:
    if not sys.stdout.isatty():
        return rule.page + "\n"
    # rich takes a tenth of a second to import; a pipe gets the Markdown as it is.
    from rich.console import Console
    from rich.markdown import Markdown

    view = stdout_view()
    console = Console(force_terminal=True, no_color=not view.style.colour, width=min(view.width, 100))
    with console.capture() as capture:
        console.print(Markdown(rule.page))
    return capture.get()


def _table(rules: Sequence[Rule]) -> str:
    style = stdout_view().style
    longest = max(len(rule.name) for rule in rules)
    lines = []
    for rule in rules:
        off = style.quiet("(off) ") if rule.off else ""
        lines.append(f"{style.code(rule.code)}  {rule.name:<{longest}}  {off}{rule.headline}")
    lines.append("")
    if any(rule.off for rule in rules):
        lines.append("Rules marked (off) run only where they are selected by code, prefix or name.")
    lines.append("facadelint explain CODE shows the page of a rule.")
    return "\n".join(lines) + "\n"
