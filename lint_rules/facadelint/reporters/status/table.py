"""The format for people: a table a facade, what is left to do, and what to take on next."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.box import Box
from rich.console import Console, Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from facadelint.core.paths import shown
from facadelint.reporters.cells import harmless
from facadelint.reporters.status.words import (
    NO_DOMAIN,
    OF_THE_PLAN,
    budget,
    change,
    common_folder,
    delegating,
    files,
    inherited,
    left,
    needs_caution,
    next_members,
    percent,
    with_past,
)
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import ConsoleOptions, RenderableType

    from facadelint.reporters.view import View
    from facadelint.status.model import DomainStatus, FacadeStatus, Past, State, StatusReport

_WIDEST = 120
"""Columns that a table takes at most: the eye has to find its way from the first to the last."""

_NEXT = 10
"""How many members of logic are listed; the rest is counted."""

_FILES = 3
"""How many files of a domain are listed."""

_BAR = 30
"""Columns of the bar."""

_STATES: dict[State, str] = {"complete": "green", "in progress": "yellow", "planned": "cyan"}
"""The basic colours, which every terminal theme adapts to its background."""

# In ASCII, which every log and every console can show.
_BOX = Box("    \n    \n -- \n    \n -- \n -- \n    \n    \n", ascii=True)


def render(report: StatusReport, view: View) -> str:
    width = min(view.width, _WIDEST)
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        height=24,  # without one, rich takes a dumb terminal's width instead
        color_system="standard" if view.style.colour else None,
        force_terminal=view.style.colour,
        no_color=not view.style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for index, (facade, past) in enumerate(with_past(report)):
        if index:
            console.print()
        console.print(Group(*_blocks(facade, past, view)))
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def _blocks(facade: FacadeStatus, past: Past | None, view: View) -> Iterator[RenderableType]:
    yield Text.assemble((harmless(facade.name), "bold"), "  ", (harmless(view.path(facade.path)), "cyan"))
    summary = Text.assemble(_bar(facade.progress), f" {delegating(facade)}")
    changed = change(facade, past) if past is not None else ""
    yield _indented(summary, *filter(None, (budget(facade), inherited(facade), changed)))
    yield ""
    folder = common_folder(facade)
    if facade.domains:
        yield _Domains(facade, folder)
        yield ""
    else:
        yield NO_DOMAIN
        yield ""
    yield from _bases(facade, folder)
    yield from _left(facade)
    yield from _next(facade)


def _indented(*lines: RenderableType) -> Padding:
    return Padding(Group(*lines), (0, 0, 0, 2))


def _bar(progress: float) -> Text:
    filled = int(_BAR * progress / 100)
    return Text.assemble(
        ("#" * filled, "green"), ("-" * (_BAR - filled), "dim"), (f" {percent(progress)}", "bold")
    )


class _Domains:
    """The table; on a narrow terminal the files are listed below it, or no column could be read."""

    def __init__(self, facade: FacadeStatus, folder: Path) -> None:
        self.facade = facade
        self.folder = folder
        self.where = f"Files in {harmless(shown(folder, facade.root))}/" if folder != facade.root else "Files"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        wide = self._table(with_files=True)
        if Measurement.get(console, options.update_width(_WIDEST * 2), wide).maximum <= options.max_width:
            yield wide
            yield from self._caution()
            return
        yield self._table(with_files=False)
        yield from self._caution()
        listed = Table.grid(padding=(0, 2))
        for domain in self.facade.domains:
            if domain.files:
                listed.add_row(Text(harmless(domain.name)), self._files(domain))
        if listed.row_count:
            yield ""
            yield Text(self.where, "bold")
            yield _indented(listed)

    def _caution(self) -> Iterator[Text]:
        if needs_caution(self.facade):
            yield Text(OF_THE_PLAN, "dim")

    def _table(self, *, with_files: bool) -> Table:
        inherits = {base.domain: len(base.members) for base in self.facade.bases if base.domain is not None}
        table = Table(box=_BOX, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        table.add_column("Domain", overflow="fold")
        table.add_column("State", no_wrap=True)
        for name in ("Extracted", "Planned", *(["Inherited"] if inherits else []), "Lines", "Progress"):
            table.add_column(name, justify="right", no_wrap=True)
        if with_files:
            table.add_column(Text(self.where), no_wrap=True)
        for domain in self.facade.domains:
            cells: list[RenderableType] = [
                Text(harmless(domain.name)),
                Text(domain.state, _STATES[domain.state]),
            ]
            cells += [_number(len(domain.delegated)), _number(len(domain.planned))]
            if inherits:
                cells.append(_number(inherits.get(domain.name, 0)))
            cells += [_number(domain.lines), percent(domain.progress)]
            if with_files:
                cells.append(self._files(domain))
            table.add_row(*cells)
        return table

    def _files(self, domain: DomainStatus) -> Text:
        shown, more = files(domain, self.folder, _FILES)
        lines = [*map(harmless, shown), *([f"and {count(more, 'more file')}"] if more else [])]
        return Text("\n".join(lines))


def _number(number: int) -> str:
    """Nothing is shown as a dash, so that the numbers stand out."""
    return str(number) if number else "-"


def _bases(facade: FacadeStatus, folder: Path) -> Iterator[RenderableType]:
    """What is inherited from classes that are no domain."""
    listed = Table.grid(padding=(0, 2))
    for base in facade.bases:
        if base.domain is None and base.members:
            members, lines = count(len(base.members), "member"), count(base.lines, "line")
            listed.add_row(
                Text(harmless(base.name)), members, lines, Text(harmless(shown(base.path, folder)))
            )
    if listed.row_count:
        yield Text("Inherited, outside of the domains", "bold")
        yield _indented(listed)
        yield ""


def _left(facade: FacadeStatus) -> Iterator[RenderableType]:
    sorts = list(left(facade))
    if not sorts:
        yield Text("Nothing is left: every member delegates.", "green")
        return
    listed = Table.grid(padding=(0, 2))
    listed.add_column(justify="right")
    for number, sort, codes in sorts:
        listed.add_row(str(number), sort, Text(f"facadelint check --select {codes}" if codes else "", "cyan"))
    yield Text(f"Left: {count(sum(number for number, *_ in sorts), 'member')}", "bold")
    yield _indented(listed)


def _next(facade: FacadeStatus) -> Iterator[RenderableType]:
    members = next_members(facade)
    if not members:
        return
    listed = Table.grid(padding=(0, 2))
    listed.add_column(justify="right", no_wrap=True)
    for member in members[:_NEXT]:
        domains = Text(", ".join(map(harmless, member.domains)), "cyan")
        listed.add_row(count(member.lines, "line"), Text(member.name), f"line {member.line}", domains)
    rest = members[_NEXT:]
    lines = count(sum(member.lines for member in rest), "line")
    more = [Text(f"and {len(rest)} more with {lines}", "dim")] if rest else []
    yield ""
    yield Text("Next, the longest logic first", "bold")
    yield _indented(listed, *more)
