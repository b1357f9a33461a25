"""``# noqa`` comments go with the reason for them, and nothing else does."""

import pytest
from fixes_source import DOMAIN, method

LINES = {
    "ours": ("x = self._shop._database  # noqa: FAC101", "x = self._shop.database"),
    "ruff's": ("x = self._shop._database\t# noqa: SLF001", "x = self._shop.database"),
    "both": ("x = self._shop._database  # noqa: SLF001, FAC101", "x = self._shop.database"),
    "a prefix of ours": ("x = self._shop._database  # noqa: FAC1", "x = self._shop.database"),
    "any case": ("x = self._shop._database  # NoQA:FAC101", "x = self._shop.database"),
    "others stay": (
        "x = self._shop._database  # noqa: E501, SLF001, FAC101, D1",
        "x = self._shop.database  # noqa: E501, D1",
    ),
    "others stay, as they are separated": (
        "x = self._shop._database  # noqa: SLF001,E501",
        "x = self._shop.database  # noqa: E501",
    ),
    "an explanation stays": (
        "x = self._shop._database  # noqa: SLF001 - moves with the batch code",
        "x = self._shop.database  # moves with the batch code",
    ),
    "an explanation of other codes stays": (
        "x = self._shop._database  # noqa: SLF001, E501 -- too long",
        "x = self._shop.database  # noqa: E501 -- too long",
    ),
    "another comment before it stays": (
        "x = self._shop._database  # type: ignore[x]  # noqa: SLF001",
        "x = self._shop.database  # type: ignore[x]",
    ),
    "another comment behind it stays": (
        "x = self._shop._database  # noqa: SLF001  # pragma: no cover",
        "x = self._shop.database  # pragma: no cover",
    ),
    "SLF001 stays with another private access": (
        "x = self._shop._database, other._y  # noqa: SLF001, FAC101",
        "x = self._shop.database, other._y  # noqa: SLF001",
    ),
    "ours stays with another of its violations": (
        "x = self._shop._database, self._shop._cache  # noqa: FAC101, SLF001",
        "x = self._shop.database, self._shop._cache  # noqa: FAC101, SLF001",
    ),
    "a private access of its own is none": (
        "x = self._shop._database, self._x, cls._y, super()._z  # noqa: SLF001",
        "x = self._shop.database, self._x, cls._y, super()._z",
    ),
    "in brackets": (
        "x = f(  # noqa: E1\n    self._shop._database,  # noqa: SLF001\n)",
        "x = f(  # noqa: E1\n    self._shop.database,\n)",
    ),
    "behind a string of several lines": (
        'x = self._shop._database, """\n"""  # noqa: SLF001',
        'x = self._shop.database, """\n"""',
    ),
    "in a string it is none": (
        'x = self._shop._database, "# noqa: SLF001"',
        'x = self._shop.database, "# noqa: SLF001"',
    ),
}


@pytest.mark.parametrize(("before", "after"), LINES.values(), ids=LINES)
def test_a_comment_without_a_reason_goes(fix_domain, before, after):
    assert fix_domain(method(before + "\ny = 1\n")) == method(after + "\ny = 1\n")


UNTOUCHED = {
    "everything on the line is silenced": "x = self._shop._database  # noqa",
    "an explanation makes it no list of codes": "x = self._shop._database  # noqa because",
    "no reach was mended": "x = self._shop._cache  # noqa: SLF001, FAC101",
}


@pytest.mark.parametrize("line", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_silenced_for_good_is_left_alone(fix_domain, line):
    assert fix_domain(method(line + "\n")) == method(line + "\n")


def test_a_file_that_is_silenced_is_left_alone(fix_domain):
    source = "# flake8: noqa\n" + method("return self._shop._database\n")
    assert fix_domain(source) == source


def test_an_unsafe_fix_never_touches_a_silenced_line(fix):
    facade = """\
from functools import cached_property


class Shop:
    @cached_property
    def cap(self):
        return self._cap

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""
    source = method("a = self._shop._cap  # noqa: FAC101\nb = self._shop._cap\n")
    fixed = fix({"shop/facade.py": facade, DOMAIN: source}, unsafe=True)
    assert fixed.domain == method("a = self._shop._cap  # noqa: FAC101\nb = self._shop.cap\n")


def test_comments_on_other_lines_are_nobodys_business(fix_domain):
    source = method("return self._shop._database\nx = 1  # noqa: FAC101, SLF001\n")
    assert fix_domain(source) == source.replace("shop._database", "shop.database")


def test_lines_are_counted_as_python_counts_them(fix_domain):
    source = method("x = '\x0b\x1c\u2028'\ny = self._shop._database  # noqa: SLF001\n")
    assert fix_domain(source) == source.replace("shop._database  # noqa: SLF001", "shop.database")
