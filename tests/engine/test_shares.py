"""Several processes find what one finds, and a report that they made is kept no longer than another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.engine import copies, shares
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="copies are made on Linux alone")

LONG = "# a line\n" * 12_000
"""As much as two processes are worth."""
REACH = """\
from shop.helper import held


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database

    def hidden(self):
        return self._shop._database  # noqa: FAC101

    def other(self):
        return held()._cache
"""
HELPER = """\
from shop.facade import Shop


def held() -> Shop: ...
"""


@pytest.fixture
def shop(write_project, monkeypatch):
    facade = BASE_PROJECT["shop/facade.py"] + LONG
    files = {"shop/facade.py": facade, "shop/orders/order_domain.py": REACH, "shop/helper.py": HELPER}
    root = write_project({**BASE_PROJECT, **files})
    monkeypatch.chdir(root)
    monkeypatch.setattr(shares, "processors", lambda: 2)  # wherever the tests run
    return root


@pytest.fixture
def made(monkeypatch):
    """The copies that were made."""
    seen = []

    class Counted(copies.Copy):
        def __init__(self, work):
            super().__init__(work)
            seen.append(self)

    monkeypatch.setattr(shares, "Copy", Counted)
    return seen


def found(**options):
    report = check_paths([], contracts=load_contracts, **options)
    places = [(Path(each.path).name, each.code, each.location.line) for each in report.violations]
    return [*places, *((problem.path.name, problem.message) for problem in report.problems)]


FOUND = [("order_domain.py", "FAC101", 9), ("order_domain.py", "FAC101", 15)]


@pytest.mark.parametrize(("jobs", "count"), [(1, 0), (2, 1), (7, 1), (None, 1)])
def test_they_find_the_same(shop, made, jobs, count):
    assert found(jobs=jobs, cache=False) == FOUND
    assert len(made) == count


def test_the_whole_report_is_the_same(shop):
    one, two = (check_paths([], contracts=load_contracts, cache=False, jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert len(one.violations) == 2


def test_little_is_left_to_one(shop, made):
    (shop / "shop/facade.py").write_text(BASE_PROJECT["shop/facade.py"], encoding="utf-8")
    assert found(cache=False) == FOUND
    assert made == []


def test_what_only_a_copy_read_is_remembered_as_well(shop, made):
    def codes():
        report = check_paths([Path("shop/facade.py"), Path("shop/orders/order_domain.py")])
        return [(each.code, each.location.line) for each in report.violations]

    assert codes() == codes() == [("FAC101", 9), ("FAC101", 15)]
    assert len(made) == 1
    (shop / "shop/helper.py").write_text("def held(): ...\n", encoding="utf-8")
    assert codes() == [("FAC101", 9), ("FAC103", 15)]
    assert len(made) == 2


def test_a_file_that_only_a_copy_needs_does_not_parse(shop):
    (shop / "shop/helper.py").write_text("class Shop(\n", encoding="utf-8")
    one, two = (found(jobs=jobs, cache=False) for jobs in (1, 2))
    assert one == two
    assert [each for each in two if each[0] == "helper.py"] == [("helper.py", "'(' was never closed")]


def test_a_module_of_a_copy_does_not_parse(shop):
    (shop / "shop/orders/order_domain.py").write_text("class OrderDomain(\n", encoding="utf-8")
    one, two = (found(jobs=jobs, cache=False) for jobs in (1, 2))
    assert one == two == [("order_domain.py", "'(' was never closed")]


def test_the_share_of_a_copy_that_dies_is_done_here(shop, monkeypatch):
    real, here = shares.Shares._look, os.getpid()

    def look(self, module):
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return real(self, module)

    monkeypatch.setattr(shares.Shares, "_look", look)
    assert found(cache=False) == FOUND


def test_a_system_without_room_for_another_process(shop, monkeypatch):
    def fork():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    before = len([*Path("/proc/self/fd").iterdir()])
    assert found(cache=False) == FOUND
    assert len([*Path("/proc/self/fd").iterdir()]) == before
