"""Each kind of violation, put into a clean shop, is caught by the contract that names it, and by no other."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, SHOP, domain, facade

ORDERS = "shop/orders/orders_domain.py"
INDEPENDENT = (
    "Domains must not know one another: call a public method of Shop instead. What several domains need belongs in "
    "a module of its own that imports no domain."
)
GATEWAY = (
    "The facade is the one place that everybody else depends on: call a public method of Shop instead. A module "
    "that has to import domains is named in importers of the configuration."
)
TYPING = (
    "Shop imports its domains; a domain that imports it back at run time makes a cycle. Move the import under "
    "TYPE_CHECKING, or into the function that needs it."
)
ONE_PAIR = "shop.facade:Shop: 1 import breaks 1 of 6 pairs of domains"
ONE = "shop.facade:Shop: 1 import breaks this contract"


def function(statement: str) -> str:
    return f"{domain('orders')}\n    def later(self):\n        {statement}\n"


def guarded(statement: str) -> str:
    return f"import typing as t\n\nif t.TYPE_CHECKING:\n    {statement}\n{domain('orders')}"


DIRECT = {
    "at module level": (f"from shop.stock.stock_domain import StockDomain\n{domain('orders')}", 1),
    "relative": (f"from ..stock import stock_domain\n{domain('orders')}", 1),
    "inside a function": (function("from shop.stock.stock_domain import StockDomain"), 15),
    "under TYPE_CHECKING": (guarded("from shop.stock.stock_domain import StockDomain"), 4),
}


@pytest.mark.parametrize(("text", "line"), DIRECT.values(), ids=DIRECT)
def test_a_direct_import_of_a_sibling(text, line, lint):
    outcome = lint({ORDERS: text})
    assert (outcome.code, outcome.broken) == (1, ["domain_independence"])
    assert outcome.details("domain_independence") == [
        ONE_PAIR,
        f"{ORDERS}:{line}: shop.orders.orders_domain -> shop.stock.stock_domain: breaks 1 pair",
        "    orders -> stock",
        INDEPENDENT,
    ]


def test_through_a_re_export(lint):
    outcome = lint(
        {
            ORDERS: f"from shop import StockDomain\n{domain('orders')}",
            "shop/__init__.py": "from shop.stock.stock_domain import StockDomain\n",
        }
    )
    assert outcome.broken == ["domain_independence", "facade_gateway"]
    assert outcome.details("domain_independence") == [
        ONE_PAIR,
        "shop/__init__.py:1: shop -> shop.stock.stock_domain: breaks 1 pair",
        "    orders -> stock",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop",
        "    shop/__init__.py:1: shop -> shop.stock.stock_domain",
        INDEPENDENT,
    ]
    assert outcome.details("facade_gateway") == [
        ONE,
        "shop/__init__.py:1: shop -> shop.stock.stock_domain: goes past the facade to stock domain",
        GATEWAY,
    ]


def test_through_the_package_of_the_sibling_itself(lint):
    outcome = lint(
        {
            ORDERS: f"from shop.stock import StockDomain\n{domain('orders')}",
            "shop/stock/__init__.py": "from shop.stock.stock_domain import StockDomain\n",
        }
    )
    assert outcome.broken == ["domain_independence"]
    assert outcome.details("domain_independence")[1] == (
        f"{ORDERS}:1: shop.orders.orders_domain -> shop.stock: breaks 1 pair"
    )


def test_by_the_module_of_the_facade(lint):
    """The facade's module has the class of a sibling as a name; the search for chains does not enter it."""
    outcome = lint(
        {
            ORDERS: guarded("from shop.facade import StockDomain"),
            "shop/facade.py": "from shop.stock.stock_domain import StockDomain\n"
            "from shop.billing.billing_domain import BillingDomain\n\n\nclass Shop:\n"
            "    def __init__(self):\n        self._stock_domain = StockDomain(self)\n"
            "        self._billing_domain = BillingDomain(self)\n\n"
            "    @property\n    def _orders_domain(self):\n"
            "        from shop.orders.orders_domain import OrdersDomain\n\n        return OrdersDomain(self)\n",
        }
    )
    assert outcome.broken == ["domain_independence"]
    assert outcome.details("domain_independence")[1:3] == [
        f"{ORDERS}:4: shop.orders.orders_domain -> shop.facade: breaks 1 pair",
        "    orders -> stock",
    ]


