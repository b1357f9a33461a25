"""Checks the modules of one configuration, several at once where that pays.

What is said of a module does not depend on which others were checked before it, so any process may check any.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from facadelint.core.violation import Violation
from facadelint.engine.copies import Copy, processors
from facadelint.engine.suppressions import Suppressions
from facadelint.source.text import ParseProblem
from facadelint.source.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facadelint.engine.given import Progress
    from facadelint.engine.session import Session
    from facadelint.source.modules import Module

_WORTH = 50_000
"""Bytes of source in scope that take longer to check than a process takes to start, several times over."""
_LOOK = 70
"""Bytes of source in scope that take as long to check as it takes to see whether one file is in scope at all."""


class Found(NamedTuple):
    """What the rules found in one module."""

    violations: Sequence[Violation] = ()
    """Those that a comment suppresses included."""
    silenced: Sequence[bool] = ()
    """Of each of them whether a comment suppresses it."""
    problem: ParseProblem | None = None
    """Why the module could not be checked."""

    @property
    def reported(self) -> list[Violation]:
        """Those that no comment suppresses."""
        return [each for each, hidden in zip(self.violations, self.silenced, strict=True) if not hidden]


class Shares:
    """The work on some modules, divided among processes."""

    def __init__(self, session: Session, modules: Sequence[Module], jobs: int | None = None) -> None:
        """
        Args:
            session: checks modules; what the other processes read and met is added to it.
            modules: those to check; which of them are in scope is found out here.
            jobs: how many processes to use; None for as many as there are processors.
        """
        self._session = session
        self._modules = modules
        self._jobs = processors() if jobs is None else min(jobs, processors())
        self.problems: dict[Path, ParseProblem] = {}
        """What other processes met of files that do not parse, those beside the modules included."""
        self.trace = Trace()
        """What other processes looked up and read, and this one did not."""

    def check(self, watched: Progress, meanwhile: Callable[[], None]) -> dict[Module, Found]:
        """What is found in each of the modules that are in scope.

        Most files of a project are not, and to read them all takes as long as to check a few. So copies begin with
        what is in scope by its name, before this process has looked at the others.

        Args:
            watched: is given this process's own share, and hands it on one by one, to show how far it is.
            meanwhile: is called once that share is done, while others may still be at work.
        """
        named, others = self._sorted()
        found: dict[Module, Found] = {}
        with ExitStack() as stack:
            copies: list[tuple[Copy, list[Module]]] = []
            own = self._shared_out(named, _LOOK * len(others), stack, copies)
            load = sum(len(module.searched) for module in own)
            concerned = [module for module in others if self._session.concerns(module)]
            own += self._shared_out(concerned, load, stack, copies)
            for module in watched(own):
                found[module] = self._look(module)
            meanwhile()
            if (
                copies
            ):  # what was read is digested before the run is over, so why not while others are at work
                self._session.map.finder.trace()
            for copy, share in copies:
                result = copy.result()
                found |= (
                    self._decoded(share, result) if result else {each: self._look(each) for each in share}
                )
        return found

    def _sorted(self) -> tuple[list[Module], list[Module]]:
        """The modules that are in scope by their names, and all the others."""
        named: list[Module] = []
        others: list[Module] = []
        for module in self._modules:
            (named if self._session.names(module) else others).append(module)
        return named, others

    def _shared_out(
        self, modules: list[Module], load: int, stack: ExitStack, copies: list[tuple[Copy, list[Module]]]
    ) -> list[Module]:
        """Leave a part of the modules to copies; what is left for this process, which has that much to do already."""
        own, *shares = self._divided(modules, load)
        known = self._session.map.finder.trace() if shares else Trace()
        for share in shares:
            try:
                copy = stack.enter_context(Copy(partial(self._encoded, share, known)))
            except OSError:
                own += share
            else:
                copies.append((copy, share))
        return own

    def _divided(self, modules: list[Module], load: int) -> list[list[Module]]:
        """The modules, the longest first, each given to whoever has least to do so far."""
        sizes = {module: len(module.searched) for module in modules}
        count = max(1, min(self._jobs, (sum(sizes.values()) + load) // _WORTH))
        shares: list[list[Module]] = [[] for _ in range(count)]
        loads = [load] + [0] * (count - 1)
        for module in sorted(sizes, key=lambda module: (-sizes[module], module.name)):
            least = loads.index(min(loads))
            shares[least].append(module)
            loads[least] += sizes[module]
        return [shares[0], *filter(None, shares[1:])]

    def _look(self, module: Module) -> Found:
        found = self._session.check(module)
        if isinstance(found, ParseProblem):
            return Found(problem=found)
        suppressions = Suppressions(module.lines, lambda: module.tree)
        return Found(found, [suppressions.is_suppressed(each.code, each.location.line) for each in found])

    def _encoded(self, share: Sequence[Module], known: Trace) -> bytes:
        """Check a share, in a copy of this process, and put the outcome into bytes for this one."""
        found = [_table(self._look(module)) for module in share]
        problems = [[str(path), *problem] for path, problem in self._session.problems().items()]
        trace = self._session.map.finder.trace().beyond(known).as_table()
        return json.dumps({"found": found, "problems": problems, "trace": trace}).encode()

    def _decoded(self, share: Sequence[Module], result: bytes) -> dict[Module, Found]:
        """Take in what a copy has put into bytes."""
        table = json.loads(result)
        self.problems |= {Path(path): ParseProblem(*problem) for path, *problem in table["problems"]}
        self.trace.update(Trace(**table["trace"]))
        return {module: _found(each) for module, each in zip(share, table["found"], strict=True)}


def _table(found: Found) -> dict[str, Any]:
    return found._asdict() | {"violations": [each.as_table() for each in found.violations]}


def _found(table: dict[str, Any]) -> Found:
    problem = None if table["problem"] is None else ParseProblem(*table["problem"])
    return Found([Violation.from_table(each) for each in table["violations"]], table["silenced"], problem)
