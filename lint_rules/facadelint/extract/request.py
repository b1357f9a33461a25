"""Which members are to move to which domain: from the names on the command line, or from the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.core.checks import domain_name
from facadelint.core.errors import FacadelintError
from facadelint.core.globs import name_glob
from facadelint.core.spelling import did_you_mean, nearest, quoted, suggestion
from facadelint.extract.model import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from facadelint.facademap.facade import Facade


def from_names(facades: Sequence[Facade], names: Iterable[str], domain: str) -> list[Request]:
    """The members that ``FACADE.MEMBER`` names, for one domain.

    A facade is called by its class (``Shop``), or in full (``shop.facade:Shop``, ``shop.facade.Shop``). A member may
    be a glob, as in ``plan``.

    Raises:
        FacadelintError: there is no such facade or member, or the domain's name is none.
    """
    fault = domain_name(domain)
    if fault:
        raise FacadelintError(f"--to: {fault[0]}." + (f" {fault[1]}" if fault[1] else ""))
    wanted: dict[Facade, set[str]] = {}
    for name in names:
        facade, members = _named(facades, name)
        wanted.setdefault(facade, set()).update(members)
    return [
        Request(facade, {domain: [each for each in facade.members if each in members]})
        for facade, members in wanted.items()
    ]


def from_plans(facades: Sequence[Facade], only: str | None = None) -> list[Request]:
    """What the configuration's ``plan`` lists; ``only`` for one domain.

    A member that several domains claim goes to the first of them.

    Raises:
        FacadelintError: no facade has a plan, or none has that domain.
    """
    planned = [facade for facade in facades if facade.settings.plan]
    if not planned:
        raise FacadelintError(
            "no facade has a plan; write which members go where: plan = { orders = ['place_order', 'get_order*'] }"
        )
    if only is not None and not any(only in facade.settings.plan for facade in planned):
        known = [name for facade in planned for name in facade.settings.plan]
        raise FacadelintError(
            f"--to: no plan has the domain {quoted(only)}. {did_you_mean(only, known) or ''}".rstrip()
        )
    requests = []
    for facade in planned:
        claimed: set[str] = set()
        domains: dict[str, list[str]] = {}
        for domain, globs in facade.settings.plan.items():
            patterns = [name_glob(glob) for glob in globs]
            members = [
                name
                for name in facade.members
                if name not in claimed and any(pattern.matches(name) for pattern in patterns)
            ]
            claimed.update(members)
            if members and only in (None, domain):
                domains[domain] = members
        requests.append(Request(facade, domains))
    return requests


def _named(facades: Sequence[Facade], name: str) -> tuple[Facade, list[str]]:
    owner, _, member = name.replace(":", ".").rpartition(".")
    if not owner or not member:
        hint = _in_full(facades, member) or f"For example {quoted(_example(facades))}."
        raise FacadelintError(f"{quoted(name)} does not say of which facade: write FACADE.MEMBER. {hint}")
    found = [facade for facade in facades if owner in _spellings(facade)]
    if not found:
        known = list(dict.fromkeys(spelling for facade in facades for spelling in _spellings(facade)))
        raise FacadelintError(
            f"{quoted(name)}: no facade {quoted(owner)} is configured. {did_you_mean(owner, known) or ''}".rstrip()
        )
    if len(found) > 1:
        raise FacadelintError(
            f"{quoted(name)}: several facades have that name: {', '.join(each.settings.name for each in found)}"
        )
    pattern = name_glob(member)
    members = [each for each in found[0].members if pattern.matches(each)]
    if not members:
        hint = did_you_mean(member, found[0].members) or ""
        raise FacadelintError(
            f"{quoted(name)}: {owner} has no method or property {quoted(member)}. {hint}".rstrip()
        )
    return found[0], members


def _spellings(facade: Facade) -> tuple[str, str, str]:
    name = facade.settings.class_name
    return f"{facade.settings.module}.{name}", name, name.rpartition(".")[2]


def _in_full(facades: Sequence[Facade], member: str) -> str | None:
    """The question whether the member of that name, or of a similar one, is meant."""
    known = [f"{facade.name}.{each}" for facade in facades for each in facade.members]
    exact = [each for each in known if each.endswith(f".{member}")]
    near = exact[0] if exact else nearest(f"{facades[0].name}.{member}", known)
    return near and suggestion(near)


def _example(facades: Sequence[Facade]) -> str:
    facade = facades[0]
    member = next((each for each, found in facade.members.items() if not found.is_dunder), "place_order")
    return f"{facade.name}.{member}"
