"""``# noqa`` comments, read exactly as flake8 reads them, so that both say the same of every line.

Source of the semantics: flake8 7.1 to 7.5, ``defaults.py`` (the two patterns), ``violation.py`` (which
codes a comment silences) and ``processor.py`` (which lines it reaches). Three consequences surprise people:

- codes are compared as written, ``# noqa: fac101`` silences nothing, though ``# NoQA`` is fine;
- only the first comment of a line counts, and what follows its codes is ignored;
- ``# flake8: noqa: FAC101`` on a line of its own silences the whole file, codes or not.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.source.nodes import statements

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Sequence

_INLINE = re.compile(r"# noqa(?::\s?(?P<codes>(?:[A-Z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_WHOLE_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,\s]+")

_JOINING = ('"""', "'''", "\\\n")
"""Without one of these in a statement, each of its lines stands for itself."""
_JOINING_LATELY = tuple(f"{letter}{quote}" for letter in "fFtT" for quote in "'\"")
"""The same from Python 3.12 on: what stands in the braces of a formatted string may run over several lines."""
_NO_LINE_OF_THEIR_OWN = frozenset((tokenize.ENDMARKER, tokenize.DEDENT))
_LINE_ENDS = frozenset((tokenize.NL, tokenize.NEWLINE))


class Suppressions:
    """The ``# noqa`` comments of one file; nothing is read before the first question."""

    def __init__(self, lines: Sequence[str], tree: Callable[[], ast.Module] | None = None) -> None:
        """
        Args:
            lines: those of a file, split at line ends only, with or without those ends.
            tree: gives its syntax tree, where there is one at hand: then one statement is read instead of
                the whole file.
        """
        self._given = lines
        self._tree = tree
        self._reaches: dict[int, range] = {}

    def is_suppressed(self, code: str, line: int) -> bool:
        """Whether a comment silences ``code`` on a line (counted from 1)."""
        if not self._mentioned:
            return False
        if self._whole_file:
            return True
        comment = _INLINE.search(self._searched_for(line))
        if comment is None:
            return False
        codes = comment["codes"]
        return codes is None or code.startswith(tuple(filter(None, _SEPARATOR.split(codes))))

    def reach(self, line: int) -> range:
        """The lines of which a comment counts for a line: itself, and what a string or a backslash joins to it.

        Where the tokenizer gives up, each line stands for itself, as flake8 then reads single lines.
        """
        if line not in self._reaches:
            found = self._span(line)
            self._reaches[line] = found if line in found else range(line, line + 1)
        return self._reaches[line]

    def _span(self, line: int) -> range:
        """The line with those that the tokenizer finds joined to it; empty where it was not asked, or gave up."""
        statement = self._statement(line)
        text = "".join(self._lines[statement.start - 1 : statement.stop - 1])
        if not any(joining in text for joining in _JOINING) and not (
            sys.version_info >= (3, 12) and any(joining in text for joining in _JOINING_LATELY)
        ):
            return range(0)
        try:
            spans = self._joined if self._tree is None else self._logical_lines(statement.start)
            return next((span for span in spans if span.stop > line), range(0))
        except (tokenize.TokenError, SyntaxError):
            return range(0)

    def _statement(self, line: int) -> range:
        """The lines from where a statement begins, at most at the given one, to where the next one does."""
        before = bisect_right(self._starts, line)
        start = self._starts[before - 1] if before else 1
        return range(start, self._starts[before] if before < len(self._starts) else len(self._lines) + 1)

    @cached_property
    def _starts(self) -> list[int]:
        """The lines that begin with a statement, and are joined to none before them."""
        if self._tree is None:
            return []
        starts = {
            node.lineno
            for node in statements(self._tree())
            if not self._lines[node.lineno - 1].encode("utf-8", "surrogatepass")[: node.col_offset].strip()
            and not (node.lineno > 1 and self._lines[node.lineno - 2].rstrip().endswith("\\"))
        }
        return sorted(starts)

    @cached_property
    def _mentioned(self) -> bool:
        """Almost no file has a comment; those are not worth tokenizing."""
        return any("noqa" in line.lower() for line in self._given)

    @cached_property
    def _whole_file(self) -> bool:
        return any(_WHOLE_FILE.match(line) for line in self._lines)

    @cached_property
    def _lines(self) -> list[str]:
        """Lines with their ends: a list of codes may run on into the next line of a statement."""
        text = "\n".join(line.rstrip("\r\n") for line in self._given)
        return io.StringIO(text.removeprefix("\ufeff")).readlines()

    def _searched_for(self, line: int) -> str:
        """Everything that a comment may stand in to count for a line."""
        lines = self.reach(line)
        return "".join(self._lines[max(lines.start - 1, 0) : lines.stop - 1])

    @cached_property
    def _joined(self) -> list[range]:
        """All lines of the file that are joined to others."""
        return [span for span in self._logical_lines(1) if len(span) > 1]

    def _logical_lines(self, start: int) -> Iterator[range]:
        """The lines from one on, each with those that multi-line strings and backslashes hold together with it.

        Brackets do not: the tokenizer ends a line inside of them.

        Raises:
            tokenize.TokenError, SyntaxError: the tokenizer gives up.
        """
        first = last = 0
        for token in tokenize.generate_tokens(iter(self._lines[start - 1 :]).__next__):
            if token.type in _NO_LINE_OF_THEIR_OWN:
                continue
            first, last = first or token.start[0], max(last, token.end[0])
            if token.type in _LINE_ENDS:
                yield range(first + start - 1, last + start)
                first = last = 0
