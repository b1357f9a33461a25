"""What the plugin costs flake8: CPU time over all of Dagster 1.11.5, and over one file from standard input.

Two environments that differ by nothing but the plugin, see :mod:`environments`; their runs alternate, and
the ratio is that of the medians. On a machine that does other things as well single runs differ by more than
the plugin costs, so a second figure is taken inside of one process each: the CPU time that is spent in the
plugin's own calls, its import included, as a share of the whole process's. *Cold* is a run that finds nothing
remembered, *warm* one after another.

``--runs N`` sets how often the whole package is checked (7).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from environments import Cost, alternate, dagster, python_environment, spread

DOMAIN = "dagster/_core/instance/assets/asset_domain.py"
OUTSIDE = "dagster/_core/definitions/assets/definition/asset_spec.py"

INSIDE = """\
import sys
from time import process_time as clock

import flake8.checker  # what flake8 has loaded before it loads a plugin
from flake8.main.cli import main

begin = clock()
from facadelint.plugin import FacadePlugin
spent = clock() - begin

def timed(function):
    def call(*arguments):
        global spent
        begin = clock()
        result = function(*arguments)
        result = result if result is None else iter(list(result))
        spent += clock() - begin
        return result
    return call

FacadePlugin.parse_options = staticmethod(timed(FacadePlugin.parse_options))
FacadePlugin.run = timed(FacadePlugin.run)

main(sys.argv[1:])
total = clock()
print()
print(spent, total)
"""
"""Runs flake8 in this process, with a stop watch around everything that it calls of the plugin."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument(
        "--inside-only", action="store_true", help="leave out the runs with and without the plugin"
    )
    arguments = parser.parse_args()
    runs: int = arguments.runs
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        project = dagster(scratch)
        without = python_environment(scratch / "without", plugin=False)
        plugged = python_environment(scratch / "with", plugin=True)
        _prove(project, without, plugged)

        if not arguments.inside_only:
            _whole(project, without, plugged, runs)
        print(
            f"\nthe plugin's own share of a run over all of Dagster 1.11.5, median of {runs} (least to greatest)"
        )
        for state in ("cold", "warm"):
            inside = [_share(plugged, project, cold=state == "cold") for _ in range(runs)]
            print(f"  CPU time in the plugin, {state}  {spread([own for own, _ in inside], 's')}")
            print(
                f"  of the rest                   {spread([own / (total - own) for own, total in inside], '%', 100)}"
            )

        for what, file in (("a domain", DOMAIN), ("a file out of scope", OUTSIDE)):
            _one_file(what, file, project, without, plugged, 3 * runs)


def _whole(project: Path, without: Path, plugged: Path, runs: int) -> None:
    def whole(python: Path, *, cold: bool = False) -> float:
        if cold:
            _forget(project)
        return Cost([str(python), "-m", "flake8", "--isolated", "-j1", "dagster"], project).cpu

    print(f"flake8 -j1 over all of Dagster 1.11.5, CPU time, median of {runs} (least to greatest)")
    plain, cold, warm = alternate(
        runs, lambda: whole(without), lambda: whole(plugged, cold=True), lambda: whole(plugged)
    )
    print(f"  without the plugin     {spread(plain, 's')}")
    for name, values in (("cold", cold), ("warm", warm)):
        ratio = statistics.median(values) / statistics.median(plain)
        print(
            f"  with the plugin, {name}  {spread(values, 's')}    ratio {ratio:.4f} ({100 * (ratio - 1):+.2f} %)"
        )


def _forget(project: Path) -> None:
    shutil.rmtree(project / ".facadelint_cache", ignore_errors=True)


def _share(plugged: Path, project: Path, *, cold: bool) -> tuple[float, float]:
    """CPU seconds in the plugin, and of the whole process."""
    if cold:
        _forget(project)
    command = [str(plugged), "-c", INSIDE, "--isolated", "-j1", "dagster"]
    own, total = Cost(command, project).output.splitlines()[-1].split()
    return float(own), float(total)


def _one_file(what: str, file: str, project: Path, without: Path, plugged: Path, runs: int) -> None:
    source = (project / file).read_bytes()

    def one(python: Path, *, cold: bool = False) -> float:
        if cold:
            _forget(project)
        command = [str(python), "-m", "flake8", "--isolated", "--stdin-display-name", file, "-"]
        return Cost(command, project, source).cpu

    plain, cold, warm = alternate(
        runs, lambda: one(without), lambda: one(plugged, cold=True), lambda: one(plugged)
    )
    print(f"\nflake8 over standard input, {what} ({file}), CPU time, median of {runs}")
    print(f"  without the plugin     {spread(plain, 'ms', 1000)}")
    for name, values in (("cold", cold), ("warm", warm)):
        more = 1000 * (statistics.median(values) - statistics.median(plain))
        print(f"  with the plugin, {name}  {spread(values, 'ms', 1000)}    {more:.2f} ms more")


def _prove(project: Path, without: Path, plugged: Path) -> None:
    """A comparison of twice the same would look very good."""
    for python, expected in ((without, 0), (plugged, 19)):
        version = Cost([str(python), "-m", "flake8", "--version"], project).output
        assert ("facadelint" in version) == bool(expected), version
        command = [str(python), "-m", "flake8", "--isolated", "--select", "FAC101", DOMAIN]
        assert len(Cost(command, project).output.splitlines()) == expected


if __name__ == "__main__":
    main()
