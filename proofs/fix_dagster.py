"""Proof on real code: ``facadelint fix`` on Dagster 1.11.5, and Dagster does what it did before.

Dagster is installed in an environment of its own. Its package is copied, the copy is fixed, and then:

- everything compiles;
- ``facadelint check`` has no finding that it did not have before, and 76 of 86 private reaches are gone;
- griffe, told nothing of facadelint, finds no breaking change in the whole of ``dagster._core``;
- Dagster itself gives the same answers before and after: see ``dagster_scenario.py``.

Each figure is printed; the exit code is 0 where all of that holds, and 1 where it does not.

    python proofs/fix_dagster.py
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from environments import PROJECT, environment, package_folder, run

REQUIREMENT = "dagster==1.11.5"
CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'
SELECT = "FAC1,FAC2,FAC3"
SCENARIO = PROJECT / "proofs" / "dagster_scenario.py"
REACHES, MENDED = 86, 76


class Proof:
    """Collects what holds and what does not."""

    def __init__(self) -> None:
        self.failed = False

    def say(self, holds: bool, what: str) -> None:  # noqa: FBT001 - what a proof is about
        """Print one statement."""
        self.failed |= not holds
        print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)


def findings(folder: Path) -> Counter[tuple[str, ...]]:
    """What check finds, by what does not change when lines move."""
    command = (sys.executable, "-m", "facadelint", "check", "--select", SELECT, "--output-format", "json")
    found = json.loads(run(*command, cwd=folder).stdout)["violations"]
    return Counter(
        (each["code"], each["path"], each["symbol"], re.sub(r"\d+", "#", each["message"])) for each in found
    )


def answers(python: Path, folder: Path, lines: Path) -> str:
    """What Dagster answers, where the package lies in a folder."""
    environ = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    where = run(python, "-c", "import dagster; print(dagster.__file__)", env=environ).stdout
    assert where.startswith(str(folder)), where
    answered = folder / "answers.json"
    run(python, SCENARIO, answered, lines, env=environ, cwd=folder)
    return answered.read_text()


def breakages(before: Path, after: Path) -> tuple[int, list[str]]:
    """How many modules griffe has read, and the breaking changes that it sees between two folders."""
    import griffe

    loaded = []
    for folder in (before, after):
        loader = griffe.GriffeLoader(search_paths=[folder], allow_inspection=False)
        loaded.append(loader.load("dagster"))
    modules = sum(1 for _ in _modules(loaded[0]))
    return modules, [each.explain() for each in griffe.find_breaking_changes(loaded[0], loaded[1])]


def _modules(module):
    yield module
    for each in module.modules.values():
        if not each.is_alias:
            yield from _modules(each)


def changed_lines(before: Path, after: Path) -> set[str]:
    """``path:line`` of each line that differs; a fix of private reaches moves none."""
    found = set()
    for path in sorted(after.rglob("*.py")):
        name = path.relative_to(after)
        old, new = ((folder / name).read_text().splitlines() for folder in (before, after))
        assert len(old) == len(new), name
        found |= {
            f"{name.as_posix()}:{number}"
            for number, pair in enumerate(zip(old, new, strict=True), 1)
            if pair[0] != pair[1]
        }
    return found


def main() -> int:
    """Run the proof; returns the exit code."""
    proof = Proof()
    python = environment(REQUIREMENT)
    installed = package_folder(python, "dagster")
    with tempfile.TemporaryDirectory(prefix="facadelint-proof-") as scratch:
        folders = before, after = Path(scratch) / "before", Path(scratch) / "after"
        for folder in folders:
            shutil.copytree(installed, folder / "dagster", ignore=shutil.ignore_patterns("__pycache__"))
            (folder / "facadelint.toml").write_text(CONFIG)
        fixed = run(sys.executable, "-m", "facadelint", "fix", cwd=after)
        print(fixed.stdout.partition("\n\n")[0], end="\n\n")
        number = int((re.search(r"Fixed (\d+) violations", fixed.stdout) or [0, 0])[1])
        proof.say(number == MENDED, f"{number} of {REACHES} private reaches became a public property")
        check(proof, before, after)
        run(python, "-m", "compileall", "-q", after / "dagster")
        proof.say(holds=True, what=f"{REQUIREMENT} compiles, every file of it")
        modules, broken = breakages(before, after)
        proof.say(not broken, f"griffe finds {len(broken)} breaking changes in {modules} modules")
        behave(proof, python, before, after)
    return 1 if proof.failed else 0


def check(proof: Proof, before: Path, after: Path) -> None:
    """Compare what check finds."""
    old, new = findings(before), findings(after)
    reaches = [sum(number for key, number in found.items() if key[0] == "FAC101") for found in (old, new)]
    proof.say(
        reaches == [REACHES, REACHES - MENDED], f"check found {reaches[0]} FAC101, and finds {reaches[1]}"
    )
    more = new - old
    proof.say(not more, f"check finds {more.total()} violations of {SELECT} that were not there before")


def same_answers(proof: Proof, python: Path, before: Path, after: Path) -> set[str]:
    """Compare what Dagster does; gives the lines of the second one that ran while it answered."""
    lines = after.parent / "lines"
    old = answers(python, before, lines)
    new = answers(python, after, lines)
    sys.stdout.writelines(
        difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), "before", "after")
    )
    size = len(old.splitlines())
    proof.say(
        old == new and size > 100, f"Dagster gives the same answers before and after, {size} lines of them"
    )
    return set(lines.read_text().split())


def behave(proof: Proof, python: Path, before: Path, after: Path) -> None:
    """Compare what Dagster does, and see how much of what was changed did it."""
    changed = changed_lines(before, after)
    ran = changed & same_answers(proof, python, before, after)
    proof.say(
        len(ran) * 2 > len(changed), f"{len(ran)} of the {len(changed)} changed lines ran while it gave them"
    )


if __name__ == "__main__":
    sys.exit(main())
