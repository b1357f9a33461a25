"""The fixes of the facade's own members: what they write, and what they leave alone."""

import pytest
from fixes_source import DOMAIN, FACADE

from facadelint.fixes.imports import Imports

HEAD = '''\
"""A shop."""

from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

'''


def domain(body: str) -> str:
    return f"class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n{body}"


def member(fix, facade: str, target: str, **options) -> str:
    """Fix one member of the facade; gives what it is then, or what it was."""
    fixed = fix({FACADE: HEAD + facade, DOMAIN: domain(target)}, **options)
    return fixed.facade.removeprefix(HEAD) if FACADE in fixed.files else facade


ORDERS = "    def orders(self, limit, offset=0, *, fast=False, **more):\n        return limit, offset, fast, more\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("self._order_domain.orders(limit)", "self._order_domain.orders(limit, offset=offset)"),
        ("self._order_domain.orders(limit, )", "self._order_domain.orders(limit, offset=offset, )"),
        ("self._order_domain.orders( (limit) )", "self._order_domain.orders( (limit), offset=offset )"),
        (
            "self._order_domain.orders(\n            limit,\n            # the end\n        )",
            "self._order_domain.orders(\n            limit,\n            # the end\n            offset=offset,\n        )",
        ),
        (
            "self._order_domain.orders(\n            limit  # all\n        )",
            "self._order_domain.orders(\n            limit,  # all\n            offset=offset\n        )",
        ),
    ],
)
def test_a_dropped_argument_is_forwarded(fix, before, after):
    signature = "    def orders(self, limit, offset=0):\n        return "
    given = member(fix, f"{signature}{before}\n", ORDERS)
    assert given == f"{signature}{before}\n"  # not without --unsafe
    assert member(fix, f"{signature}{before}\n", ORDERS, unsafe=True) == f"{signature}{after}\n"


@pytest.mark.parametrize(
    "facade",
    [
        "    def orders(self, limit, page):\n        return self._order_domain.find(limit)\n",
        "    def orders(self, limit, *rest):\n        return self._order_domain.find(limit)\n",
        "    def orders(self, first):\n        return self._order_domain.taken()\n",
        "    def orders(self, limit, first=1, *rest):\n        return self._order_domain.positional(limit, *rest)\n",
        "    def orders(self, limit):\n        return self._order_domain.unknown()\n",
    ],
    ids=["no such parameter", "variadic", "by position only", "behind a spread argument", "no such member"],
)
def test_an_argument_that_nobody_takes_stays_dropped(fix, facade):
    target = (
        "    def find(self, limit):\n        return limit\n\n"
        "    def taken(self, first=1, /):\n        return first\n\n"
        "    def positional(self, limit, first=1):\n        return first\n"
    )
    assert member(fix, facade, target, unsafe=True) == facade


def test_arguments_that_have_changed_places_are_put_right_together(fix):
    facade = (
        "    def orders(self, limit, offset=0):\n        return self._order_domain.orders(offset, limit)\n"
    )
    assert member(fix, facade, ORDERS) == facade
    assert member(fix, facade, ORDERS, unsafe=True) == facade.replace("(offset, limit)", "(limit, offset)")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    def count(self):\n        self._order_domain.count()\n", "return self._order_domain.count()"),
        (
            "    async def flush(self):\n        self._order_domain.flush()\n",
            "await self._order_domain.flush()",
        ),
        (
            "    async def flush(self):\n        self._order_domain.flush()\n        print(1)\n",
            "await self._order_domain.flush()",
        ),
        (
            "    async def load(self):\n        self._order_domain.load()\n",
            "return await self._order_domain.load()",
        ),
        (
            "    async def load(self) -> None:\n        self._order_domain.load()\n",
            "await self._order_domain.load()",
        ),
        ("    def load(self):\n        self._order_domain.load()\n", "return self._order_domain.load()"),
        (
            "    async def load(self):\n        await self._order_domain.load()\n",
            "return await self._order_domain.load()",
        ),
    ],
)
def test_a_lost_result_is_returned_or_awaited(fix, before, after):
    target = (
        "    def count(self):\n        return 1\n\n"
        "    async def flush(self):\n        print(1)\n\n"
        "    async def load(self):\n        return 1\n"
    )
    statement = before.splitlines()[1].strip()
    assert member(fix, before, target) == before
    assert member(fix, before, target, unsafe=True, ignore=["FAC208"]) == before.replace(statement, after)


