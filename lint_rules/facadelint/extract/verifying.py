"""The proof of an extraction, before anything is written: it compiles, and check finds nothing that it caused."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.errors import FacadelintError
from facadelint.engine.selection import resolve
from facadelint.engine.session import Session
from facadelint.rules.loader import load_rules
from facadelint.source.text import ParseProblem, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation
    from facadelint.source.modules import Module

_FAMILIES = ("FAC1", "FAC2", "FAC3")


class Caused(NamedTuple):
    """A violation that was not there before."""

    violation: Violation
    member: str | None
    """The function of the class body in whose lines it stands; None where it stands in none."""


def check_compiles(contents: Mapping[Path, bytes]) -> None:
    """Make sure that every new text is Python.

    Raises:
        FacadelintError: one is not, which is a mistake of ours; nothing has been written.
    """
    for path, content in contents.items():
        if path.suffix == ".py":
            problem = parse(content, str(path))
            if isinstance(problem, ParseProblem):
                raise FacadelintError(
                    f"{path}:{problem.line}: what was written does not compile: {problem.message}; "
                    f"nothing has changed (please report)"
                )


class Verifier:
    """Compares what check says before and after, under one configuration."""

    def __init__(self, settings: Settings, overlay: Mapping[Path, bytes]) -> None:
        """``overlay`` holds what earlier extractions of the same run have changed."""
        self.before = self._findings(settings, overlay)

    def caused(self, settings: Settings, overlay: Mapping[Path, bytes]) -> list[Caused]:
        """The violations of FAC1, FAC2 and FAC3 that are new, by what they are about and not by their line."""
        known = Counter(_key(each) for each, _ in self.before)
        found = []
        for violation, module in self._findings(settings, overlay):
            key = _key(violation)
            if known[key]:
                known[key] -= 1
            else:
                found.append(Caused(violation, _member_at(module.tree, violation.location.line)))
        return found

    def _findings(self, settings: Settings, overlay: Mapping[Path, bytes]) -> list[tuple[Violation, Module]]:
        rules = [each for each in load_rules() if each.code.startswith(_FAMILIES) and not each.off]
        selection = resolve(rules, settings, select=[each.code for each in rules])
        session = Session(_with_plans(settings), selection, overlay)
        found: list[tuple[Violation, Module]] = []
        self.checked = 0
        for module in _modules(session, overlay):
            self.checked += 1
            violations = session.check(module)
            if isinstance(violations, list):
                found += [(each, module) for each in violations]
        return found


def _with_plans(settings: Settings) -> Settings:
    """The settings with a plan for every facade: one without plan and domains is none that check accepts."""
    facades = tuple(each._replace(plan=each.plan or {"extract": ("*",)}) for each in settings.facades)
    return settings._replace(facades=facades)


def _modules(session: Session, overlay: Iterable[Path]) -> list[Module]:
    """Every module below the import roots, those that are not on the disk yet included."""
    found: dict[Path, Module] = {}
    for root in session.settings.src:
        for module in session.map.finder.below(root):
            found[module.path] = module
    for path in overlay:
        module_at = session.module(path) if path.suffix == ".py" else None
        if module_at is not None:
            found[path] = module_at
    return [found[path] for path in sorted(found) if session.module(path) is not None]


def _key(violation: Violation) -> tuple[str, str, str | None, str | None]:
    # Not the message: that names lines, which move, and domains, which are new.
    return violation.path, violation.code, violation.symbol, violation.target


def _member_at(tree: ast.Module, line: int) -> str | None:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                    first = min([inner.lineno, *(each.lineno for each in inner.decorator_list)])
                    if first <= line <= (inner.end_lineno or line):
                        return inner.name
    return None
