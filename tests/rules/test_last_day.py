"""A grant holds on the day that it names, and is over on the next."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

SETTINGS = """\
[[tool.facadelint.facades]]
class = "shop.facade:Shop"
friends = [{ attribute = "_cache", domains = ["order"], reason = "soon", until = 2024-02-29 }]
"""
DOMAIN = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._cache
"""


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (dt.date(2024, 2, 28), []),
        (dt.date(2024, 2, 29), []),
        (
            dt.date(2024, 3, 1),
            [(3, "the grant of Shop._cache to order ended on 2024-02-29; mend what it allows")],
        ),
    ],
    ids=str,
)
def test_it_holds_on_its_last_day(today, said, write_project, monkeypatch):
    root = write_project(BASE_PROJECT | {"pyproject.toml": SETTINGS, "shop/orders/order_domain.py": DOMAIN})
    calendar = SimpleNamespace(date=SimpleNamespace(today=lambda: today))
    monkeypatch.setattr("facadelint.engine.project.dt", calendar)
    found = check_paths([root], select=["FAC104"]).violations
    assert [(each.location.line, each.message) for each in found] == said
