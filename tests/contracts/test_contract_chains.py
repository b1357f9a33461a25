"""Where a chain begins, what it may lead through, where it ends, and how it is counted."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, SHOP, domain

ORDERS = "shop/orders/orders_domain.py"
BILLING = "shop/billing/billing_domain.py"
STOCK = "from shop.stock.stock_domain import StockDomain\n"


@pytest.fixture
def chains(lint):
    """Lint for independence; gives the lines that are said of what breaks it."""

    def run(changes, **options):
        outcome = lint(changes, "domain_independence", **options)
        assert "could not be checked" not in outcome.text
        return [line for line in outcome.details("domain_independence") if line.startswith(("shop/", " "))]

    return run


def test_none_leads_through_the_facade(chains):
    """Every domain imports the facade, and the facade may use what it likes."""
    changes = {"shop/facade.py": f"import shop.helpers\n{SHOP['shop/facade.py']}", "shop/helpers.py": STOCK}
    assert chains(changes) == []


def test_none_leads_through_a_base_of_the_facade_that_builds_the_domain(chains):
    """A domain may know the base alone, which is a part of the facade; what else it imports counts."""
    facade = SHOP["shop/facade.py"]
    base = facade.replace("class Shop:", "class Core:")
    assert base != facade
    changes = {
        "shop/core.py": base,
        "shop/facade.py": "from shop.core import Core\n\n\nclass Shop(Core):\n    pass\n",
        ORDERS: f"import shop.core\n{domain('orders')}",
    }
    assert chains(changes) == []
    changes["shop/core.py"] = f"import shop.helpers\n{base}"
    changes["shop/helpers.py"] = STOCK
    assert chains(changes) == [
        "shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain: breaks 1 pair",
        "    orders -> stock",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop.core",
        "    shop/core.py:1: shop.core -> shop.helpers",
        "    shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain",
    ]


def test_none_leads_through_another_domain(chains):
    changes = {
        ORDERS: f"import shop.first\n{domain('orders')}",
        "shop/first.py": "import shop.billing.billing_domain\n",
        BILLING: f"import shop.second\n{domain('billing')}",
        "shop/second.py": STOCK,
    }
    assert chains(changes) == [
        "shop/first.py:1: shop.first -> shop.billing.billing_domain: breaks 1 pair",
        "    orders -> billing",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop.first",
        "    shop/first.py:1: shop.first -> shop.billing.billing_domain",
        "shop/second.py:1: shop.second -> shop.stock.stock_domain: breaks 1 pair",
        "    billing -> stock",
        f"    {BILLING}:1: shop.billing.billing_domain -> shop.second",
        "    shop/second.py:1: shop.second -> shop.stock.stock_domain",
    ]


def test_it_begins_in_another_domain_than_the_one_where_it_ends(chains):
    """Though that one imports the helper too, and comes first by its name."""
    changes = {
        BILLING: f"import shop.helpers\n{domain('billing')}",
        ORDERS: f"import shop.helpers\n{domain('orders')}",
        "shop/helpers.py": "import shop.billing.billing_domain\n",
    }
    assert chains(changes) == [
        "shop/helpers.py:1: shop.helpers -> shop.billing.billing_domain: breaks 1 pair",
        "    orders -> billing",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop.helpers",
        "    shop/helpers.py:1: shop.helpers -> shop.billing.billing_domain",
    ]


def test_many_helpers_and_a_domain_that_is_excluded(chains):
    """With more helpers than domains the search starts from the domains; one has no module that counts."""
    changes = {f"shop/helper{number}.py": STOCK for number in range(5)}
    changes[ORDERS] = "".join(f"import shop.helper{number}\n" for number in range(5)) + domain("orders")
    changes["pyproject.toml"] = f'[tool.facadelint]\nexclude = ["shop/billing"]\n{CONFIG}'
    assert [line for line in chains(changes) if line.startswith("shop/")] == [
        f"shop/helper{number}.py:1: shop.helper{number} -> shop.stock.stock_domain: breaks 1 pair"
        for number in range(5)
    ]