def test_through_a_helper_that_two_domains_import(lint):
    outcome = lint(
        {
            ORDERS: f"from shop import helpers\n{domain('orders')}",
            "shop/billing/billing_domain.py": f"from shop import far\n{domain('billing')}",
            "shop/far.py": "import shop.helpers\n",
            "shop/helpers.py": "# the root of it\nfrom shop.stock.stock_domain import StockDomain\n",
        }
    )
    assert outcome.broken == ["domain_independence", "facade_gateway"]
    assert outcome.details("domain_independence") == [
        "shop.facade:Shop: 1 import breaks 2 of 6 pairs of domains",
        "shop/helpers.py:2: shop.helpers -> shop.stock.stock_domain: breaks 2 pairs",
        "    orders -> stock, billing -> stock",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop.helpers",
        "    shop/helpers.py:2: shop.helpers -> shop.stock.stock_domain",
        INDEPENDENT,
    ]
    assert outcome.details("facade_gateway") == [
        ONE,
        "shop/helpers.py:2: shop.helpers -> shop.stock.stock_domain: goes past the facade to stock domain",
        GATEWAY,
    ]


def test_what_breaks_most_comes_first(lint):
    outcome = lint(
        {
            "shop/billing/billing_domain.py": f"import shop.orders.orders_domain\nimport shop.helpers\n{domain('billing')}",
            ORDERS: f"import shop.helpers\n{domain('orders')}",
            "shop/helpers.py": "import shop.stock.stock_domain\n",
        }
    )
    assert [line for line in outcome.details("domain_independence") if "break" in line] == [
        "shop.facade:Shop: 2 imports break 3 of 6 pairs of domains",
        "shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain: breaks 2 pairs",
        "shop/billing/billing_domain.py:1: shop.billing.billing_domain -> shop.orders.orders_domain: breaks 1 pair",
    ]


def test_an_outside_module(lint):
    outcome = lint(
        {
            "shop/web/__init__.py": "",
            "shop/web/views.py": "from shop.stock.stock_domain import StockDomain, TYPE_CHECKING\nimport shop.orders\n\n\n"
            "def later():\n    from shop.stock.stock_domain import StockDomain\n",
        }
    )
    assert outcome.broken == ["facade_gateway"]
    assert outcome.details("facade_gateway") == [
        "shop.facade:Shop: 2 imports break this contract",
        "shop/web/views.py:1: shop.web.views -> shop.stock.stock_domain (also line 6): goes past the facade to stock domain",
        "shop/web/views.py:2: shop.web.views -> shop.orders: goes past the facade to orders domain",
        GATEWAY,
    ]


def test_a_new_domain_that_nobody_listed(lint):
    accessor = (
        "\n    @cached_property\n    def _returns_domain(self):\n"
        "        from shop.returns.returns_domain import ReturnsDomain\n\n        return ReturnsDomain(self)\n"
    )
    outcome = lint(
        {
            "shop/facade.py": SHOP["shop/facade.py"] + accessor,
            "shop/returns/__init__.py": "",
            "shop/returns/returns_domain.py": f"import shop.orders.orders_domain\n{domain('returns')}",
            "shop/web.py": "from shop.returns.returns_domain import ReturnsDomain\n",
        }
    )
    assert outcome.broken == ["domain_independence", "facade_gateway"]
    assert outcome.details("domain_independence")[:2] == [
        "shop.facade:Shop: 1 import breaks 1 of 12 pairs of domains",
        "shop/returns/returns_domain.py:1: shop.returns.returns_domain -> shop.orders.orders_domain: breaks 1 pair",
    ]


