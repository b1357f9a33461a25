"""How commands lay out what they say to people: wrapped paragraphs, and what to do next."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from facadelint.reporters.cells import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facadelint.reporters.view import View

_WIDEST, _NARROWEST = 100, 40
"""Columns of a line: at most, since longer ones are hard to read; and at least, however small the terminal is."""


def wrapped(text: str, view: View, *, hanging: str = "") -> list[str]:
    """The lines of an indented paragraph; all but the first begin with ``hanging`` as well."""
    width = max(min(view.width, _WIDEST), _NARROWEST)
    return textwrap.wrap(
        harmless(text), width, initial_indent="  ", subsequent_indent=f"  {hanging}", break_on_hyphens=False
    )


def next_steps(steps: Sequence[tuple[str, str]], view: View, folder: str = ".") -> Iterator[str]:
    """The lines that say what to do next.

    Args:
        steps: commands, each with what it is good for.
        view: whether in colour.
        folder: where to run them, as seen from the working directory.
    """
    yield "Next:" if folder == "." else f"Next, in {folder}:"
    width = max(len(command) for command, _ in steps)
    for command, why in steps:
        yield f"  {command:<{width}}  {view.style.quiet(why)}"