def test_what_stands_before_other_statements_does_not_return(fix):
    facade = "    def load(self):\n        self._order_domain.load()\n        print(1)\n"
    target = "    async def load(self):\n        return 1\n"
    assert member(fix, facade, target, unsafe=True) == facade


UNCACHED = """\
import os


class Shop:
    @property  # built anew
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)
"""
CACHED = UNCACHED.replace("import os\n", "import os\nfrom functools import cached_property\n").replace(
    "@property  #", "@cached_property  #"
)


def test_a_property_that_builds_a_domain_becomes_a_cached_one(fix):
    assert fix({FACADE: UNCACHED, DOMAIN: domain("")}).facade == CACHED


@pytest.mark.parametrize(
    ("imports", "after", "name"),
    [
        ("import functools", "import functools", "functools.cached_property"),
        ("import functools as f", "import functools as f", "f.cached_property"),
        ("from functools import (\n    wraps,\n)", "from functools import (\n    wraps, cached_property,\n)", None),
        ("import zlib, os", "import zlib, os\nfrom functools import cached_property", None),
        ("from abc import ABC\nfrom typing import Any", "from abc import ABC\nfrom functools import cached_property\nfrom typing import Any", None),
        ("from shop import records", "from functools import cached_property\nfrom shop import records", None),
        ('"""Doc."""\nfrom __future__ import annotations', '"""Doc."""\nfrom __future__ import annotations\n\n\nfrom functools import cached_property\n', None),
    ],
)  # fmt: skip
def test_the_import_goes_where_it_belongs(fix, imports, after, name):
    files = {FACADE: UNCACHED.replace("import os", imports), DOMAIN: domain(""), "shop/records.py": ""}
    expected = UNCACHED.replace("@property", f"@{name or 'cached_property'}")
    fixed = fix(files).facade
    if imports.startswith('"""'):
        assert "from functools import cached_property\n" in fixed
        assert fixed.startswith(imports)
        compile(fixed, "facade.py", "exec")
    else:
        assert fixed == expected.replace("import os", after)


@pytest.mark.parametrize(
    "body",
    [
        "    def count(self):\n        self._count = 1\n",
        "    @cached_property\n    def count(self):\n        return 1\n",
    ],
    ids=["an attribute", "a cached property"],
)
def test_a_domain_with_state_of_its_own_needs_unsafe(fix, body):
    files = {FACADE: UNCACHED, DOMAIN: "from functools import cached_property\n\n\n" + domain(body)}
    fixed = fix(files)
    assert fixed.files == {}
    assert [each.unsafe for each in fixed.outcome.unsafe] == [
        "the domain may keep state that is now built anew at each access"
    ]
    assert fix(files, unsafe=True).facade == CACHED


def test_a_class_with_slots_or_a_setter_has_no_place_for_it(fix):
    slots = UNCACHED.replace("    @property", "    __slots__ = ()\n\n    @property")
    assert fix({FACADE: slots, DOMAIN: domain("")}, unsafe=True).files == {}
    setter = UNCACHED + "\n    @_order_domain.setter\n    def _order_domain(self, value):\n        pass\n"
    assert fix({FACADE: setter, DOMAIN: domain("")}, unsafe=True).files == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class Shop:", "import dataclasses\n\n\n@dataclasses.dataclass(slots=True)\nclass Shop:"),
        ("class Shop:", "from typing import NamedTuple\n\n\nclass Shop(NamedTuple):"),
        ("class Shop:", "class Slotted:\n    __slots__ = ()\n\n\nclass Shop(Slotted):\n    __slots__ = ()\n"),
    ],
    ids=["a dataclass with slots", "a named tuple", "a base with slots"],
)
def test_instances_without_a_dictionary_have_no_place_for_it(fix, before, after):
    facade = UNCACHED.replace(before, after)
    assert facade != UNCACHED
    assert fix({FACADE: facade, DOMAIN: domain("")}, unsafe=True).files == {}


