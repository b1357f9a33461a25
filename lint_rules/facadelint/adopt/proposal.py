"""From a folder to the configuration that ``facadelint init`` writes: search, rank, compose, and try it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facadelint.adopt.candidates import Candidate, monolith, rank, taken_apart
from facadelint.adopt.composing import compose
from facadelint.adopt.grouping import Plan, propose
from facadelint.adopt.mapping import Mapper
from facadelint.adopt.roots import ImportRoots
from facadelint.adopt.search import Search, search
from facadelint.adopt.target import Target, target_in
from facadelint.core.documents import parse_toml
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.core.paths import shown
from facadelint.core.reading import read_settings
from facadelint.core.tables import Problems, Table
from facadelint.facademap.map import FacadeMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facadelint.adopt.sightings import Sighting
    from facadelint.facademap.facade import Facade

_FACADE = re.compile(r"\bfacades\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Found:
    """One facade of a proposal."""

    candidate: Candidate
    facade: Facade
    """As the proposed configuration maps it."""
    plan: Plan | None
    """What to extract from a class that is not taken apart yet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first configuration of a project, not written yet."""

    target: Target
    found: tuple[Found, ...]
    """The facades that it configures, the best first."""
    settings: str
    """What it adds to the target, as TOML."""
    others: tuple[Sighting, ...] = ()
    """Classes that it leaves out, and that may be worth it as well."""
    files: int | None = None
    """How many Python files were searched; None where the classes were named."""

    @property
    def content(self) -> str:
        """The whole new content of the target."""
        return self.target.with_settings(self.settings)


def propose_configuration(root: Path, classes: Sequence[str] = ()) -> Proposal:
    """Propose a configuration for the project in a folder, and try that it can be used.

    Args:
        root: the folder, absolute.
        classes: ``module:Class`` of the facades; without any they are searched for.

    Raises:
        ConfigError: the folder's ``pyproject.toml`` cannot be read, or is no TOML.
        FacadelintError: the folder is configured already, or there is nothing to configure.
    """
    target = target_in(root)
    roots = ImportRoots(root)
    mapper = Mapper(root, roots.default)
    if classes:
        named = [mapper.named(each) for each in dict.fromkeys(classes)]
        proposal = _proposal(target, roots, [taken_apart(each) or monolith(each) for each in named])
        if isinstance(proposal, ConfigError):
            raise FacadelintError(f"cannot be configured: {proposal.problems[0].message}.")
        return proposal
    searched = search(root, roots)
    ranking = rank(searched.sightings, mapper)
    left = list(ranking.chosen)
    while left:
        proposal = _proposal(target, roots, left)
        if not isinstance(proposal, ConfigError):
            return replace(proposal, others=ranking.others, files=searched.files)
        wrong = {int(number) for problem in proposal.problems for number in _FACADE.findall(problem.key)}
        left = [each for index, each in enumerate(left) if wrong and index not in wrong]
    raise FacadelintError(_nothing_found(root, searched))


def _proposal(target: Target, roots: ImportRoots, candidates: Sequence[Candidate]) -> Proposal | ConfigError:
    """The proposal for some candidates, or what is wrong with it when it is tried."""
    plans = [_plan(each) if each.shape == "monolith" else None for each in candidates]
    entries = list(zip(candidates, plans, strict=True))
    settings = compose(entries, _src(roots, candidates), in_pyproject=target.in_pyproject)
    try:
        facades = _mapped(settings, target)
    except ConfigError as error:
        return error
    found = tuple(Found(*each) for each in zip(candidates, facades, plans, strict=True))
    return Proposal(target, found, settings)


def _plan(candidate: Candidate) -> Plan | None:
    """What is to be extracted; None where that is nothing, since domains do it all already."""
    plan = propose(candidate.facade)
    return plan if plan.domains else None


def _src(roots: ImportRoots, candidates: Sequence[Candidate]) -> list[str]:
    """The import roots as the configuration has to list them; empty where the default does."""
    needed = dict.fromkeys(each.sighting.root for each in candidates)
    if all(root in roots.default for root in needed):
        return []
    folders = dict.fromkeys((*roots.default, *needed))
    return [shown(folder, roots.root) for folder in folders]


def _mapped(settings: str, target: Target) -> list[Facade]:
    """The facades of a configuration that is not written yet.

    Raises:
        ConfigError: it cannot be used.
    """
    document = parse_toml(settings.encode(), target.file)
    problems = Problems(target.file)
    table = Table(document, "", problems)
    if target.in_pyproject:
        table = table.table("tool", "a table").table("facadelint", "a table")
    read = read_settings(table, target.file, require_baseline=False)
    problems.raise_if_any()
    return FacadeMap(read).facades


def _nothing_found(root: Path, searched: Search) -> str:
    by_hand = 'Name the class yourself: "facadelint init --class package.module:Class".'
    if not searched.files:
        return f"no Python file below {root}. {by_hand}"
    files = "1 Python file" if searched.files == 1 else f"{searched.files} Python files"
    names = [shown(folder, root) for folder in searched.configured]
    configured = f" Configured already: {', '.join(sorted(names))}." if names else ""
    return (
        f"no facade found below {root}, in {files}: no class has two accessors that hand "
        "over self, mixins of its own or clients that most of its members call, and none is very large "
        f"and has many collaborators.{configured} {by_hand}"
    )
