"""How the time of a contract grows with modules and domains, beside the built-in ``independence``.

A made-up project: a facade, its domains in packages of equal size, and a helper that all of their modules
import. It is measured clean, and with helpers that lead back into 19 domains, which joins nearly each domain
with 19 others: 5,681 pairs of 300 domains. The built-in contract is asked the same of the same graph, with the
imports of the facade ignored; it searches once for every pair of domains, so it gets the smaller sizes only.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grimp
from importlinter.contracts.independence import IndependenceContract

if TYPE_CHECKING:
    from collections.abc import Callable

from facadelint_contracts import (
    DomainIndependenceContract,
    FacadeGatewayContract,
    OpsLayersContract,
    TypingOnlyFacadeContract,
)

SIZES = [(20, 1_000), (40, 1_000), (40, 2_000), (80, 4_000), (150, 5_000), (300, 5_000), (300, 10_000)]
"""Domains and modules."""
BUILT_IN_UP_TO = 80
"""Domains; the built-in contract takes minutes for more."""
LEADING_BACK = 19


def domain_files(package: str, size: int) -> dict[str, str]:
    """A domain of so many modules; each imports the next one, and a helper of all."""
    own = f"app.{package}"
    cls = f"{package.title()}Domain"
    main = (
        f"from typing import TYPE_CHECKING\n\nfrom {own} import part0\n\nif TYPE_CHECKING:\n"
        f'    from app.facade import App\n\n\nclass {cls}:\n    def __init__(self, app: "App") -> None:\n'
        "        self._app = app\n\n    def value(self) -> int:\n        return part0.VALUE\n"
    )
    files = {f"{package}/__init__.py": "", f"{package}/{package}_domain.py": main}
    parts = size - len(files)
    for number in range(parts):
        following = f"from {own} import part{number + 1}\n" if number + 1 < parts else ""
        files[f"{package}/part{number}.py"] = f"{following}from app import helper\n\nVALUE = {number}\n"
    return files


def accessor(package: str) -> str:
    cls = f"{package.title()}Domain"
    return (
        f"\n    @cached_property\n    def _{package}_domain(self):\n"
        f"        from app.{package}.{package}_domain import {cls}\n\n        return {cls}(self)\n"
        f"\n    def {package}_value(self) -> int:\n        return self._{package}_domain.value()\n"
    )


def write_project(folder: Path, domains: int, modules: int, *, leading_back: int) -> list[str]:
    """Write the project; returns the packages of its domains."""
    packages = [f"d{number:03}" for number in range(domains)]
    imports = "".join(f"import app.{package}.part0\n" for package in packages[:leading_back])
    files = {"__init__.py": "", "helper.py": imports}
    files["facade.py"] = "from functools import cached_property\n\n\nclass App:" + "".join(
        map(accessor, packages)
    )
    for package in packages:
        files |= domain_files(package, modules // domains)
    for name, text in files.items():
        path = folder / "app" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "facadelint.toml").write_text('[[facades]]\nclass = "app.facade:App"\n', encoding="utf-8")
    return packages


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def checked(contract: Any, graph: grimp.ImportGraph) -> tuple[float, Any]:
    """The seconds that import-linter would show for a contract, and its outcome."""
    return timed(lambda: contract.check(deepcopy(graph), verbose=False))


def built_in(packages: list[str], session: dict[str, Any]) -> IndependenceContract:
    options = {
        "name": "built-in",
        "modules": [f"app.{package}" for package in packages],
        "ignore_imports": ["app.facade -> app.**"],
    }
    return IndependenceContract("built-in", session, options)


def measure(domains: int, modules: int, *, leading_back: int, runs: int) -> str:
    """One row of the table: the best of several runs, since other programs only ever make one slower."""
    with tempfile.TemporaryDirectory() as name:
        packages = write_project(Path(name), domains, modules, leading_back=leading_back)
        before = Path.cwd()
        os.chdir(name)
        sys.path.insert(0, name)
        try:
            rows = [_run(packages) for _ in range(runs)]
        finally:
            sys.path.remove(name)
            os.chdir(before)
    pairs, count = rows[0][:2]
    best = [min(each) for each in zip(*(row[2] for row in rows), strict=True)]
    graph, first, again, others = best[:4]
    theirs = f"{best[4]:.2f}" if len(best) > 4 else "-"
    ours = f"{domains:>7} {count:>8,} {pairs:>10,} {graph:>8.2f} {first:>14.2f} {again:>11.2f}"
    return f"{ours} {others:>12.2f} {theirs:>9}"


def _run(packages: list[str]) -> tuple[int, int, list[float]]:
    """Broken pairs, modules, and the seconds of each column."""
    building, graph = timed(lambda: grimp.build_graph("app", cache_dir=None))
    session = {"root_packages": ["app"]}  # a new one is a new run, which reads the project anew
    options = {"name": "x"}
    first, outcome = checked(DomainIndependenceContract("x", session, options), graph)
    again, _ = checked(DomainIndependenceContract("x", session, options), graph)
    others = sum(
        checked(each("x", session, options), graph)[0]
        for each in (FacadeGatewayContract, TypingOnlyFacadeContract, OpsLayersContract)
    )
    seconds = [building, first, again, others]
    if len(packages) <= BUILT_IN_UP_TO:
        theirs, their_outcome = checked(built_in(packages, session), graph)
        assert their_outcome.kept == outcome.kept
        seconds.append(theirs)
    pairs = {pair for finding in outcome.metadata["findings"] for pair in finding.pairs}
    return len(pairs), len(graph.modules), seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="only the first sizes")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print(
        "Seconds; those of the contracts are beyond the graph. The first contract of a run reads the facade and"
    )
    print("its domains, for those that follow as well.\n")
    print("domains  modules  bad pairs    graph  first contract  once more  other three  built-in")
    for leading_back in (0, LEADING_BACK):
        for domains, modules in SIZES[:3] if arguments.quick else SIZES:
            print(measure(domains, modules, leading_back=leading_back, runs=arguments.runs), flush=True)


if __name__ == "__main__":
    main()
