"""What ``facadelint init`` says of what it found, and of what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.adopt.grouping import UNSORTED
from facadelint.cli.paragraphs import next_steps, wrapped
from facadelint.reporters.cells import harmless
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from facadelint.adopt.candidates import Shape
    from facadelint.adopt.grouping import Plan
    from facadelint.adopt.proposal import Found, Proposal
    from facadelint.adopt.sightings import Sighting
    from facadelint.facademap.facade import Facade
    from facadelint.reporters.view import View

_OTHERS = 3
"""How many classes are listed that were left out."""
_NEXT = (
    ("facadelint check", "what it finds today"),
    ("facadelint baseline", "start green: hide that, report what is new"),
    ("facadelint status", "how far the refactoring is"),
    ("facadelint init --snippet all", "for flake8, pre-commit, import-linter, GitHub Actions"),
)
_NEXT_OF_A_PLAN = (
    ("facadelint status", "the plan as a table"),
    ("facadelint extract --plan --dry-run", "what of it can be moved safely, and why the rest cannot"),
    *(each for each in _NEXT if each[0] != "facadelint status"),
)


def ending(proposal: Proposal, view: View, root: Path, *, is_written: bool) -> list[str]:
    """What was done, and what to do next; else what would be written."""
    file = view.path(proposal.target.file)
    if not is_written:
        where = f"Would add to {file}:" if proposal.target.in_pyproject else f"Would write {file}:"
        return [where, "", proposal.settings.rstrip("\n")]
    what = f"Added [tool.facadelint] to {file}." if proposal.target.in_pyproject else f"Wrote {file}."
    following = _NEXT_OF_A_PLAN if any(found.plan for found in proposal.found) else _NEXT
    return [view.style.good(what), "", *next_steps(following, view, view.path(root))]


def told(proposal: Proposal, view: View) -> Iterator[str]:
    """The lines that say what was found."""
    if proposal.files is not None:
        yield f"Searched {count(proposal.files, 'file')}."
        yield ""
    for found in proposal.found:
        sighting = found.candidate.sighting
        place = f"{view.path(sighting.path)}:{sighting.line}"
        yield f"{view.style.place(found.facade.name)}  {view.style.quiet(harmless(place))}"
        yield from wrapped(_why(found), view)
        yield from wrapped(_numbers(found), view)
        if found.plan is not None:
            yield from wrapped(_planned(found.plan, found.facade), view)
        yield ""
    if proposal.others:
        yield from _others(proposal.others)
        yield ""


def _why(found: Found) -> str:
    facade = found.facade
    shape = found.candidate.shape
    domains = [domain for domain in facade.domains.values() if shape != "mixin" or domain.is_mixin]
    names = ", ".join(domain.name for domain in domains)
    number = count(len(domains), "domain")
    clients, accessors = count(len(facade.accessors), "client"), ", ".join(facade.accessors)
    reached = len(found.candidate.sighting.reached)
    calls = f"; its members make calls on {count(reached, 'attribute')} of self" if reached else ""
    begun = f"Taken apart in part, with {number} so far: {names}" if domains else "Not taken apart yet"
    reasons: dict[Shape, str] = {
        "domain": f"A facade with {number} behind accessors that hand over self: {names}.",
        "ops": f"A facade with {number} behind ops wrappers: {names}.",
        "mixin": f"A facade that inherits {number} as mixins: {names}.",
        "client": f"A facade over {clients} that it makes or looks up itself: {accessors}.",
        "monolith": f"{begun}{calls}.",
    }
    return reasons[shape]


def _numbers(found: Found) -> str:
    facade = found.facade
    delegations = [each.delegation for each in facade.members.values() if each.delegation is not None]
    outward = [each for each in delegations if each.through not in ("own", "super")]
    answered = [
        each for each in outward if facade.delegated_domain(each) or each.accessor in facade.accessors
    ]
    others = {each.accessor for each in outward if each not in answered}
    logic = sum(member.kind == "logic" and not member.is_dunder for member in facade.members.values())
    domains = "clients" if found.candidate.shape == "client" else "domains"
    parts = [
        _some(len(answered), f"delegates to its {domains}", f"delegate to its {domains}"),
        _some(
            len(outward) - len(answered),
            "delegates to a collaborator",
            f"delegate to {count(len(others), 'collaborator')}",
        ),
        _some(logic, "holds logic", "hold logic"),
    ]
    inherited = _inherited(facade) if found.candidate.shape == "mixin" else 0
    more = f", and {inherited} more inherited" if inherited else ""
    detail = f": {', '.join(filter(None, parts))}" if any(parts) else ""
    return f"{count(len(facade.members), 'member')} in {count(facade.lines, 'line')}{more}{detail}."


def _some(number: int, one: str, many: str) -> str:
    """``1 holds logic``, ``2 hold logic``; nothing for none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def _inherited(facade: Facade) -> int:
    """How many members the facade has from its mixins."""
    mixins = [cls for domain in facade.domains.values() if domain.is_mixin for cls in domain.classes]
    return len({name for cls in mixins for name in facade.reader.read(cls)} - set(facade.members))


def _planned(plan: Plan, facade: Facade) -> str:
    if list(plan.domains) == [UNSORTED]:
        return f"Their names show no groups: the plan lists {len(plan.domains[UNSORTED])} to be sorted into domains."
    groups = ", ".join(
        f"{domain} ({len(members)}{', there already' if domain in facade.domains else ''})"
        for domain, members in plan.domains.items()
    )
    members = sum(map(len, plan.domains.values()))
    return f"The plan proposes {count(len(plan.domains), 'domain')} for {members} of them: {groups}."


def _others(others: Sequence[Sighting]) -> Iterator[str]:
    """The first of the classes that were left out, as they would be configured."""
    rows = [
        (f'"{each.name}"', count(each.methods, "member"), count(each.lines, "line"))
        for each in others[:_OTHERS]
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    part = f" ({len(rows)} of {len(others)})" if len(others) > len(rows) else ""
    yield f"Seen as well, and not configured{part}:"
    for name, members, lines in rows:
        yield f"  {harmless(name):<{widths[0]}}  {members:>{widths[1]}}  {lines}"
