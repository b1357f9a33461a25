"""A name for a violation that outlives edits elsewhere in the file: baselines and code scanning go by it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facadelint.core.violation import Violation

_LENGTH = 32
"""Hexadecimal digits kept of SHA-256: 128 bits, as much as a UUID."""


def fingerprints(violations: Sequence[Violation]) -> list[str]:
    """The fingerprint of each violation, in the order given.

    It says what breaks which rule in which definition, and neither line, column nor message, so that it
    survives a moved function, a moved checkout and a reworded rule. Equal violations of one definition
    are told apart by their order in the source. One without ``symbol`` goes by the name of its file.
    """
    order = sorted(range(len(violations)), key=lambda index: violations[index].sort_key)
    seen: Counter[tuple[str, ...]] = Counter()
    found = [""] * len(violations)
    for index in order:
        identity = _identity(violations[index])
        text = "\0".join((*identity, str(seen[identity])))
        found[index] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
        seen[identity] += 1
    return found


def _identity(violation: Violation) -> tuple[str, ...]:
    symbol = violation.symbol or violation.path.replace("\\", "/").rpartition("/")[2]
    return (violation.code, violation.facade or "", violation.domain or "", symbol, violation.target or "")
