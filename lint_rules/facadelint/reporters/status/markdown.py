"""The format for a tracking issue: GitHub's Markdown, with a task list of what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facadelint.core.paths import shown
from facadelint.reporters.cells import harmless
from facadelint.reporters.status.words import (
    NO_DOMAIN,
    OF_THE_PLAN,
    budget,
    change,
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

    from facadelint.reporters.view import View
    from facadelint.status.model import DomainStatus, FacadeStatus, Past, StatusReport

_FILES = 3
"""How many files of a domain are listed."""


def render(report: StatusReport, view: View) -> str:  # noqa: ARG001  # as every format
    return "\n".join("\n".join(_facade(*each)) + "\n" for each in with_past(report))


def _facade(facade: FacadeStatus, past: Past | None) -> Iterator[str]:
    yield f"## {_code(facade.name)}: {percent(facade.progress)}"
    yield ""
    sentences = filter(None, (delegating(facade), budget(facade), inherited(facade)))
    yield f"{_code(shown(facade.path, facade.root))}: {'; '.join(sentences)}."
    yield ""
    if past is not None:
        said = change(facade, past)
        yield f"{said[0].upper()}{said[1:]}."
        yield ""
    if facade.domains:
        yield from _table(facade)
        if needs_caution(facade):
            yield ""
            yield OF_THE_PLAN
    else:
        yield NO_DOMAIN
    others = [base for base in facade.bases if base.domain is None and base.members]
    if others:
        yield ""
        yield "Inherited, outside of the domains:"
        yield ""
        for base in others:
            members, lines = count(len(base.members), "member"), count(base.lines, "line")
            yield f"- {_code(base.name)}: {members}, {lines}, {_code(shown(base.path, facade.root))}"
    yield ""
    yield from _left(facade)


def _table(facade: FacadeStatus) -> Iterator[str]:
    inherits = {base.domain: len(base.members) for base in facade.bases if base.domain is not None}
    numbers = ["Extracted", "Planned", *(["Inherited"] if inherits else []), "Lines", "Progress"]
    yield _row("Domain", "State", *numbers, "Files")
    yield _row("---", "---", *("---:" for _ in numbers), "---")
    for domain in facade.domains:
        cells = [str(len(domain.delegated)), str(len(domain.planned))]
        if inherits:
            cells.append(str(inherits.get(domain.name, 0)))
        state = f"**{domain.state}**" if domain.state == "complete" else domain.state
        yield _row(
            domain.name, state, *cells, str(domain.lines), percent(domain.progress), _files(domain, facade)
        )


def _row(*cells: str) -> str:
    # In a table a pipe ends the cell, even within code, unless a backslash stands before it.
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _files(domain: DomainStatus, facade: FacadeStatus) -> str:
    shown, more = files(domain, facade.root, _FILES)
    return ", ".join([*map(_code, shown), *([f"and {count(more, 'more file')}"] if more else [])])


def _left(facade: FacadeStatus) -> Iterator[str]:
    sorts = list(left(facade))
    if not sorts:
        yield "Nothing is left: every member delegates."
        return
    yield f"Left: {count(sum(number for number, *_ in sorts), 'member')}"
    yield ""
    for number, sort, codes in sorts:
        yield f"- {sort}: {number}" + (f" ({_code(f'facadelint check --select {codes}')})" if codes else "")
    if members := next_members(facade):
        yield ""
        yield f"<details><summary>{len(members)} with logic, the longest first</summary>"
        yield ""
        for member in members:
            domains = f": {', '.join(member.domains)}" if member.domains else ""
            yield f"- [ ] {_code(member.name)}, line {member.line}, {count(member.lines, 'line')}{domains}"
        yield ""
        yield "</details>"


def _code(text: str) -> str:
    """A code span; its fence is longer than any run of backticks in it (CommonMark 6.1)."""
    text = harmless(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
