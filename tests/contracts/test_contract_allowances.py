"""What may be imported all the same: for typing, shared modules, tests, importers, ignored imports."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, SHOP, domain

ORDERS = "shop/orders/orders_domain.py"
BILLING = "shop/billing/billing_domain.py"
INDEPENDENCE = "domain_independence"
STOCK = "from shop.stock.stock_domain import StockDomain\n"


def guarded(
    statement: str, guard: str = "if TYPE_CHECKING:", before: str = "from typing import TYPE_CHECKING"
) -> str:
    return f"{before}\n\n{guard}\n    {statement}\n{domain('orders')}"


@pytest.fixture
def broken_by(lint):
    """Lint with one contract type; gives the imports that break it."""

    def run(changes, name=INDEPENDENCE, **options):
        outcome = lint(changes, name, **options)
        assert "could not be checked" not in outcome.text
        assert outcome.code == (1 if outcome.broken else 0)
        return [line.rpartition(": ")[0] for line in outcome.details(name) if line.startswith("shop/")]

    return run


GUARDS = {
    "plain": ("if TYPE_CHECKING:", "from typing import TYPE_CHECKING"),
    "of the module": ("if typing.TYPE_CHECKING:", "import typing"),
    "of the module under an alias": ("if t.TYPE_CHECKING:", "import typing as t"),
    "under an alias, which grimp misses": ("if TC:", "from typing import TYPE_CHECKING as TC"),
    "if False, which grimp misses": ("if False:", ""),
}


@pytest.mark.parametrize(("guard", "before"), GUARDS.values(), ids=GUARDS)
def test_imports_for_typing_only_where_they_are_allowed(guard, before, broken_by):
    changes = {ORDERS: guarded(STOCK.strip(), guard, before)}
    assert len(broken_by(changes)) == 1
    assert broken_by(changes, typing_imports="allow") == []


@pytest.mark.parametrize("guard", ["if not TYPE_CHECKING:", "if TYPE_CHECKING or True:", "if 1:"])
def test_imports_that_do_run_are_not_for_typing(guard, broken_by):
    assert broken_by({ORDERS: guarded(STOCK.strip(), guard)}, typing_imports="allow") == [
        f"{ORDERS}:4: shop.orders.orders_domain -> shop.stock.stock_domain"
    ]


def test_the_configuration_allows_typing_too(broken_by):
    changes = {ORDERS: guarded(STOCK.strip()), "pyproject.toml": f'{CONFIG}typing-imports = "allow"\n'}
    assert broken_by(changes) == []
    assert len(broken_by(changes, typing_imports="forbid")) == 1


def test_the_line_that_runs_is_the_one_that_is_shown(broken_by):
    changes = {ORDERS: f"{guarded(STOCK.strip())}\n    def later(self):\n        {STOCK}"}
    assert broken_by(changes) == [
        f"{ORDERS}:4: shop.orders.orders_domain -> shop.stock.stock_domain (also line 19)"
    ]
    assert broken_by(changes, typing_imports="allow") == [
        f"{ORDERS}:19: shop.orders.orders_domain -> shop.stock.stock_domain"
    ]


def test_a_chain_is_cut_by_any_import_for_typing(broken_by):
    changes = {
        ORDERS: f"import shop.far\n{domain('orders')}",
        "shop/far.py": guarded("import shop.helpers"),
        "shop/helpers.py": STOCK,
    }
    chain = ["shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain"]
    assert broken_by(changes) == chain
    assert broken_by(changes, typing_imports="allow") == []
    changes[BILLING] = f"import shop.helpers\n{domain('billing')}"
    assert broken_by(changes, typing_imports="allow") == chain


def test_a_graph_without_imports_for_typing_is_not_taken_for_the_whole(broken_by):
    """import-linter was told to leave them out, the contract was not."""
    changes = {ORDERS: guarded(STOCK.strip())}
    options = {"session": "exclude_type_checking_imports = True"}
    assert broken_by(changes, **options) == [
        f"{ORDERS}:4: shop.orders.orders_domain -> shop.stock.stock_domain"
    ]
    assert broken_by(changes, **options, typing_imports="allow") == []


def test_so_it_is_for_every_contract_of_a_run(lint):
    changes = {ORDERS: guarded(STOCK.strip()), "shop/web.py": guarded(STOCK.strip())}
    outcome = lint(changes, session="exclude_type_checking_imports = True\ninclude_external_packages = True")
    assert outcome.broken == [INDEPENDENCE, "facade_gateway"]


def test_a_chain_may_branch_and_meet_again(broken_by):
    changes = {
        ORDERS: f"import shop.far\n{domain('orders')}",
        "shop/far.py": "import shop.left\nimport shop.right\n",
        "shop/left.py": "import shop.helpers\n",
        "shop/right.py": "import shop.helpers\n",
        "shop/helpers.py": STOCK,
    }
    assert broken_by(changes, typing_imports="allow") == [
        "shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain"
    ]


def test_shared_modules_may_be_imported(broken_by):
    changes = {
        ORDERS: f"from shop.stock import units\n{domain('orders')}",
        "shop/web.py": "from shop.stock.units import PIECE\n",
        "shop/stock/units.py": 'PIECE = "piece"\n',
    }
    assert len(broken_by(changes)) == 1
    for name in (INDEPENDENCE, "facade_gateway"):
        assert broken_by(changes, name, shared="shop.stock.units") == []
        assert broken_by({**changes, "pyproject.toml": f'{CONFIG}shared = ["shop.*.units"]\n'}, name) == []


def test_a_shared_module_may_lie_in_no_package(broken_by):
    changes = {ORDERS: f"import tools\n{domain('orders')}", "tools.py": ""}
    assert broken_by(changes, shared="tools") == []


def test_a_glob_of_shared_modules_need_not_name_the_package(broken_by):
    changes = {
        ORDERS: f"from shop.stock import units\n{domain('orders')}",
        "shop/stock/units.py": "",
    }
    assert broken_by(changes, shared="**.units") == []


def test_a_shared_module_must_lead_to_no_domain_not_even_its_own(broken_by):
    changes = {
        ORDERS: f"from shop.stock import units\n{domain('orders')}",
        "shop/stock/units.py": STOCK,
    }
    assert broken_by(changes, shared="shop.stock.units") == [
        "shop/stock/units.py:1: shop.stock.units -> shop.stock.stock_domain"
    ]


def test_tests_may_import_domains(broken_by):
    changes = {
        "shop/tests/__init__.py": "",
        "shop/tests/test_all.py": f"{STOCK}from shop.orders.orders_domain import OrdersDomain\n",
        "shop/orders/test_orders.py": STOCK,
        "shop/orders/conftest.py": "import shop.facade\n",
    }
    for name in (INDEPENDENCE, "facade_gateway", "typing_only_facade"):
        assert broken_by(changes, name) == []


def test_but_a_domain_reaches_nothing_through_them(broken_by):
    changes = {
        ORDERS: f"from shop import helpers\n{domain('orders')}",
        "shop/helpers.py": "from shop.tests import conftest\n",
        "shop/tests/__init__.py": "",
        "shop/tests/conftest.py": "from shop.tests import stocks\n",
        "shop/tests/stocks.py": STOCK,
    }
    assert broken_by(changes) == ["shop/helpers.py:1: shop.helpers -> shop.tests.conftest"]


def test_the_chain_through_a_test_is_shown_to_its_end(lint):
    changes = {
        ORDERS: f"import shop.tests.stocks\n{domain('orders')}",
        "shop/tests/__init__.py": "",
        "shop/tests/stocks.py": f"import shop.helpers\n{STOCK}",
    }
    assert lint(changes).details(INDEPENDENCE)[1:5] == [
        f"{ORDERS}:1: shop.orders.orders_domain -> shop.tests.stocks: breaks 1 pair",
        "    orders -> stock",
        f"    {ORDERS}:1: shop.orders.orders_domain -> shop.tests.stocks",
        "    shop/tests/stocks.py:2: shop.tests.stocks -> shop.stock.stock_domain",
    ]


def test_importers_and_excluded_code_may_import_domains(broken_by):
    changes = {"shop/cli.py": STOCK, "shop/generated/__init__.py": "", "shop/generated/code.py": STOCK}
    assert len(broken_by(changes, "facade_gateway")) == 2
    config = f'[tool.facadelint]\nexclude = ["shop/generated"]\n{CONFIG}importers = ["shop.cli"]\n'
    assert broken_by({**changes, "pyproject.toml": config}, "facade_gateway") == []


def test_ignored_imports(lint):
    changes = {ORDERS: f"{STOCK}import shop.facade\n{domain('orders')}", "shop/web.py": STOCK}
    ignored = "\n    shop.*.orders_domain -> shop.**\n    shop.web -> shop.stock.stock_domain"
    outcome = lint(
        changes, "domain_independence", "facade_gateway", "typing_only_facade", ignore_imports=ignored
    )
    assert outcome.code == 0
    assert outcome.text.count("KEPT (3 ignored imports)") == 3


SKIPPED = {
    "imported as a name": "from shop.scripts import tool",
    "imported as a module": "import shop.scripts.tool",
    "something of it is imported": "from shop.scripts.tool import StockDomain",
    "imported inside of a function": "def later():\n    from .scripts import tool",
}


@pytest.mark.parametrize("statement", SKIPPED.values(), ids=SKIPPED)
def test_a_chain_through_a_folder_without_init_which_grimp_skips(statement, broken_by):
    changes = {
        ORDERS: f"import shop.helpers\n{domain('orders')}",
        "shop/helpers.py": f"{statement}\n",
        "shop/scripts/tool.py": f"# skipped\n{STOCK}",
        "shop/scripts/other.py": "import os\n",
    }
    found = ["shop/scripts/tool.py:2: shop.scripts.tool -> shop.stock.stock_domain"]
    assert broken_by(changes) == found
    assert broken_by(changes, "facade_gateway") == found


def test_a_chain_through_a_linked_folder(lint, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "shop" / "scripts").symlink_to(tmp_path / "scripts")
    changes = {ORDERS: f"import shop.scripts.tool\n{domain('orders')}", "scripts/tool.py": STOCK}
    assert lint(changes, INDEPENDENCE).details(INDEPENDENCE)[1] == (
        "shop/scripts/tool.py:1: shop.scripts.tool -> shop.stock.stock_domain: breaks 1 pair"
    )


def test_beside_packages_from_elsewhere(broken_by):
    changes = {
        ORDERS: f"import shop.helpers\n{domain('orders')}",
        "shop/helpers.py": "import os\nfrom shop.scripts import tool\n",
        "shop/scripts/tool.py": STOCK,
    }
    assert broken_by(changes, session="include_external_packages = True") == [
        "shop/scripts/tool.py:1: shop.scripts.tool -> shop.stock.stock_domain"
    ]


def test_a_skipped_file_may_import_what_is_shared(broken_by):
    """The package around it is the domain's, and is not what is imported."""
    changes = {
        ORDERS: f"import shop.helpers\n{domain('orders')}",
        "shop/helpers.py": "from shop.scripts import tool\n",
        "shop/scripts/tool.py": "from shop.stock import units\n",
        "shop/stock/units.py": "",
    }
    assert len(broken_by(changes)) == 1
    assert broken_by(changes, shared="shop.stock.units") == []


