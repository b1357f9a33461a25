"""Run what docs/tutorial.md says, in a copy of examples/shop_broken, and write what it prints into the page.

In a block ``console`` a line that begins with ``$ `` is a command, and what follows is its output; a line
``...`` stands for as much as there is. A block ``diff`` is applied. With ``--check`` nothing is written; the
exit code is 1 where the page does not say what the commands print.
"""

# A script, that of no package, and one that prints; it runs what the page of this folder says.
# ruff: noqa: INP001, T201, S602, S607

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "tutorial.md"
EXAMPLES = PROJECT / "examples"
WIDTH = "100"
BLOCK = re.compile(r"(?<=^```)(console|diff)\n(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


class Transcript:
    """A folder in which the blocks of the page are run one after the other."""

    def __init__(self, folder: Path) -> None:
        ignore = shutil.ignore_patterns("__pycache__", ".*cache")
        for name in ("shop", "shop_broken"):
            shutil.copytree(EXAMPLES / name, folder / name, ignore=ignore)
        self.folder = folder / "shop_broken"

    def play(self, block: re.Match[str]) -> str:
        """What the block is to say."""
        kind, text = block.groups()
        if kind == "console":
            return f"{kind}\n{self._console(text)}"
        subprocess.run(
            ["git", "apply", "--unidiff-zero", "-"], cwd=self.folder, input=text, encoding="utf-8", check=True
        )
        return block[0]

    def _console(self, text: str) -> str:
        said = []
        _, *parts = COMMAND.split(text)
        for command, before in zip(parts[::2], parts[1::2], strict=True):
            lines = self._output(command)
            said += [f"$ {command}", *_shortened(lines, before.splitlines())]
        return "".join(f"{line}\n" for line in said)

    def _output(self, command: str) -> list[str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        environment = os.environ | {"PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1", "FORCE_COLOR": ""}
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        lines = [line.rstrip() for line in done.stdout.splitlines()]
        return lines if "Traceback" not in done.stdout else sys.exit(done.stdout)


def _shortened(lines: Sequence[str], before: Sequence[str]) -> list[str]:
    """An output with as many lines at its start and its end as it was shown with before."""
    if "..." not in before:
        return list(lines)
    start = before.index("...")
    end = len(before) - start - 1
    while start and not lines[start - 1]:
        start -= 1
    return [*lines[:start], "...", *lines[len(lines) - end :]]


def played(page: str) -> str:
    """The page with what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(Transcript(Path(folder)).play, page)


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` only compare; returns the exit code."""
    if arguments not in ([], ["--check"]):
        sys.exit("usage: tutorial.py [--check]")
    page = PAGE.read_text(encoding="utf-8")
    today = played(page)
    if today == page:
        return 0
    name = PAGE.relative_to(PROJECT).as_posix()
    print(f"{name} is out of date; run make docs" if arguments else f"wrote {name}")
    if not arguments:
        PAGE.write_text(today, encoding="utf-8", newline="\n")
    return 1 if arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
