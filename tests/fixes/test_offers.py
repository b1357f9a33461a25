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
