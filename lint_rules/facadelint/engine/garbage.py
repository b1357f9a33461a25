"""Switches Python's garbage collector off while syntax trees are made.

They are hundreds of thousands of objects that all stay and form no cycles, so there is nothing in them to
collect; the collector would go through all of them again and again.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage inside of the ``with`` statement."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