def test_skipped_files_that_lead_to_no_domain(lint):
    assert lint({"shop/scripts/tool.py": "import shop.facade\n"}).code == 0


def test_a_chain_from_one_skipped_file_to_another(broken_by):
    changes = {
        ORDERS: f"from shop.scripts.tool import x\n{domain('orders')}",
        "shop/scripts/tool.py": "from .more import stocks\n",
        "shop/scripts/more/stocks.py": "from shop.helpers import StockDomain\n",
        "shop/helpers.py": STOCK,
    }
    assert broken_by(changes) == ["shop/helpers.py:1: shop.helpers -> shop.stock.stock_domain"]


def test_what_a_chain_meets_first_is_where_it_ends(broken_by):
    """What the sibling imports in turn is the sibling's own doing."""
    changes = {
        ORDERS: f"import shop.helpers\n{domain('orders')}",
        "shop/helpers.py": "import shop.billing.billing_domain\n",
        BILLING: f"import shop.stock.stock_domain\n{domain('billing')}",
    }
    assert broken_by(changes) == [
        f"{BILLING}:1: shop.billing.billing_domain -> shop.stock.stock_domain",
        "shop/helpers.py:1: shop.helpers -> shop.billing.billing_domain",
    ]


def test_more_helpers_than_domains(broken_by):
    changes = {f"shop/helper{number}.py": STOCK for number in range(5)}
    changes[ORDERS] = "".join(f"import shop.helper{number}\n" for number in range(4)) + domain("orders")
    assert broken_by(changes) == [
        f"shop/helper{number}.py:1: shop.helper{number} -> shop.stock.stock_domain" for number in range(4)
    ]


