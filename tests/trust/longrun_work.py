"""What one process of the long run does: every command over one project, with the time that each file takes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from longrun_hosts import Tree, configurations
from longrun_mutations import mutate

from facadelint.cli.contracts import load_contracts
from facadelint.cli.main import run
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.engine.run import check_paths
from facadelint.rules.loader import load_rules
from facadelint.rules.rule import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from longrun_hosts import Configured

    from facadelint.core.violation import Violation
    from facadelint.engine.report import Report

COMMANDS: Sequence[Sequence[str]] = (
    ("check", "--no-cache", "--select", "FAC", "--output-format", "text"),
    ("check", "--select", "FAC", "--output-format", "sarif"),
    ("check", "--select", "FAC", "--output-format", "json"),
    ("status",),
    ("status", "--format", "json"),
    ("fix", "--diff", "--select", "FAC"),
    ("fix", "--diff", "--select", "FAC", "--unsafe"),
    ("baseline",),
)
_WHOLE = {rule.code for rule in load_rules() if Role.PROJECT in rule.roles} | {"FAC351"}
"""Codes that only a run over the whole can find."""


class Work:
    """Tries one project, and writes down what happened."""

    def __init__(self, folder: Path, seed: int, tries: int) -> None:
        self.folder = folder
        self.seed = seed
        self.tries = tries
        self.failures: list[str] = []
        self.slow: list[tuple[float, str]] = []
        self.counts: dict[str, int] = {}

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number

    def attempt(self, what: str, step: Callable[[], None]) -> bool:
        """Run a step; what it raises is a failure, unless facadelint says it to the user."""
        try:
            step()
        except FacadelintError as error:
            self.count("configuration errors" if isinstance(error, ConfigError) else "errors")
            if not str(error):
                self.failures.append(f"{what}: an error without a text")
            return False
        except Exception:  # noqa: BLE001 - any is a finding
            self.failures.append(f"{what}: {traceback.format_exc()}")
            return False
        return True

    def configured(self, given: Configured) -> None:
        for name, text in given.files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        what = given.name
        if self.attempt(f"{what}: check", lambda: self.check(what)):
            for command in COMMANDS:
                self.command(what, command)
            (self.folder / "facadelint-baseline.json").unlink(missing_ok=True)
            name = given.facade.rpartition(":")[2]
            self.command(what, ("extract", "--plan", "--dry-run"))
            self.command(what, ("extract", f"{name}.*", "--to", "taken", "--diff"))
            self.mutants(what)
        for name in given.files:
            (self.folder / name).unlink()
        shutil.rmtree(self.folder / ".facadelint_cache", ignore_errors=True)

    def check(self, what: str) -> None:
        report = check_paths([self.folder], extend_select=["FAC"], cache=False, progress=self.timed)
        self.count("configurations")
        self.count("files", report.coverage.files)
        self.count("domains", len(report.coverage.domains))
        self.count("members", report.coverage.members)
        self.count("violations", len(report.violations))
        self.places(what, report)
        files = sorted({Path(each.path) for each in report.violations})
        others = sorted(set(self.folder.rglob("*.py")) - set(files))
        chance = random.Random(self.seed)
        chosen = chance.sample(files, min(len(files), self.tries)) + chance.sample(
            others, min(len(others), 1)
        )
        for path in chosen:
            self.alone(what, path, report)

    def alone(self, what: str, path: Path, report: Report) -> None:
        """A run over one file, and one over what an editor sends of it, say what the run over all says."""
        expected = _lines(each for each in report.violations if each.path == str(path))
        runs = {
            "alone": lambda: check_paths([path], extend_select=["FAC"], cache=False),
            "as standard input": lambda: check_paths(
                [], stdin=(path, path.read_bytes()), extend_select=["FAC"]
            ),
        }
        for how, check in runs.items():
            found = _lines(check().violations)
            self.count("agreements")
            if found != expected:
                self.failures.append(
                    f"{what}: {path} {how}: only there {sorted(set(found) - set(expected))[:3]}, "
                    f"only in the whole {sorted(set(expected) - set(found))[:3]}"
                )

    def places(self, what: str, report: Report) -> None:
        """Every violation stands within its file, and has a text."""
        for each in report.violations:
            lines = report.sources[each.path]
            at = each.location
            if not (
                1 <= at.line <= at.end_line <= len(lines)
                and 1 <= at.column <= len(lines[at.line - 1]) + 1
                and 1 <= at.end_column <= len(lines[at.end_line - 1]) + 1
                and (at.line, at.column) <= (at.end_line, at.end_column)
                and each.message
                and "\n" not in each.message
            ):
                self.failures.append(f"{what}: {each} lies outside of its file, or says nothing")

    def timed(self, files: Sequence[Path]) -> Iterator[Path]:
        for path in files:
            started = time.process_time()
            yield path
            self.slow.append((time.process_time() - started, str(path)))

    def command(self, what: str, arguments: Sequence[str]) -> int:
        """Run a command as the user does; an internal error and a traceback are failures."""
        out, err = io.StringIO(), io.StringIO()
        started = time.process_time()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(self.folder):
            try:
                code = run(arguments)
            except BaseException:  # noqa: BLE001 - "raises nothing"
                self.failures.append(f"{what}: {arguments}: {traceback.format_exc()}")
                return 2
        self.count(f"commands that exit {code}")
        self.slow.append((time.process_time() - started, f"{what}: {' '.join(arguments)}"))
        said = err.getvalue()
        if "internal error" in said or "Traceback" in said or code not in (0, 1, 2):
            self.failures.append(f"{what}: {arguments} exits {code}:\n{said[-6000:]}")
        if code == 2 and not said:
            self.failures.append(f"{what}: {arguments} exits 2 in silence")
        if "json" in arguments and code != 2:
            json.loads(out.getvalue())
        return code

    def mutants(self, what: str) -> None:
        """Files of the project, broken as an editor or a bad disk breaks them, checked while they are."""
        files = sorted(self.folder.rglob("*.py"))
        chance = random.Random(f"{what} {self.seed}")
        for _ in range(self.tries):
            path = chance.choice(files)
            broken = mutate(path.read_bytes(), chance)
            self.count("mutants")

            def check(path: Path = path, broken: bytes = broken) -> None:
                report = check_paths([], stdin=(path, broken), extend_select=["FAC"])
                self.places(what, report)

            started = time.process_time()
            failures = len(self.failures)
            self.attempt(f"{what}: {path} mutated", check)
            self.slow.append((time.process_time() - started, f"{what}: {path} mutated"))
            if len(self.failures) > failures:
                with tempfile.NamedTemporaryFile(prefix="mutant-", suffix=".py", delete=False) as kept:
                    kept.write(broken)
                self.failures[-1] += f"\nkept as {kept.name}"


def _lines(violations: Iterable[Violation]) -> list[tuple[int, int, str, str]]:
    return sorted(
        (each.location.line, each.location.column, each.code, each.message)
        for each in violations
        if each.code not in _WHOLE
    )


def main() -> None:
    """``longrun_work.py FOLDER TASK RESULT``: the two are files of JSON."""
    folder, task, result = map(Path, sys.argv[1:])
    asked = json.loads(task.read_text(encoding="utf-8"))
    os.environ["FACADELINT_TRACEBACK"] = "1"
    tree = Tree(asked["name"], Path(asked["root"]), [Path(each) for each in asked["files"]])
    tree.write(folder)
    configured = list(configurations(tree, asked["seed"], asked["own"]))
    work = Work(folder, asked["seed"], asked["tries"])
    # With every module of it loaded once, what the first project pays is not taken for its own.
    load_contracts()
    for given in configured:
        work.configured(given)
    if tree.modules and work.command("init", ("init",)) == 0:
        work.command("what init found", ("check", "--no-cache", "--select", "FAC"))
        work.command("what init found", ("status",))
    result.write_text(
        json.dumps(
            {
                "failures": work.failures,
                "slow": sorted(work.slow, reverse=True)[:5],
                "counts": work.counts,
                "parse": tree.parse_seconds,
                "cpu": time.process_time(),
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "source": sum(path.stat().st_size for path in tree.files) / 2**20,
            }
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
