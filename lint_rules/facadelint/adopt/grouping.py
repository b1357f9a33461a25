"""A first plan for a monolith: which members belong together, by their names and by what they use."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import TYPE_CHECKING

from facadelint.facademap.members import DELEGATING
from facadelint.inference.classes import receiver_name
from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from facadelint.facademap.facade import Facade
    from facadelint.facademap.members import Member

_FEWEST = 3
"""Members that a group has at least."""
_MOST = 12
"""Groups that a plan has at most: more are no help to somebody who has to think about each."""

UNSORTED = "unsorted"
"""The one domain of a plan that found no groups: a plan to fill needs one."""

_GLUE = """
a all an and any as at by current default disabled do each enabled first for from has if in into is it last latest
new next no not of off on or other per since that the their this to until up via when with without
"""
_GENERAL = """
arg async attr attribute base batch bulk cache call class code context count cursor data date detail dict entry error
field filter flag function handler helper id impl index info input instance item iterator key kind kwarg lazy legacy
limit line list log map metadata method mode name number object option output param part path pattern prefix property
query range raw record ref reference request response result row self set size stat state statistic status step str
string summary sync text time timestamp total type uri url usage util value version
"""
_SILENT = frozenset((*_GLUE.split(), *_GENERAL.split()))
"""Words that say nothing about what a member is about."""

_ROLES = re.compile(
    r"_(?:accessor|adapter|api|backend|client|dao|db|factory|gateway|handler|manager|provider|repo|repository|service"
    r"|storage|store)s?$"
)
"""What the name of a collaborator ends in besides what it is about: ``_run_storage``."""


@dataclass(slots=True)
class _Traits:
    """What is known of one member."""

    name: str
    words: tuple[str, ...]
    attributes: Counter[str] = field(default_factory=Counter)
    """Stored attributes that it uses."""
    calls: set[str] = field(default_factory=set)
    """Other members that it calls."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Groups of members, each a domain to be."""

    domains: Mapping[str, tuple[str, ...]]
    """Name of the domain -> its members, in the order of the class; the largest domain first."""
    rest: tuple[str, ...]
    """Members that hold logic and that no group claims."""


def propose(facade: Facade) -> Plan:
    """Group the members of a class that is not taken apart yet, or only in part.

    A domain that the class has already takes the members that its name fits, however few. What delegates to a
    domain is done: it speaks for a group, and no plan lists it.
    """
    members = [member for member in facade.members.values() if _is_movable(member)]
    traits = [_traits(member, facade) for member in members]
    there = {"_".join(words(name)): name for name in facade.domains}
    assigned = _by_words(traits, there, _collaborations(traits), _own_words(facade.name))
    while changed := dict(_by_use(traits, assigned)):
        assigned |= changed
    sizes = Counter(assigned.values())
    largest = sorted(sizes, key=lambda label: (label not in there, -sizes[label], label))[:_MOST]
    kept = [label for label in largest if sizes[label] >= _FEWEST or label in there]
    done = {member.name for member in members if _is_done(member, facade)}
    left = [each.name for each in traits if each.name not in done]
    groups = {
        there.get(label, label): tuple(name for name in left if assigned.get(name) == label) for label in kept
    }
    by_size = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    domains = {domain: names for domain, names in by_size if names}
    if not domains and left:
        return Plan({UNSORTED: tuple(left)}, ())
    return Plan(domains, tuple(name for name in left if assigned.get(name) not in kept))


def _is_movable(member: Member) -> bool:
    return not member.is_dunder and (member.kind == "logic" or member.kind in DELEGATING)


def _is_done(member: Member, facade: Facade) -> bool:
    return member.delegation is not None and facade.delegated_domain(member.delegation) is not None


def _traits(member: Member, facade: Facade) -> _Traits:
    traits = _Traits(member.name, tuple(words(member.name)))
    for part in member.parts:
        receiver = receiver_name(part.function)
        for node in descend(part.function):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
                    if attribute in facade.members:
                        traits.calls.add(attribute)
                    else:
                        traits.attributes[attribute] += 1
                case _:
                    pass
    return traits


def words(name: str) -> Iterator[str]:
    """The words of a name, in the singular: ``getRunIds`` and ``get_run_ids`` are get, run, id."""
    name = re.sub(r"[A-Z]{2,}(?=s(?![a-z]))", lambda found: found[0].capitalize(), name)  # getRunIDs
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    for word in snake.split("_"):
        if word and not word.isdecimal():
            yield _singular(word)


def _singular(word: str) -> str:
    if word in _SILENT:  # has
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(ss|sh|ch|x|z)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ias")) and len(word) > 2:
        return word[:-1]
    return word


def _own_words(class_name: str) -> frozenset[str]:
    return frozenset(words(class_name))


def _collaborations(traits: Iterable[_Traits]) -> dict[str, str]:
    """Attribute -> what it is about: ``_run_storage`` is about ``run``."""
    return {
        attribute: "_".join(words(_ROLES.sub("", attribute)))
        for each in traits
        for attribute in each.attributes
    }


def _by_words(
    traits: list[_Traits],
    there: Collection[str],
    collaborations: Mapping[str, str],
    own_words: frozenset[str],
) -> dict[str, str]:
    """Member -> label of its group, by the nouns of their names, the most frequent first.

    The first word of a name is a verb more often than not, so that a word counts where it also stands
    further back. What a collaborator is about may be of two words, and is looked for first; before that
    come the domains that are ``there`` already, whatever they are called.
    """
    later = Counter(word for each in traits for word in set(each.words[1:]))
    silent = _SILENT | own_words
    nouns = [word for word, number in later.items() if number > 1 and _is_name(word) and word not in silent]
    pairs = sorted({about for about in collaborations.values() if "_" in about and _is_name(about)})
    assigned: dict[str, str] = {}
    for labels, fewest in ((sorted(there), 1), (pairs, _FEWEST), (nouns, _FEWEST)):
        while True:
            counts = Counter(
                label
                for each in traits
                if each.name not in assigned
                for label in labels
                if _mentions(each, label)
            )
            best = min(counts, key=lambda label: (-counts[label], label), default=None)
            if best is None or counts[best] < fewest:
                break
            assigned |= {
                each.name: best for each in traits if each.name not in assigned and _mentions(each, best)
            }
    return assigned


def _is_name(word: str) -> bool:
    """Whether a module can be called so: ``import`` cannot."""
    return word.isidentifier() and not iskeyword(word)


def _mentions(traits: _Traits, label: str) -> bool:
    return f"_{label}_" in f"_{'_'.join(traits.words)}_"


def _by_use(traits: list[_Traits], assigned: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Members without a domain that use what members of one domain use."""
    callers: dict[str, list[str]] = {}
    users: dict[str, Counter[str]] = {}
    for each in traits:
        for called in each.calls:
            callers.setdefault(called, []).append(each.name)
        if each.name in assigned:
            for attribute in each.attributes:
                users.setdefault(attribute, Counter())[assigned[each.name]] += 1
    for each in traits:
        if each.name in assigned:
            continue
        domains = {assigned.get(caller) for caller in callers.get(each.name, ())}
        if each.name.startswith("_") and len(domains) == 1 and (only := domains.pop()) is not None:
            yield each.name, only
            continue
        votes: Counter[str] = Counter()
        for attribute in each.attributes:
            for domain, number in users.get(attribute, Counter()).items():
                votes[domain] += number
        if votes and (best := votes.most_common(1)[0])[1] * 2 > votes.total():
            yield each.name, best[0]
