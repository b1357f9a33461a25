"""How much memory a run takes at its peak: the greatest resident size that the system saw of the process.

Released packages, each with one facade configured by its class alone, and the made-up project of 300 domains
in 10,000 modules of ``contract_growth.py``. flake8 runs in one process, with the plugin and without. What is
measured is started from a process that is small itself, since a process counts what it was forked from.

``--quick`` leaves out flake8, which takes minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from environments import PROJECT, packages, python_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

FACADES = {
    "dagster==1.11.5": "dagster._core.instance.instance:DagsterInstance",
    "mlflow==3.18.0": "mlflow.tracking.client:MlflowClient",
    "openai==3.54.0": "openai._client:OpenAI",
}
GROWN = "import sys, contract_growth as c; c.write_project(c.Path(sys.argv[1]), 300, 10_000, leading_back=0)"
_UNIT = 2**20 if sys.platform == "darwin" else 2**10
"""Of what the system reports, in a megabyte."""


def peak(command: Sequence[str | Path], folder: Path) -> float:
    """The peak of one command in megabytes; it may end with 0 or 1."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))} ended with {code}: {said.read().decode()}")
    return usage.ru_maxrss / _UNIT


def projects(folder: Path) -> dict[str, Path]:
    """Each project that is measured, written below a folder."""
    found = {}
    for requirement, facade in FACADES.items():
        name, _, version = requirement.partition("==")
        found[requirement] = packages.unpack(packages.wheel(name, version), folder / requirement)
        (found[requirement] / "facadelint.toml").write_text(
            f'[[facades]]\nclass = "{facade}"\n', encoding="utf-8"
        )
    grown = found["300 domains in 10,000 modules"] = folder / "grown"
    subprocess.run([sys.executable, "-c", GROWN, grown], cwd=PROJECT / "benchmarks", check=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out flake8")
    asked = parser.parse_args()
    check = [sys.executable, "-m", "facadelint", "check", "--output-format", "concise"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(
            "| peak memory | files | `check`, cold | warm | every rule |\n| --- | ---: | ---: | ---: | ---: |"
        )
        found = projects(folder)
        for project, where in found.items():
            files = sum(1 for _ in where.rglob("*.py"))
            runs = [peak([*check, *more], where) for more in ((), (), ("--select", "FAC", "--no-cache"))]
            print(f"| {project} | {files:,} | {' | '.join(f'{each:.0f} MB' for each in runs)} |", flush=True)
        print(f"\nPython alone: {peak([sys.executable, '-c', ''], folder):.0f} MB")
        if not asked.quick:
            dagster = found["dagster==1.11.5"]
            for plugin in (False, True):
                python = python_environment(folder / f"venv-{plugin}", plugin=plugin)
                taken = peak([python, "-m", "flake8", "-j1", "--isolated", "dagster"], dagster)
                print(f"flake8 over Dagster {'with' if plugin else 'without'} the plugin: {taken:.0f} MB")


if __name__ == "__main__":
    main()
