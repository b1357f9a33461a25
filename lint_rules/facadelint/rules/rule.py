"""What a rule is: a code, a name, a page, cases, and a generator that looks at one syntax node.

Adding a rule is adding one module ``facNNN_some_name.py`` to this package: its docstring is the page,
its ``CASES`` are its tests, and the function decorated with :func:`rule` does the work. The loader
(:mod:`facadelint.rules.loader`) finds it; nothing else needs to be edited.
"""

from __future__ import annotations

import enum
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

    from facadelint.rules.context import Finding

Check = Callable[..., "Iterable[Finding]"]
"""``check(node, context)``: yields the findings at one node; never walks further down by itself."""

HEADINGS = ("What it does", "Why is this bad?", "Example", "Use instead", "Options", "Fix")
"""The sections of every page, in this order."""


class Role(enum.Enum):
    """What a module is to a facade; a rule names the roles that it looks at."""

    FACADE = "facade"
    DOMAIN = "domain"
    OUTSIDE = "outside"
    MIXIN = "mixin"
    """It holds a mixin of the facade that is no domain, whatever else the module is."""
    PROJECT = "project"
    """Not a module but the run as a whole, after its files: see :mod:`facadelint.rules.project`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as the loader, the engine, ``explain`` and the documentation see it."""

    code: str
    name: str
    roles: frozenset[Role]
    nodes: tuple[type[ast.AST], ...]
    """The node types that the engine calls ``check`` for."""
    check: Check
    page: str
    """Markdown, from the module's docstring."""
    cases: str
    """The cases that must and must not fire, see :mod:`facadelint.rules.cases`."""
    summary: str
    """What is reported, as the page has it, on one line."""
    off: bool = False
    """Fires only where it is selected by name or prefix."""
    grants: bool = False
    """Whether a grant of ``friends`` may allow what it reports."""
    words: re.Pattern[str] | None = None
    """A module whose text has none of these cannot break the rule, and is not walked for it."""

    @property
    def headline(self) -> str:
        """The first sentence of the summary, for tables."""
        first, full_stop, _ = self.summary.partition(". ")
        return first + full_stop.rstrip()


def rule(
    code: str,
    name: str,
    *,
    roles: Iterable[Role],
    nodes: Iterable[type[ast.AST]],
    off: bool = False,
    grants: bool = False,
    words: Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Turn a check function into a :class:`Rule`, with the page and cases of its module.

    Args:
        code: ``FAC101``; the module's name begins with it.
        name: ``private-facade-access``, the rest of the module's name.
        roles: what a module must be to the facade for the check to look at it.
        nodes: the node types that the check is called for.
        off: whether it runs only where it is selected by name or prefix.
        grants: whether ``friends`` may allow what it reports, so that FAC104 asks it who uses a grant.
        words: texts of which a module must hold one to break the rule at all; others are not walked for it.

    Raises:
        TypeError: the code, the name or the page is not as it must be; a rule without a documented
            page cannot be defined.
    """
    if not re.fullmatch(r"FAC\d{3}", code) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise TypeError(f"{code} {name}: a rule has a code like FAC101 and a kebab-case name")

    def decorate(check: Check) -> Rule:
        module = sys.modules[check.__module__]
        page = (module.__doc__ or "").strip()
        title, _, rest = page.partition("\n")
        if title != f"# {name} ({code})":
            raise TypeError(f"{code}: the page must begin with '# {name} ({code})', not {title!r}")
        headings = tuple(re.findall(r"^## (.+)$", rest, re.MULTILINE))
        if headings != HEADINGS:
            raise TypeError(f"{code}: the page has the sections {headings}, not {HEADINGS}")
        summary = re.sub(
            r"\s+", " ", rest.partition("## Why is this bad?")[0].replace("## What it does", "")
        ).strip()
        return Rule(
            code=code,
            name=name,
            roles=frozenset(roles),
            nodes=tuple(nodes),
            check=check,
            page=page,
            cases=getattr(module, "CASES", ""),
            summary=summary,
            off=off,
            grants=grants,
            words=re.compile("|".join(map(re.escape, words))) if words else None,
        )

    return decorate
