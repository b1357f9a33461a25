"""What a fix is: a function that turns a finding of its rule into edits.

Adding a fix is adding one module ``facNNN_some_name.py`` to this package, named like that of the rule; the
loader finds it. The rule decides whether there is a fix and whether it is safe; the fix knows how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from facadelint.fixes.concrete import Concrete
    from facadelint.fixes.edits import TypingImport
    from facadelint.rewriting.edits import Edit
    from facadelint.rules.context import Finding, RuleContext


class RefusedError(Exception):
    """A fix that cannot be carried out here; the message says why, as a clause."""


@dataclass(frozen=True, slots=True)
class Site:
    """One finding, at the moment at which its rule yields it."""

    finding: Finding
    context: RuleContext
    file: Concrete

    @property
    def node(self) -> ast.AST:
        return self.finding.node

    @property
    def parents(self) -> Sequence[ast.AST]:
        """The nodes around the finding's, outermost first."""
        return self.context.parents


Mend = Callable[[Site], "Iterable[Edit | TypingImport]"]


@dataclass(frozen=True, slots=True)
class Fix:
    """The fix of one rule."""

    code: str
    mend: Mend
    """``mend(site)`` gives the edits, and the imports for type checkers that they need.

    Raises:
        RefusedError: not here.
        NotFoundError: the place of a token is not known.
    """


def fix(code: str) -> Callable[[Mend], Fix]:
    """Turn a function into the fix of the rule with that code."""
    return lambda mend: Fix(code, mend)
