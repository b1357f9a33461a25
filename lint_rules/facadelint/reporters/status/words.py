"""What the formats for people say alike."""

from __future__ import annotations

import os
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.core.paths import shown
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.status.model import DomainStatus, FacadeStatus, MemberStatus, Past, Rest, StatusReport

NO_DOMAIN = "No domain yet: name the members to extract under plan, by domain."
OF_THE_PLAN = (
    "A domain is complete when nothing of its plan is left; what the facade still holds stands below."
)
"""Said under the domains, since no plan is to read as if the facade were done."""

_LEFT: tuple[tuple[Rest, str, str], ...] = (
    ("logic", "logic", "FAC201"),
    ("guarded", "guards before the delegation", "FAC202"),
    ("altered", "arguments dropped or altered", "FAC204,FAC205"),
    ("collaborator", "delegation past the domains", "FAC203"),
    ("own", "calls of members that are not done", ""),
)


def percent(progress: float) -> str:
    """``72 %``; 100 only where all is done."""
    return f"{min(round(progress), 99) if progress < 100 else 100} %"


def with_past(report: StatusReport) -> Iterator[tuple[FacadeStatus, Past | None]]:
    """Each facade with what it was before, where that was asked for."""
    yield from zip_longest(report.facades, report.since)


def needs_caution(facade: FacadeStatus) -> bool:
    """Whether a domain is called complete while the facade is not done."""
    return facade.done < len(facade.counted) and any(domain.state == "complete" for domain in facade.domains)


def delegating(facade: FacadeStatus) -> str:
    """``73 of 141 members delegate to a domain``."""
    return f"{facade.done} of {count(len(facade.counted), 'member')} delegate to a domain"


def budget(facade: FacadeStatus) -> str:
    """``1905 lines, 1405 over the budget of 500``."""
    lines = count(facade.lines, "line")
    if facade.max_lines is None:
        return lines
    over = facade.lines - facade.max_lines
    return (
        f"{lines}, {over} over the budget of {facade.max_lines}"
        if over > 0
        else f"{lines} of {facade.max_lines}"
    )


def inherited(facade: FacadeStatus) -> str:
    """``42 members and 310 lines inherited from 2 classes``; empty where nothing is."""
    bases = [base for base in facade.bases if base.members]
    if not bases:
        return ""
    members = count(sum(len(base.members) for base in bases), "member")
    lines = count(sum(base.lines for base in bases), "line")
    return f"{members} and {lines} inherited from {bases[0].name if len(bases) == 1 else f'{len(bases)} classes'}"


def change(facade: FacadeStatus, past: Past) -> str:
    """``since 1a2b3c4 of 2026-01-31: 31 % -> 58 %, 3336 -> 1905 lines, 104 -> 31 members of logic``."""
    since = f"since {past.commit.short} of {past.commit.date}"
    before = past.facade
    if before is None:
        return f"{since}: {facade.name} was not there yet"
    logic = f"{len(before.left('logic'))} -> {count(len(facade.left('logic')), 'member')} of logic"
    lines = f"{before.lines} -> {count(facade.lines, 'line')}"
    return f"{since}: {percent(before.progress)} -> {percent(facade.progress)}, {lines}, {logic}"


def left(facade: FacadeStatus) -> Iterator[tuple[int, str, str]]:
    """What is left to do: how many members, of what sort, and the codes of the rules that list them."""
    for rest, sort, codes in _LEFT:
        if members := facade.left(rest):
            yield len(members), sort, codes


def next_members(facade: FacadeStatus) -> list[MemberStatus]:
    """The logic that is still there, the longest first."""
    return sorted(facade.left("logic"), key=lambda member: (-member.lines, member.line))


def files(domain: DomainStatus, folder: Path, limit: int) -> tuple[list[str], int]:
    """The first files of a domain, relative to a folder and with ``/``; and how many there are besides."""
    files = [shown(file, folder) for file in domain.files]
    return files[:limit], len(files[limit:])


def common_folder(facade: FacadeStatus) -> Path:
    """The folder that holds all domains and bases, so that it is said once; at most the configuration's."""
    places = [
        *(file for domain in facade.domains for file in domain.files),
        *(base.path for base in facade.bases),
    ]
    if not places or not all(path.is_relative_to(facade.root) for path in places):
        return facade.root
    return Path(os.path.commonpath([path.parent for path in places]))
