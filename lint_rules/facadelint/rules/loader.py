"""Finds every rule of this package; the registry itself knows none of them."""

from __future__ import annotations

import itertools
import pkgutil
from functools import cache
from importlib import import_module

import facadelint.rules
from facadelint.core.errors import FacadelintError
from facadelint.rules.rule import Rule


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes.

    Raises:
        FacadelintError: there is none, or two share a code or a name: nothing would be checked, or the
            wrong thing.
    """
    rules: list[Rule] = []
    for info in pkgutil.iter_modules(facadelint.rules.__path__):
        if info.name.startswith("fac"):
            module = import_module(f"facadelint.rules.{info.name}")
            rules += [value for value in vars(module).values() if isinstance(value, Rule)]
    rules.sort(key=lambda rule: rule.code)
    if not rules:
        raise FacadelintError("no rule was found: the installation of facadelint is broken")
    for first, second in itertools.pairwise(rules):
        if first.code == second.code:
            raise FacadelintError(f"two rules have the code {first.code}")
    return tuple(rules)
