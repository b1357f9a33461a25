"""Remembers what was found in single files, for as long as nothing that it depends on has changed.

flake8 is run again and again over files that are as they were, and starts from nothing each time. What is
kept of a file belongs to its content and to a :class:`Trace` of all that was looked up and read until it
was checked; see there why that cannot go stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from facadelint.engine.scope import ScopeNames
from facadelint.engine.store import Store, fingerprint
from facadelint.source.trace import Present, Trace, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from facadelint.core.violation import Violation
    from facadelint.source.modules import Module, ModuleFinder

_Value = TypeVar("_Value")

_FILES = 2_000
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
        self._present = Present(finder)

    def scope(self) -> ScopeNames | None:
        """What decides which files matter, where the map would be the one that it was."""
        return self._recall(_MAP, None, _scope_names)

    def keep_scope(self, names: ScopeNames, trace: Trace) -> None:
        """Keep what the map says, built without an error."""
        self._keep(_MAP, None, names._asdict(), trace)
        self._store.forget_old()

    def found(self, module: Module) -> list[Violation] | None:
        """The violations in a file of that content; None where they are not known."""
        return self._recall(str(module.path), module.digest, _violations)

    def keep(self, module: Module, found: Sequence[Violation], trace: Trace) -> None:
        """Keep the violations in a file of that content."""
        self._keep(str(module.path), module.digest, [each.as_table() for each in found], trace)

    def _recall(self, of: str, content: str | None, read: Callable[[Any], _Value]) -> _Value | None:
        try:
            for state in self._store.read(self._name(of)) or ():
                if state["content"] == content and Trace(**state["trace"]).holds(self._present):
                    return read(state["value"])
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # damaged: as good as nothing
        return None

    def _keep(self, of: str, content: str | None, value: Any, trace: Trace) -> None:
        name = self._name(of)
        before = self._store.read(name)
        states = [{"content": content, "trace": trace.as_table(), "value": value}]
        self._store.write(name, (states + (before if isinstance(before, list) else []))[:_STATES])

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
