"""Keeps Python's collector of garbage from what is no garbage.

Syntax trees are hundreds of thousands of objects that all stay, and hold no circles. The collector would go
through all of them again and again while they are made.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
