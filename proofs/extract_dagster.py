"""Proof on real code: ``facadelint extract --plan`` on Dagster 1.11.4, and Dagster does what it did before.

In that release ``DagsterInstance`` is one class of 3,336 lines. Dagster is installed in an environment of its own, its
package is copied, ``dagster_plan.toml`` becomes its configuration, and one command takes the class apart. Then:

- everything compiles, and ruff finds no name that is missing, unused or defined twice in what changed;
- ``facadelint check`` has no FAC1, FAC2 or FAC3 finding that it did not have before;
- griffe, told nothing of facadelint, finds no breaking change in the whole of ``dagster``;
- Dagster itself gives the same answers before and after: see ``dagster_scenario.py``.

Each figure is printed; the exit code is 0 where all of that holds, and 1 where it does not.

    python proofs/extract_dagster.py
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from environments import PROJECT, environment, package_folder, run
from fix_dagster import Proof, breakages, same_answers

REQUIREMENT = "dagster==1.11.4"
PLAN = PROJECT / "proofs" / "dagster_plan.toml"
INSTANCE = Path("dagster") / "_core" / "instance"
CLASS = "DagsterInstance"
MOVED, BEFORE, AFTER = 128, 3336, 1884


def main() -> int:
    """Run the proof; returns the exit code."""
    proof = Proof()
    python = environment(REQUIREMENT)
    installed = package_folder(python, "dagster")
    with tempfile.TemporaryDirectory(prefix="facadelint-proof-") as scratch:
        folders = before, after = Path(scratch) / "before", Path(scratch) / "after"
        for folder in folders:
            shutil.copytree(installed, folder / "dagster", ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copy(PLAN, folder / "facadelint.toml")
        extracted = run(sys.executable, "-m", "facadelint", "extract", "--plan", cwd=after)
        print(extracted.stdout, end="\n\n")
        moved = int((re.search(r"Moved (\d+) members", extracted.stdout) or [0, 0])[1])
        proof.say(moved == MOVED, f"{moved} members moved")
        lines = [length(folder / INSTANCE / "__init__.py") for folder in folders]
        proof.say(lines == [BEFORE, AFTER], f"the class had {lines[0]} lines, and has {lines[1]}")
        sources(proof, python, before, after)
        modules, broken = breakages(before, after)
        proof.say(not broken, f"griffe finds {len(broken)} breaking changes in {modules} modules")
        behave(proof, python, before, after)
    return 1 if proof.failed else 0


def length(path: Path) -> int:
    """The lines of the class."""
    tree = ast.parse(path.read_text())
    cls = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == CLASS)
    return cls.end_lineno - cls.lineno + 1


def sources(proof: Proof, python: Path, before: Path, after: Path) -> None:
    """Look at what was written."""
    run(python, "-m", "compileall", "-q", after / "dagster")
    proof.say(holds=True, what=f"{REQUIREMENT} compiles, every file of it")
    checked = run(sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F", after / INSTANCE)
    proof.say("All checks passed" in checked.stdout, "ruff finds no undefined, unused or repeated name")
    old, new = findings(before), findings(after)
    more = new - old
    print("\n".join(f"     {' '.join(each)}" for each in more), end="\n" if more else "")
    proof.say(
        not more, f"check finds {more.total()} violations of FAC1, FAC2 and FAC3 that were not there before"
    )
    proof.say(new.total() < old.total(), f"check found {old.total()} of them, and finds {new.total()}")


def findings(folder: Path) -> Counter[tuple[str, ...]]:
    """What check finds with the rules that are on by default, by what does not change when lines move."""
    command = (sys.executable, "-m", "facadelint", "check", "--output-format", "json")
    found = json.loads(run(*command, cwd=folder).stdout)["violations"]
    return Counter(
        (each["code"], each["path"], each["symbol"])
        for each in found
        if each["code"].startswith(("FAC1", "FAC2", "FAC3"))
    )


def behave(proof: Proof, python: Path, before: Path, after: Path) -> None:
    """Compare what Dagster does, and see how much of what moved did it."""
    ran, every = moved_methods(after, same_answers(proof, python, before, after))
    proof.say(
        ran * 2 > every, f"{ran} of the {every} methods and properties of the domains ran while it gave them"
    )


def moved_methods(root: Path, ran: set[str]) -> tuple[int, int]:
    """How many methods of the new domains ran, and how many there are."""
    found = []
    for path in sorted((root / INSTANCE).rglob("*_domain.py")):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Domain"):
                found += [
                    any(f"{name}:{line}" in ran for line in _body(each))
                    for each in node.body
                    if isinstance(each, ast.FunctionDef) and each.name != "__init__"
                ]
    return sum(found), len(found)


def _body(function: ast.FunctionDef) -> range:
    return range(function.body[0].lineno, function.end_lineno + 1)


if __name__ == "__main__":
    sys.exit(main())
