"""The public API before and after: what a caller could notice is told, what nobody can is not."""

import sys
from pathlib import Path

import pytest

from facadelint.core.errors import FacadelintError
from facadelint.rewriting.public_api import compare_modules, explain

BEFORE = '''
from functools import cached_property
from shop.records import Order

LIMIT = 5

def _helper():
    return 1

class Shop(Base):
    """A shop."""

    def place(self, article: str, count: int = 1, *rest: int, gift=False, **more) -> Order:
        """Take an order."""
        return Order(article, count)

    @public
    @property
    def orders(self) -> list[Order]:
        return self._orders

    @orders.setter
    def orders(self, value):
        self._orders = value

    @staticmethod
    def _private(x):
        return x
'''


def compare(after, before=BEFORE):
    path = Path("shop/facade.py")
    found = compare_modules({"shop.facade": (path, before.encode())}, {"shop.facade": (path, after.encode())})
    return found, explain(found.changes)


def changed(*replacements):
    after = BEFORE
    for old, new in replacements:
        assert old in after
        after = after.replace(old, new)
    return compare(after)[1]


def test_the_same_source_has_the_same_api():
    found, said = compare(BEFORE)
    assert found.is_same
    assert said == []
    assert found.definitions == 4  # LIMIT, Shop, place, orders


def test_what_nobody_outside_can_see_is_no_change():
    assert (
        changed(
            ("return Order(article, count)", "return self._order_domain.place(article, count)"),
            ("def _helper():\n    return 1\n", ""),
            ("from shop.records import Order\n", ""),
            ("_private(x)", "_private(x, y)"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: int = 1", "count: int = 2", ["shop.facade.Shop.place breaks: parameter default was changed (count)"]),
        (", gift=False, **more", "", [
            "shop.facade.Shop.place breaks: parameter was removed (gift)",
            "shop.facade.Shop.place breaks: parameter was removed (more)",
        ]),
        ("article: str, ", "", [
            "shop.facade.Shop.place breaks: positional parameter was moved (count, position: from 2 to 1 (-1))"
        ]),
        ("def place", "def plaice", [
            "shop.facade.Shop.place breaks: public object was removed",
            "shop.facade.Shop.plaice is new",
        ]),
        ("article: str", "article: bytes", ["shop.facade.Shop.place has other parameters"]),
        (") -> Order:", ") -> object:", ["shop.facade.Shop.place has another result"]),
        ('"""Take an order."""', '"""Takes an order."""', ["shop.facade.Shop.place has another docstring"]),
        ("    def place", "    async def place", ["shop.facade.Shop.place is of another kind"]),
        ("    @public\n", "", ["shop.facade.Shop.orders has other decorators"]),
        ("    @property", "    @cached_property", [
            "shop.facade.Shop.orders has other decorators",
            "shop.facade.Shop.orders is of another kind",
        ]),
        ("LIMIT = 5", "LIMIT = 6", ["shop.facade.LIMIT has another value"]),
        ("(Base)", "(Other)", ["shop.facade.Shop has other bases"]),
        ("    def place", "    def fetch(self): ...\n\n    def place", ["shop.facade.Shop.fetch is new"]),
    ],
)  # fmt: skip
def test_each_change_is_told_once_and_by_name(old, new, said):
    assert changed((old, new)) == said


def test_a_setter_that_is_gone_is_told():
    setter = "    @orders.setter\n    def orders(self, value):\n        self._orders = value\n"
    assert "shop.facade.Shop.orders lost its setter" in changed((setter, ""))


def test_a_module_that_is_gone_is_told():
    path = Path("shop/facade.py")
    found = compare_modules({"shop.facade": (path, b"x = 1\n")}, {})
    assert explain(found.changes) == ["shop.facade was removed"]


def test_without_griffe_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "griffe", None)
    with pytest.raises(FacadelintError, match=r"needs griffe.*pip install 'facadelint\[fix\]'"):
        compare(BEFORE)


def test_what_a_class_body_imports_and_a_subclass_inherits_stands_in_the_way_of_nothing():
    before = """
class Base:
    if True:
        from elsewhere import getters

        class Inner:
            import shop.records

    @property
    def total(self): ...

class Shop(Base):
    def place(self, article): ...
"""
    assert compare(before, before)[1] == []
    assert compare(before.replace("article", "item"), before)[1] == [
        "shop.facade.Shop.place breaks: parameter was added as required",
        "shop.facade.Shop.place breaks: parameter was removed (article)",
    ]
