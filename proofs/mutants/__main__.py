"""Mutation testing: ``python proofs/mutants 'rules/fac10*'``; ``--report`` says what came of it so far.

The mutants are cosmic-ray's, and so is the file that they and their results stand in: ``cr-html`` and the like read
it. They are run here, since cosmic-ray starts pytest anew for each one: all in one process, which collects the
tests once and forks for every mutant. A run that was stopped goes on where it was; a module that has changed
is asked again, and so are survivors with ``--retry``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import catalogue
import pytest
from cosmic_ray.work_db import WorkDB
from relevance import TESTS
from runner import Runner, describe

if TYPE_CHECKING:
    from cosmic_ray.work_item import WorkItem

SESSION = catalogue.ROOT / ".cache" / "mutants.sqlite"
QUIET = ("no:cacheprovider", "no:terminal", "no:xdist", "no:cov")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python proofs/mutants", description=__doc__)
    parser.add_argument("pattern", nargs="?", default="*", help="of modules, such as 'rules/fac10*'")
    parser.add_argument("--share", type=float, default=1.0, help="the part to draw of each package, 0 to 1")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=600, help="when to stop")
    parser.add_argument("--patience", type=float, default=30, help="seconds of tests that a mutant is asked")
    parser.add_argument("--retry", action="store_true", help="ask survivors again, and nothing else")
    parser.add_argument("--tests", nargs="+", help="ask these, such as those that were just written")
    parser.add_argument("--report", action="store_true", help="only say what came of it so far")
    chosen = parser.parse_args()
    os.chdir(catalogue.ROOT)
    SESSION.parent.mkdir(exist_ok=True)
    database = WorkDB(SESSION, WorkDB.Mode.create)
    if not chosen.report:
        prepare(database, chosen)
        waiting = {item.job_id for item in database.pending_work_items}
        pending = [
            item
            for item in database.work_items
            if item.job_id in waiting and fnmatch(catalogue.name(item), chosen.pattern)
        ]
        for package, tests in TESTS.items():
            asked = [item for item in pending if catalogue.name(item).startswith(f"{package}/")]
            if asked:  # in the order of the draw: a run that is out of time has asked a part at random
                asked.sort(key=lambda item: catalogue.drawn(item, chosen.seed))
                run(database, asked, chosen.tests or tests, chosen)
    report(database, chosen.pattern)
    return 0


def run(database: WorkDB, asked: list[WorkItem], tests: list[str], chosen: argparse.Namespace) -> None:
    """Try mutants of one package."""
    runner = Runner(database, asked, chosen.minutes, chosen.patience)
    options = [option for name in QUIET for option in ("-p", name)]
    options += ["-o", "addopts=", "--assert=plain", f"--basetemp={runner.folder}"]
    code = pytest.main([*options, *tests], plugins=[runner])
    if code:
        raise SystemExit(f"{' '.join(tests)}: cannot be run")


def prepare(database: WorkDB, chosen: argparse.Namespace) -> None:
    """Put the mutants of today's code into the session; keep the results of those that were there already."""
    kept, asked = [], []
    for item in database.work_items:
        (asked if fnmatch(catalogue.name(item), chosen.pattern) else kept).append(item)
    results = dict(database.results)
    if chosen.retry:
        kept += filter(catalogue.is_current, asked)
        for item in asked:
            if item.job_id in results and not results[item.job_id].is_killed:
                del results[item.job_id]
    else:
        kept += catalogue.mutants(chosen.pattern, chosen.share, chosen.seed)
    database.clear()
    database.add_work_items(kept)
    for job in {item.job_id for item in kept} & results.keys():
        database.set_result(job, results[job])


def report(database: WorkDB, pattern: str) -> None:
    """The survivors, and a table."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    results = dict(database.results)
    for item in database.work_items:
        result = results.get(item.job_id)
        kind = "not tried"
        if result is not None:
            kind = "timeout" if result.output == "timeout" else result.test_outcome.value
            if kind == "survived" and fnmatch(catalogue.name(item), pattern):
                print(describe(item, result), result.diff, sep="\n", end="\n\n")
        table[catalogue.name(item).partition("/")[0]][kind] += 1
    print(
        "| package | mutants | killed | of them by timeout | survived |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for package, kinds in table.items():
        tried = kinds.total() - kinds["not tried"]
        killed = kinds["killed"] + kinds["timeout"]
        print(f"| {package} | {tried} | {killed} | {kinds['timeout']} | {kinds['survived']} |")
        if kinds["not tried"]:
            print(f"\n{kinds['not tried']} of {package} are not tried yet.\n")


if __name__ == "__main__":
    sys.exit(main())
