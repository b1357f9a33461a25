"""Which members of a facade are done, and what keeps the others from it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.core.globs import name_glob
from facadelint.facademap.domains import Domain
from facadelint.facademap.members import DELEGATING
from facadelint.status.model import MemberStatus

if TYPE_CHECKING:
    import ast

    from facadelint.facademap.delegation import Delegation
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.members import Member
    from facadelint.status.model import Rest

_COUNTED = DELEGATING | {"logic"}


class MemberJudge:
    """Says of each member of one facade where it goes and whether progress counts it as done.

    Done is a plain delegation to a member of a domain, or to a collaborator that the configuration
    allows. Through a domain to a further object is not to the domain, as FAC203 has it. A call of an own
    member is what that member is, so that an alias neither hides logic nor keeps a facade from 100 percent.
    """

    def __init__(self, facade: Facade) -> None:
        self.facade = facade

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """The facade's domains, and those of accessors whose class the code does not say: a client from outside."""
        found = dict(self.facade.domains)
        known = {accessor for domain in found.values() for accessor in domain.accessors}
        used = {member.delegation.accessor for member in self.facade.members.values() if member.delegation}
        for accessor in self.facade.accessors.values():
            if accessor not in known and accessor.name in used:
                found.setdefault(accessor.domain, Domain(accessor.domain)).accessors.append(accessor)
        return found

    @cached_property
    def _by_accessor(self) -> dict[str, Domain]:
        return {accessor.name: domain for domain in self.domains.values() for accessor in domain.accessors}

    def domain_of(self, member: Member) -> Domain | None:
        """The domain that a member delegates to, possibly by way of other members."""
        delegation = self._final(member)
        return None if delegation is None else self._domain(delegation)

    def is_exempt(self, member: Member) -> bool:
        return any(name_glob(glob).matches(member.name) for glob in self.facade.settings.exempt)

    def planned_for(self, member: Member) -> tuple[str, ...]:
        """The domains whose plan lists the member, and that it does not delegate to yet.

        A wildcard is about what can be moved: accessors, constructors, dunder and exempt members are not
        meant by it, nor is what delegates to another domain. A name in full means what it says.
        """
        domain = self.domain_of(member)
        is_movable = not (
            domain is not None
            or member.is_dunder
            or member.kind in ("accessor", "constructor")
            or self.is_exempt(member)
        )
        return tuple(
            name
            for name, globs in self.facade.settings.plan.items()
            if (domain is None or domain.name != name)
            and any(
                member.name == glob or (is_movable and name_glob(glob).matches(member.name)) for glob in globs
            )
        )

    def status(self, member: Member) -> MemberStatus:
        """The member with what progress makes of it."""
        delegation = member.delegation
        counts = member.kind in _COUNTED and not member.is_dunder and not self.is_exempt(member)
        rest = self._rest(member) if counts else None
        return MemberStatus(
            name=member.name,
            line=member.line,
            lines=lines_of(member),
            kind=member.kind,
            accessor=None if delegation is None else delegation.accessor,
            target=None if delegation is None else delegation.target,
            counts=counts,
            rest=rest,
            domains=(self.planned_for(member) or self._reads(member)) if rest else (),
        )

    def _rest(self, member: Member) -> Rest | None:
        if member.kind == "logic":
            return "logic"
        if member.kind != "delegate":
            return "guarded" if member.kind == "guarded-delegate" else "altered"
        delegation = self._final(member)
        if delegation is None or delegation.through in ("own", "super", "mixin"):
            return None if delegation is not None and self._domain(delegation) else "own"
        is_allowed = any(
            name_glob(glob).matches(delegation.accessor) for glob in self.facade.settings.collaborators
        )
        if is_allowed or (self._domain(delegation) is not None and delegation.steps == 1):
            return None
        return "collaborator"

    def _final(self, member: Member) -> Delegation | None:
        """Where a member's delegation ends up; None where a member on the way does more than delegate."""
        delegation = member.delegation
        seen = {member.name}
        while delegation is not None and delegation.through == "own" and delegation.target not in seen:
            seen.add(delegation.target)
            following = self.facade.members.get(delegation.target)
            if following is None or following.kind == "accessor":
                break
            delegation = following.delegation if following.kind == "delegate" else None
        return delegation

    def _domain(self, delegation: Delegation) -> Domain | None:
        if delegation.through in ("own", "super"):
            return self._by_accessor.get(delegation.target) or self._inherited_from(delegation.target)
        return self._by_accessor.get(delegation.accessor) or self.facade.delegated_domain(delegation)

    def _inherited_from(self, name: str) -> Domain | None:
        """The mixin that gives the facade a member."""
        cls = next((cls for cls in self.facade.cls.mro[1:] if name in cls.members), None)
        return next((each for each in self.domains.values() if each.is_mixin and cls in each.classes), None)

    def _reads(self, member: Member) -> tuple[str, ...]:
        found = {
            domain.name: None for part in member.parts for domain in self.facade.domains_read(part.function)
        }
        return tuple(found)


def lines_of(member: Member) -> int:
    """The lines of all its functions, with their decorators."""
    return sum(_lines(part.function) for part in member.parts)


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or function.lineno) - first + 1
