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
import tokenize
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_INLINE = re.compile(r"# noqa(?::\s?(?P<codes>(?:[A-Z]+[0-9]+[,\s]*)+))?", re.IGNORECASE)
_WHOLE_FILE = re.compile(r"\s*# flake8[:=]\s*noqa", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,\s]+")

_NO_LINE_OF_THEIR_OWN = frozenset((tokenize.ENDMARKER, tokenize.DEDENT))
_LINE_ENDS = frozenset((tokenize.NL, tokenize.NEWLINE))


class Suppressions:
    """The ``# noqa`` comments of one file; nothing is read before the first question."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of a file, split at line ends only, with or without those ends."""
        self._given = lines

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
        """The lines of which a comment counts for a line: itself, and what a string or a backslash joins to it."""
        first, last = self._spans.get(line, (line, line))
        return range(first, last + 1)

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
    def _spans(self) -> dict[int, tuple[int, int]]:
        """Line -> first and last line, of those that multi-line strings and backslashes hold together.

        Brackets do not: the tokenizer ends a line inside of them. Where it gives up, each line stands
        for itself, as flake8 then reads single lines from the file.
        """
        spans: dict[int, tuple[int, int]] = {}
        first = last = 0
        try:
            for token in tokenize.generate_tokens(iter(self._lines).__next__):
                if token.type in _NO_LINE_OF_THEIR_OWN:
                    continue
                first, last = first or token.start[0], max(last, token.end[0])
                if token.type in _LINE_ENDS:
                    if first < last:
                        spans |= dict.fromkeys(range(first, last + 1), (first, last))
                    first = last = 0
        except (tokenize.TokenError, SyntaxError):
            return {}
        return spans
