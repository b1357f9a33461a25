"""What the plugin costs flake8: CPU time over all of Dagster 1.11.5, and over one file from standard input.

Two environments that differ by nothing but the plugin, see :mod:`environments`; their runs alternate, and
the ratio is that of the medians. ``--runs N`` sets how often the whole package is checked (7).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from environments import Cost, alternate, dagster, python_environment, spread

DOMAIN = "dagster/_core/instance/assets/asset_domain.py"
OUTSIDE = "dagster/_core/definitions/assets/definition/asset_spec.py"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        project = dagster(scratch)
        without = python_environment(scratch / "without", plugin=False)
        plugged = python_environment(scratch / "with", plugin=True)
        _prove(project, without, plugged)

        def whole(python: Path) -> float:
            return Cost([str(python), "-m", "flake8", "--isolated", "-j1", "dagster"], project).cpu

        print(f"flake8 -j1 over all of Dagster 1.11.5, CPU time, median of {runs} (least to greatest)")
        plain, linted = alternate(runs, lambda: whole(without), lambda: whole(plugged))
        print(f"  without the plugin  {spread(plain, 's')}")
        print(f"  with the plugin     {spread(linted, 's')}")
        ratio = statistics.median(linted) / statistics.median(plain)
        print(f"  ratio               {ratio:8.4f}    ({100 * (ratio - 1):+.2f} %)")

        for what, file in (("a domain", DOMAIN), ("a file out of scope", OUTSIDE)):
            _one_file(what, file, project, without, plugged, 3 * runs)


def _one_file(what: str, file: str, project: Path, without: Path, plugged: Path, runs: int) -> None:
    source = (project / file).read_bytes()

    def one(python: Path) -> float:
        command = [str(python), "-m", "flake8", "--isolated", "--stdin-display-name", file, "-"]
        return Cost(command, project, source).cpu

    plain, linted = alternate(runs, lambda: one(without), lambda: one(plugged))
    more = 1000 * (statistics.median(linted) - statistics.median(plain))
    print(f"\nflake8 over standard input, {what} ({file}), CPU time, median of {runs}")
    print(f"  without the plugin  {spread(plain, 'ms', 1000)}")
    print(f"  with the plugin     {spread(linted, 'ms', 1000)}")
    print(f"  more                {more:8.2f} ms")


def _prove(project: Path, without: Path, plugged: Path) -> None:
    """A comparison of twice the same would look very good."""
    for python, expected in ((without, 0), (plugged, 19)):
        version = Cost([str(python), "-m", "flake8", "--version"], project).output
        assert ("facadelint" in version) == bool(expected), version
        command = [str(python), "-m", "flake8", "--isolated", "--select", "FAC101", DOMAIN]
        assert len(Cost(command, project).output.splitlines()) == expected


if __name__ == "__main__":
    main()
