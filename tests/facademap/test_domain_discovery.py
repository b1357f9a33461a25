"""Which bases of a facade are domains, and which modules and packages belong to a domain."""

from __future__ import annotations

import pytest

from facadelint.core.config import ConfigFinder
from facadelint.facademap.map import FacadeMap
from facadelint.rules.cases import BASE_PROJECT

SHOP = BASE_PROJECT["pyproject.toml"]
ORDER_MIXIN = "class OrderMethods:\n    def total(self):\n        return 0\n"
STOCK_MIXIN = "class StockMethods:\n    def reserve(self, item):\n        return item\n"
BUILT = """\
    def __init__(self):
        from shop.billing.billing_domain import BillingDomain

        self._billing_domain = BillingDomain(self)
"""


@pytest.fixture
def facade(write_project):
    def build(files, settings=""):
        root = write_project({**BASE_PROJECT, "pyproject.toml": f"{SHOP}{settings}", **files})
        [found] = FacadeMap(ConfigFinder().load(root / "pyproject.toml")).facades
        return found

    return build


@pytest.mark.parametrize(
    ("bases", "domains", "beside"),
    [
        ("OrderMethods", {"billing": False}, ["OrderMethods"]),
        ("OrderMethods, StockMethods", {"billing": False, "order": True, "stock": True}, []),
    ],
)
def test_mixins_are_domains_where_they_are_more_than_those_that_are_built(facade, bases, domains, beside):
    found = facade({"shop/facade.py": f"{ORDER_MIXIN}\n\n{STOCK_MIXIN}\n\nclass Shop({bases}):\n{BUILT}"})
    assert {name: each.is_mixin for name, each in found.domains.items()} == domains
    assert [cls.name for cls in found.mixins] == beside


def test_a_facade_that_is_called_like_a_mixin_is_none_of_its_own(facade):
    found = facade({"shop/facade.py": f"class ShopMixin:\n{BUILT}\n\nShop = ShopMixin\n"})
    assert found.name == "ShopMixin"
    assert list(found.mixins) == []


def test_a_package_in_which_a_domain_has_two_modules_is_its_own_once(facade):
    files = {
        "shop/facade.py": """\
class Shop:
    def __init__(self, is_new):
        from shop.orders.new_orders import NewOrders
        from shop.orders.old_orders import OldOrders

        self._orders = NewOrders(self) if is_new else OldOrders(self)

    def total(self):
        return self._orders.total()
""",
        "shop/orders/new_orders.py": "class NewOrders:\n    def __init__(self, shop):\n        self._shop = shop\n",
        "shop/orders/old_orders.py": "class OldOrders:\n    def __init__(self, shop):\n        self._shop = shop\n",
    }
    domain = facade(files).domains["orders"]
    assert domain.modules == ["shop.orders.new_orders", "shop.orders.old_orders"]
    assert domain.packages == ["shop.orders"]


@pytest.mark.parametrize(
    ("glob", "modules"),
    [
        ("shop.f??s", ["shop.fees"]),
        ("shop.fee[st]", ["shop.fees", "shop.feet"]),
        ("*.fees", ["shop.fees"]),
        ("shop.f*", ["shop.fees", "shop.feet"]),
    ],
)
def test_the_modules_that_a_glob_finds_beside_the_facade(facade, glob, modules):
    found = facade({"shop/fees.py": "", "shop/feet.py": ""}, f'domains = ["{glob}"]\n')
    known = {"order", "stock", "billing"}
    assert [
        name for key, each in found.domains.items() if key not in known for name in each.modules
    ] == modules
