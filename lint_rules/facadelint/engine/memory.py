"""Remembers what was found in single files, for as long as nothing that it depends on has changed.

flake8 is run again and again over files that are as they were, and starts from nothing each time. What is
kept of a file belongs to its content and to all that was looked up and read until it was checked
(:class:`Journal`); see :class:`Trace` why that cannot go stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from facadelint.engine.journal import Journal
from facadelint.engine.scope import ScopeNames
from facadelint.engine.store import Store, fingerprint
from facadelint.source.trace import Trace, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facadelint.core.violation import Violation
    from facadelint.source.modules import Module, ModuleFinder

_Value = TypeVar("_Value")

_FILES = 10_000
"""Files of which something is kept."""
_STATES = 4
"""What is kept of one file: of its latest states, as an editor or another branch may bring back."""
_MAP = "map"
"""Stands for the name of a file, of what the map alone says."""


class FileMemory:
    """What is known of the files of one configuration."""

    def __init__(self, root: Path, asked: Sequence[str], finder: ModuleFinder) -> None:
        """
        Args:
            root: the configuration's folder.
            asked: everything that the outcome depends on and that is not in the files of the project.
            finder: a fresh one, with the unsaved contents of this run.
        """
        self._asked = fingerprint(asked)
        self._store = Store(root, "file", _FILES)
        self._journal = Journal(root, finder)

    def scope(self) -> ScopeNames | None:
        """What decides which files matter, where the map would be the one that it was."""
        return self._recall(_MAP, None, _scope_names)

    def keep_scope(self, names: ScopeNames, news: Trace) -> None:
        """Keep what the map says, built without an error.

        Args:
            names: what it says.
            news: what was looked up and read for it.
        """
        self._keep(_MAP, None, Trace(), names._asdict(), news)
        self._store.forget_old()
        self._journal.forget_old()

    def found(self, module: Module) -> list[Violation] | None:
        """The violations in a file of that content; None where they are not known."""
        return self._recall(str(module.path), module.digest, _violations)

    def keep(self, module: Module, found: Sequence[Violation], own: Trace, news: Trace) -> None:
        """Keep the violations in a file of that content.

        Args:
            module: the file.
            found: the violations.
            own: where the module's own name leads.
            news: what was looked up and read since something was kept the last time.
        """
        self._keep(str(module.path), module.digest, own, [each.as_table() for each in found], news)

    def _recall(self, of: str, content: str | None, read: Callable[[Any], _Value]) -> _Value | None:
        try:
            for state in self._store.read(self._name(of)) or ():
                if (
                    state["content"] == content
                    and Trace(**state["own"]).holds(self._journal.present)
                    and self._journal.holds(state["after"])
                ):
                    return read(state["value"])
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # damaged: as good as nothing
        return None

    def _keep(self, of: str, content: str | None, own: Trace, value: Any, news: Trace) -> None:
        name = self._name(of)
        before = self._store.read(name)
        after = self._journal.add(news)
        state = {"content": content, "own": own.as_table(), "after": after, "value": value}
        self._store.write(name, [state, *(before if isinstance(before, list) else [])][:_STATES])

    def _name(self, of: str) -> str:
        return digest([self._asked.encode(), of.encode("utf-8", "surrogateescape")])


def _scope_names(table: dict[str, list[str]]) -> ScopeNames:
    names = ScopeNames(**{key: tuple(value) for key, value in table.items()})
    if not all(isinstance(name, str) for each in names for name in each):
        raise TypeError("a name is a string")
    return names


def _violations(tables: list[dict[str, Any]]) -> list[Violation]:
    if not tables:
        return []
    from facadelint.core.violation import Violation  # most files have none

    return [Violation.from_table(table) for table in tables]
