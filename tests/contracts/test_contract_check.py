"""The contracts as ``facadelint check`` runs them: the same findings as violations, without import-linter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from contract_shops import CONFIG, OPS, SHOP, domain

from facadelint.core.config import load_config
from facadelint.core.violation import Location
from facadelint.engine.run import check_paths
from facadelint.facademap.map import FacadeMap
from facadelint_contracts import graphs
from facadelint_contracts.check import RULES, contract_violations

ORDERS = "shop/orders/orders_domain.py"
OPS_FILE = "shop/orders/orders_ops.py"
STOCK = "from shop.stock.stock_domain import StockDomain\n"
HELPER = {
    ORDERS: f"from shop import helpers\n{domain('orders')}",
    "shop/billing/billing_domain.py": f"from shop import helpers\n{domain('billing')}",
    "shop/helpers.py": f"import os\n\n\ndef later():\n    {STOCK}",
}


@pytest.fixture
def check(write_project):
    """Write a shop with some files changed; gives what the contracts find besides the rules, or without them."""

    def run(changes, base=SHOP, *, rules=True):
        folder = write_project({**base, **changes})
        reported = check_paths([folder], cache=False).violations if rules else ()
        known = {(each.code, each.path, each.location.line) for each in reported}
        found = contract_violations(FacadeMap(load_config(folder / "pyproject.toml")))
        return [each for each in found if (each.code, each.path, each.location.line) not in known]

    return run


@pytest.fixture
def places(check, tmp_path):
    """The same as code, path and line."""

    def run(*args, **options):
        return [
            f"{each.code} {Path(each.path).relative_to(tmp_path).as_posix()}:{each.location.line}"
            for each in check(*args, **options)
        ]

    return run


def test_a_chain_stands_at_the_import_that_is_its_root_cause(check, tmp_path):
    [found] = check({**HELPER, "pyproject.toml": f'{CONFIG}because = "We want it so."\n'})
    assert found.code == "FAC351"
    assert found.rule == "domain-import-chain"
    assert found.path == str(tmp_path / "shop/helpers.py")
    assert found.location == Location(5, 5, 5, 52)
    assert found.message == (
        "billing domain reaches stock domain by a chain of imports (shop.billing.billing_domain -> shop.helpers -> "
        "shop.stock.stock_domain; 2 pairs of domains); call a public method of Shop instead"
    )
    assert (found.facade, found.domain) == ("shop.facade:Shop", "stock")
    assert (found.symbol, found.target) == ("shop.helpers", "shop.stock.stock_domain")
    assert found.because == "We want it so."


def test_one_pair_of_domains_is_not_counted(check):
    changes = {name: text for name, text in HELPER.items() if "billing" not in name}
    [found] = check(changes)
    assert found.message == (
        "orders domain reaches stock domain by a chain of imports (shop.orders.orders_domain -> shop.helpers -> "
        "shop.stock.stock_domain); call a public method of Shop instead"
    )


def test_a_direct_import_of_a_sibling_is_a_fac301_alone(places):
    assert places({ORDERS: f"{STOCK}{domain('orders')}"}) == []
    assert places({ORDERS: f"{STOCK}{domain('orders')}", "shop/web.py": STOCK}) == []


def test_so_is_one_through_a_package_that_re_exports_it(places):
    changes = {ORDERS: f"from shop import StockDomain\n{domain('orders')}", "shop/__init__.py": STOCK}
    assert places(changes) == []
    changes[ORDERS] = f"import shop\n{domain('orders')}"
    assert places(changes) == ["FAC351 shop/__init__.py:1"]


def test_one_through_a_package_that_comes_after_other_imports(places):
    changes = {
        ORDERS: f"import shop.helpers\nfrom shop.zoo import StockDomain\n{domain('orders')}",
        "shop/zoo/__init__.py": STOCK,
    }
    assert places(changes) == []


def test_a_shared_module_through_a_package_that_imports_a_domain_too(places):
    """What is imported is shared, and no FAC301; but whoever imports the package imports all that it does."""
    changes = {
        ORDERS: f"from shop import PIECE\n{domain('orders')}",
        "shop/__init__.py": f"from shop.stock.units import PIECE\n{STOCK}",
        "shop/stock/units.py": "PIECE = 1\n",
        "pyproject.toml": f'{CONFIG}shared = ["shop.stock.units"]\n',
    }
    assert places(changes) == ["FAC351 shop/__init__.py:2"]


LAYERS = {
    "imports its implementation (shop.orders.orders_implementation)": {
        OPS_FILE: f"from shop.orders import orders_implementation\n{OPS[OPS_FILE]}"
    },
    "reaches its implementation (shop.orders.orders_ops -> shop.orders.lines -> shop.orders.orders_implementation)": {
        OPS_FILE: f"from shop.orders import lines\n{OPS[OPS_FILE]}",
        "shop/orders/lines.py": "import shop.orders.orders_implementation\n",
    },
    "imports stock domain's implementation (shop.stock.stock_implementation)": {
        OPS_FILE: f"import shop.stock.stock_implementation\n{OPS[OPS_FILE]}"
    },
}


@pytest.mark.parametrize(("said", "changes"), LAYERS.items(), ids=["directly", "by a chain", "of a sibling"])
def test_what_is_said_of_a_wrapper_above_an_implementation(said, changes, check):
    [found] = [each for each in check(changes, OPS, rules=False) if each.code == "FAC414"]
    assert found.message == (
        f"the ops wrapper of orders domain {said}; move what both need into the wrapper or a module of its own"
    )


@pytest.mark.parametrize("imported", ["stock_implementation", "stock_ops"])
def test_what_an_implementation_imports_of_a_sibling_is_said_by_the_rules_alone(places, imported):
    name = "shop/orders/orders_implementation.py"
    changes = {name: f"import shop.stock.{imported}\n{OPS[name]}"}
    assert places(changes, OPS, rules=False) == []


def test_two_statements_on_one_line_are_one(check):
    [found] = check({**HELPER, "shop/helpers.py": f"import shop.stock.stock_domain; {STOCK}"})
    assert found.location == Location(1, 1, 1, 31)


def test_without_the_rules_each_contract_reports_under_its_code(places):
    changes = {
        "shop/web.py": STOCK,
        ORDERS: f"import shop.facade\n{domain('orders')}",
    }
    assert places(changes, rules=False) == ["FAC303 shop/orders/orders_domain.py:1", "FAC305 shop/web.py:1"]
    assert places(changes) == []


def test_imports_from_outside_and_from_within_the_domain(places):
    changes = {"shop/stock/counts.py": STOCK, "shop/web.py": STOCK, "shop/zoo.py": STOCK}
    assert places(changes, rules=False) == ["FAC305 shop/web.py:1", "FAC305 shop/zoo.py:1"]


def test_every_statement_of_an_import_is_reported(places):
    changes = {**HELPER, "shop/helpers.py": f"{STOCK}\n\ndef later():\n    {STOCK}"}
    assert places(changes) == ["FAC351 shop/helpers.py:1", "FAC351 shop/helpers.py:5"]


def test_layers(places):
    name = "shop/orders/orders_ops.py"
    changes = {
        name: f"from shop.orders import lines\n{OPS[name]}",
        "shop/orders/lines.py": "import shop.orders.orders_implementation\n",
    }
    assert places(changes, OPS) == [f"FAC414 {name}:1"]
    assert places({}, OPS) == []


def test_the_names_are_those_of_the_rules():
    assert RULES == {
        "FAC351": "domain-import-chain",
        "FAC305": "facade-bypass",
        "FAC303": "runtime-facade-import",
        "FAC414": "ops-layers",
    }


def test_what_is_excluded_is_not_reported(places):
    config = f'[tool.facadelint]\nexclude = ["shop/helpers.py"]\n{CONFIG}'
    assert places({**HELPER, "pyproject.toml": config}) == [
        "FAC351 shop/billing/billing_domain.py:1",
        "FAC351 shop/orders/orders_domain.py:1",
    ]


def test_a_facade_without_domains_is_passed_over(places):
    changes = {
        "shop/facade.py": "class Shop:\n    def sell(self):\n        return 1\n",
        "pyproject.toml": f'{CONFIG}plan = {{ sales = ["sell"] }}\n',
    }
    assert places(changes) == []


# What the graph is made of


@pytest.fixture
def built(monkeypatch):
    """The packages that a graph was built of, a list for each time."""
    times = []
    original = graphs.build_graph

    def build(packages, *rest):
        times.append(sorted(packages))
        return original(packages, *rest)

    monkeypatch.setattr("facadelint_contracts.check.build_graph", build)
    return times


FORMS = {
    "of the module": "import shop.stock.stock_domain as s",
    "of the package": "from shop import stock",
    "of all": "from shop.stock import *",
    "relative": "from .stock import stock_domain",
    "relative, of the package": "from . import stock",
    "over several lines": "from shop.stock import (  # and more\n    stock_domain,\n)",
    "behind another": "import os, shop.stock",
    "of the package, behind a comment": "from shop import (  # and (more\n    stock,\n)",
}


@pytest.mark.parametrize("statement", FORMS.values(), ids=FORMS)
def test_the_text_tells_any_form_of_import(statement, places):
    assert places({**HELPER, "shop/helpers.py": f"{statement}\n"}) == ["FAC351 shop/helpers.py:1"]


def test_an_import_that_grimp_alone_sees_is_reported_with_its_line(check, monkeypatch):
    original = graphs.build_graph

    def build(*args):
        graph = original(*args)
        graph.add_import(importer="shop.web", imported="shop.stock", line_number=2, line_contents="?")
        return graph

    monkeypatch.setattr("facadelint_contracts.check.build_graph", build)
    [found] = check({"shop/web.py": f"{STOCK}x = 1\n"})
    assert (found.code, found.location) == ("FAC305", Location(2, 1, 2, 6))


def test_a_clean_project_needs_no_graph(places, built):
    assert places({"tests/__init__.py": "", "tests/test_shop.py": STOCK}) == []
    assert built == []


def test_one_in_which_something_imports_a_domain_does(places, built):
    assert places({"shop/web.py": STOCK}) == []
    assert built == [["shop"]]


def test_a_chain_through_another_package_and_through_a_single_module(places, built):
    changes = {
        ORDERS: f"import warehouse.main\n{domain('orders')}",
        "warehouse/__init__.py": "",
        "warehouse/main.py": "import tools, build, env\n",
        "tools.py": STOCK,
        "env/pyvenv.cfg": "",
        "other/__init__.py": "",
        "build/lib/shop.py": "",
    }
    assert places(changes) == ["FAC351 tools.py:1"]
    assert built == [["shop", "tools", "warehouse"]]


def test_a_chain_through_the_package_around_facade_and_domains(places, built):
    files = {
        name.replace("shop/", "shop/core/"): text.replace("shop.", "shop.core.")
        for name, text in SHOP.items()
    }
    changes = {
        "shop/__init__.py": "",
        "shop/helpers.py": STOCK.replace("shop", "shop.core"),
        "shop/core/orders/orders_domain.py": f"import shop.helpers\n{domain('orders')}",
    }
    assert places(changes, files) == ["FAC351 shop/helpers.py:1"]
    assert built == [["shop"]]


def test_a_domain_in_folders_without_init(places):
    files = {name: text for name, text in SHOP.items() if name != "shop/stock/__init__.py"}
    assert places(HELPER, files) == ["FAC351 shop/helpers.py:5"]


def test_no_folder_has_an_init(places, built):
    files = {name: text for name, text in SHOP.items() if not name.endswith("__init__.py")}
    assert places(HELPER, files) == ["FAC351 shop/helpers.py:5"]
    assert built == [["shop"]]


def test_a_namespace_leaves_nothing_behind(places, built):
    files = {
        f"company/{name}": text.replace("shop.", "company.shop.")
        for name, text in SHOP.items()
        if "/" in name
    }
    changes = {
        f"company/{name}": text.replace("from shop", "from company.shop") for name, text in HELPER.items()
    }
    changes["pyproject.toml"] = CONFIG.replace("shop.", "company.shop.")
    assert places(changes, files) == ["FAC351 company/shop/helpers.py:5"]
    assert built == [["company.shop"]]
    assert "company" not in sys.modules


def test_a_file_that_does_not_parse_hides_nothing_else(places):
    assert places({**HELPER, "shop/old.py": "def (:\n"}) == ["FAC351 shop/helpers.py:5"]


def test_a_file_that_does_not_parse_is_not_blamed(places):
    """Python 2 is enough for grimp to see an import; ``check`` reports the file as one that it cannot read."""
    assert places({**HELPER, "shop/helpers.py": f"print 'hello'\n{STOCK}"}) == []


def test_nor_does_one_that_cannot_be_decoded(places, write_project):
    (write_project({"shop/__init__.py": ""}) / "shop/old.py").write_bytes(b"name = '\xe9'\n")
    assert places(HELPER) == ["FAC351 shop/helpers.py:5"]


def test_a_package_that_is_called_like_one_that_is_loaded(places):
    """grimp asks Python where a package is, and Python knows the loaded one."""
    files = {
        name.replace("shop/", "pytest/"): text.replace("shop.", "pytest.") for name, text in SHOP.items()
    }
    changes = {
        name.replace("shop/", "pytest/"): text.replace("shop.", "pytest.").replace("from shop", "from pytest")
        for name, text in HELPER.items()
    }
    assert places(changes, files) == ["FAC351 pytest/helpers.py:5"]


def test_a_package_of_which_python_does_not_know_where_it_is(places, monkeypatch):
    monkeypatch.setitem(sys.modules, "shop", ModuleType("shop"))
    assert places(HELPER) == ["FAC351 shop/helpers.py:5"]


def test_the_import_path_is_as_it_was(places):
    before = list(sys.path)
    places(HELPER)
    assert sys.path == before


def test_import_linter_is_not_loaded(write_project):
    folder = write_project({**SHOP, **HELPER})
    program = (
        "import sys; from pathlib import Path; from facadelint.core.config import load_config\n"
        "from facadelint.facademap.map import FacadeMap; from facadelint_contracts.check import contract_violations\n"
        "print(len(contract_violations(FacadeMap(load_config(Path('pyproject.toml'))))))\n"
        "print(sorted({'importlinter', 'rich', 'click'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert result.stdout == "2\n[]\n"


def test_a_facade_beside_the_packages_that_imports_nothing(check):
    """grimp reads packages alone: such a facade is in the graph only because it is one."""
    [found] = check(
        {
            "app.py": "class Shop: ...\n",
            "pyproject.toml": '[[tool.facadelint.facades]]\nclass = "app:Shop"\ndomains = ["shop.*.*_domain"]\n',
            "shop/facade.py": "",
            "shop/helpers.py": STOCK,
        },
        rules=False,
    )
    assert (found.code, found.location.line) == ("FAC305", 1)
    assert found.message.startswith("shop.helpers imports stock_domain domain")
