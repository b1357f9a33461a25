"""Injects violations and innocent changes into released packages, and reports recall and what else changed.

What is injected where is in ``spots.py`` and ``grafts.py``, the innocent changes are in ``innocence.py``. As a
script it takes every facade and writes the table of ``docs/trust.md``; packages that are unpacked already, and
may be none that pip can fetch, are looked for below ``--also``::

    python tests/trust/released.py [--rounds N] [--also FOLDER] [--show N] [--write] [NAME ...]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import figures
from grafts import Host
from releases import RELEASES, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grafts import Trial
    from releases import Release


@dataclass(slots=True)
class Tally:
    """What became of the injections of one rule."""

    marks: int = 0
    missed: int = 0
    extra: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names of releases; all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=60, help="injections into one file at once")
    parser.add_argument("--also", type=Path, help="a folder of unpacked packages")
    parser.add_argument("--show", type=int, default=3, help="failures shown of each facade")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-innocent", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the tables to docs/trust.md")
    asked = parser.parse_args()
    by_rule: dict[str, Tally] = {}
    rows = []
    parts = asked.names or [""]
    for name in dict.fromkeys(name for part in parts for name in RELEASES if part in name):
        with tempfile.TemporaryDirectory() as folder:
            root = unpacked(RELEASES[name], Path(folder), asked.also)
            if root is not None:
                rows.append(_one(name, root, RELEASES[name], asked, by_rule))
        if asked.write:  # after each, since all of them are a matter of many minutes
            figures.write("released", figures.table(_HEAD, rows))
    for row in _rule_rows(by_rule):
        print(" | ".join(row))


_HEAD = (
    "facade",
    "files",
    "injected",
    "missed",
    "other findings changed",
    "innocent changes",
    "findings changed",
)


def _rule_rows(by_rule: Mapping[str, Tally]) -> list[tuple[str, ...]]:
    return [(code, f"{each.marks:,}", f"{each.missed:,}") for code, each in sorted(by_rule.items())]


def _one(
    name: str, root: Path, release: Release, asked: argparse.Namespace, by_rule: dict[str, Tally]
) -> tuple[str, ...]:
    started = time.process_time()
    host = Host(root, release, asked.seed)
    marks = missed = other = shown = 0
    for _ in range(asked.rounds):
        for trial in host.trials(asked.most):
            for code, count in trial.marks.items():
                by_rule.setdefault(code, Tally()).marks += count
            for code, _, _ in trial.missed:
                by_rule.setdefault(code, Tally()).missed += 1
            marks += trial.marks.total()
            missed += len(trial.missed)
            other += len(trial.extra) + len(trial.gone)
            if (trial.missed or trial.extra or trial.gone) and shown < asked.show:
                shown += 1
                _show(trial)
    changed = done = 0
    if not asked.no_innocent:
        for change, gone, new in host.innocent(root):
            done += len(host.files())
            changed += gone.total() + new.total()
            if gone or new:
                print(f"--- {name}, {change}: gone {dict(gone)}, new {dict(new)}")
    row = (name, f"{len(host.files())}", f"{marks:,}", f"{missed}", f"{other}", f"{done:,}", f"{changed}")
    print(" | ".join(row), f"| {time.process_time() - started:.0f} s", flush=True)
    return row


def _show(trial: Trial) -> None:
    lines = trial.text.split("\n")
    print(f"--- {trial.path}")
    for code, line, column in trial.missed[:4]:
        print(f"missed {code} {line}:{column}", *lines[max(0, line - 7) : line + 3], sep="\n    ")
    for code, line, column, message in trial.extra[:4]:
        print(f"extra {code} {line}:{column} {message}", *lines[max(0, line - 7) : line + 3], sep="\n    ")
    print(*(f"gone {each}" for each in trial.gone[:3]), sep="\n")


if __name__ == "__main__":
    main()
