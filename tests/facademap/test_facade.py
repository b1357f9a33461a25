"""What rules ask of a facade: its inherited members, the domain of a module, the classes of a domain."""

from __future__ import annotations

import pytest

from facadelint.core.config import ConfigFinder
from facadelint.facademap.map import FacadeMap
from facadelint.rules.cases import BASE_PROJECT

DOMAIN = "class {}:\n    def __init__(self, shop):\n        self._shop = shop\n"


@pytest.fixture
def facade(write_project):
    def build(files):
        root = write_project({**BASE_PROJECT, **files})
        [found] = FacadeMap(ConfigFinder().load(root / "pyproject.toml")).facades
        return found

    return build


def test_what_is_inherited_is_that_of_the_bases_alone(facade):
    shop = BASE_PROJECT["shop/facade.py"].replace("class Shop:", "class Shop(Named):")
    source = f"class Named:\n    def name(self):\n        return 'named'\n\n\n{shop}"
    found = facade({"shop/facade.py": source})
    assert list(found.inherited) == ["name"]
    assert "total" in found.members


def test_a_package_at_the_top_may_be_a_domains_own(facade):
    shop = BASE_PROJECT["shop/facade.py"].replace("shop.orders.order_domain", "orders.order_domain")
    files = {"orders/__init__.py": "", "orders/order_domain.py": DOMAIN.format("OrderDomain")}
    found = facade({"shop/facade.py": shop, **files})
    assert found.domains["order"].packages == ["orders"]
    where = ("orders", "orders.order_domain", "orders.helpers", "orders.deep.helpers", "orderss", "shop")
    assert [[each.name for each in found.domains_in(name)] for name in where] == [["order"]] * 4 + [[], []]


def test_domains_of_one_module_stand_in_the_order_of_their_accessors(facade):
    names = [f"d{number}" for number in range(12)]
    built = "".join(f"        self._{name} = {name.title()}(self)\n" for name in names)
    used = "".join(f"\n    def {name}(self):\n        return self._{name}.run()\n" for name in names)
    source = f"class Shop:\n    def __init__(self):\n{built}{used}\n\n"
    source += "\n\n".join(DOMAIN.format(name.title()) for name in reversed(names))
    found = facade({"shop/facade.py": source})
    assert [each.name for each in found.domains_in("shop.facade")] == names


def test_neither_a_wrapper_nor_a_mixin_is_a_class_of_its_domain(facade):
    source = """\
from functools import cached_property

from shop.orders import order_implementation


class StockMethods:
    def reserve(self, item):
        return item


class BillingMethods:
    def bill(self, order):
        return order


class Shop(StockMethods, BillingMethods):
    @cached_property
    def _order_ops(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return order_implementation.total(self._order_ops)
"""
    found = facade({"shop/facade.py": source, "shop/orders/order_implementation.py": "def total(ops): ...\n"})
    assert {name: [cls.name for cls in each.classes] for name, each in found.domains.items()} == {
        "order": ["OrderDomain"],
        "stock": ["StockMethods"],
        "billing": ["BillingMethods"],
    }
    assert [found.domain_classes(each) for each in found.domains.values()] == [[], [], []]
