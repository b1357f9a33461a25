"""FAC101: the public property instead of the private attribute, and not one byte more."""

import textwrap

import pytest
from fixes_source import DOMAIN, method

REWRITTEN = {
    "read": ("return self._shop._database.total()", "return self._shop.database.total()"),
    "comments and spacing": (
        "x = [ self._shop . _database,# why\n      1 ]  ;y = 2 # and\nreturn (x , y)",
        "x = [ self._shop . database,# why\n      1 ]  ;y = 2 # and\nreturn (x , y)",
    ),
    "a comment in the middle": (
        "return (\n    self._shop  # the facade\n    # and its\n    ._database\n    .total()\n)",
        "return (\n    self._shop  # the facade\n    # and its\n    .database\n    .total()\n)",
    ),
    "a backslash": ("return self._shop. \\\n    _database", "return self._shop. \\\n    database"),
    "nested in each other": (
        "return self._shop._database.get(self._shop._database.key(self._shop._database))",
        "return self._shop.database.get(self._shop.database.key(self._shop.database))",
    ),
    "chained": ("return self._shop._database._database._x", "return self._shop.database._database._x"),
    "walrus": ("return (shop := self._shop)._database", "return (shop := self._shop).database"),
    "alias": ("shop = self._shop\nreturn shop._database", "shop = self._shop\nreturn shop.database"),
    "comprehension and lambda": (
        "return [self._shop._database for _ in (1,)], lambda: self._shop._database",
        "return [self._shop.database for _ in (1,)], lambda: self._shop.database",
    ),
    "the condition of a match": (
        "match other:\n    case 1 if self._shop._database:\n        return 1",
        "match other:\n    case 1 if self._shop.database:\n        return 1",
    ),
    "decorators and defaults": (
        "def inner(database=self._shop._database): ...\nreturn inner",
        "def inner(database=self._shop.database): ...\nreturn inner",
    ),
    "non-ASCII before it": (
        "return 'äöü€𝄞', self._shop._database",
        "return 'äöü€𝄞', self._shop.database",
    ),
    "f-string": (
        "return f'é {self._shop._database!r:>{self._shop._database.width}} a={self._shop._database}'",
        "return f'é {self._shop.database!r:>{self._shop.database.width}} a={self._shop.database}'",
    ),
    "f-string over several lines": (
        'return f"""é\n  {self._shop._database}\n{ self._shop._database.x(self._shop._database) } """',
        'return f"""é\n  {self._shop.database}\n{ self._shop.database.x(self._shop.database) } """',
    ),
    "f-strings side by side": (
        "return ('a' f'{self._shop._database}'\n    rf'\\d{self._shop._database}')",
        "return ('a' f'{self._shop.database}'\n    rf'\\d{self._shop.database}')",
    ),
    "a string that only looks like it": (
        "return '{self._shop._database}', self._shop._database",
        "return '{self._shop._database}', self._shop.database",
    ),
    "a class pattern": (
        "from shop.facade import Shop\nmatch self._shop:\n    case Shop( _database = database ):\n        return database",
        "from shop.facade import Shop\nmatch self._shop:\n    case Shop( database = database ):\n        return database",
    ),
}


SHOWN = "an f-string shows the name as it is written"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "return f'é {self._shop._database!r:>{self._shop._database.width}} {self._shop._database=}'",
            "return f'é {self._shop.database!r:>{self._shop.database.width}} {self._shop.database=}'",
        ),
        ("return f'{self._shop._database.size = !s}'", "return f'{self._shop.database.size = !s}'"),
        ("return f\"{getattr(self._shop, '_database')=:>3}\"", 'return f"{self._shop.database=:>3}"'),
        ('return f"{[self._shop._database]=}"', 'return f"{[self._shop.database]=}"'),
    ],
)
def test_what_an_f_string_prints_is_changed_with_unsafe_alone(fix, before, after):
    """It shows the text of the expression: ``self._shop._database=...``."""
    fixed = fix({DOMAIN: method(before)})
    assert {each.unsafe for each in fixed.outcome.unsafe} == {SHOWN}
    assert fix({DOMAIN: method(before)}, unsafe=True).domain == method(after)


@pytest.mark.parametrize(("before", "after"), REWRITTEN.values(), ids=REWRITTEN)
def test_a_private_reach_becomes_the_public_property(fix_domain, before, after):
    assert fix_domain(method(before)) == method(after)


