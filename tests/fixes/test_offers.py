"""What a finding says that its fix would do, and why it needs ``--unsafe``."""

from __future__ import annotations

import pytest
from fixes_source import DOMAIN, FACADE

from facadelint.engine.run import check_paths

HEAD = """\
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

"""
LOADING = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    async def load(self):
        return 1
"""


@pytest.fixture
def offered(shop):
    """The sentences of the fixes for the findings of one rule."""

    def run(code, files):
        found = check_paths([shop(files)], select=[code]).violations
        return [(each.location.line, each.fix) for each in found]

    return run


RUNS = "the domain's code runs, as it did not before"


@pytest.mark.parametrize(
    ("first", "last", "fix"),
    [
        ("", "", f"Await it (with --unsafe: {RUNS})"),
        ("", "await ", f"Await it (with --unsafe: {RUNS})"),
        ("await ", "", None),
    ],
)
def test_of_two_statements_the_first_one_is_said(offered, first, last, fix):
    member = f"    async def load(self):\n        {first}self._order_domain.load()\n        {last}self._order_domain.load()\n"
    assert offered("FAC209", {FACADE: HEAD + member, DOMAIN: LOADING}) == [(11, fix)]


# FAC210

UNCACHED = HEAD.replace("from functools import cached_property\n\n\n", "").replace(
    "@cached_property", "@property"
)
STATE = "the domain may keep state that is now built anew at each access"


@pytest.mark.parametrize(
    ("domain", "fix"),
    [
        ("class OrderDomain:\n", None),
        ("from elsewhere import Base\n\n\nclass OrderDomain(Base):\n", STATE),
        ("from elsewhere import traced\n\n\n@traced\nclass OrderDomain:\n", STATE),
        ("from elsewhere import Meta\n\n\nclass OrderDomain(metaclass=Meta):\n", STATE),
        ("class Base:\n    pass\n\n\nclass OrderDomain(Base):\n", None),
        (
            "class Base:\n    def count(self):\n        self.counted = 1\n\n\nclass OrderDomain(Base):\n",
            STATE,
        ),
        ("class OrderDomain:\n    def again(self, shop):\n        self._shop = shop\n\n", STATE),
        ("class OrderDomain:\n    def count(self):\n        self._count = 1\n\n", STATE),
    ],
    ids=["plain", "base", "decorator", "metaclass", "own base", "state of a base", "given later", "state"],
)
def test_a_domain_that_may_keep_state(offered, domain, fix):
    init = "    def __init__(self, shop):\n        self._shop = shop\n"
    why = f" (with --unsafe: {fix})" if fix else ""
    assert offered("FAC210", {FACADE: UNCACHED, DOMAIN: domain + init}) == [
        (3, f"Make it a functools.cached_property{why}")
    ]


def test_a_domain_with_a_value_of_its_own_may_keep_state(offered):
    domain = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n        self._lines = []\n"
    [(_, fix)] = offered("FAC210", {FACADE: UNCACHED, DOMAIN: domain})
    assert fix == f"Make it a functools.cached_property (with --unsafe: {STATE})"


@pytest.mark.parametrize(
    ("imports", "is_offered"),
    [
        ("from shop.orders.order_domain import OrderDomain\n", True),
        (
            "try:\n    from shop.orders.order_domain import OrderDomain\nexcept ImportError:\n    raise\n",
            False,
        ),
        ("if True:\n    from shop.orders.order_domain import OrderDomain\n", False),
        (
            "from shop.orders.order_domain import OrderDomain\nfrom shop.orders.order_domain import OrderDomain\n",
            False,
        ),
        ("from shop.orders.order_domain import OrderDomain\n\nprint(OrderDomain)\n", False),
    ],
    ids=["at the top", "in a try", "in an if", "twice", "used"],
)
def test_an_import_that_can_be_moved(offered, imports, is_offered):
    facade = f"{imports}{HEAD}".replace("        from shop.orders.order_domain import OrderDomain\n\n", "")
    [(_, fix)] = offered("FAC210", {FACADE: facade})
    moved = "Import the domain inside of the accessor (with --unsafe: the domain's module is loaded later than before)"
    assert fix == (moved if is_offered else None)


# FAC303


@pytest.mark.parametrize(
    ("imports", "fix"),
    [
        ("from shop.facade import Shop\n", "Move the import under TYPE_CHECKING"),
        ("from shop.facade import Shop as Shop\n", "Move the import under TYPE_CHECKING"),
        ("from shop.facade import Shop\nfrom elsewhere import Shop\n", None),
        ("import shop.facade\n", None),
        ("try:\n    from shop.facade import Shop\nexcept ImportError:\n    raise\n", None),
        ("from shop.facade import Shop\n\nprint(Shop)\n", None),
    ],
    ids=["once", "renamed", "twice", "by its dotted name", "in a try", "used"],
)
def test_an_import_that_only_annotations_need(offered, imports, fix):
    domain = (
        f'{imports}\n\nclass OrderDomain:\n    def __init__(self, shop: "Shop"):\n        self._shop = shop\n'
    )
    assert [each[1] for each in offered("FAC303", {DOMAIN: domain})] == [fix]


def test_what_is_no_plain_property_cannot_become_a_cached_one(offered):
    getter = UNCACHED.replace("    @property\n", "")
    more = UNCACHED.replace("    @property\n", "    @traced\n    @property\n")
    used = "    def total(self):\n        return self._order_domain().total()\n"
    assert offered("FAC210", {FACADE: getter + used}) == [(2, None)]
    assert offered("FAC210", {FACADE: more}) == [(4, None)]


# FAC204


@pytest.mark.parametrize(
    ("facade", "domain", "is_offered"),
    [
        ("limit, first=1", "limit, first=1", True),
        ("limit, first=1", "limit, *, first=1", True),
        ("limit, first=1", "limit", False),
        ("limit, first=1", "limit, *first", False),
        ("limit, *first", "limit, first=()", False),
        ("limit, **first", "limit, first=None", False),
        ("limit, first=1", "first, limit=1", False),
    ],
    ids=["taken", "by keyword", "unknown", "variadic there", "variadic", "keywords", "taken already"],
)
def test_a_parameter_that_the_domain_takes(offered, facade, domain, is_offered):
    member = f"    def find(self, {facade}):\n        return self._order_domain.find(limit)\n"
    target = f"class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def find(self, {domain}):\n        return 1\n"
    why = "the domain gets a value that it did not get before"
    fix = f"Forward first (with --unsafe: {why})" if is_offered else None
    assert offered("FAC204", {FACADE: HEAD + member, DOMAIN: target}) == [(11, fix)]


# FAC206


@pytest.mark.parametrize(
    ("arguments", "fixes"),
    [
        ("offset, limit", ["Pass limit as limit", "Pass offset as offset"]),
        ("offset", [None]),
        ("offset, offset", [None]),
        (
            "fast=limit, limit=offset, offset=fast",
            ["Pass fast as fast", "Pass limit as limit", "Pass offset as offset"],
        ),
        ("fast=limit, limit=offset, offset=1", [None, None]),
    ],
)
def test_only_parameters_that_change_places_with_one_another_can_be_put_right(offered, arguments, fixes):
    member = (
        f"    def orders(self, limit, offset, fast):\n        return self._order_domain.orders({arguments})\n"
    )
    target = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def orders(self, limit, offset, fast):\n        return 1\n"
    why = "with --unsafe: the domain gets other values than before"
    expected = [(12, fix and f"{fix} ({why})") for fix in fixes]
    assert offered("FAC206", {FACADE: HEAD + member, DOMAIN: target}) == expected


# FAC101


@pytest.mark.parametrize(
    ("decorators", "fix"),
    [
        (("", ""), "Use the public property first (second returns it too)"),
        (("    @traced\n", ""), "Use the public property second (first returns it too)"),
        (
            ("    @traced\n", "    @traced\n"),
            "Use the public property first (second returns it too) (with --unsafe: first has decorators that may do more)",
        ),
    ],
)
def test_of_two_properties_one_is_said(offered, decorators, fix):
    members = "".join(
        f"    @property\n{decorator}    def {name}(self):\n        return self._cache\n\n"
        for name, decorator in zip(("first", "second"), decorators, strict=True)
    )
    init = "    def __init__(self):\n        self._cache = {}\n\n"
    domain = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def total(self):\n        return self._shop._cache\n"
    assert offered("FAC101", {FACADE: HEAD + init + members, DOMAIN: domain}) == [(6, fix)]
