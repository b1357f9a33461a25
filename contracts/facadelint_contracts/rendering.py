"""How findings are shown below the name of a broken contract.

import-linter's own helpers read ``[...]`` as markup and break lines at 80 columns where the output is no
terminal, in the middle of a path if need be. Its console can do without either.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from importlinter import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facadelint.facademap.facade import Facade
    from facadelint_contracts.finding import Finding, Link

_SHOWN_PAIRS = 6


class Line(NamedTuple):
    """One line of output."""

    text: str = ""
    style: Literal["red", "bold", "none"] = "none"


def show(lines: Iterable[Line]) -> None:
    """Print lines as they are: no markup, no emoji, not broken at any width."""
    for line in lines:
        output.console.print(
            line.text, style=line.style, markup=False, emoji=False, highlight=False, soft_wrap=True
        )


def refusal(reasons: Sequence[str], extra: str | None) -> Iterator[Line]:
    """Why a contract could not be checked."""
    yield Line("This contract could not be checked:", "red")
    yield Line()
    for reason in reasons:
        yield Line(f"- {reason}", "red")
    yield Line()
    yield from _guidance(extra)


def report(findings: Sequence[Finding], guidance: str, extra: str | None) -> Iterator[Line]:
    """Findings by facade: each root cause with its place, then the chain, at the end what to do."""
    for facade in dict.fromkeys(finding.facade for finding in findings):
        mine = [finding for finding in findings if finding.facade is facade]
        yield Line(_headline(facade, mine), "bold")
        yield Line()
        for finding in mine:
            yield from _finding(finding)
        yield from _guidance(guidance.format(facade=facade.name))
        if facade.settings.because:
            yield from _guidance(f"Because: {facade.settings.because}")
    yield from _guidance(extra)


def _headline(facade: Facade, findings: Sequence[Finding]) -> str:
    count = len(findings)
    said = (
        f"{facade.settings.name}: 1 import breaks"
        if count == 1
        else f"{facade.settings.name}: {count} imports break"
    )
    pairs = {pair for finding in findings for pair in finding.pairs}
    if not pairs:
        return f"{said} this contract"
    number = len(facade.domains)
    return f"{said} {len(pairs)} of {number * (number - 1)} pairs of domains"


def _finding(finding: Finding) -> Iterator[Line]:
    said = f": {finding.said}" if finding.said else ""
    yield Line(f"{place(finding.root)}{_imports(finding.root)}{said}", "red")
    if finding.pairs:
        yield Line(f"    {_pairs(finding.pairs)}")
    for link in finding.chain:
        yield Line(f"    {place(link)}{_imports(link)}")
    yield Line()


def place(link: Link) -> str:
    """``shop/orders/order_domain.py:3: ``, with a path that starts from the working directory."""
    if link.path is None or not link.lines:
        return ""
    path = link.path
    if path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return f"{path.as_posix()}:{link.lines[0]}: "


def _imports(link: Link) -> str:
    others = ", ".join(map(str, link.lines[1:]))
    more = f" (also line {others})" if len(link.lines) == 2 else f" (also lines {others})" if others else ""
    return f"{link.importer} -> {link.imported}{more}"


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    shown = ", ".join(f"{first} -> {second}" for first, second in pairs[:_SHOWN_PAIRS])
    rest = len(pairs) - _SHOWN_PAIRS
    return f"{shown} and {rest} more" if rest > 0 else shown


def _guidance(text: str | None) -> Iterator[Line]:
    if text:
        yield Line(text)
        yield Line()
