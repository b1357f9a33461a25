"""Mends files of one or several configurations in memory, and proves that the outcome is better than before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from facadelint.engine.report import FileProblem
from facadelint.engine.run import files_by_settings
from facadelint.engine.selection import resolve
from facadelint.engine.session import Session
from facadelint.fixes.mending import Mended, Mender, Refusal, Repair, content_after, on_files
from facadelint.rewriting.extras import require_griffe, require_libcst
from facadelint.rewriting.public_api import ApiChange, compare_modules
from facadelint.rewriting.transaction import RewriteError, Transaction
from facadelint.rules.loader import load_rules
from facadelint.source.text import ParseProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.engine.selection import Selection
    from facadelint.source.modules import Module

_PASSES = 10
"""How often a file is looked at anew: what one repair makes possible, or had to wait for, comes in the next pass."""

_Found = Counter[tuple[str, ...]]


@dataclass(slots=True)
class Outcome:
    """What a run would do, or has done."""

    transaction: Transaction
    repairs: list[Repair] = field(default_factory=list)
    unsafe: list[Violation] = field(default_factory=list)
    """What only ``--unsafe`` would mend."""
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    """Files that do not parse."""
    definitions: int = 0
    """How many public definitions griffe has compared."""
    modules: int = 0
    changes: tuple[ApiChange, ...] = ()
    """What callers could notice; unsafe repairs alone may cause it."""


def mend_paths(
    paths: Sequence[Path],
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    unsafe: bool = False,
) -> Outcome:
    """Mend files and folders in memory; the outcome's transaction writes.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: nothing would be looked at, or the extra ``fix`` is not installed.
    """
    require_libcst()
    require_griffe()
    outcome = Outcome(Transaction())
    for settings, files in files_by_settings(paths):
        selection = resolve(load_rules(), settings, select=select, extend_select=extend_select, ignore=ignore)
        _Run(settings, selection, files, outcome, unsafe=unsafe).mend()
    return outcome


class _Run:
    """One configuration and its files."""

    def __init__(
        self,
        settings: Settings,
        selection: Selection,
        files: Sequence[Path],
        outcome: Outcome,
        *,
        unsafe: bool,
    ) -> None:
        self.settings = settings
        self.selection = selection
        self.files = files
        self.outcome = outcome
        self.unsafe = unsafe
        self.rules = on_files(load_rules())
        self.overlay: dict[Path, bytes] = {}
        self.originals: dict[Path, bytes] = {}
        self.given_up: set[tuple[str, ...]] = set()

    def mend(self) -> None:
        session = self._session({})
        first = session
        for number in range(_PASSES):
            mended = self._look(session)
            if not number:
                self._note_problems(session)
            self.outcome.unsafe += [each for each in _unsafe(mended) if not self._is_known(each)]
            accepted = self._accept(session, [each for each in mended if each.repairs])
            if not accepted:
                break
            self.overlay |= accepted
            session = self._session(self.overlay)
        self._write(first)

    def _session(self, overlay: Mapping[Path, bytes]) -> Session:
        return Session(self.settings, self.selection, overlay)

    def _look(self, session: Session) -> list[Mended]:
        mender = Mender(session, unsafe=self.unsafe)
        found = []
        for module in self._modules(session):
            mended = mender.look(module)
            mended.repairs = [each for each in mended.repairs if _key(each.violation) not in self.given_up]
            self.outcome.refusals += [each for each in mended.refusals if not self._is_known(each.violation)]
            found.append(mended)
        return found

    def _modules(self, session: Session) -> list[Module]:
        modules = [session.module(file) for file in self.files]
        return [module for module in modules if module is not None]

    def _is_known(self, found: Violation) -> bool:
        """Whether an earlier pass has said it already."""
        told = [*self.outcome.unsafe, *(each.violation for each in self.outcome.refusals)]
        return _key(found) in set(map(_key, told))

    def _note_problems(self, session: Session) -> None:
        problems = session.problems()
        for module in self._modules(session):
            if isinstance(module.source, ParseProblem):
                problems[module.path] = module.source
        self.outcome.problems += [
            FileProblem(path, problem.line, problem.column, problem.message)
            for path, problem in sorted(problems.items())
        ]

    # Whether it is better than before

    def _accept(self, session: Session, mended: Sequence[Mended]) -> dict[Path, bytes]:
        """The new contents of files; what would not do what it promises is left out, and said."""
        if not mended:
            return {}
        before = self._found(session)
        all_repairs = {each.module.path: each.repairs for each in mended}
        try:
            contents = {each.module.path: content_after(each, each.repairs) for each in mended}
            fault = self._fault(session, before, contents, all_repairs)
        except (SyntaxError, RewriteError, ValueError):
            fault = "a change is no Python"
        if fault is None:
            self.outcome.repairs += [repair for each in mended for repair in each.repairs]
            return contents
        return self._one_by_one(session, before, mended)

    def _one_by_one(self, session: Session, before: _Found, mended: Sequence[Mended]) -> dict[Path, bytes]:
        """Add the repairs of one rule in one file after the other, and leave out those that do harm.

        Each attempt reads the project anew, so that single repairs are tried only where those of their rule
        do not do together.
        """
        contents: dict[Path, bytes] = {}
        accepted: dict[Path, list[Repair]] = {}
        for each in mended:
            by_code = sorted(each.repairs, key=lambda repair: repair.violation.code)
            waiting = [list(group) for _, group in groupby(by_code, key=lambda each: each.violation.code)]
            while waiting:
                more = waiting.pop(0)
                fault = self._try(session, before, each, more, contents, accepted)
                if fault is not None and len(more) > 1:
                    waiting[:0] = [[repair] for repair in more]
                elif fault is not None:
                    self.given_up.add(_key(more[0].violation))
                    self.outcome.refusals.append(Refusal(more[0].violation, fault))
        self.outcome.repairs += [repair for trial in accepted.values() for repair in trial]
        return contents

    def _try(
        self,
        session: Session,
        before: _Found,
        mended: Mended,
        more: Sequence[Repair],
        contents: dict[Path, bytes],
        accepted: dict[Path, list[Repair]],
    ) -> str | None:
        """Add some repairs of a file to those that are accepted, or say what is wrong with them."""
        path = mended.module.path
        trial = [*accepted.get(path, []), *more]
        try:
            content = content_after(mended, trial)
            fault = self._fault(session, before, {**contents, path: content}, {**accepted, path: trial})
        except (SyntaxError, RewriteError, ValueError) as error:
            return f"it would not be valid Python: {error}"
        if fault is None:
            contents[path] = content
            accepted[path] = trial
        return fault

    def _fault(
        self,
        session: Session,
        before: _Found,
        contents: Mapping[Path, bytes],
        repairs: Mapping[Path, Sequence[Repair]],
    ) -> str | None:
        """What is wrong with new contents: a rule that fires again, or another one, or a change of the API."""
        after = self._found(self._session({**self.overlay, **contents}))
        mended = Counter(_key(each.violation) for group in repairs.values() for each in group)
        for key, number in mended.items():
            if after[key] > before[key] - number:
                return "the rule would still fire"
        by_rule, by_rule_before = _by_rule(after), _by_rule(before)
        for (path, code), number in by_rule.items():
            if number > by_rule_before[path, code]:
                return f"{code} would fire instead"
        if not any(each.violation.unsafe for group in repairs.values() for each in group):
            changes = self._compare(session, {**self.overlay, **contents})[0]
            if changes:
                return f"it would change the public API: {changes[0]}"
        return None

    def _found(self, session: Session) -> _Found:
        """What every rule finds in the files, by what does not change when lines move."""
        from facadelint.engine.check import violation

        return Counter(
            _key(violation(rule, context, finding))
            for module in self._modules(session)
            for rule, context, finding in session.findings(module, self.rules)
        )

    def _compare(
        self, session: Session, contents: Mapping[Path, bytes]
    ) -> tuple[tuple[ApiChange, ...], int, int]:
        """Compare the public API of what changes, and of the facades in any case."""
        modules = {cls.module for facade in session.map.facades for cls in facade.cls.mro}
        modules |= {module for path in contents if (module := session.map.finder.at(path)) is not None}
        readable = [
            module for module in modules if module.problem is None and isinstance(module.source, bytes)
        ]
        before = {module.name: (module.path, self._original(module)) for module in readable}
        after = {name: (path, contents.get(path, source)) for name, (path, source) in before.items()}
        found = compare_modules(before, after)
        return found.changes, found.definitions, len(before)

    def _original(self, module: Module) -> bytes:
        assert isinstance(module.source, bytes)
        return self.originals.setdefault(module.path, module.source)

    def _write(self, first: Session) -> None:
        changes, definitions, modules = self._compare(first, self.overlay)
        self.outcome.changes += changes
        self.outcome.definitions += definitions
        self.outcome.modules += modules
        for path, content in self.overlay.items():
            if self.outcome.transaction.read(path) != self.originals[path]:
                raise RewriteError(f"{path} has changed since it was read; run the command again")
            self.outcome.transaction.write(path, content)


def _unsafe(mended: Iterable[Mended]) -> list[Violation]:
    return [found for each in mended for found in each.unsafe]


def _key(found: Violation) -> tuple[str, ...]:
    """What a violation is, free of its place: a repair may move it to another line."""
    message = re.sub(r"\d+", "#", found.message)
    return found.path, found.code, found.symbol or "", found.target or "", message


def _by_rule(found: _Found) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for key, number in found.items():
        counted[key[0], key[1]] += number
    return counted
