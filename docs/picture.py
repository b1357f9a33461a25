"""Draw docs/facadelint.svg: what ``facadelint check`` prints on examples/shop_broken, from a real run."""

# A script, that of no package; it runs nothing but facadelint.
# ruff: noqa: INP001, S603

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

PROJECT = Path(__file__).resolve().parents[1]
PICTURE = PROJECT / "docs" / "facadelint.svg"
WIDTH = 110
SHOWN = "FAC101,FAC203,FAC301"
"""Three of the rules, so that the picture stays small."""

FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def output(*, colour: bool) -> str:
    """What the command prints."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "NO_COLOR": "" if colour else "1"}
    environment["FORCE_COLOR"] = "1" if colour else ""
    command = [sys.executable, "-m", "facadelint", "check", "--select", SHOWN]
    folder = PROJECT / "examples" / "shop_broken"
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if result.returncode != 1:
        sys.exit(f"facadelint check ended with {result.returncode}: {result.stderr}")
    return result.stdout


def draw() -> str:
    """The picture, as SVG; without the fonts that rich would have the reader's browser load from elsewhere."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text("$ ", style="bold green") + Text(f"facadelint check --select {SHOWN}", style="bold"))
    console.print()
    console.print(Text.from_ansi(output(colour=True)))
    svg = console.export_svg(title="facadelint", unique_id="facadelint")
    return FONTS.sub("", svg)


if __name__ == "__main__":
    PICTURE.write_text(draw() + "\n", encoding="utf-8", newline="\n")
