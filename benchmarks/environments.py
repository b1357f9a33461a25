"""What the benchmarks share: Dagster with and without configuration, and Pythons with and without the plugin."""

from __future__ import annotations

import os
import resource
import site
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests" / "real"))

import packages  # noqa: E402 - found by the line above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'


def dagster(folder: Path) -> Path:
    """Dagster 1.11.5 below a folder, configured by the class of its facade alone."""
    project = packages.unpack(packages.wheel("dagster", "1.11.5"), folder / "dagster-1.11.5")
    (project / "facadelint.toml").write_text(CONFIG, encoding="utf-8")
    return project


def python_environment(folder: Path, *, plugin: bool) -> Path:
    """A virtual environment with flake8 and all else that is installed here; returns its Python.

    Its packages are links to this environment's, so that the two differ by nothing but facadelint. Where
    that is wanted it is linked from the source folders, with its metadata beside it, as an installed
    wheel would lie there; the import hook of an editable installation, which costs time of its own, is
    left out of both.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    packages_folder = next(folder.glob("lib/python*/site-packages"))
    [installed] = [Path(each) for each in site.getsitepackages() if each.startswith(sys.prefix)]
    for entry in installed.iterdir():
        if "facadelint" not in entry.name and entry.name not in ("__pycache__", "pip", "setuptools"):
            (packages_folder / entry.name).symlink_to(entry)
    if plugin:
        (packages_folder / "facadelint").symlink_to(PROJECT / "lint_rules" / "facadelint")
        [metadata] = installed.glob("facadelint-*.dist-info")
        (packages_folder / metadata.name).symlink_to(metadata)
    return folder / "bin" / "python"


class Cost:
    """CPU and wall-clock seconds of one command."""

    def __init__(self, command: Sequence[str], cwd: Path, source: bytes | None = None) -> None:
        """Run it to its end; what it prints is dropped, and its exit code may be 0 or 1."""
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        result = subprocess.run(
            command, cwd=cwd, input=source, capture_output=True, env=environment, check=False
        )
        self.wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.output = result.stdout.decode()
        if result.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {result.returncode}: {result.stderr.decode()}")


def alternate(runs: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Measure in turns, so that what else the machine does falls on all alike; the first turn warms caches."""
    results: list[list[float]] = [[] for _ in measures]
    for turn in range(runs + 1):
        for measure, values in zip(measures, results, strict=True):
            value = measure()
            if turn:
                values.append(value)
    return results


def spread(values: Sequence[float], unit: str, factor: float = 1.0) -> str:
    """Median, least and greatest."""
    median, low, high = statistics.median(values), min(values), max(values)
    return f"{median * factor:8.2f} {unit}  ({low * factor:.2f} to {high * factor:.2f})"