def test_a_property_that_the_class_body_uses_stays(fix):
    setter = (
        UNCACHED + "\n    def put(self, value):\n        pass\n\n    orders = _order_domain.setter(put)\n"
    )
    assert fix({FACADE: setter, DOMAIN: domain("")}, unsafe=True).files == {}


@pytest.mark.parametrize(
    ("body", "expression"),
    [
        ("other = copy.copy(self)\n        return other", "copy.copy(self)"),
        ("other = Shop()\n        other.__dict__.update(self.__dict__)", "self.__dict__"),
        ("return vars(self)", "vars(self)"),
    ],
)
def test_a_facade_that_takes_all_that_it_holds_needs_unsafe(fix, body, expression):
    """A copy would have the domain of the original."""
    files = {FACADE: f"{UNCACHED}\n    def other(self):\n        {body}\n", DOMAIN: domain("")}
    fixed = fix(files)
    assert fixed.files == {}
    line = UNCACHED.count("\n") + 3 + body.split(expression)[0].count("\n")
    assert [each.unsafe for each in fixed.outcome.unsafe] == [
        f"Shop takes all that it holds, and the domain along with it: line {line}, {expression!r}"
    ]
    assert FACADE in fix(files, unsafe=True).files


@pytest.mark.parametrize(
    "body",
    [
        'return self.__dict__["count"]',
        'return self.__dict__.get("count")',
        'return "count" in vars(self)',
        "return copy.copy(other)",
    ],
)
def test_a_facade_that_looks_for_one_thing_that_it_holds_does_not(fix, body):
    files = {FACADE: f"{UNCACHED}\n    def same(self, other):\n        {body}\n", DOMAIN: domain("")}
    assert FACADE in fix(files).files


def test_a_name_that_means_something_else_is_not_taken(fix):
    facade = UNCACHED.replace("import os", "cached_property = property")
    fixed = fix({FACADE: facade, DOMAIN: domain("")})
    assert fixed.files == {}
    assert fixed.refused == [
        ("FAC210", "cached_property means something else than functools.cached_property in this module")
    ]


def test_an_accessor_is_annotated_for_type_checkers(fix):
    facade = HEAD.replace("def _order_domain(self):", "def _order_domain(\n        self,  # (\n    ) : # :)")
    assert fix({FACADE: facade, DOMAIN: domain("")}, extend_select=["FAC212"]).facade == (
        facade.replace(
            "import cached_property\n",
            "import cached_property\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
            "    from shop.orders.order_domain import OrderDomain\n",
        ).replace("    ) : # :)", '    ) -> "OrderDomain" : # :)')
    )


def test_the_block_that_is_there_is_used(fix):
    block = "import typing as t\n\nif t.TYPE_CHECKING:\n\tfrom collections.abc import Set  # sets\nelse:\n\tSet = set\n"
    facade = HEAD.replace("\n\nclass", f"{block}\n\nclass")
    assert fix({FACADE: facade, DOMAIN: domain("")}, extend_select=["FAC212"]).facade == (
        facade.replace("# sets\n", "# sets\n\tfrom shop.orders.order_domain import OrderDomain\n").replace(
            "_order_domain(self):", '_order_domain(self) -> "OrderDomain":'
        )
    )


def test_an_annotation_that_would_name_something_else_is_refused(fix):
    facade = HEAD + "\nclass OrderDomain: ...\n"
    fixed = fix({FACADE: facade, DOMAIN: domain("")}, extend_select=["FAC212"])
    assert fixed.refused == [("FAC212", "OrderDomain means something else in this module")]


def test_a_name_that_is_there_is_used(fix):
    facade = UNCACHED.replace("import os", "from functools import cached_property as c")
    fixed = fix({FACADE: facade, DOMAIN: domain("")})
    assert fixed.refused == []
    assert fixed.facade == facade.replace("@property  #", "@c  #")


def test_a_fix_that_its_rule_would_not_see_is_not_written(fix, monkeypatch):
    """What a rule would still report is rolled back, and said; no fix that there is leads to it."""
    monkeypatch.setattr(Imports, "name", lambda *_: ("property", []))
    fixed = fix({FACADE: UNCACHED, DOMAIN: domain("")})
    assert fixed.files == {}
    assert fixed.refused == [("FAC210", "the rule would still fire")]


