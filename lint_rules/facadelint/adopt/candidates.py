"""Which of the classes that a search came across are facades, and what the configuration has to say of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Literal

from facadelint.adopt.clients import computed_accessors, made_attributes
from facadelint.adopt.sightings import DOMAINS, MANY_DELEGATIONS
from facadelint.core.settings import FacadeSettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from facadelint.adopt.mapping import Mapped, Mapper
    from facadelint.adopt.sightings import Sighting
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade

Shape = Literal["domain", "ops", "mixin", "client", "monolith"]

_MOST = 12
"""How many classes are looked at closely; each may cost a few tenths of a second."""
_TAKEN_APART = 0.2
"""The least share of members that domains answer, where the accessors' names do not say that they are domains."""
_MIXED_IN = 0.5
"""The least share of members from mixins."""
_CLIENT = 0.5
"""The least share of members that go to clients which the class makes."""
_USED = 3
"""A client to which fewer members delegate is a collaborator."""
_WORTH = 0.5
"""A facade is written if it scores this much of what the best one does."""
_DWARFED = 4
"""A monolith with so many times the members of the best facade is what the project has to take apart."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A class that is, or should become, a facade."""

    sighting: Sighting
    shape: Shape
    settings: FacadeSettings
    """What the configuration has to say of it."""
    facade: Facade
    score: float
    """Comparable among candidates that are taken apart."""

    @property
    def name(self) -> str:
        """``module:Class``."""
        return self.sighting.name


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of a project, the best first."""

    chosen: tuple[Candidate, ...]
    """Those to configure."""
    others: tuple[Sighting, ...]
    """Classes that may be worth it as well, the largest first."""


def rank(sightings: Sequence[Sighting], mapper: Mapper) -> Ranking:
    """Choose the facades of a project."""
    candidates: list[Candidate] = []
    promising = sorted((each for each in sightings if each.may_be_taken_apart), key=_promise)[:_MOST]
    for each in promising:
        best = max((known.score for known in candidates), default=0)
        if each.mixins or each.most_score >= _WORTH * best:
            mapped = mapper.mapped(each)
            candidate = taken_apart(mapped) if mapped is not None else None
            candidates += [candidate] if candidate is not None else []
    candidates.sort(key=lambda each: (-each.score, -each.sighting.methods, each.name))
    chosen = [each for each in candidates if each.score >= _WORTH * candidates[0].score]
    parts = {cls for each in chosen for domain in each.facade.domains.values() for cls in domain.classes}
    names = {f"{cls.module.name}:{cls.name}" for cls in parts} | {each.name for each in chosen}
    monoliths = sorted((each for each in sightings if each.is_monolith and each.name not in names), key=_size)
    if monoliths and all(monoliths[0].methods >= _DWARFED * _members(each) for each in chosen):
        mapped = mapper.mapped(monoliths[0])
        if mapped is not None:
            chosen = [monolith(mapped), *(each for each in chosen if each.shape != "client")]
    names |= {each.name for each in chosen}
    left = {each.name: each for each in (*promising, *monoliths) if each.name not in names}
    return Ranking(tuple(chosen), tuple(sorted(left.values(), key=lambda each: (-each.methods, each.name))))


def _promise(sighting: Sighting) -> tuple[int, str]:
    parts = len(sighting.handed) + len(sighting.mixins)
    return -(20 * parts + sighting.clients + sighting.methods), sighting.name


def _size(sighting: Sighting) -> tuple[float, str]:
    return -sighting.methods * sqrt(len(sighting.reached)), sighting.name


def _members(candidate: Candidate) -> int:
    return len(candidate.facade.members) + len(candidate.facade.inherited)


def taken_apart(mapped: Mapped) -> Candidate | None:
    """The candidate that a class is, if it is taken apart already, be it in part."""
    sighting, facade, _ = mapped
    numbers = _Numbers(facade)
    handed = _handed(facade)
    named = sum(each.accessors[0].name.endswith(DOMAINS) for each in handed)
    public = sum(not each.accessors[0].name.startswith("_") for each in handed)
    done = numbers.answered + public
    if len(handed) > 1 and (named > 1 or done >= _TAKEN_APART * (done + numbers.rest)):
        shape: Shape = "ops" if all(each.wrappers for each in handed) else "domain"
        return _candidate(sighting, shape, facade, (done + 2 * public) * sqrt(len(handed)))
    if len(sighting.mixins) > 1:
        mixed = _mixed_in(sighting, facade)
        if mixed >= _MIXED_IN * (mixed + numbers.rest):
            return _candidate(sighting, "mixin", facade, (mixed + done) * sqrt(len(sighting.mixins)))
    accessors = _clients(mapped, numbers)
    going = numbers.answered + sum(
        max(sighting.delegations[each], numbers.targets[each]) for each in accessors
    )
    if accessors and going >= MANY_DELEGATIONS and going >= _CLIENT * (numbers.answered + numbers.rest):
        return _candidate(sighting, "client", facade, going * sqrt(len(accessors)), accessors)
    return None


def monolith(mapped: Mapped) -> Candidate:
    """The candidate that a class is which nobody has begun to take apart."""
    return _candidate(mapped.sighting, "monolith", mapped.facade, 0)


class _Numbers:
    """Where the members of a facade's body go."""

    def __init__(self, facade: Facade) -> None:
        members = [member for member in facade.members.values() if not member.is_dunder]
        self.targets = Counter(
            delegation.accessor
            for member in members
            if (delegation := member.delegation) is not None
            and delegation.through in ("accessor", "function")
        )
        answered = [name for name in self.targets if facade.accessed_domain(name) is not None]
        self.answered = sum(self.targets[name] for name in answered)
        """Members that delegate to a domain."""
        logic = sum(member.kind == "logic" for member in members)
        self.rest = logic + sum(self.targets.values()) - self.answered
        """Members that hold logic, or delegate to something else."""


