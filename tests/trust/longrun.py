"""Tries facadelint on code that nobody wrote for it, for as long as it is let.

The standard library of the Python that runs it, the packages installed beside it, and any folder that is named
(an unpacked wheel) become projects, package by package: with a generated facade before their classes, and with
some of their own classes as facades. Every command runs over each; files are broken and checked again. A
failure is: an exception, an internal error, an exit code that is none, a violation outside of its file, a file
that says something else by itself than in the whole, more time or memory than the limits below::

    python tests/trust/longrun.py [--seed N] [--own N] [--tries N] [--minutes N] [--only NAME] [stdlib] [site] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import figures
from longrun_hosts import site_packages, standard_library, trees

if TYPE_CHECKING:
    from longrun_hosts import Tree

_WORK = Path(__file__).with_name("longrun_work.py")
SECONDS = (600, 10)
"""What one package may take, all commands over all its configurations, and more for each file; more is a hang."""
SLOW = 20.0
"""Seconds of CPU time that one file may take, whatever is in it."""
PEAK = 1_500
"""Megabytes that one process may take, whatever it was given."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("roots", nargs="*", default=["stdlib", "site"], help="stdlib, site, or folders")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", type=int, default=3, help="classes of a package taken as facades")
    parser.add_argument("--tries", type=int, default=5, help="files checked alone, and files broken")
    parser.add_argument("--only", help="only packages of that name")
    parser.add_argument(
        "--minutes", type=float, default=1e9, help="for each root; the smallest packages come first"
    )
    parser.add_argument("--shard", default="1/1", help="2/3: every third package, from the second")
    parser.add_argument("--write", action="store_true", help="write the table to docs/trust.md")
    asked = parser.parse_args()
    named = {"stdlib": standard_library(), "site": site_packages()}
    part, of = map(int, asked.shard.split("/"))
    total: Counter[str] = Counter()
    failures = 0
    rows = []
    for root in asked.roots:
        here: Counter[str] = Counter()
        peak = 0.0
        until = time.monotonic() + 60 * asked.minutes
        found_there = sorted(
            trees(named.get(root) or Path(root).absolute()), key=lambda each: len(each.files)
        )
        for number, tree in enumerate(found_there):
            if (asked.only and tree.name != asked.only) or number % of != part - 1:
                continue
            if time.monotonic() > until:
                print(f"{root}: no time for {len(found_there) - number} packages, the largest", flush=True)
                break
            found = _try(tree, {"seed": asked.seed, "own": asked.own, "tries": asked.tries})
            here.update(found["counts"])
            here["packages"] += 1
            peak = max(peak, found["peak"])
            print(_line(root, tree, found), flush=True)
            for each in found["failures"]:
                failures += 1
                print(f"FAILED {tree.name}: {each}", flush=True)
        total.update(here)
        rows.append((root, *(f"{here[each]:,}" for each in _COLUMNS), f"{peak:.0f} MB"))
        print(*rows[-1], sep=" | ", flush=True)
    print(f"{failures} failures", dict(total))
    if asked.write:
        figures.write("longrun", figures.table(("what", *_COLUMNS, "peak memory"), rows))
    return 1 if failures else 0


_COLUMNS = (
    "packages",
    "configurations",
    "files",
    "domains",
    "members",
    "violations",
    "agreements",
    "mutants",
)


def _line(root: str, tree: Tree, found: dict[str, object]) -> str:
    slow = "; ".join(f"{seconds:.2f} s {what}" for seconds, what in found["slow"][:3])
    return (
        f"{root} {tree.name}: {len(tree.files)} files, {found['source']:.1f} MB, parse {found['parse']:.1f} s, "
        f"CPU {found['cpu']:.1f} s, peak {found['peak']:.0f} MB, {found['counts']} [{slow}]"
    )


def _try(tree: Tree, settings: dict[str, int]) -> dict[str, object]:
    """One package in a process of its own, which may neither hang nor take the others with it."""
    task = {"name": tree.name, "root": str(tree.root), "files": list(map(str, tree.files))}
    with tempfile.TemporaryDirectory(prefix="facadelint-longrun-") as scratch:
        project, asked, result = (Path(scratch) / each for each in ("project", "task.json", "result.json"))
        project.mkdir()
        asked.write_text(json.dumps(task | settings), encoding="utf-8")
        command = [sys.executable, "-X", "faulthandler", str(_WORK), str(project), str(asked), str(result)]
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            said, _ = process.communicate(timeout=SECONDS[0] + SECONDS[1] * len(tree.files))
        except subprocess.TimeoutExpired:
            process.send_signal(6)  # faulthandler says where it was
            said, _ = process.communicate()
        if not result.exists():
            taken = time.monotonic() - started
            text = f"exits {process.returncode} after {taken:.0f} s:\n{said.decode(errors='replace')[-5000:]}"
            return {
                "failures": [text],
                "slow": [],
                "counts": {},
                "parse": 0,
                "cpu": taken,
                "peak": 0,
                "source": 0,
            }
        found: dict[str, object] = json.loads(result.read_text(encoding="utf-8"))
    found["failures"] += [
        f"{seconds:.1f} s for {what}" for seconds, what in found["slow"] if _is_slow(seconds, what, found)
    ]
    if found["peak"] > PEAK:
        found["failures"].append(f"took {found['peak']:.0f} MB")
    return found


def _is_slow(seconds: float, what: str, found: dict[str, object]) -> bool:
    """A file has a limit; a command over a whole package goes by what its files take to parse."""
    return seconds > (SLOW if what.endswith(".py") else max(SLOW, 60 * found["parse"]))


if __name__ == "__main__":
    sys.exit(main())
