"""A plugin of pytest that, instead of running the tests once, asks them about every mutant of a session."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import catalogue
import in_process
import live
import on_import
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult
from coverage import Coverage
from relevance import Coverings, concerns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest
    from cosmic_ray.work_db import WorkDB
    from cosmic_ray.work_item import MutationSpec, WorkItem

T = TypeVar("T")

SOURCES = [str(catalogue.ROOT / package) for package in catalogue.PACKAGES]
MEMORY = 3 << 30
"""Bytes that a mutant may take: one that never ends may also collect."""


class Runner:
    """Tries mutants of a session.

    Args:
        database: where their results go.
        order: the mutants.
        minutes: when to stop; what is left can be tried later.
        patience: how many seconds of tests a mutant is given at most.
    """

    def __init__(self, database: WorkDB, order: list[WorkItem], minutes: float, patience: float) -> None:
        self._database = database
        self._order = order
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)) / "base"
        """Where the tests may write; made by each fork, and emptied after it."""
        self._deadline = time.monotonic() + 60 * minutes
        self._patience = patience
        self._imports = Coverage(data_file=None, source=SOURCES, config_file=False)
        self._imports.start()
        in_process.install()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        modules = {item.mutations[0].module_path for item in self._order}
        for module in modules:  # those too that a test would import later
            importlib.import_module(".".join(module.with_suffix("").parts[1:]))
        self._imports.stop()
        self._imported = self._imports.get_data()
        self._items = {
            test.nodeid: test
            for test in session.items
            if "facadelint" not in test.fixturenames  # a program of its own would run without the mutant
            and any(concerns(test.nodeid, module) for module in modules)
        }
        self._failures: list[str] = []
        with _silence():
            self._covered = self._in_fork(self._cover)
        failed = self._covered.failed
        print(
            f"{len(self._items)} tests, of which {len(failed)} fail in one process and are left out",
            flush=True,
        )
        print(*failed, sep="\n", flush=True)
        self._living = live.functions()
        gc.freeze()  # so that a fork copies no page for the collector's sake
        for number, item in enumerate(self._order, 1):
            if time.monotonic() > self._deadline:
                print(f"out of time; {len(self._order) - number + 1} mutants are left")
                break
            started = time.monotonic()
            with _silence():
                result = self._try(item)
            self._database.set_result(item.job_id, result)
            took = time.monotonic() - started
            print(f"{number}/{len(self._order)} {took:.1f} s {describe(item, result)}", flush=True)
        shutil.rmtree(self.folder.parent)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failures.append(report.nodeid)

    def _run(self, name: str) -> bool:
        item = self._items[name]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return bool(self._failures)

    def _cover(self) -> Coverings:
        covered = Coverings()
        coverage = Coverage(data_file=None, source=SOURCES, config_file=False)
        coverage.start()
        for name in self._items:
            coverage.switch_context(name)
            started = time.process_time()
            if self._run(name):
                covered.failed.append(name)
                self._failures.clear()
            covered.seconds[name] = time.process_time() - started
        coverage.stop()
        covered.read(coverage)
        return covered

    def _try(self, item: WorkItem) -> WorkResult:
        (mutation,) = item.mutations
        path = catalogue.ROOT / mutation.module_path
        source, mutant = path.read_text("utf-8"), catalogue.mutated(item)
        lines = _statement(source, mutation)
        is_decorator = mutation.operator_name == "core/RemoveDecorator"
        on_loading = is_decorator or not {*lines}.isdisjoint(self._imported.lines(str(path)) or ())
        tests, seconds = self._tests(path, lines)
        killer: str | bool | None = None
        if tests and not is_decorator:  # what runs on import too is tried without a process of its own first
            killer = self._in_fork(self._ask, path, source, mutant, tests)
        if killer is False or (killer is None and on_loading):
            tests, seconds = self._tests(path, None)
            killer = on_import.killed(path, mutant, tests, 30 + 10 * seconds) if tests else None
        if killer in self._items:
            self._covered.killed(path, killer)
        return WorkResult(
            WorkerOutcome.NORMAL,
            killer or f"{len(tests)} tests",
            TestOutcome.KILLED if killer else TestOutcome.SURVIVED,
            catalogue.diff(source, mutant),
        )

    def _tests(self, path: Path, lines: range | None) -> tuple[list[str], float]:
        """The tests to ask, and the seconds that they take."""
        tests, seconds = [], 0.0
        for test in self._covered.of(path, lines):
            if seconds > self._patience:
                break
            seconds += self._covered.seconds[test]
            tests.append(test)
        return tests, seconds

    def _ask(self, path: Path, source: str, mutant: str, tests: list[str]) -> str | bool | None:
        """The test that kills a mutant; None where none does, False where no function that there is has it."""
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if not live.put(path, source, mutant, self._living[str(path)]):
            return False
        for test in tests:
            signal.setitimer(signal.ITIMER_PROF, 1 + 10 * self._covered.seconds[test])
            if self._run(test):
                return test
        return None

    def _in_fork(self, function: Callable[..., T], *arguments: object) -> T | str:
        """What a function returns in a fork of this process, or "timeout" where that came first."""
        with tempfile.TemporaryFile() as answer:
            child = os.fork()
            if not child:
                try:
                    pickle.dump(function(*arguments), answer)
                    answer.flush()
                except BaseException:  # noqa: BLE001
                    traceback.print_exc(file=sys.__stderr__)
                    os._exit(1)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            shutil.rmtree(self.folder, ignore_errors=True)
            if os.WIFSIGNALED(status):
                return "timeout"
            if status:
                raise RuntimeError("the tests could not be run")
            answer.seek(0)
            return pickle.load(answer)


def _statement(source: str, mutation: MutationSpec) -> range:
    """The lines of the smallest statement around a mutant, of a compound one its head."""
    first, last = mutation.start_pos[0], mutation.end_pos[0]
    found = range(first, last + 1)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and node.lineno <= first <= node.end_lineno:
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            if first <= max(end, node.lineno):
                found = range(node.lineno, max(end, node.lineno) + 1)
    return found


def describe(item: WorkItem, result: WorkResult) -> str:
    """One mutant and what became of it."""
    (mutation,) = item.mutations
    name = f"{mutation.module_path.parent.name}/{mutation.module_path.name}:{mutation.start_pos[0]}"
    return f"{name} {mutation.operator_name.removeprefix('core/')}: {result.test_outcome.value} ({result.output})"


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """What tests print about mutants is of no interest, not even what programs below them print."""
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
