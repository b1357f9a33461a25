"""The ways to write a contract down, and the surroundings in which it has to work."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, OPS, SHOP, domain, facade
from lint_runs import PATHS, SHORT_PATHS, TYPES, importlinter, run

ALL_KEPT = dict.fromkeys(TYPES, True)


def pyproject(paths: dict[str, str]) -> str:
    types = ", ".join(f'"{name}: {path}"' for name, path in paths.items())
    contracts = "".join(
        f'\n[[tool.importlinter.contracts]]\nname = "{name}"\ntype = "{type_}"\n'
        for type_, name in TYPES.items()
    )
    return f'[tool.importlinter]\nroot_package = "shop"\ncontract_types = [{types}]\n{contracts}'


def test_a_clean_project_keeps_all(lint):
    outcome = lint()
    assert (outcome.code, outcome.kept) == (0, ALL_KEPT)
    assert "Contracts: 4 kept, 0 broken." in outcome.text


def test_so_does_one_with_ops_wrappers(lint):
    outcome = lint(base=OPS)
    assert (outcome.code, outcome.kept) == (0, ALL_KEPT)
    assert "warning" not in outcome.text


def test_without_wrappers_it_is_said_that_there_are_no_layers(lint):
    text = lint().text
    assert "Ops have layers KEPT (1 warning)" in text
    assert "- shop.facade:Shop has no ops wrapper: there are no layers to look at.\n" in text


@pytest.mark.parametrize("paths", [PATHS, SHORT_PATHS], ids=["long", "short"])
def test_in_pyproject(paths, write_project):
    folder = write_project({**SHOP, "pyproject.toml": CONFIG + pyproject(paths)})
    outcome = run(folder)
    assert (outcome.code, outcome.kept) == (0, ALL_KEPT)


def test_in_pyproject_a_violation_is_found_and_options_are_read(write_project):
    contracts = pyproject(SHORT_PATHS).replace(
        'type = "domain_independence"\n',
        'type = "domain_independence"\nfacade = "shop.facade:Shop"\nshared = ["shop.helpers"]\n'
        'ignore_imports = ["shop.orders.* -> shop.stock.*"]\n',
    )
    folder = write_project(
        {
            **SHOP,
            "pyproject.toml": contracts,
            "shop/orders/orders_domain.py": "from shop.stock import stock_domain\nfrom shop.billing import billing_domain\n",
            "facadelint.toml": '[[facades]]\nclass = "shop.facade:Shop"\ndomains = ["shop.orders.*"]\n',
        }
    )
    outcome = run(folder)
    assert outcome.broken == ["domain_independence"]
    assert "Domains are independent BROKEN (1 ignored import)" in outcome.text
    assert outcome.details("domain_independence")[1:3] == [
        "shop/orders/orders_domain.py:2: shop.orders.orders_domain -> shop.billing.billing_domain: breaks 1 pair",
        "    orders -> billing",
    ]


def test_the_facade_may_stand_in_the_contract_alone(lint):
    outcome = lint({"pyproject.toml": ""}, facade="shop.facade:Shop")
    assert (outcome.code, outcome.kept) == (0, ALL_KEPT)


def test_below_src(write_project):
    files = {f"src/{name}": text for name, text in SHOP.items() if name.startswith("shop/")}
    folder = write_project(
        {**files, "pyproject.toml": "", ".importlinter": importlinter(facade="shop.facade:Shop")}
    )
    assert run(folder, PYTHONPATH=f"{folder}/src").kept == ALL_KEPT


@pytest.mark.parametrize("name", ["contracts", "lint_rules"])
def test_a_package_of_the_user_s_that_is_called_like_a_folder_of_ours(name, write_project):
    files = {
        file.replace("shop/", f"{name}/"): text.replace("shop.", f"{name}.") for file, text in SHOP.items()
    }
    files[f"{name}/orders/orders_domain.py"] = f"import {name}.stock.stock_domain\n"
    files["pyproject.toml"] = (
        f'[[tool.facadelint.facades]]\nclass = "{name}.facade:Shop"\ndomains = ["{name}.orders.*"]\n'
    )
    folder = write_project({**files, ".importlinter": importlinter(root=name)})
    outcome = run(folder)
    assert outcome.broken == ["domain_independence"]
    assert (
        f"{name}/orders/orders_domain.py:1: {name}.orders.orders_domain -> {name}.stock.stock_domain"
        in outcome.text
    )


def test_every_facade_is_covered(lint):
    files = {
        "shop/kiosk.py": "from functools import cached_property\n\n\nclass Kiosk:\n"
        "    @cached_property\n    def _news_domain(self):\n"
        "        from shop.news.news_domain import NewsDomain\n\n        return NewsDomain(self)\n\n"
        "    @cached_property\n    def _sweets_domain(self):\n"
        "        from shop.sweets.sweets_domain import SweetsDomain\n\n        return SweetsDomain(self)\n\n"
        "    def both(self):\n        return self._news_domain.a(), self._sweets_domain.a()\n",
        "shop/news/__init__.py": "",
        "shop/news/news_domain.py": "import shop.sweets.sweets_domain\n\n\nclass NewsDomain:\n    pass\n",
        "shop/sweets/__init__.py": "",
        "shop/sweets/sweets_domain.py": "class SweetsDomain:\n    pass\n",
        "pyproject.toml": f'{CONFIG}because = "we want it so"\n[[tool.facadelint.facades]]\nclass = "shop.kiosk:Kiosk"\n',
    }
    outcome = lint(files, "domain_independence")
    assert outcome.details("domain_independence")[:2] == [
        "shop.kiosk:Kiosk: 1 import breaks 1 of 2 pairs of domains",
        "shop/news/news_domain.py:1: shop.news.news_domain -> shop.sweets.sweets_domain: breaks 1 pair",
    ]
    assert lint(files, "domain_independence", facade="shop.facade:Shop").kept == {"domain_independence": True}


def test_verbose_says_what_is_covered(write_project):
    folder = write_project({**SHOP, ".importlinter": importlinter("domain_independence")})
    assert "shop.facade:Shop: 3 domains (orders, stock, billing).\n" in run(folder, "--verbose").text


def test_one_domain_is_not_several(write_project):
    folder = write_project(
        {**SHOP, "shop/facade.py": facade("stock"), ".importlinter": importlinter("domain_independence")}
    )
    assert "shop.facade:Shop: 1 domain (stock).\n" in run(folder, "--verbose").text


def test_a_facade_without_layers_comes_before_one_whose_layers_are_broken(lint):
    name = "shop/orders/orders_ops.py"
    files = {
        "shop/kiosk.py": facade("news").replace("Shop", "Kiosk"),
        "shop/news/__init__.py": "",
        "shop/news/news_domain.py": domain("news"),
        "pyproject.toml": CONFIG.replace("facade:Shop", "kiosk:Kiosk") + CONFIG,
        name: f"from shop.orders import orders_implementation\n{OPS[name]}",
    }
    outcome = lint(files, "ops_layers", base=OPS)
    assert outcome.details("ops_layers")[0] == "shop.facade:Shop: 1 import breaks this contract"


def test_the_baseline_is_not_the_contracts_business(lint):
    config = f'[tool.facadelint]\nbaseline = "not-written-yet.json"\n{CONFIG}'
    assert lint({"pyproject.toml": config}).kept == ALL_KEPT


def test_a_facade_that_is_only_planned_is_a_warning_beside_one_that_has_domains(lint):
    files = {
        "shop/kiosk.py": "class Kiosk:\n    def sell(self):\n        return 1\n",
        "pyproject.toml": f'{CONFIG}[[tool.facadelint.facades]]\nclass = "shop.kiosk:Kiosk"\nplan = {{ news = ["sell"] }}\n',
    }
    text = lint(files, "facade_gateway").text
    assert "The facade is the gateway KEPT (1 warning)" in text
    assert "- shop.kiosk:Kiosk has no domain yet, only a plan: this contract saw" in text
