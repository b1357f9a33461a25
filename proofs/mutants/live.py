"""Puts a mutant into the running interpreter: the functions that are there get other code.

So the tests are collected once for all mutants; each one is tried in a fork of the process that did.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _codes(code: CodeType, counts: Counter[str]) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            counts[each.co_qualname] += 1
            yield (each.co_qualname, counts[each.co_qualname]), each
            yield from _codes(each, counts)


def functions() -> dict[str, list[FunctionType]]:
    """Every function that there is, by the file that it comes from."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            found[each.__code__.co_filename].append(each)
    return found


def put(path: Path, source: str, mutant: str, living: list[FunctionType]) -> int:
    """Give the functions of a module the code that they have in its mutant.

    Returns:
        How many got other code; none where only what runs on import was mutated.
    """
    new = dict(_codes(compile(mutant, str(path), "exec"), Counter()))
    other = {
        code: new[key]
        for key, code in _codes(compile(source, str(path), "exec"), Counter())
        if key in new and new[key] != code
    }
    changed = 0
    for each in living:
        code = other.get(each.__code__)
        if code is not None and len(code.co_freevars) == len(each.__code__.co_freevars):
            each.__code__ = code
            changed += 1
    return changed
