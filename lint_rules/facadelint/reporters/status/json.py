"""The format for machines; its keys are public, and ``version`` changes when one changes its meaning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from facadelint.reporters.status.words import with_past

if TYPE_CHECKING:
    from facadelint.reporters.view import View
    from facadelint.status.model import DomainStatus, FacadeStatus, MemberStatus, Past, StatusReport

VERSION = 1


def render(report: StatusReport, view: View) -> str:
    facades = []
    for facade, past in with_past(report):
        facades.append(_facade(facade, view))
        if past is not None:
            facades[-1]["since"] = before(past)
    document = {"version": VERSION, "facades": facades}
    # Escaped to ASCII, it passes every console encoding, and lone surrogates of file names too.
    return json.dumps(document, indent=2) + "\n"


def before(past: Past) -> dict[str, Any]:
    """What a facade was at a commit; null where it was not there."""
    facade = past.facade
    return {
        "commit": past.commit.sha,
        "date": past.commit.date,
        "progress": None if facade is None else facade.progress,
        "lines": None if facade is None else facade.lines,
        "logic": None if facade is None else len(facade.left("logic")),
    }


def _facade(facade: FacadeStatus, view: View) -> dict[str, Any]:
    return {
        "class": facade.cls,
        "path": view.path(facade.path),
        "lines": facade.lines,
        "max_lines": facade.max_lines,
        "progress": facade.progress,
        "members": [_member(member) for member in facade.members],
        "domains": [_domain(domain) for domain in facade.domains],
    }


def _member(member: MemberStatus) -> dict[str, Any]:
    return {
        "name": member.name,
        "line": member.line,
        "kind": member.kind,
        "accessor": member.accessor,
        "target": member.target,
    }


def _domain(domain: DomainStatus) -> dict[str, Any]:
    return {
        "name": domain.name,
        "module": domain.module,
        "class": domain.cls,
        "lines": domain.lines,
        "delegated": list(domain.delegated),
        "planned": list(domain.planned),
        "state": domain.state,
        "progress": domain.progress,
    }
