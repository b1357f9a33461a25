"""What an injection is, and how its parts are put together.

An injection is a small piece of domain or facade code that breaks exactly one rule, or none. It is composed of
one form of each of several axes: how the domain got hold of the facade, how the value was carried on, what is
done with it, where all that stands. The place where the violation must be reported is marked with ``«`` in the
text; :func:`unmark` takes the marks out and says where they stood.

Texts are templates: ``$Facade``, ``$module``, ``$back``, ``$attr``, ``$method``, ``$public`` and ``$n`` stand
for what a host (see ``hosts.py``) calls these; ``{f}`` and ``{body}`` for the part that goes there.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARK = "«"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one axis.

    ``gives`` and ``needs`` are words such as "self", "async": a combination whose needs nobody gives, or
    whose ``bars`` somebody gives, is not code at all and is left out. "one+other" bars both together.
    """

    name: str
    text: str = "{body}"
    value: str = "{f}"
    """The expression that holds the facade after this form, for the forms that carry it."""
    params: str = ""
    module: str = ""
    """Module-level code that goes with it."""
    members: str = ""
    """Members of the domain's class that go with it."""
    gives: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Injection:
    """Code to put into a project, and where which rule must speak."""

    rule: str
    labels: tuple[str, ...]
    module: str = ""
    """Code at the module level of the domain's file, marks included."""
    members: str = ""
    """Code in the body of the domain's class."""
    apart: bool = False
    """Whether ``module`` goes into another module of the domain's package."""
    based: bool = False
    """Whether the domain's class gets a base class in another file, which keeps the facade as ``_owner``."""
    init: str = ""
    """The constructor of the domain's class, in place of the clean one."""
    mixin: bool = False
    """Whether the domain's class is a base of the facade's, not an object of its own."""
    facade: str = ""
    """Code in the body of the facade's class."""
    above: str = ""
    """Code above the facade's class; no marks."""
    accessor: str | None = None
    """The facade's accessor of the domain, in place of the clean one."""
    target: str = ""
    """Members that the domain needs for ``facade``."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Whole files by path, ``$n`` in the path too."""

    def __str__(self) -> str:
        return " / ".join((self.rule, *self.labels))


def fill(template: str, **parts: str) -> str:
    """Put parts into a template; a part of several lines is indented as its placeholder is."""
    for name, part in parts.items():
        hole = "{" + name + "}"
        lines = []
        for line in template.split("\n"):
            if line.strip() == hole and "\n" in part:
                lines.append(textwrap.indent(part, line[: line.index(hole)]))
            else:
                lines.append(line.replace(hole, part))
        template = "\n".join(lines)
    return template


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a text; where they stood, as lines and columns from 1."""
    places = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        rest = line
        while MARK in rest:
            places.append((number, rest.index(MARK) + 1))
            rest = rest.replace(MARK, "", 1)
        lines.append(rest)
    return "\n".join(lines), places


def fits(forms: Sequence[Form]) -> bool:
    """Whether these forms make code together."""
    given = frozenset().union(*(each.gives for each in forms))
    return all(
        each.needs <= given and not any(given.issuperset(bar.split("+")) for bar in each.bars)
        for each in forms
    )


def full_product(axes: Sequence[Sequence[Form]]) -> Iterator[tuple[Form, ...]]:
    return (each for each in product(*axes) if fits(each))


def pairs(axes: Sequence[Sequence[Form]], seed: int) -> Iterator[tuple[Form, ...]]:
    """Every pair of forms of two axes that can stand together, the other axes drawn at random."""
    draw = random.Random(seed)
    for first, second in combinations(range(len(axes)), 2):
        for one, other in product(axes[first], axes[second]):
            for _ in range(60):
                drawn = [draw.choice(axis) for axis in axes]
                drawn[first], drawn[second] = one, other
                if fits(drawn):
                    yield tuple(drawn)
                    break


def sample(axes: Sequence[Sequence[Form]], count: int, seed: int) -> Iterator[tuple[Form, ...]]:
    """Some combinations: every form at least once, the rest drawn at random."""
    draw = random.Random(seed)
    wanted = [(axis, form) for axis, forms in enumerate(axes) for form in forms]
    tries = 0
    while count > 0 or wanted:
        tries += 1
        if tries > 5000:
            raise ValueError(f"no combination takes {wanted[-1][1].name!r}")
        drawn = [draw.choice(axis) for axis in axes]
        if wanted:
            axis, form = wanted[-1]
            drawn[axis] = form
        if fits(drawn):
            tries = 0
            count -= 1
            if wanted:
                wanted.pop()
            yield tuple(drawn)
