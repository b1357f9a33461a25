"""What ruff and mypy say of released packages, beside what facadelint says.

Every finding of FAC101 and FAC103 is compared with ruff's SLF001 by its line. For FAC207 the targets of clean
delegations are misspelled in a copy, the accessors are annotated with their classes, and mypy must find an
unknown attribute in exactly the same methods. As a script it writes the table of ``docs/trust.md``::

    python tests/trust/differential.py [--also FOLDER] [--write] [NAME ...]
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import figures
import spots
from grafts import Host
from releases import RELEASES, unpacked

from facadelint.engine.run import check_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.inference.classes import ClassInfo


@dataclass(frozen=True, slots=True)
class Place:
    """A finding of FAC101 or FAC103 for which ruff says nothing on its line."""

    path: str
    line: int
    name: str
    """The private name."""

    @property
    def reason(self) -> str | None:
        """Why ruff has nothing to say; None where nobody knows."""
        if self.name.startswith("_") and self.name.endswith("_"):
            return "a name with an underscore at both ends is private here, and for ruff it is not"
        return None


def beside_ruff(root: Path) -> tuple[int, list[Place]]:
    """How many private accesses there are, and those that ruff does not report."""
    found = check_paths([root], select=("FAC101", "FAC103"), cache=False).violations
    files = sorted({str(each.path) for each in found})
    if not files:
        return 0, []
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "SLF001", "--ignore-noqa"]
    result = subprocess.run(
        [*command, "--output-format", "json", *files], capture_output=True, text=True, check=False
    )
    theirs = {(each["filename"], each["location"]["row"]) for each in json.loads(result.stdout)}
    alone = [
        Place(
            Path(each.path).relative_to(root).as_posix(), each.location.line, each.target.rpartition(".")[2]
        )
        for each in found
        if (str(each.path), each.location.line) not in theirs
    ]
    return len(found), alone


_UNKNOWN = re.compile(
    r'^(.+?):(\d+): error: (?:Item )?"(?:type\[)?(\w+)(?:\[.*\])?\]?"(?: of ".+")? has no attribute "(\w+)"'
)


def beside_mypy(host: Host) -> tuple[set[str], set[str]]:
    """The facade's methods with a missing target, as FAC207 and as mypy says; some are made to have one."""
    path = host.facade.cls.module.path
    source = path.read_text(encoding="utf-8")
    [node] = [
        each
        for each in ast.walk(ast.parse(source))
        if isinstance(each, ast.ClassDef) and each.lineno == host.facade.cls.node.lineno
    ]
    accessors = {each.name: each for each in host.facade.accessors.values() if each.classes}
    if not accessors:
        return set(), set()
    edits: list[spots.Edit | None] = []
    lines = source.split("\n")
    for number, target in enumerate(spots.reaches(node, set(accessors))):
        if number % 2 == 0 and lines[target.lineno - 1].isascii():
            edits.append(spots.misspelt(target, f"{target.attr}_probe"))
    edits += [_annotation(node, each.node, each.name, _said(each.classes)) for each in accessors.values()]
    text = spots.apply(source, [each for each in edits if each is not None])
    imports = "".join(
        f"    from {cls.module.name} import {cls.name} as _Typed{cls.name}\n"
        for cls in {cls for each in accessors.values() for cls in each.classes}
    )
    text += f"\n\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n{imports}"
    path.write_text(text, encoding="utf-8")
    facade = host.facade.name
    found = check_paths([path], select=("FAC207",), cache=False).violations
    ours = {each.symbol.rpartition(".")[2] for each in found if each.symbol.split(".")[-2] == facade}
    return ours, _said_by_mypy(
        host, path, text, {cls.name for each in accessors.values() for cls in each.classes}
    )


def _said(classes: Sequence[ClassInfo]) -> str:
    return '"' + " | ".join(f"_Typed{cls.name}" for cls in classes) + '"'


def _annotation(node: ast.ClassDef, made: ast.AST | None, name: str, said: str) -> spots.Edit | None:
    """An edit that says what an accessor gives: as its result, or at the top of the facade's body."""
    if isinstance(made, spots.Function) and made.name == name:
        if (made.name, made.lineno) not in {(each.name, each.lineno) for each in spots.methods(node)}:
            return None  # of a base in another file
        if made.returns is not None:
            return spots.replaced(made.returns, said)
        return _result(made, said)
    return spots.inserted(node.body[0], f"{name}: {said}")


def _result(function: spots.Function, said: str) -> spots.Edit | None:
    """An edit that annotates the result of a function that takes something, and says nothing of it so far."""
    last = [*function.args.posonlyargs, *function.args.args][-1:]
    if not last or function.lineno == function.body[0].lineno:
        return None
    end = (last[0].end_lineno or 0, (last[0].end_col_offset or 0) + 1)  # behind the bracket
    return spots.Edit(end, end, f" -> {said}")


def _said_by_mypy(host: Host, path: Path, text: str, classes: set[str]) -> set[str]:
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, "-m", "mypy", "--check-untyped-defs", "--ignore-missing-imports"]
        command += [
            "--follow-imports",
            "silent",
            "--cache-dir",
            cache,
            "--config-file",
            "",
            "--no-site-packages",
        ]
        command += ["--no-error-summary", str(path.relative_to(host.root))]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=host.root)
    if result.returncode not in (0, 1):
        raise RuntimeError(result.stdout + result.stderr)
    lines = {
        int(found[2])
        for each in result.stdout.splitlines()
        if (found := _UNKNOWN.match(each)) and found[3] in classes
    }
    functions = [
        each
        for cls in ast.walk(ast.parse(text))
        if isinstance(cls, ast.ClassDef) and cls.name == host.facade.name
        for each in cls.body
        if isinstance(each, spots.Function)
    ]
    return {
        each.name for each in functions for line in lines if each.lineno <= line <= (each.end_lineno or 0)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names of releases; all")
    parser.add_argument("--also", type=Path, help="a folder of unpacked packages")
    parser.add_argument("--write", action="store_true", help="write the table to docs/trust.md")
    asked = parser.parse_args()
    rows = []
    parts = asked.names or [""]
    for name in dict.fromkeys(name for part in parts for name in RELEASES if part in name):
        release = RELEASES[name]
        with tempfile.TemporaryDirectory() as folder:
            root = unpacked(release, Path(folder), asked.also)
            if root is None:
                continue
            started = time.time()
            count, alone = beside_ruff(root)
            unexplained = [each for each in alone if each.reason is None]
            ours, theirs = beside_mypy(Host(root, release, seed=1))
        numbers = (count, len(alone), len(unexplained), len(ours), len(ours - theirs), len(theirs - ours))
        rows.append((name, *map(str, numbers)))
        print(" | ".join(rows[-1]), f"| {time.time() - started:.0f} s", flush=True)
        print(*(f"    {each}: {each.reason}" for each in alone), sep="\n", end="\n" if alone else "")
        if ours != theirs:
            print(f"    FAC207 alone: {sorted(ours - theirs)}, mypy alone: {sorted(theirs - ours)}")
        if asked.write:  # after each, since all of them are a matter of many minutes
            figures.write("differential", figures.table(_HEAD, rows))


_HEAD = (
    "facade",
    "FAC101, FAC103",
    "not SLF001",
    "unexplained",
    "FAC207",
    "FAC207 alone",
    "mypy alone",
)

if __name__ == "__main__":
    main()
