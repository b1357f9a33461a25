"""What the fix of FAC209 mends in a method that lets go of several things, and where it takes more than words."""

import pytest
from fixes_source import DOMAIN, FACADE

HEAD = """\
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

"""
TARGETS = """\
from collections.abc import Awaitable


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    @property
    def size(self):
        return 1

    def count(self):
        return 1

    async def run(self):
        print(1)

    async def sweep(self):
        print(2)

    async def close(self) -> Awaitable[None]:
        return None
"""


def mended(fix, facade: str) -> list[str]:
    """The statements of the facade's only method, when what it loses is mended."""
    fixed = fix({FACADE: HEAD + facade, DOMAIN: TARGETS}, unsafe=True, ignore=["FAC208"])
    lines = fixed.facade if FACADE in fixed.files else HEAD + facade
    return [line.strip() for line in lines.removeprefix(HEAD).splitlines()[1:]]


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("def size(self):", ["self._order_domain.size"], ["return self._order_domain.size"]),
        # It would hand out the method: whether it is to be called, only its author knows.
        ("def count(self):", ["self._order_domain.count"], ["self._order_domain.count"]),
        # A coroutine returns what is no coroutine as it is.
        ("async def count(self):", ["self._order_domain.count()"], ["return self._order_domain.count()"]),
        ("async def close(self):", ["self._order_domain.close()"], ["await self._order_domain.close()"]),
        (
            "async def both(self):",
            ["self._order_domain.run()", "found = await self._order_domain.run()", "return found"],
            ["await self._order_domain.run()", "found = await self._order_domain.run()", "return found"],
        ),
        (
            "async def both(self):",
            ["self._order_domain.run()", "self._order_domain.sweep()", "return 1"],
            ["await self._order_domain.run()", "await self._order_domain.sweep()", "return 1"],
        ),
    ],
)
def test_each_statement_that_lets_go_of_what_was_found_is_mended(fix, head, before, after):
    body = "".join(f"        {statement}\n" for statement in before)
    assert mended(fix, f"    {head}\n{body}") == after


def test_what_cannot_be_mended_in_words_keeps_none_of_the_rest(fix):
    body = ["self._order_domain.count()", "return 1"]
    assert mended(fix, "    def count(self):\n" + "".join(f"        {each}\n" for each in body)) == body
