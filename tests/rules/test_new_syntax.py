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


class OfOwn[T]:
    type Mine = Shop

    def use[U: (Shop, int)](self, one: Mine, other: U, *many: T):
        return one._cache, other._cache  # error: FAC101 16; FAC101 28


async def late[**P, R](shop: "Shop", *args: P.args) -> R:
    return [await each async for each in shop._cache]  # error: FAC101 42

### f-strings with anything in them
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return f"{self._shop._cache["a"]!r:>{self._shop._settings}}"  # error: FAC101 19; FAC101 46

    def nested(self):
        return f"{f"{f"{self._shop._cache}"}"}"  # error: FAC101 25

    def over_lines(self):
        return f"{
            # a comment, {braces} and "quotes"
            self._shop._cache  # error: FAC101 13
            + '\\n'.join(self._shop._settings)  # error: FAC101 25
        }"

    def silenced(self):
        return f"{
            self._shop._cache  # noqa: FAC101
        }"
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


type Either[T = int] = "Shop" | T


def by_default[T = int, *Ts = *tuple[int, str], **P = [int]](one: "Either[T]", *rest: *Ts):
    return one._cache  # error: FAC101 12
""",
    (3, 14): """
### template strings
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        name = t"{self._shop._cache!r:>{self._shop._settings}} {self._shop.database}"  # error: FAC101 19; FAC101 41
        return name

    def nested(self):
        return t"{f"{t"{self._shop._cache}"}"}", rt'{self._shop._settings=}'  # error: FAC101 25; FAC101 54

### except without brackets, and what leaves a finally
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        try:
            return self._shop._cache  # error: FAC101 20
        except KeyError, ValueError:
            return self._shop._settings  # error: FAC101 20
        finally:
            return self._shop._cache  # error: FAC101 20

    def groups(self):
        for each in self._shop._cache:  # error: FAC101 21
            try:
                each()
            except* KeyError, ValueError:
                self._shop._settings  # error: FAC101 17
            finally:
                continue

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
