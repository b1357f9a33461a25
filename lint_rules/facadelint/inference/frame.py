"""The names that are visible at one point of the program, and what they may be there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from facadelint.inference.values import NOTHING, Values

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Mapping

    from facadelint.inference.classes import ClassInfo
    from facadelint.source.scopes import Scope


@dataclass(slots=True, eq=False)
class Frame:
    """Where an expression is evaluated.

    With ``flow`` the frame follows the statements of a function: ``types`` says what each name is at
    this very point. Without it, a name is whatever any of its bindings may make of it.
    """

    scope: Scope
    owner: ClassInfo | None = None
    """The class in whose method the frame stands, nested functions included."""
    flow: bool = False
    types: dict[str, Values] = field(default_factory=dict)
    """Name, or dotted path that was assigned or narrowed (``self._shop``), to its values."""
    parent: Frame | None = None
    """For a nested function: a copy of the frame at its definition."""
    record: dict[ast.AST, Values] | None = None
    """Where the value of each expression is written down, if anywhere."""
    broken: list[dict[str, Values]] = field(default_factory=list)
    """States at the ``break`` statements of the loop that is being followed."""
    continued: list[dict[str, Values]] = field(default_factory=list)
    """States at its ``continue`` statements."""
    loops: int = 0
    """How many loops of the function stand around this point."""
    deep: bool = True
    """Whether the bodies of functions are followed where they are defined."""
    prefixes: set[str] = field(default_factory=set)
    """What dotted paths began with that any state of the function ever had; shared by its copies."""

    def copy(self) -> Frame:
        return replace(self, types=dict(self.types))

    def bind(self, path: str, values: Values) -> None:
        """Give a name or attribute path a new value; what was known below the old one is gone."""
        if path in self.prefixes:  # else a function of many names would take the square of their number
            below = path + "."
            for known in [known for known in self.types if known.startswith(below)]:
                del self.types[known]
        self._note(path)
        self.types[path] = values

    def narrow(self, narrowed: Mapping[str, Values]) -> None:
        """Make some names and paths what a test says they are."""
        for path in narrowed:
            self._note(path)
        self.types.update(narrowed)

    def _note(self, path: str) -> None:
        while "." in path:
            path = path.rpartition(".")[0]
            self.prefixes.add(path)

    @contextmanager
    def assume(self, narrowed: Mapping[str, Values]) -> Iterator[None]:
        """Evaluate something under a narrowing; what a walrus binds meanwhile stays."""
        before = {path: self.types.get(path) for path in narrowed}
        self.narrow(narrowed)
        try:
            yield
        finally:
            for path, values in before.items():
                if self.types.get(path) is narrowed[path]:
                    if values is None:
                        del self.types[path]
                    else:
                        self.types[path] = values

    def join(self, *states: Mapping[str, Values]) -> None:
        """Make the frame what it is where several paths meet."""
        if not states:
            return
        local = self.scope.bindings
        joined: dict[str, Values] = {}
        for path in {path for state in states for path in state}:
            known = [state[path] for state in states if path in state]
            # A name that one path leaves unbound has the other's value; a narrowing holds on all or none.
            if len(known) == len(states) or path in local:
                joined[path] = NOTHING.union(*known)
        self.types = joined
