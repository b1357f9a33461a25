"""Code that nobody can follow to its end hides nothing that stands elsewhere."""

from __future__ import annotations

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

HEAD = "class {}:\n    def __init__(self, shop):\n        self._shop = shop\n\n"
STEPS = "".join(f"    def step{i}(self):\n        return self.step{i + 1}()\n\n" for i in range(1500))
LAST = "    def step1500(self):\n        return self._shop\n\n    def total(self):\n        return self.step0().notify(1)\n"


def test_a_cycle_is_found_beside_a_domain_of_endless_steps(write_project):
    root = write_project(
        BASE_PROJECT
        | {
            "shop/orders/order_domain.py": HEAD.format("OrderDomain") + STEPS + LAST,
            "shop/stock/stock_domain.py": HEAD.format("StockDomain")
            + "    def reserve(self, item, count=1):\n        return self._shop.bill(item)\n",
            "shop/billing/billing_domain.py": HEAD.format("BillingDomain")
            + "    def bill(self, order):\n        return self._shop.reserve(order)\n",
        }
    )
    [found] = check_paths([root], select=["FAC306"]).violations
    assert found.message == (
        "billing and stock domain call each other through Shop: billing calls Shop.reserve "
        "(shop/billing/billing_domain.py:6), stock calls Shop.bill (shop/stock/stock_domain.py:6); "
        "let one of them hand over what the other needs"
    )
