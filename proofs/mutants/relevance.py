"""Which tests could notice a mutant: those that run its line, and of a rule those that are about the rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coverage import Coverage

TESTS = {
    "facadelint_contracts": ["tests/contracts", "tests/engine/test_run_contracts.py", "tests/rules"],
    "rules": ["tests/rules", "tests/test_meta.py", "tests/fixes"],
    "facademap": ["tests/facademap", "tests/rules", "tests/status", "tests/fixes"],
}
"""Package -> the tests that may say something of it."""

_CASE = re.compile(r"tests/rules/test_(?:case_files|rule_cases|without_contracts)\.py::")
_REACH = re.compile(r"FAC(?:101|102|103|30[1-5])$")
_REACH_FILES = re.compile(r"\[(?:fac10|fac30|inference|discovery)")
_DELEGATION = re.compile(r"FAC(?:20[1-5]|21[02]|501)$")
_DELEGATION_FILES = re.compile(r"\[(?:fac2|fac501)")
_BY_CONTRACTS = re.compile(r"fac(?:303|305|351|414)", re.IGNORECASE)


def concerns(test: str, module: Path) -> bool:
    """Whether a test may say something of a module; a case looks at the findings of some rules only.

    Which, tests/rules/test_case_files.py says.
    """
    if not _CASE.match(test) or module.parent.name == "facademap":
        return True
    if module.parent.name == "facadelint_contracts":
        return _BY_CONTRACTS.search(test) is not None
    rule = re.match(r"fac\d{3}", module.stem)
    if rule is None:
        return True
    code = rule[0].upper()
    return bool(
        code in test.upper()
        or (_REACH.match(code) and _REACH_FILES.search(test))
        or (_DELEGATION.match(code) and _DELEGATION_FILES.search(test))
    )


class Coverings:
    """What every test took, and which lines it ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        """Tests that fail without a mutant in it: not all of them bear being run in one process."""
        self._tests: dict[str, dict[int, set[str]]] = defaultdict(dict)
        self._killers: Counter[tuple[str, str]] = Counter()
        self._rounds: dict[str, dict[str, int]] = {}

    def read(self, coverage: Coverage) -> None:
        """Take what was recorded of each test, by a context of its name."""
        data = coverage.get_data()
        for file in data.measured_files():
            for line, tests in data.contexts_by_lineno(file).items():
                self._tests[file][line] = {test for test in tests if test}

    def of(self, file: Path, lines: Iterable[int] | None = None) -> list[str]:
        """The tests that ran one of the lines, or any of the file; the likely ones and the quick ones first.

        Of those that ran the very same lines of the file, which are likely to say the same, each round asks one.
        """
        own, rounds = self._tests[str(file)], self._rounds_of(str(file))
        tests = set().union(*(own.get(line, ()) for line in (own if lines is None else lines)))
        if lines is None and not own:
            tests = {*self.seconds}  # all of it runs on import
        code = file.stem[:6].upper()
        return sorted(
            (test for test in tests.difference(self.failed) if concerns(test, file)),
            key=lambda test: (
                -self._killers[str(file), test],
                code not in test,
                rounds.get(test, 0),
                self.seconds[test],
                test,
            ),
        )

    def _rounds_of(self, file: str) -> dict[str, int]:
        """Test -> how many quicker ones ran the same lines of a file."""
        if file not in self._rounds:
            lines: dict[str, list[int]] = defaultdict(list)
            for line, tests in sorted(self._tests[file].items()):
                for test in tests:
                    lines[test].append(line)
            seen: Counter[tuple[int, ...]] = Counter()
            rounds = self._rounds[file] = {}
            for test in sorted(lines, key=self.seconds.__getitem__):
                same = tuple(lines[test])
                rounds[test] = seen[same]
                seen[same] += 1
        return self._rounds[file]

    def killed(self, file: Path, test: str) -> None:
        """Remember that a test was worth asking."""
        self._killers[str(file), test] += 1