def _handed(facade: Facade) -> list[Domain]:
    """The domains that are handed the facade by accessors of its own body."""
    return [
        domain
        for domain in facade.domains.values()
        if not domain.is_mixin
        and any(each.receives_facade and each.owner is facade.cls for each in domain.accessors)
    ]


def _mixed_in(sighting: Sighting, facade: Facade) -> int:
    """How many members do something in a mixin that is this class's alone."""
    mixins = [cls for cls in facade.cls.mro[1:] if cls.name in sighting.mixins]
    names = {name for cls in mixins for name in cls.members}
    return sum(name in names and member.kind != "constant" for name, member in facade.inherited.items())


def _clients(mapped: Mapped, numbers: _Numbers) -> dict[str, str | None]:
    """The accessors of a facade over clients that it makes itself from plain values.

    Where one of them is public, so is their use: other public ones are accessors without a delegation.
    """
    made = made_attributes(mapped)
    used = [name for name in made if numbers.targets[name] >= _USED]
    if any(not name.startswith("_") for name in used):
        used += [name for name in made if not name.startswith("_") and name not in used]
    return {**dict.fromkeys(used), **computed_accessors(mapped)}


def _candidate(
    sighting: Sighting,
    shape: Shape,
    facade: Facade,
    score: float,
    accessors: Mapping[str, str | None] | None = None,
) -> Candidate:
    settings = FacadeSettings(sighting.module, sighting.class_name, accessors=accessors or {})
    if shape == "mixin" and not any(domain.is_mixin for domain in facade.domains.values()):
        settings = settings._replace(pattern="mixin")
    stored = {
        part.delegation.accessor
        for member in facade.members.values()
        for part in member.parts
        if part.delegation is not None and part.delegation.through == "accessor"
    }
    collaborators = sorted(
        name for name in stored if facade.accessed_domain(name) is None and name not in settings.accessors
    )
    return Candidate(sighting, shape, settings._replace(collaborators=tuple(collaborators)), facade, score)