def test_two_domains_in_one_module(broken_by):
    """The module is theirs together; what an import of it reaches is said by the names."""
    both = f"{domain('stock')}\n\n{domain('billing')}\nLIMIT = 3\n".replace(
        "from typing import TYPE_CHECKING\n", "", 1
    )
    files = {
        "shop/facade.py": SHOP["shop/facade.py"].replace(
            "shop.billing.billing_domain", "shop.stock.stock_domain"
        ),
        "shop/stock/stock_domain.py": f"from typing import TYPE_CHECKING\n{both}",
    }
    for statement, count in (("import LIMIT", 0), ("import BillingDomain", 1)):
        text = f"from shop.stock.stock_domain {statement}\n"
        assert len(broken_by({**files, ORDERS: text + domain("orders")})) == count
        assert len(broken_by({**files, "shop/web.py": text}, "facade_gateway")) == count


def test_a_domain_in_the_module_of_the_facade(broken_by):
    accessor = "        from shop.stock.stock_domain import StockDomain\n\n"
    files = {"shop/facade.py": f"{domain('stock')}\n\n{SHOP['shop/facade.py'].replace(accessor, '')}"}
    text = "from shop.facade import StockDomain\n"
    assert len(broken_by({**files, ORDERS: guarded(text.strip())})) == 1
    assert broken_by({**files, ORDERS: guarded("from shop.facade import Shop")}) == []
    assert len(broken_by({**files, "shop/web.py": text}, "facade_gateway")) == 1
    assert broken_by({**files, "shop/web.py": "from shop.facade import Shop\n"}, "facade_gateway") == []


MIXINS = {
    "shop/__init__.py": "",
    "shop/facade.py": "from shop.orders import OrdersMixin\nfrom shop.stock import StockMixin\n\n\n"
    "class Shop(OrdersMixin, StockMixin):\n    pass\n",
    "shop/orders.py": "class OrdersMixin:\n    def total(self):\n        return 1\n",
    "shop/stock.py": "class StockMixin:\n    def count(self):\n        return 1\n",
    "pyproject.toml": CONFIG,
}


def test_mixins_are_domains_that_anybody_may_import(lint):
    changes = {"shop/web.py": "from shop.stock import StockMixin\nimport shop.facade\n"}
    assert lint(changes, base=MIXINS).code == 0
    changes["shop/orders.py"] = f"import shop.helpers\n{MIXINS['shop/orders.py']}"
    changes["shop/helpers.py"] = "from shop.stock import StockMixin\n"
    outcome = lint(changes, base=MIXINS)
    assert outcome.broken == [INDEPENDENCE]
    assert outcome.details(INDEPENDENCE)[:2] == [
        "shop.facade:Shop: 1 import breaks 1 of 2 pairs of domains",
        "shop/helpers.py:1: shop.helpers -> shop.stock: breaks 1 pair",
    ]
