"""Checks one file after the other, as flake8 wants it: from memory where that will do.

The map and the rules are loaded for the first file that needs them. A file that cannot matter, or that is as
it was when it was last checked, needs neither.
"""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.engine.files import is_excluded
from facadelint.engine.garbage import no_collection
from facadelint.engine.memory import FileMemory
from facadelint.engine.scope import ScopeSearch
from facadelint.source.modules import ModuleFinder
from facadelint.source.text import ParseProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.session import Session


class SingleFiles:
    """The files that go by one configuration."""

    def __init__(self, settings: Settings, selected: Sequence[str], overlay: Mapping[Path, bytes]) -> None:
        """
        Args:
            settings: the configuration.
            selected: words of flake8's selection; those that mean no rule of ours are passed over.
            overlay: unsaved contents of files.
        """
        self._settings = settings
        self._selected = selected
        self._overlay = overlay
        self._finder = ModuleFinder(settings.src, overlay)
        self._memory = FileMemory(settings.root, [settings.as_text, repr(selected)], self._finder)

    def validate(self) -> None:
        """Build the map, unless it was built before of just the same.

        Raises:
            ConfigError: the code, or a rule that the configuration names, proves it wrong.
            FacadelintError: the code cannot be followed.
        """
        _ = self._scope

    def check(self, path: Path) -> list[Violation] | ParseProblem:
        """Every violation in a file, whether or not a comment suppresses it, or why there is no telling.

        Raises:
            ConfigError, FacadelintError: as :meth:`validate`.
        """
        module = None if is_excluded(self._settings, path) else self._finder.glance(path)
        scope = self._scope
        if module is None:
            return []
        if isinstance(module.source, ParseProblem):
            return module.source
        if not scope.may_matter(module):
            return []
        known = self._memory.found(module)
        return known if known is not None else self._look(path)

    def lines(self, path: Path) -> tuple[str, ...]:
        """The lines of a file, as they are checked."""
        module = self._finder.glance(path)
        return () if module is None else module.lines

    def _look(self, path: Path) -> list[Violation] | ParseProblem:
        session = self._session
        module = session.module(path)
        assert module is not None, path
        with no_collection():
            found = session.check(module)
            gc.freeze()  # as for the map, see _session
        # How deeply Python can follow nested code differs from run to run.
        if isinstance(found, list) and not session.gave_up:
            finder = session.map.finder
            self._memory.keep(module, found, finder.own_place(module), finder.news())
        return found

    @cached_property
    def _scope(self) -> ScopeSearch:
        return ScopeSearch(self._memory.scope() or self._session.scope_names)

    @cached_property
    def _session(self) -> Session:
        from facadelint.engine.selection import resolve
        from facadelint.engine.session import Session
        from facadelint.rules.loader import load_rules

        rules = load_rules()
        known = [word for word in self._selected if any(rule.code.startswith(word) for rule in rules)]
        selection = resolve(rules, self._settings, extend_select=known)
        with no_collection():
            session = Session(self._settings, selection, self._overlay)
            # The map lives as long as flake8 does: without this, every collection of flake8's own
            # garbage goes through its syntax trees again, which costs more than all the rules do.
            gc.freeze()
        if not session.gave_up:
            self._memory.keep_scope(session.scope_names, session.map.finder.news())
        return session
