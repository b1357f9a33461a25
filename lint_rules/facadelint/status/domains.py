"""The state of each domain of a facade, and what the facade inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.engine.files import is_excluded
from facadelint.facademap.domains import Domain
from facadelint.status.members import lines_of
from facadelint.status.model import BaseStatus, DomainStatus, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.core.settings import Settings
    from facadelint.facademap.facade import Facade
    from facadelint.source.modules import Module, ModuleFinder
    from facadelint.status.members import MemberJudge
    from facadelint.status.model import State


def domain_statuses(judge: MemberJudge, finder: ModuleFinder, settings: Settings) -> Iterator[DomainStatus]:
    """The domains in the code in the order of their accessors, then those that only the plan names."""
    goals = {member.name: judge.domain_of(member) for member in judge.facade.members.values()}
    plans = {member.name: judge.planned_for(member) for member in judge.facade.members.values()}
    for name in dict.fromkeys((*judge.domains, *judge.facade.settings.plan)):
        domain = judge.domains.get(name, Domain(name))
        delegated = tuple(member for member, goal in goals.items() if goal is domain)
        planned = tuple(member for member, names in plans.items() if name in names)
        state = _state(judge.facade, domain, delegated, planned)
        modules = [module for module in _modules(domain, finder) if not is_excluded(settings, module.path)]
        yield DomainStatus(
            name=name,
            module=next(iter(domain.modules), None),
            cls=next((cls.name for cls in domain.classes), None),
            files=tuple(
                module.path for module in modules if not module.is_package or module.name in domain.modules
            ),
            lines=_lines(domain, modules),
            delegated=delegated,
            planned=planned,
            state=state,
            progress=100.0
            if state == "complete"
            else percentage(len(delegated), len(delegated) + len(planned) or 1),
        )


def _state(facade: Facade, domain: Domain, delegated: tuple[str, ...], planned: tuple[str, ...]) -> State:
    # Nothing has to delegate to what callers reach by themselves: a mixin, or a public accessor.
    ways = {*facade.ways_to(domain), *(accessor.name for accessor in domain.accessors)}
    is_public = domain.is_mixin or any(not name.startswith("_") for name in ways)
    if not (domain.accessors or domain.modules) or (planned and not delegated and not domain.is_mixin):
        return "planned"
    if planned or not (delegated or is_public):
        return "in progress"
    return "complete"


def _modules(domain: Domain, finder: ModuleFinder) -> list[Module]:
    """Every module that belongs to a domain, those behind its accessors first."""
    found = {module.path: module for name in domain.modules if (module := finder.find(name)) is not None}
    for package in domain.packages:
        folder = finder.folder(package)
        for module in finder.below(folder) if folder is not None else ():
            found.setdefault(module.path, module)
    return list(found.values())


def _lines(domain: Domain, modules: list[Module]) -> int:
    if domain.shares_module:
        return sum((cls.node.end_lineno or cls.node.lineno) - cls.node.lineno + 1 for cls in domain.classes)
    return sum(line_count(module) for module in modules)


def line_count(module: Module) -> int:
    """The lines of a file, as editors and ``wc`` count them; a last one without a line end is one too."""
    return len(module.lines) - (module.lines[-1] == "")


def base_statuses(facade: Facade) -> Iterator[BaseStatus]:
    """What the facade inherits from classes of the project, nearest first."""
    taken = set(facade.members)
    for cls in facade.cls.mro[1:]:
        members = [member for name, member in facade.reader.read(cls).items() if name not in taken]
        taken.update(member.name for member in members)
        domains = (domain for domain in facade.domains.values() if domain.is_mixin and cls in domain.classes)
        yield BaseStatus(
            name=cls.name,
            domain=next((domain.name for domain in domains), None),
            path=cls.module.path,
            members=tuple(member.name for member in members),
            lines=sum(map(lines_of, members)),
        )
