"""Finds what can be mended in one file, and what its content is after that."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from facadelint.engine.check import violation
from facadelint.engine.suppressions import Suppressions
from facadelint.fixes.comments import OF_RUFF, Comments, is_private_access
from facadelint.fixes.concrete import Concrete, NotFoundError
from facadelint.fixes.edits import TypingImport, conflicts, in_order
from facadelint.fixes.fix import RefusedError, Site
from facadelint.fixes.imports import Imports
from facadelint.fixes.loader import load_fixes
from facadelint.rewriting.edits import Edit, applied
from facadelint.rewriting.transaction import source_bytes
from facadelint.rules.loader import load_rules
from facadelint.rules.rule import Role
from facadelint.source.scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from facadelint.core.violation import Violation
    from facadelint.engine.session import Session
    from facadelint.rules.rule import Rule
    from facadelint.source.modules import Module


@dataclass(frozen=True, slots=True)
class Repair:
    """One violation and the edits that end it."""

    violation: Violation
    node: ast.AST
    edits: frozenset[Edit]
    imports: frozenset[TypingImport]
    what: str
    """What it does, in a few words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One violation that could not be mended, and why."""

    violation: Violation
    reason: str


@dataclass(slots=True)
class Mended:
    """What is to be done to one file."""

    module: Module
    repairs: list[Repair] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unsafe: list[Violation] = field(default_factory=list)
    """What only ``--unsafe`` would mend."""
    postponed: bool = False
    """Whether a repair has to wait, since another one changes the same place."""
    found: list[tuple[Violation, ast.AST]] = field(default_factory=list)
    """Every finding of every rule, what comments silence included; empty where no comment silences any."""


class Mender:
    """Looks at files of one configuration."""

    def __init__(self, session: Session, *, unsafe: bool) -> None:
        self.session = session
        self.unsafe = unsafe
        self._fixes = load_fixes()

    def look(self, module: Module) -> Mended:
        """What can be done for a module; nothing has changed yet."""
        mended = Mended(module)
        wanted = [rule for rule in self.session.selection.active_for(module.path) if rule.code in self._fixes]
        silences = Silences(module)
        file: Concrete | None = None
        for rule, context, finding in self.session.findings(module, wanted):
            found = violation(rule, context, finding)
            if finding.fix is None or not self._may(mended, found, silences):
                continue
            try:
                file = file or silences.file
                self._mend(mended, found, Site(finding, context, file))
            except (NotFoundError, RefusedError) as reason:
                mended.refusals.append(Refusal(found, str(reason)))
        if mended.repairs and silences.has_comments:
            # What a comment is for can be told only by asking every rule.
            mended.found = [
                (violation(rule, context, finding), finding.node)
                for rule, context, finding in self.session.findings(module, on_files(load_rules()))
            ]
        return mended

    def _may(self, mended: Mended, found: Violation, silences: Silences) -> bool:
        """Whether to mend it: it is not silenced for good, and it is safe, or not asked to be."""
        is_silenced = silences.is_silenced(found)
        if is_silenced and (found.unsafe is not None or not silences.names(found)):
            return False
        if found.unsafe is not None and not self.unsafe:
            mended.unsafe.append(found)
            return False
        return True

    def _mend(self, mended: Mended, found: Violation, site: Site) -> None:
        answers = list(self._fixes[found.code].mend(site))
        edits = frozenset(each for each in answers if isinstance(each, Edit))
        imports = frozenset(each for each in answers if isinstance(each, TypingImport))
        Imports.of(site).under_type_checking(imports)  # or it is refused now
        if any(conflicts(edits, other.edits) for other in mended.repairs):
            mended.postponed = True
        else:
            what = site.finding.fix or ""
            mended.repairs.append(Repair(found, site.node, edits, imports, what))


def on_files(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that look at files, not at the run as a whole."""
    return [rule for rule in rules if Role.PROJECT not in rule.roles]


class Silences:
    """What the comments of a file silence, and which comments say so."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._suppressions = Suppressions(module.lines)
        self._file: Concrete | None = None

    @property
    def has_comments(self) -> bool:
        return isinstance(self.module.source, bytes) and b"noqa" in self.module.source.lower()

    @property
    def file(self) -> Concrete:
        """The file's concrete syntax, read once."""
        if self._file is None:
            assert isinstance(self.module.source, bytes)
            self._file = Concrete(self.module.source)
        return self._file

    def is_silenced(self, found: Violation) -> bool:
        return self._suppressions.is_suppressed(found.code, found.location.line)

    def names(self, found: Violation) -> bool:
        """Whether the comment that silences a violation says the code, not just everything."""
        lines = self._suppressions.reach(found.location.line)
        return Comments(self.file).names_ours(lines, found.code)

    def over(self, repairs: Sequence[Repair], found: Sequence[tuple[Violation, ast.AST]]) -> set[Edit]:
        """The edits that take out of the comments what the repairs have made needless."""
        if not repairs or not self.has_comments:
            return set()
        mended = {(each.violation.code, each.node) for each in repairs}
        edits: set[Edit] = set()
        comments = Comments(self.file)
        for line in {each.violation.location.line for each in repairs}:
            lines = self._suppressions.reach(line)
            left = {
                each.code
                for each, node in found
                if each.location.line in lines and (each.code, node) not in mended
            }
            is_public = self._is_public(lines, repairs)
            edits.update(comments.without(lines, partial(_is_over, left=left, is_public=is_public)))
        return edits

    def _is_public(self, lines: range, repairs: Sequence[Repair]) -> bool:
        """Whether repairs have taken the last private access from some lines."""
        gone = {each.node for each in repairs}
        on_lines = [
            node
            for node in ast.walk(self.module.tree)
            if is_private_access(node) and getattr(node, "lineno", 0) in lines
        ]
        return bool(gone.intersection(on_lines)) and gone.issuperset(on_lines)


def _is_over(word: str, *, left: Collection[str], is_public: bool) -> bool:
    """Whether a code in a comment has lost its reason.

    Args:
        word: the code, or the beginning of codes.
        left: the codes of facadelint that are still found where the comment counts.
        is_public: whether ruff finds no private access there any more.
    """
    if word == OF_RUFF:
        return is_public
    return word.startswith("FAC") and not any(code.startswith(word) for code in left)


def content_after(mended: Mended, repairs: Sequence[Repair]) -> bytes:
    """The content of a file after some of its repairs.

    Raises:
        RewriteError: the file's encoding cannot hold it.
        SyntaxError: it is no Python any more.
    """
    assert isinstance(mended.module.source, bytes)
    silences = Silences(mended.module)
    edits = {edit for repair in repairs for edit in repair.edits}
    comments = {edit for edit in silences.over(repairs, mended.found) if not conflicts([edit], edits)}
    file = silences.file
    scope = Scope(mended.module.tree, mended.module)
    wanted = {each for repair in repairs for each in repair.imports}
    edits.update(Imports(file, mended.module.tree, scope).under_type_checking(wanted))
    content = source_bytes(file.whole(applied(file.text, in_order(edits | comments))), mended.module.source)
    compiles(content, str(mended.module.path))
    return content


def compiles(content: bytes, name: str) -> None:
    """Make sure that a file is valid Python; nothing in it runs.

    Raises:
        SyntaxError: it is not.
    """
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(content, name, "exec", dont_inherit=True)
