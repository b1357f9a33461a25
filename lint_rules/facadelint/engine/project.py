"""Runs the rules that look at a configuration and its project as a whole, after the files were checked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from facadelint.core.config import table_path
from facadelint.core.places import Place, places_of
from facadelint.core.violation import Violation
from facadelint.engine.check import Checker, location
from facadelint.engine.surroundings import unmatched
from facadelint.rules.loader import load_rules
from facadelint.rules.project import GLOBS, Entry, ProjectContext
from facadelint.rules.rule import Role
from facadelint.source.modules import Module

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from facadelint.core.places import Key
    from facadelint.core.settings import FacadeSettings
    from facadelint.engine.selection import Selection
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint.rules.context import Finding
    from facadelint.rules.rule import Rule


class ProjectChecker:
    """Runs the active rules of :attr:`Role.PROJECT` under one configuration."""

    def __init__(self, facade_map: FacadeMap, checker: Checker, selection: Selection) -> None:
        """``checker`` checks modules under the same map, here to see which grants are used."""
        self.map = facade_map
        self.selection = selection
        self._checker = checker
        self._looked_for_grants: set[Facade] = set()
        self._config = Module(facade_map.settings.file.name, facade_map.settings.file)

    def check(
        self, files: frozenset[Path], *, whole: bool, today: dt.date | None = None
    ) -> list[tuple[Module, list[Violation]]]:
        """The violations by the file that they stand in, suppressed ones included.

        Args:
            files: those that the run looked at.
            whole: whether the run was over the configuration's whole folder.
            today: the day that counts for what is granted until some other.
        """
        rules = [rule for rule in self.selection.rules if Role.PROJECT in rule.roles]
        found: dict[Path, tuple[Module, list[Violation]]] = {}
        if rules:
            day = today or dt.date.today()  # noqa: DTZ011 - a day of the calendar on the wall
            settings = self.map.settings
            missing = frozenset(unmatched(settings.root, settings.exclude) if whole else ())
            context = ProjectContext(
                self.map, files, whole, day, missing, self._used_grants, self._checker.look
            )
            nodes = list(self._nodes())
            for rule in rules:
                for node, facade in nodes:
                    for finding in rule.check(node, context) if isinstance(node, rule.nodes) else ():
                        module = finding.module or self._home(node, facade)
                        if rule in self.selection.active_for(module.path):
                            violation = _violation(rule, finding, module, facade)
                            found.setdefault(module.path, (module, []))[1].append(violation)
        return list(found.values())

    def _home(self, node: ast.AST, facade: Facade | None) -> Module:
        return self._config if facade is None or isinstance(node, Entry) else facade.cls.module

    def _nodes(self) -> Iterator[tuple[ast.AST, Facade | None]]:
        """What the checks are called for."""
        for entry in entries(self._config, self.map):
            yield entry, entry.facade
        for facade in self.map.facades:
            yield facade.cls.node, facade

    def _used_grants(self, facade: Facade) -> set[int]:
        """Look at the domains once more, with the rules that a grant speaks to, whatever is selected."""
        rules = [rule for rule in load_rules() if rule.grants]
        names = {name for friend in facade.settings.friends for name in friend.domains}
        if facade in self._looked_for_grants:
            return facade.used_grants
        self._looked_for_grants.add(facade)
        facade.used_grants.clear()
        for domain in facade.domains.values():
            for module in self.map.modules_of(domain) if domain.name in names else ():
                try:
                    for _ in self._checker.check(module, rules):
                        pass
                except RecursionError:  # it may use any
                    self.map.inference.forget()
                    facade.used_grants.update(map(id, facade.settings.friends))
        return facade.used_grants


def _violation(rule: Rule, finding: Finding, module: Module, facade: Facade | None) -> Violation:
    domain = finding.domain
    return Violation(
        path=str(module.path),
        location=location(module, finding.node),
        code=rule.code,
        rule=rule.name,
        message=finding.message,
        facade=facade.settings.name if facade is not None else None,
        domain=domain.name if domain is not None else None,
        symbol=facade.settings.name.replace(":", ".") if facade is not None else None,
        target=finding.target,
        fix=finding.fix,
        because=facade.settings.because if facade is not None else None,
    )


def entries(config: Module, facade_map: FacadeMap) -> Iterator[Entry]:
    """Every grant and glob of a configuration that a rule may look at, in its place."""
    places = places_of(config.text)
    settings = facade_map.settings
    top: Key = table_path(settings.file)
    facades = {facade.settings.key: facade for facade in facade_map.facades}
    for index, table in enumerate(settings.facades):
        facade = facades.get(table.key)
        for key, entry in _of_facade(table, facade) if facade is not None else ():
            yield _placed(entry, (*top, "facades", index, *key), places.values, config)
    for index, glob in enumerate(settings.exclude):
        yield _placed(Entry("exclude", glob), (*top, "exclude", index), places.values, config)
    for glob in settings.per_file_ignores:
        yield _placed(Entry("per-file-ignores", glob), (*top, "per-file-ignores", glob), places.keys, config)


def _of_facade(settings: FacadeSettings, facade: Facade) -> Iterator[tuple[Key, Entry]]:
    for name in GLOBS:
        for index, glob in enumerate(getattr(settings, name)):
            yield (name, index), Entry(name, glob, facade)
    for domain, globs in settings.plan.items():
        for index, glob in enumerate(globs):
            yield ("plan", domain, index), Entry("plan", glob, facade)
    for index, friend in enumerate(settings.friends):
        yield ("friends", index), Entry("friends", friend.attribute, facade, friend)


def _placed(entry: Entry, key: Key, places: Mapping[Key, Place], config: Module) -> Entry:
    place = places.get(key, Place(1, 1, 1, 1))
    entry.lineno, entry.col_offset = place.line, _offset(config.line(place.line), place.column)
    entry.end_lineno = place.end_line
    entry.end_col_offset = _offset(config.line(place.end_line), place.end_column)
    return entry


def _offset(line: str, column: int) -> int:
    """The byte offset that nodes of code have."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass"))
