"""How the cost of a run grows with the project: up to 300 domains in 10,000 modules, all of them a domain's.

That is harder than real projects of that size are, of which most modules have nothing to do with the facade. CPU
time of ``check`` without anything remembered and with it, and of ``flake8 -j1`` without the plugin, with it, and
once more; and what lies in the cache after that.

``--quick`` takes the two smaller sizes only.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from contract_growth import write_project
from environments import Cost, python_environment

SIZES = ((20, 1_000), (80, 4_000), (300, 10_000))
"""Domains and modules."""
_HEAD = ("domains", "modules", "`check`, cold", "warm", "flake8", "with the plugin, cold", "warm", "kept")


def measured(domains: int, modules: int, folder: Path, without: Path, plugged: Path) -> tuple[str, ...]:
    """One row of the table."""
    project = folder / f"{domains}"
    project.mkdir()
    write_project(project, domains, modules, leading_back=0)
    cache = project / ".facadelint_cache"
    check = [sys.executable, "-m", "facadelint", "check", "--output-format", "concise"]
    seconds = [Cost(check, project).cpu, Cost(check, project).cpu]
    shutil.rmtree(cache)
    flake8 = ["-m", "flake8", "--isolated", "-j1", "app"]
    seconds += [Cost([str(python), *flake8], project).cpu for python in (without, plugged, plugged)]
    kept = sum(each.stat().st_size for each in cache.iterdir()) / 2**20
    files = sum(1 for _ in project.rglob("*.py"))
    return (f"{domains}", f"{files:,}", *(f"{each:.1f} s" for each in seconds), f"{kept:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out the largest")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        without = python_environment(folder / "without", plugin=False)
        plugged = python_environment(folder / "with", plugin=True)
        print(f"| {' | '.join(_HEAD)} |", f"|{' ---: |' * len(_HEAD)}", sep="\n")
        for domains, modules in SIZES[: 2 if asked.quick else None]:
            print(f"| {' | '.join(measured(domains, modules, folder, without, plugged))} |", flush=True)


if __name__ == "__main__":
    main()