UNTOUCHED = {
    "nothing public returns it": "return self._shop._cache",
    "write without a setter": "self._shop._database = 1",
    "augmented without a setter": "self._shop._database += 1",
    "delete": "del self._shop._database",
    "its own attribute": "return self._database",
    "through the class, where the property is an object": "return type(self._shop)._database",
    "a sibling's accessor": "return self._shop._stock_domain",
}


@pytest.mark.parametrize("body", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_cannot_be_mended_is_left_alone(fix_domain, body):
    assert fix_domain(method(body)) == method(body)
    assert fix_domain(method(body), unsafe=True) == method(body)


def test_what_may_be_something_else_is_left_alone(fix_domain):
    source = """\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class Cart:
    _database = None


def first(either: "Shop | Cart"):
    return either._database
"""
    assert fix_domain(source) == source


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_line_endings_and_byte_order_mark_stay(fix_domain, newline, mark):
    source = method("return (self._shop._database, # é\n  self._shop._database)  # noqa: SLF001\n")
    expected = source.replace("._database", ".database").replace("  # noqa: SLF001", "")
    before, after = (mark + text.replace("\n", newline).encode() for text in (source, expected))
    assert fix_domain(before) == after


def test_another_encoding_stays(fix_domain):
    before = ("# -*- coding: latin-1 -*-\n" + method("return 'é', self._shop._database\n")).encode("latin-1")
    assert fix_domain(before) == before.replace(b"_database", b"database")


def test_tabs_and_form_feeds_stay(fix_domain):
    before = method("if other:\n\treturn '\t', self._shop._database\n\x0c\nreturn self._shop._database\n")
    assert fix_domain(before) == before.replace("_database", "database")


def test_a_file_without_a_line_end_at_its_end_stays_so(fix_domain):
    assert fix_domain(method("return self._shop._database")).endswith("self._shop.database")


SETTABLE = """\
from functools import cached_property


class Shop:
    def __init__(self):
        self._limit = 1
        self._level = 1

    @property
    def limit(self):
        return self._limit

    @limit.setter
    def limit(self, value):
        '''Set it.'''
        self._limit = value

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = max(value, 0)

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""


def test_a_write_goes_through_a_setter_that_stores_exactly_the_value(fix):
    body = "self._shop._limit = 1\nself._shop._limit += 1\nself._shop._level = 1\n"
    fixed = fix({"shop/facade.py": SETTABLE, "shop/orders/order_domain.py": method(body)})
    assert fixed.domain == method("self._shop.limit = 1\nself._shop.limit += 1\nself._shop._level = 1\n")


def shop_with(member: str) -> str:
    return SETTABLE + textwrap.indent(textwrap.dedent(member), "    ")


def test_of_two_properties_the_one_named_like_the_attribute_is_taken_and_the_choice_is_said(fix):
    facade = shop_with("\n@property\ndef cap(self):\n    return self._limit\n")
    fixed = fix(
        {"shop/facade.py": facade, "shop/orders/order_domain.py": method("return self._shop._limit\n")}
    )
    assert fixed.domain == method("return self._shop.limit\n")
    assert [repair.violation.fix for repair in fixed.outcome.repairs] == [
        "Use the public property limit (cap returns it too)"
    ]


@pytest.mark.parametrize("decorator", ["cached_property", "public\n@property"])
def test_a_property_with_other_decorators_needs_unsafe(fix, decorator):
    facade = "public = lambda f: f\n" + shop_with(
        f"\n@{decorator}\ndef cap(self):\n    return self._level2\n"
    )
    files = {"shop/facade.py": facade, "shop/orders/order_domain.py": method("return self._shop._level2\n")}
    fixed = fix(files)
    assert fixed.files == {}
    assert [each.unsafe for each in fixed.outcome.unsafe] == ["cap has decorators that may do more"]
    assert fix(files, unsafe=True).domain == method("return self._shop.cap\n")


def test_a_property_that_a_subclass_of_the_base_defines_otherwise_is_not_used(fix):
    facade = """\
from functools import cached_property


class Base:
    @property
    def cap(self):
        return self._cap


class Shop(Base):
    @property
    def cap(self):
        return self._cap + 1

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""
    assert (
        fix(
            {"shop/facade.py": facade, "shop/orders/order_domain.py": method("return self._shop._cap\n")}
        ).files
        == {}
    )


def test_mangled_names(fix):
    facade = shop_with("\n@property\ndef secret(self):\n    return self.__secret\n")
    fixed = fix(
        {"shop/facade.py": facade, "shop/orders/order_domain.py": method("return self._shop._Shop__secret\n")}
    )
    assert fixed.domain == method("return self._shop.secret\n")
