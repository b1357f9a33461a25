"""A line of source and the carets under the part of it that a violation is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facadelint.reporters.cells import Cell, cells

if TYPE_CHECKING:
    from collections.abc import Sequence

_CUT = "..."


class Snippet(NamedTuple):
    """Two lines that stand under one another."""

    source: str
    carets: str


def snippet(line: str, start: int, end: int, width: int) -> Snippet:
    """Show a line with carets from one column to another.

    Args:
        line: the source line.
        start: first column, from 1; beyond the end of the line it means the end.
        end: the column after the last; at least one caret is shown.
        width: terminal columns; a longer line is cut around the carets.
    """
    shown = list(cells(line.rstrip()))
    if start > len(shown):
        shown.append(Cell(" ", 1))
    first = min(max(start, 1), len(shown)) - 1
    after = max(min(end - 1, len(shown)), first + 1)
    left, right = _window([cell.width for cell in shown], first, after, width)
    source = "".join(cell.text for cell in shown[left:right]).rstrip()
    before = "".join(_blank(cell) for cell in shown[left:first])
    under = "".join(_caret(cell) for cell in shown[first : min(after, right)])
    if left:
        source, before = _CUT + source, " " * len(_CUT) + before
    if right < len(shown):
        source += _CUT
    return Snippet(source, before + under)


def _blank(cell: Cell) -> str:
    """As wide as the cell; a tab stays one, since only the terminal knows how wide it is."""
    return cell.text if cell.text == "\t" else " " * cell.width


def _caret(cell: Cell) -> str:
    return cell.text if cell.text == "\t" else "^" * cell.width


def _window(widths: Sequence[int], first: int, after: int, width: int) -> tuple[int, int]:
    """Which part of a line fits: all, else from the start, else with the carets in the middle."""
    if sum(widths) <= width:
        return 0, len(widths)
    left = 0
    room = width - len(_CUT)
    if sum(widths[:after]) > room:
        room -= len(_CUT)
        context = max(room - sum(widths[first:after]), 0) // 2
        left = first
        while left and sum(widths[left - 1 : first]) <= context:
            left -= 1
    right = left
    while right < len(widths) and sum(widths[left : right + 1]) <= room:
        right += 1
    while left and right == len(widths) and sum(widths[left - 1 :]) <= width - len(_CUT):
        left -= 1
    return left, max(right, first + 1)
