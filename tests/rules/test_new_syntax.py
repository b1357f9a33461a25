"""Syntax that came after Python 3.11: each form where the Python that runs the linter can read it."""

from __future__ import annotations

import sys

import pytest

from facadelint.rules.cases import parse_cases

CASES = {
    (3, 12): """
### type parameters, type aliases and their generic forms
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop

    type Alias = Shop
    type Either[T] = Shop | T


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return 1


class Box[T: Shop]:
    item: T

    def use(self):
        return self.item._cache  # error: FAC101 16

    def own[U](self, other: "Box[U]"):
        return other._mine, self._mine


def bound[S: Shop](shop: S):
    return shop._cache  # error: FAC101 12


def aliased(shop: "Alias", either: "Either[int]"):
    return shop._cache, either._cache  # error: FAC101 12; FAC101 25


def packed[*Ts, **P](shop: "Shop", *rest: *Ts):
    return shop._cache  # error: FAC101 12


def inner[Shop](shop: Shop):
    return shop._cache  # error: FAC103 12

### f-strings with anything in them
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return f"{self._shop._cache["a"]!r:>{self._shop._settings}}"  # error: FAC101 19; FAC101 46
""",
    (3, 13): """
### defaults of type parameters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class OrderDomain[S: Shop = Shop]:
    def __init__(self, shop: S):
        self._shop = shop

    def total(self):
        return self._shop._cache  # error: FAC101 16
""",
    (3, 14): """
### template strings
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        name = t"{self._shop._cache!r:>{self._shop._settings}} {self._shop.database}"  # error: FAC101 19; FAC101 41
        return name

### except without brackets, and a return in finally's place
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        try:
            return self._shop._cache  # error: FAC101 20
        except KeyError, ValueError:
            return self._shop._settings  # error: FAC101 20

### annotations that nobody evaluates
class OrderDomain:
    def __init__(self, shop: Shop):
        self._shop = shop

    def total(self, other: Shop):
        return other._cache  # error: FAC101 16


from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop
""",
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{version[0]}.{version[1]}: {case.name}")
        for version, text in CASES.items()
        if sys.version_info >= version
        for case in parse_cases(text)
    ],
)
def test_exactly_the_marked_violations_are_found(case, assert_case):
    assert_case(case, ("FAC1",))


@pytest.mark.parametrize("version", [version for version in CASES if sys.version_info < version])
def test_what_this_python_cannot_read_is_said_and_stops_nothing(version, write_project):
    from facadelint.engine.run import check_paths

    for case in parse_cases(CASES[version]):
        if "f-strings" in case.name or "annotations" in case.name:
            continue  # the tokenizer of some older version takes it
        root = write_project(case.project)
        report = check_paths([root])
        assert [each.path.name for each in report.problems] == ["order_domain.py"]
        assert {each.code for each in report.violations} <= {"FAC210"}
