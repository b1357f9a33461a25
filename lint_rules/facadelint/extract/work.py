"""The members of one facade on their way: judged, written, checked, and taken back where check objects."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.extract.configuring import is_granted, stale_plan, with_grants, written
from facadelint.extract.domain_text import DomainWriter
from facadelint.extract.facade_text import FacadeWriter
from facadelint.extract.judging import Judge, definitions
from facadelint.extract.model import Extraction, Grant, Left, Moved, Refusal
from facadelint.extract.origins import Namespace, items_of
from facadelint.extract.placement import Place, packages_above, place_of
from facadelint.extract.selection import Companions
from facadelint.extract.share import CannotMove, Share
from facadelint.extract.usage import Usage
from facadelint.extract.verifying import Verifier, check_compiles
from facadelint.facademap.map import FacadeMap
from facadelint.rewriting.public_api import compare_public_api, explain
from facadelint.rewriting.transaction import source_bytes
from facadelint.source.modules import Module

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.extract.model import Request
    from facadelint.facademap.facade import Facade

_DEFAULT_WIDTH = 88
"""Columns of a line where no formatter is configured: black's and ruff's own default."""


class Work:
    """One facade, whose members move."""

    def __init__(self, facade_map: FacadeMap, facade: Facade, overlay: dict[Path, bytes]) -> None:
        self.map = facade_map
        self.facade = facade
        self.settings = facade_map.settings
        self.overlay = overlay
        self.usage = Usage(facade_map, facade)
        self.judge = Judge(facade, self.usage)
        self.namespace = Namespace(facade.cls.module)
        self.companions = Companions(facade, self.judge, self.namespace)
        self.width = _width(self.settings)
        self.domain_writer = DomainWriter(facade, self.usage, self.settings.public_names, self.width)
        self.facade_writer = FacadeWriter(facade, self.usage, self.width)
        self.extraction = Extraction(facade.settings.name, facade.cls.module.path, lines_before=facade.lines)
        self.deleted: set[Path] = set()
        """Files that nothing is left of; the changes have them empty."""
        self._held: set[str] = set()
        """Private members that do not move along, because their text cannot be written elsewhere."""

    def carry_out(self, request: Request, *, stops: bool) -> tuple[Extraction, dict[Path, bytes]]:
        """Work out all changes; those of a request that a refusal stops are none."""
        moving = self._judged(request, is_plan=not stops)
        if stops and self.extraction.refused:
            return self.extraction, {}
        verifier: Verifier | None = None
        while any(moving.values()):
            shares, changes = self._composed(moving)
            if stops and self.extraction.refused:
                return self.extraction, {}
            if not shares:
                break
            grants = self._grants(shares)
            settings = with_grants(self.settings, self.facade.settings, grants)
            check_compiles(changes)
            verifier = verifier or Verifier(self.settings, self.overlay)
            blamed = self._blamed(verifier, settings, {**self.overlay, **changes}, shares)
            if blamed:
                self._refuse(moving, blamed)
                if stops:
                    return self.extraction, {}
                continue
            return self._finished(shares, changes, grants, settings, verifier)
        return self.extraction, {}

    def _judged(self, request: Request, *, is_plan: bool) -> dict[str, list[str]]:
        moving: dict[str, list[str]] = {}
        for domain, names in request.domains.items():
            for name in names:
                line = definitions(self.facade, name)[0].lineno
                nothing = self.judge.nothing_to_move(name, domain)
                reason = self.judge.reason(name)
                if reason is not None and self.facade.members[name].kind == "attribute":
                    nothing = None
                if nothing is not None and is_plan:
                    self.extraction.left.append(Left(name, domain, nothing))
                elif nothing is not None:
                    self._add_refusal(name, domain, line, nothing)
                elif reason is not None:
                    self._add_refusal(name, domain, *reason)
                else:
                    moving.setdefault(domain, []).append(name)
        return moving

    def _add_refusal(self, name: str, domain: str, line: int, reason: str) -> None:
        self.extraction.refused.append(Refusal(name, domain, self.facade.cls.module.path, line, reason))

    def _composed(self, moving: dict[str, list[str]]) -> tuple[list[Share], dict[Path, bytes]]:
        """New texts for as many members as can be written; what cannot is refused on the way."""
        places = {
            domain: place_of(self.map, self.facade, domain) for domain, names in moving.items() if names
        }
        while any(moving.values()):
            shares = self._shares(moving, places)
            changes: dict[Path, bytes] = {}
            try:
                for share in shares:
                    old = self._source(share.place)
                    text = self.domain_writer.written(share, old)
                    changes[share.place.path] = source_bytes(text, old or b"")
                    for init in packages_above(share.place.path, self.facade.cls.module, self.overlay):
                        changes[init] = b""
            except CannotMove as problem:
                domain = next((each for each, names in moving.items() if problem.member in names), None)
                if domain is None:
                    self._held.add(problem.member)
                else:
                    moving[domain].remove(problem.member)
                    self._add_refusal(problem.member, domain, problem.line, problem.reason)
                continue
            module = self.facade.cls.module
            assert isinstance(module.source, bytes)
            changes[module.path] = source_bytes(self.facade_writer.rewritten(shares), module.source)
            return shares, changes
        return [], {}

    def _is_postponed(self, place: Place) -> bool:
        return (self.namespace if place.existing is None else Namespace(place.existing.module)).is_postponed

    def _source(self, place: Place) -> bytes | None:
        if place.existing is None:
            return None
        source = place.existing.module.source
        assert isinstance(source, bytes)
        return source

    def _shares(self, moving: dict[str, list[str]], places: dict[str, Place]) -> list[Share]:
        along = {
            domain: [name for name in names if name not in self._held]
            for domain, names in self.companions.methods(moving).items()
        }
        members = {
            domain: [name for name in self.facade.members if name in {*names, *along[domain]}]
            for domain, names in moving.items()
            if names
        }
        helpers = self.companions.helpers(
            members, {domain: self._is_postponed(places[domain]) for domain in members}
        )
        shares = []
        for domain, names in members.items():
            group = set(names)
            gone = {
                name for name in names if name.startswith("_") and self.companions.is_private_to(name, group)
            }
            renamed = {
                name: name if name in gone else self._public(name, group)
                for name in names
                if name.startswith("_")
            }
            shares.append(Share(places[domain], names, frozenset(gone), renamed, helpers[domain]))
        return shares

    def _public(self, name: str, group: set[str]) -> str:
        """What a domain calls a private member that the facade still calls: without its underscore, if that is free."""
        public = name.lstrip("_")
        taken = {*group, *(each for cls in self.facade.cls.mro for each in cls.defined_names)}
        return public if public.isidentifier() and public not in taken else name

    def _grants(self, shares: Sequence[Share]) -> list[Grant]:
        found: dict[str, tuple[list[str], list[str]]] = {}
        for share in shares:
            for attribute, members in share.grants.items():
                if not is_granted(self.facade.settings, attribute, share.place.domain):
                    domains, users = found.setdefault(attribute, ([], []))
                    domains.append(share.place.domain)
                    users.extend(members)
        return [
            Grant(attribute, tuple(domains), tuple(users))
            for attribute, (domains, users) in sorted(found.items())
        ]

    def _blamed(
        self, verifier: Verifier, settings: Settings, overlay: dict[Path, bytes], shares: Sequence[Share]
    ) -> dict[str, str]:
        """Member -> the rule that it would break in its domain.

        Raises:
            FacadelintError: a finding that no member is to blame for.
        """
        blamed: dict[str, str] = {}
        for violation, member in verifier.caused(settings, overlay):
            said = f"{violation.code}: {violation.message}"
            name = self._moved_as(violation.path, member, shares)
            if name is None:
                importing = self._importing(violation, overlay, shares)
                blamed |= {each: f"would break {said}" for each in importing if each not in blamed}
                if importing:
                    continue
                place = f"{violation.path}:{violation.location.line}"
                raise FacadelintError(f"nothing is written, since check would object: {place}: {said}")
            blamed.setdefault(name, f"would break {said}")
        return blamed

    def _importing(
        self, violation: Violation, overlay: dict[Path, bytes], shares: Sequence[Share]
    ) -> list[str]:
        """The members that need what a line at the top of a domain's module imports."""
        for share in shares:
            if violation.path == str(share.place.path):
                module = Module(share.place.module, share.place.path, overlay[share.place.path])
                for node in ast.walk(module.tree):
                    if (
                        isinstance(node, ast.Import | ast.ImportFrom)
                        and node.lineno == violation.location.line
                    ):
                        items = items_of(module, node)
                        return [name for item in items for name in share.imports.get(item, ())]
        return []

    def _moved_as(self, path: str, member: str | None, shares: Sequence[Share]) -> str | None:
        for share in shares:
            if path == str(share.place.path):
                original = {share.renamed.get(name, name): name for name in share.members}
                return original.get(member or "")
            if path == str(self.facade.cls.module.path) and member in share.members:
                return member
        return None

    def _refuse(self, moving: dict[str, list[str]], blamed: dict[str, str]) -> None:
        for name, reason in blamed.items():
            domain = next((each for each, names in moving.items() if name in names), None)
            if domain is None:
                self._held.add(name)
            else:
                moving[domain].remove(name)
                self._add_refusal(name, domain, definitions(self.facade, name)[0].lineno, reason)

    def _finished(
        self,
        shares: Sequence[Share],
        changes: dict[Path, bytes],
        grants: list[Grant],
        settings: Settings,
        verifier: Verifier,
    ) -> tuple[Extraction, dict[Path, bytes]]:
        found = self.extraction
        after = FacadeMap(settings, {**self.overlay, **changes}, require_domains=False)
        facade = next(each for each in after.facades if each.settings.name == self.facade.settings.name)
        found.api = compare_public_api(self.facade, {}, changes)
        if not found.api.is_same:
            raise FacadelintError(
                "nothing is written: the public API would change: "
                + "; ".join(explain(found.api.changes)[:3])
            )
        stale = stale_plan(self.facade.settings, self.facade.members, facade.members)
        if grants or stale:
            file = self.settings.file
            config = self.overlay.get(file) or file.read_bytes()
            changes[file] = written(config, self.settings, self.facade.settings, grants, stale)
        for share in shares:
            for name in share.members:
                found.moved.append(Moved(name, share.place.domain, name not in share.gone))
            found.helpers += [Moved(name, share.place.domain, delegates=False) for name in share.helpers]
            place = share.place
            found.places[place.domain] = (place.path, place.cls, place.existing is None)
        found.grants = grants
        found.lines_after = facade.lines
        found.checked_files = verifier.checked
        self.settings = settings
        return found, changes


def _width(settings: Settings) -> int:
    """The longest line that the project's formatter allows."""
    for name, tables in (
        ("ruff.toml", ((),)),
        (".ruff.toml", ((),)),
        ("pyproject.toml", (("tool", "ruff"), ("tool", "black"))),
    ):
        try:
            document = tomllib.loads((settings.root / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for path in tables:
            table: object = document
            for key in path:
                table = table.get(key, {}) if isinstance(table, dict) else {}
            width = table.get("line-length") if isinstance(table, dict) else None
            if isinstance(width, int) and width > 0:
                return width
    return _DEFAULT_WIDTH
