"""Which rules run: the configuration and the command line, resolved once into a frozen selection.

Within one place the more specific prefix wins and, of equal ones, ``ignore``, as in flake8 and ruff:
``--select FAC1 --ignore FAC101`` is FAC1 without FAC101. Between the two places the command line goes first:

- ``--select`` replaces the configuration's ``select`` and ``extend-select``; the configuration's
  ``ignore`` still holds for what it names more precisely, so ``--select FAC101`` runs FAC101 in any case;
- ``--ignore`` replaces the configuration's ``ignore`` and outranks its ``select``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from facadelint.core.config import table_path
from facadelint.core.errors import FacadelintError
from facadelint.core.globs import Glob, path_glob
from facadelint.core.paths import below
from facadelint.core.spelling import nearest, quoted, suggestion
from facadelint.core.tables import Problems

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.rules.rule import Rule

_PREFIX = re.compile(r"FAC\d{0,3}")


class _Weight(NamedTuple):
    """How much one choice counts; compared in this order."""

    precision: int
    """Characters of the prefix; a name is as precise as its code; 0 for a rule that is on by default."""
    from_command_line: bool


_Choice = Mapping[str, _Weight]
"""Code of a rule -> how much it was meant; rules that nobody named are absent."""


class FileIgnores(NamedTuple):
    """One entry of ``per-file-ignores``."""

    glob: Glob
    """Of paths relative to the configuration's folder."""
    codes: frozenset[str]


class Selection(NamedTuple):
    """The rules that are active under one configuration."""

    rules: tuple[Rule, ...]
    """The active ones, in the order in which they were given."""
    root: Path
    """The configuration's folder."""
    file_ignores: tuple[FileIgnores, ...] = ()

    def is_active(self, rule: Rule) -> bool:
        """Whether the rule runs at all, ``per-file-ignores`` aside."""
        return rule in self.rules

    def active_for(self, path: Path) -> tuple[Rule, ...]:
        """The active rules that ``per-file-ignores`` leaves for a file (an absolute path)."""
        relative = below(path, self.root) if self.file_ignores else None
        if relative is None:
            return self.rules
        ignored = {
            code for entry in self.file_ignores if entry.glob.matches(relative) for code in entry.codes
        }
        return tuple(rule for rule in self.rules if rule.code not in ignored)


def resolve(
    rules: Sequence[Rule],
    settings: Settings,
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Selection:
    """Resolve codes, prefixes and names of the configuration and of the command line.

    Args:
        rules: every rule there is.
        settings: the configuration.
        select: the command line's ``--select``; empty where it was not given. So the other two.
        extend_select: ``--extend-select``.
        ignore: ``--ignore``.

    Raises:
        ConfigError: the configuration names a code that no rule has, or leaves no rule active.
        FacadelintError: the same of the command line.
    """
    configured = _Configured(rules, settings)
    by_default = {rule.code: _Weight(0, from_command_line=False) for rule in rules if not rule.off}
    configured_select = configured.read("select", settings.select) or by_default
    configured_extend = configured.read("extend-select", settings.extend_select)
    configured_ignore = configured.read("ignore", settings.ignore)
    file_ignores = tuple(
        FileIgnores(path_glob(glob), frozenset(configured.read(f"per-file-ignores.{quoted(glob)}", words)))
        for glob, words in settings.per_file_ignores.items()
    )
    configured.problems.raise_if_any()

    narrowed = _on_command_line("--select", select, rules)
    selected = [narrowed] if select else [configured_select, configured_extend]
    selected.append(_on_command_line("--extend-select", extend_select, rules))
    ignored = _on_command_line("--ignore", ignore, rules) or configured_ignore
    active = tuple(rule for rule in rules if _is_active(rule.code, selected, ignored))
    if not active:
        if select or extend_select or ignore:
            raise FacadelintError("no rule is active: --select, --ignore and the configuration leave none")
        configured.no_rule_left("ignore" if settings.ignore else "select")
        configured.problems.raise_if_any()
    return Selection(active, settings.root, file_ignores)


def _is_active(code: str, selected: Sequence[_Choice], ignored: _Choice) -> bool:
    ignoring = ignored.get(code)
    return any(
        ignoring is None or _outweighs(choice[code], ignoring) for choice in selected if code in choice
    )


def _outweighs(selecting: _Weight, ignoring: _Weight) -> bool:
    if ignoring.from_command_line and not selecting.from_command_line:
        return False
    return selecting > ignoring


def _meant_by(word: str, rules: Sequence[Rule]) -> tuple[int, list[str]]:
    """How precise a word is, and the codes of the rules that it means."""
    for rule in rules:
        if rule.name == word:
            return len(rule.code), [rule.code]
    if not _PREFIX.fullmatch(word):
        return 0, []
    return len(word), [rule.code for rule in rules if rule.code.startswith(word)]


def _weigh(choice: dict[str, _Weight], word: str, rules: Sequence[Rule], *, from_command_line: bool) -> bool:
    """Add what a word means to a choice; False where it means no rule."""
    precision, codes = _meant_by(word, rules)
    for code in codes:
        weight = _Weight(precision, from_command_line)
        choice[code] = max(weight, choice.get(code, weight))
    return bool(codes)


def _spellings(rules: Sequence[Rule]) -> Iterator[str]:
    """What a wrong word may have been meant to be; families of ten are written, but not suggested."""
    yield from (rule.code for rule in rules)
    yield from (rule.name for rule in rules)
    yield from dict.fromkeys(rule.code[:end] for rule in rules for end in (3, 4))


def _unknown(word: str, rules: Sequence[Rule]) -> tuple[str, str]:
    near = nearest(word, _spellings(rules))
    hint = suggestion(near) if near else '"facadelint explain" lists them all.'
    return f"no rule has the code, prefix or name {quoted(word)}", hint


def _on_command_line(option: str, words: Sequence[str], rules: Sequence[Rule]) -> _Choice:
    choice: dict[str, _Weight] = {}
    for word in words:
        if not _weigh(choice, word, rules, from_command_line=True):
            message, hint = _unknown(word, rules)
            raise FacadelintError(f"{option}: {message}. {hint}")
    return choice


class _Configured:
    """Reads the lists of a configuration; every problem is collected, with its key."""

    def __init__(self, rules: Sequence[Rule], settings: Settings) -> None:
        self.problems = Problems(settings.file)
        self._rules = rules
        self._table = table_path(settings.file)

    def read(self, key: str, words: Sequence[str]) -> _Choice:
        choice: dict[str, _Weight] = {}
        for index, word in enumerate(words):
            if not _weigh(choice, word, self._rules, from_command_line=False):
                self.problems.add(self._path(f"{key}[{index}]"), *_unknown(word, self._rules))
        return choice

    def no_rule_left(self, key: str) -> None:
        self.problems.add(self._path(key), "no rule is active: select and ignore leave none")

    def _path(self, key: str) -> str:
        return ".".join((*self._table, key))
