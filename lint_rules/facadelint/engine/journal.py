"""What a run looked up and read, written down in parts as it goes on, so that later runs can tell how much still holds.

Each part is kept under a name that its own content and the part before it give. So the name of the last part stands
for all that was looked at until then, runs that begin alike share what they begin with, and a run over ten thousand
files writes each thing down once, not again for every file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from facadelint.engine.store import Store
from facadelint.source.trace import Present, Trace, digest

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.source.modules import ModuleFinder

_PARTS = 10_000
"""How many are kept, the latest ones."""
_BEGINNING = ""
"""Stands for the name of a part, where nothing has been looked at."""


class Journal:
    """What one run looked at, and what earlier ones did."""

    def __init__(self, root: Path, finder: ModuleFinder) -> None:
        """
        Args:
            root: the configuration's folder.
            finder: a fresh one, with the unsaved contents of this run.
        """
        self._store = Store(root, "trace", _PARTS)
        self.present = Present(finder)
        self._holds = {_BEGINNING: True}
        self._last = _BEGINNING

    def add(self, news: Trace) -> str:
        """Write down what is new; gives the name of all that was looked at so far."""
        if not news.is_empty:
            table = {"before": self._last, "trace": news.as_table()}
            self._last = digest([json.dumps(table, sort_keys=True).encode("utf-8", "surrogateescape")])
            if self._store.read(self._last) == table:
                self._store.renew(self._last)
            else:  # there is none, or it is damaged
                self._store.write(self._last, table)
        return self._last

    def holds(self, name: str) -> bool:
        """Whether all that was looked at until a part is as it was; False where some of it is not kept any more.

        Raises:
            ValueError, LookupError, TypeError, AttributeError: what is kept is damaged.
        """
        parts: dict[str, Trace] = {}
        while name not in self._holds:
            table = self._store.read(name)
            if table is None or name in parts:
                return False
            parts[name] = Trace(**table["trace"])
            name = table["before"]
        for each in reversed(parts):
            self._holds[each] = self._holds[name] and parts[each].holds(self.present)
            name = each
        return self._holds[name]

    def forget_old(self) -> None:
        """Delete the oldest parts, where there are more than are to be kept."""
        self._store.forget_old()