RUN_TIME = {
    "of the class": ("from shop.facade import Shop\n", "shop.facade", ""),
    "of the module": ("import shop.facade\n", "shop.facade", ""),
    "in a try": ("try:\n    from .. import facade\nexcept ImportError:\n    pass\n", "shop.facade", ""),
    "from a package that re-exports it": ("from shop import Shop\n", "shop", ", which shop re-exports"),
}


@pytest.mark.parametrize(("statement", "imported", "more"), RUN_TIME.values(), ids=RUN_TIME)
def test_a_run_time_import_of_the_facade(statement, imported, more, lint):
    outcome = lint(
        {ORDERS: statement + domain("orders"), "shop/__init__.py": "from shop.facade import Shop\n"}
    )
    line = 2 if statement.startswith("try") else 1
    assert (outcome.code, outcome.broken) == (1, ["typing_only_facade"])
    assert outcome.details("typing_only_facade") == [
        ONE,
        f"{ORDERS}:{line}: shop.orders.orders_domain -> {imported}: orders domain imports the facade at run time{more}",
        TYPING,
    ]


@pytest.mark.parametrize("text", [function("from shop import Shop"), guarded("from shop.facade import Shop")])
def test_for_typing_and_inside_of_functions_the_facade_may_be_imported(text, lint):
    assert lint({ORDERS: text, "shop/__init__.py": "from shop.facade import Shop\n"}).code == 0


def test_why_and_what_to_do_are_said_at_the_end(lint):
    outcome = lint(
        {
            ORDERS: f"import shop.stock.stock_domain\n{domain('orders')}",
            "pyproject.toml": f'{CONFIG}because = "Each domain moves on its own."\n',
        },
        "domain_independence",
        broken_contract_guidance="Ask the shop's team.",
    )
    assert outcome.details("domain_independence")[-3:] == [
        INDEPENDENT,
        "Because: Each domain moves on its own.",
        "Ask the shop's team.",
    ]


BLOCKS = {
    "if": "if os.name:\n    {}",
    "else": "if os.name:\n    pass\nelse:\n    {}",
    "try": "try:\n    {}\nfinally:\n    pass",
    "except": "try:\n    pass\nexcept ImportError:\n    {}",
    "except, else": "try:\n    pass\nexcept ImportError:\n    pass\nelse:\n    {}",
    "finally": "try:\n    pass\nfinally:\n    {}",
    "with": "with open(os.devnull):\n    {}",
    "for, else": "for each in ():\n    pass\nelse:\n    {}",
    "case": "match os.name:\n    case _:\n        {}",
    "class": "class Orders:\n    {}",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_the_facade_is_imported_at_run_time_in_any_block(block, lint):
    name = "shop/orders/orders_domain.py"
    text = f"import os\n{block.format('from shop.facade import Shop')}\n"
    line = text.splitlines().index(next(each for each in text.splitlines() if "Shop" in each)) + 1
    outcome = lint({name: f"{text}class OrdersDomain:\n    pass\n"}, "typing_only_facade")
    assert outcome.details("typing_only_facade")[1] == (
        f"{name}:{line}: shop.orders.orders_domain -> shop.facade: orders domain imports the facade at run time"
    )


def test_two_domains_in_one_module_import_it_together(lint):
    changes = {
        "shop/facade.py": facade("orders", "stock").replace("shop.orders.orders", "shop.stock.stock"),
        "shop/stock/stock_domain.py": "import shop.facade\n"
        "class OrdersDomain:\n    pass\n\n\nclass StockDomain:\n    pass\n",
    }
    assert lint(changes, "typing_only_facade").details("typing_only_facade")[1] == (
        "shop/stock/stock_domain.py:1: shop.stock.stock_domain -> shop.facade: orders domain imports the facade at "
        "run time"
    )
