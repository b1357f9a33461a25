"""The text of a first configuration, with comments for whoever edits it next."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from facadelint.core.spelling import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tomlkit.container import Container
    from tomlkit.items import Array, Table

    from facadelint.adopt.candidates import Candidate
    from facadelint.adopt.grouping import Plan

WIDTH = 100
"""Columns of a line."""
_NAMED = 40
"""How many members that no group claims are listed; the rest is counted."""


def compose(
    entries: Sequence[tuple[Candidate, Plan | None]], src: Sequence[str], *, in_pyproject: bool
) -> str:
    """Write the configuration of the candidates.

    Args:
        entries: the facades, each with the plan of one that is not taken apart yet.
        src: the import roots relative to the configuration; empty where the default finds everything.
        in_pyproject: whether the keys stand below ``[tool.facadelint]`` or at the top of a file of their own.

    Returns:
        TOML, with ``\\n`` at the end of its lines.
    """
    import tomlkit

    document = tomlkit.document()
    if in_pyproject:
        settings: Any = tomlkit.table()
        tool = tomlkit.table(is_super_table=True)
        tool.append("facadelint", settings)
        document.append("tool", tool)
    else:
        settings = document
    _comment(settings, 'Written by "facadelint init". Edit what it did not get right.')
    if src:
        _comment(settings, "The import roots: the folders that stand on sys.path when the program runs.")
        settings.append("src", _array(src))
    facades = tomlkit.aot()
    for candidate, plan in entries:
        facades.append(_facade(candidate, plan))
    settings.append("facades", facades)
    # tomlkit puts an empty line between arrays of tables and not before the first.
    text: str = tomlkit.dumps(document)
    return text if text.endswith("\n") else text + "\n"


def _facade(candidate: Candidate, plan: Plan | None) -> Table:
    import tomlkit

    settings = candidate.settings
    table = tomlkit.table()
    table.append("class", settings.name)
    if settings.pattern != "auto":
        table.append("pattern", settings.pattern)
    if settings.accessors:
        _comment(
            table, "Clients that the class makes or looks up itself, and that its methods call: its domains."
        )
        table.append("accessors", _accessors(settings.accessors))
    if settings.collaborators:
        besides = "" if candidate.shape == "monolith" else " besides its domains"
        _comment(table, f"What its methods may delegate to{besides} (FAC203); take out what has moved.")
        table.append("collaborators", _array(settings.collaborators))
    lines = candidate.facade.lines
    _comment(table, f"The class has {lines} lines. With this budget it can only shrink (FAC501).")
    _comment(table, f"max-lines = {lines}")
    if plan is not None:
        table.append("plan", _plan(plan))
    return table


def _plan(plan: Plan) -> Table:
    import tomlkit

    table = tomlkit.table()
    _comment(
        table, "Members to extract, by domain. A proposal, made from their names and from what they use:"
    )
    _comment(table, "move names between the lists, rename the domains, and drop what stays in the class.")
    for domain, members in plan.domains.items():
        table.append(domain, _array(members))
    if plan.rest:
        named = ", ".join(plan.rest[:_NAMED])
        more = f" and {len(plan.rest) - _NAMED} more" if len(plan.rest) > _NAMED else ""
        _comment(table, f"In none of them: {named}{more}.")
    return table


def _comment(table: Table | Container, text: str) -> None:
    import tomlkit

    for line in textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False):
        table.add(tomlkit.comment(line))


def _accessors(accessors: Any) -> Any:
    import tomlkit

    if not all(accessors.values()):
        return _array(accessors)
    table = tomlkit.inline_table()
    table.update(accessors)
    return table


def _array(names: Iterable[str]) -> Array:
    """A list on one line, or on several that are filled."""
    import tomlkit

    items = [quoted(name) for name in names]
    line = f"[{', '.join(items)}]"
    if len(line) + len("collaborators = ") > WIDTH:
        filled = textwrap.fill(
            ", ".join(items) + ",",
            WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
            break_long_words=False,
        )
        line = f"[\n{filled}\n]"
    return tomlkit.array(line)
