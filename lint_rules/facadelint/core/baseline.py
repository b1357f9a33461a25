"""The baseline: violations that were there before, so that only new ones are reported.

The file is JSON with one entry a line, sorted, so that a change of it is a small diff and two branches seldom
meet in one line. An entry says what breaks which rule in which definition, and how often, but neither line
nor message: it outlives edits elsewhere in its file, a moved checkout and a reworded rule.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from facadelint.core.errors import BaselineError
from facadelint.core.paths import below
from facadelint.core.reading import DEFAULT_BASELINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.core.violation import Violation

VERSION = 1
_KEYS = ("symbol", "code", "target", "count")
_CONFLICT_MARKS = ("<<<<<<< ", "=======", ">>>>>>> ")


class Entry(NamedTuple):
    """What equal violations have in common; sorted by definition, then rule."""

    symbol: str
    """Dotted name of the definition; of a violation without one, its file relative to the configuration."""
    code: str
    target: str

    @classmethod
    def of(cls, violation: Violation, root: Path) -> Entry:
        """The entry that lists a violation; ``root`` is the folder of the configuration."""
        return cls(
            violation.symbol or _relative(violation.path, root), violation.code, violation.target or ""
        )


class Sorted(NamedTuple):
    """Violations, told apart by a baseline; both in the order in which they were given."""

    new: list[Violation]
    hidden: list[Violation]


class Baseline:
    """A baseline as it was read; nothing changes it."""

    def __init__(self, file: Path, root: Path, counts: Mapping[Entry, int]) -> None:
        """
        Args:
            file: where it was read.
            root: the folder of the configuration that it belongs to.
            counts: how many violations each entry stands for.
        """
        self.file = file
        self.root = root
        self.counts = counts

    def sort(
        self, violations: Iterable[Violation], is_suppressed: Callable[[Violation], bool] | None = None
    ) -> Sorted:
        """Tell the violations that are listed from the new ones.

        Of equal ones the first are hidden, as many as are listed.

        Args:
            violations: in the order of their places.
            is_suppressed: says what a comment silences; that is not counted, and is among the new ones.
        """
        left = dict(self.counts)
        found = Sorted([], [])
        for violation in violations:
            entry = Entry.of(violation, self.root)
            if left.get(entry, 0) and not (is_suppressed and is_suppressed(violation)):
                left[entry] -= 1
                found.hidden.append(violation)
            else:
                found.new.append(violation)
        return found

    def stale(self, hidden: Iterable[Violation]) -> dict[Entry, int]:
        """What is listed and was not found, and how often, sorted; ``hidden`` is what :meth:`sort` hid."""
        found = Counter(Entry.of(violation, self.root) for violation in hidden)
        return {
            entry: self.counts[entry] - found[entry]
            for entry in sorted(self.counts)
            if self.counts[entry] > found[entry]
        }


def baseline_file(settings: Settings) -> Path:
    """Where the baseline of a configuration is, or is to be."""
    return settings.baseline or settings.root / DEFAULT_BASELINE


def tally(violations: Iterable[Violation], root: Path) -> Counter[Entry]:
    """The entries of a baseline that lists these violations and no others."""
    return Counter(Entry.of(violation, root) for violation in violations)


def dump(counts: Mapping[Entry, int]) -> str:
    """The text of a baseline; ASCII, since file names may hold what no encoding has."""
    import json

    lines = [
        json.dumps(dict(zip(_KEYS, (*entry, counts[entry]), strict=True)))
        for entry in sorted(counts)
        if counts[entry]
    ]
    body = "[\n" + ",\n".join(f"    {line}" for line in lines) + "\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "violations": {body}\n}}\n'


def load_baseline(file: Path, root: Path) -> Baseline:
    """Read a baseline.

    Args:
        file: the baseline; it must exist.
        root: the folder of the configuration that it belongs to.

    Raises:
        BaselineError: the file cannot be read, or is not what :func:`dump` writes, save for its layout and
            order; two equal entries, as a merge may leave them, count together.
    """
    return Baseline(file, root, _counts(_document(file), file))


def _document(file: Path) -> Any:
    import json

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BaselineError(file, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise BaselineError(file, f"the byte 0x{error.object[error.start]:02x} is not UTF-8") from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(_CONFLICT_MARKS):
                hint = 'Keep the entries of both sides, and then run "facadelint baseline --prune".'
                raise BaselineError(file, f"line {number} is a mark of a merge conflict", hint) from None
        what = f"line {error.lineno}, column {error.colno}: not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise BaselineError(file, what) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists in lists
        raise BaselineError(file, f"not JSON: {error}") from None


def _counts(document: Any, file: Path) -> Counter[Entry]:
    version = document.get("version") if isinstance(document, dict) else None
    if version is not None and version != VERSION:
        hint = "A newer facadelint has written it; update this one." if isinstance(version, int) else ""
        raise BaselineError(file, f"its version is {version!r}, and this facadelint reads {VERSION}", hint)
    if (
        version is None
        or set(document) != {"version", "violations"}
        or not isinstance(document["violations"], list)
    ):
        raise BaselineError(file, 'it is not an object with the keys "version" and "violations"')
    counts: Counter[Entry] = Counter()
    for index, table in enumerate(document["violations"]):
        if fault := _fault(table):
            raise BaselineError(file, f"violations[{index}] {fault}")
        counts[Entry(table["symbol"], table["code"], table["target"])] += table["count"]
    return counts


def _fault(table: Any) -> str | None:
    """What is wrong with an entry."""
    if not isinstance(table, dict) or set(table) != set(_KEYS):
        return f"is not an object with the keys {', '.join(_KEYS)}"
    for key in _KEYS[:-1]:
        if not isinstance(table[key], str):
            return f"has a {key} that is no string"
    number = table["count"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return "has a count that is no positive integer"
    return None


def _relative(path: str, root: Path) -> str:
    file = type(root)(path)
    return below(file, root) or file.as_posix()