EARLY = '''\
from functools import cached_property
from shop.orders.order_domain import OrderDomain, helper


class Shop:
    @cached_property
    def _order_domain(self) -> OrderDomain:
        """The orders."""
        return OrderDomain(self)

    def help(self):
        return helper()
'''
LATE = '''\
from functools import cached_property
from typing import TYPE_CHECKING
from shop.orders.order_domain import helper

if TYPE_CHECKING:
    from shop.orders.order_domain import OrderDomain


class Shop:
    @cached_property
    def _order_domain(self) -> "OrderDomain":
        """The orders."""
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def help(self):
        return helper()
'''


def test_the_import_of_a_domain_moves_into_its_accessor(fix):
    files = {FACADE: EARLY, DOMAIN: domain("") + "\n\ndef helper(): ...\n"}
    assert fix(files).files == {}
    assert fix(files, unsafe=True).facade == LATE


def test_the_import_of_a_domain_stays_where_others_need_it(fix):
    used = EARLY + "\n    def is_one(self, other):\n        return isinstance(other, OrderDomain)\n"
    assert fix({FACADE: used, DOMAIN: domain("")}, unsafe=True).files == {}
    user = "from shop.facade import OrderDomain\n"
    fixed = fix({FACADE: EARLY, DOMAIN: domain(""), "shop/web/user.py": user}, unsafe=True)
    assert fixed.refused == [("FAC210", "shop.web.user uses OrderDomain of this module")]


def test_both_at_once_take_two_passes(fix):
    facade = EARLY.replace("from functools import cached_property\n", "").replace(
        "@cached_property", "@property"
    )
    fixed = fix({FACADE: facade, DOMAIN: domain("") + "\n\ndef helper(): ...\n"}, unsafe=True)
    assert fixed.facade == LATE
    assert [repair.what for repair in fixed.outcome.repairs] == [
        "Make it a functools.cached_property",
        "Import the domain inside of the accessor",
    ]


def test_every_coroutine_that_a_method_lets_go_of_is_awaited(fix):
    facade = "    async def j(self):\n        self._order_domain.run()\n        self._order_domain.run()\n        return 1\n"
    target = "    async def run(self):\n        print(1)\n"
    assert member(fix, facade, target, unsafe=True) == facade.replace("        self.", "        await self.")


def test_what_does_harm_is_left_out_and_the_rest_is_done(fix):
    """Only one of two forwards: the domain takes the other one by keyword alone, which is a drift (FAC208)."""
    facade = (
        "    def first(self, limit, fast=False):\n        return self._order_domain.first(limit)\n\n"
        "    def second(self, limit, offset=0):\n        return self._order_domain.second(limit)\n"
    )
    target = (
        "    def first(self, limit, *, fast=False):\n        return limit, fast\n\n"
        "    def second(self, limit, offset=0):\n        return limit, offset\n"
    )
    fixed = fix({FACADE: HEAD + facade, DOMAIN: domain(target)}, unsafe=True)
    assert fixed.facade == HEAD + facade.replace("second(limit)", "second(limit, offset=offset)")
    assert fixed.refused == [("FAC204", "FAC208 would fire instead")]


@pytest.mark.parametrize(
    ("imported", "built"),
    [
        ("import shop.orders.order_domain", "shop.orders.order_domain.OrderDomain"),
        ("import shop.orders.order_domain as orders", "orders.OrderDomain"),
        ("from shop.orders import order_domain", "order_domain.OrderDomain"),
    ],
)
def test_a_module_that_an_accessor_needs_moves_where_it_has_a_name_of_its_own(fix, imported, built):
    facade = (
        f"from functools import cached_property\n{imported}\n\n\nclass Shop:\n    @cached_property\n"
        f"    def _order_domain(self):\n        return {built}(self)\n"
    )
    fixed = fix({FACADE: facade, DOMAIN: domain("")}, unsafe=True)
    if imported == "import shop.orders.order_domain":
        assert fixed.files == {}
        assert fixed.refused == []
    else:
        assert fixed.facade == facade.replace(f"{imported}\n", "").replace(
            "        return", f"        {imported}\n\n        return"
        )
