"""Which names are private, and which ones Python gives a meaning of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def is_dunder(name: str) -> bool:
    """``__init__``: the protocol of Python's own syntax and functions."""
    return name.startswith("__") and name.endswith("__")


def is_mangled(name: str) -> bool:
    """Whether Python puts the name of the class before a name that is written in its body: ``__x``."""
    return name.startswith("__") and not name.endswith("__")


def is_private(name: str, public_names: Collection[str]) -> bool:
    """Whether a name begins with an underscore, is no dunder, is more than underscores, and is not declared public."""
    return name.startswith("_") and name.strip("_") != "" and not is_dunder(name) and name not in public_names
