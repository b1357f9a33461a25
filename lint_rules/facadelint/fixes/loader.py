"""Finds every fix of this package, as the rules are found."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import facadelint.fixes
from facadelint.core.errors import FacadelintError
from facadelint.fixes.fix import Fix

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_fixes() -> Mapping[str, Fix]:
    """Code -> fix.

    Raises:
        FacadelintError: there is none: the installation is broken.
    """
    fixes: dict[str, Fix] = {}
    for info in pkgutil.iter_modules(facadelint.fixes.__path__):
        if info.name.startswith("fac"):
            module = import_module(f"facadelint.fixes.{info.name}")
            fixes |= {value.code: value for value in vars(module).values() if isinstance(value, Fix)}
    if not fixes:
        raise FacadelintError("no fix was found: the installation of facadelint is broken")
    return fixes
