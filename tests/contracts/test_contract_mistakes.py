"""A contract that cannot look at what it is about never says KEPT; it says what is missing and what to do."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, SHOP, facade
from grimp import ImportGraph
from lint_runs import TYPES, importlinter, mistaken, run

from facadelint.core.config import load_config
from facadelint.facademap.map import FacadeMap
from facadelint_contracts.presence import problems
from facadelint_contracts.territory import Territory

COULD_NOT = "This contract could not be checked:"


def without(name: str) -> dict[str, str]:
    return {file: text for file, text in SHOP.items() if file != name}


@pytest.fixture
def refusals(write_project):
    """Lint a project with all four contracts; gives why they could not be checked, which all of them must say."""

    def lint(files: dict[str, str], **options: str) -> list[str]:
        folder = write_project({".importlinter": importlinter(**options), **files})
        outcome = run(folder)
        assert (outcome.code, outcome.broken) == (1, list(TYPES))
        said = {tuple(outcome.details(name)) for name in TYPES}
        [lines] = said
        assert lines[0] == COULD_NOT
        return [line.replace(str(folder), "FOLDER") for line in lines[1:]]

    return lint


def test_no_facade_anywhere(refusals):
    assert refusals({**SHOP, "pyproject.toml": ""}) == [
        (
            "- No facade is configured for FOLDER, and the contract names none. Give it the option facade = "
            'package.module:Class, or add [[tool.facadelint.facades]] with class = "package.module:Class" to a '
            "pyproject.toml."
        )
    ]


def test_a_package_that_import_linter_does_not_read(refusals):
    config = importlinter(root="other")
    assert refusals({**SHOP, "other/__init__.py": "", ".importlinter": config}) == [
        (
            "- shop.facade (the facade Shop), shop.orders (orders domain), shop.orders.orders_domain (orders domain) "
            "and 4 more are not in the import graph: root_packages has only other. Add shop to root_packages."
        )
    ]


def test_three_modules_are_all_named(refusals):
    files = {**SHOP, "other/__init__.py": "", ".importlinter": importlinter(root="other")}
    files = {name: text for name, text in files.items() if not name.startswith("shop/billing")}
    files["shop/facade.py"] = facade("stock")
    assert refusals(files) == [
        (
            "- shop.facade (the facade Shop), shop.stock (stock domain), shop.stock.stock_domain (stock domain) are "
            "not in the import graph: root_packages has only other. Add shop to root_packages."
        )
    ]


def test_a_facade_that_is_a_single_module(refusals):
    facade = SHOP["shop/facade.py"]
    files = {**without("shop/facade.py"), "front.py": facade}
    files["pyproject.toml"] = '[[tool.facadelint.facades]]\nclass = "front:Shop"\n'
    assert refusals(files) == [
        (
            "- front (the facade Shop) is not in the import graph: import-linter reads only packages, and front is a "
            "single module. Move it into a package."
        )
    ]


def test_a_domain_that_is_an_external_package_to_import_linter(refusals):
    files = {**SHOP, "stock.py": SHOP["shop/stock/stock_domain.py"]}
    files["shop/facade.py"] = SHOP["shop/facade.py"].replace("shop.stock.stock_domain", "stock")
    files[".importlinter"] = importlinter(session="include_external_packages = True")
    assert refusals(files) == [
        (
            "- stock (stock domain) is not in the import graph: import-linter reads only packages, and stock is a "
            "single module. Move it into a package."
        )
    ]


def test_a_domain_in_a_folder_without_init(refusals):
    assert refusals(without("shop/stock/__init__.py")) == [
        (
            "- shop.stock.stock_domain (stock domain) is not in the import graph: the folder shop/stock has no "
            "__init__.py, so import-linter leaves it out. Add one to it."
        )
    ]


def test_a_domain_in_one_folder_without_init_in_another(refusals):
    files = without("shop/stock/__init__.py")
    files["shop/stock/counts/stock_domain.py"] = files.pop("shop/stock/stock_domain.py")
    files["shop/facade.py"] = files["shop/facade.py"].replace("stock.stock", "stock.counts.stock")
    assert refusals(files) == [
        (
            "- shop.stock.counts.stock_domain (stock domain) is not in the import graph: the folder shop/stock has no "
            "__init__.py, so import-linter leaves it out. Add one to it."
        )
    ]


def test_a_file_of_a_domain_in_a_folder_without_init(refusals):
    assert refusals({**SHOP, "shop/stock/reports/monthly.py": "", "shop/stock/tests/test_it.py": ""}) == [
        (
            "- shop.stock.reports.monthly (stock domain) is not in the import graph: the folder shop/stock/reports "
            "has no __init__.py, so import-linter leaves it out. Add one to it."
        )
    ]


def of_graph(write_project, last):
    """The problems of a namespace package, one folder of which has an ``__init__``, where the graph has few modules."""
    files = {
        name: text
        for name, text in SHOP.items()
        if name == "shop/stock/__init__.py" or "__init__" not in name
    }
    settings = load_config(write_project(files) / "pyproject.toml")
    facade_map = FacadeMap(settings)
    graph = ImportGraph()
    for module in ("shop.facade", "shop.orders.orders_domain", "shop.stock", last):
        graph.add_module(module)
    territory = Territory(facade_map.facades[0], settings, facade_map.finder)
    return problems(territory, graph, facade_map.finder, ["shop"])


def test_a_domain_that_grimp_takes_for_a_part_of_another(write_project):
    """In a namespace package it may pass over ``shop/stock2`` because of ``shop/stock``; that depends on the disk."""
    assert of_graph(write_project, "shop.stock.stock_domain") == [
        (
            "shop.billing.billing_domain (billing domain) is not in the import graph: the folder shop/billing has no "
            "__init__.py, so import-linter leaves it out. Add one to it."
        )
    ]


def test_a_module_that_is_missing_below_a_folder_without_init(write_project):
    """The one folder that has an ``__init__.py`` is not the one to blame."""
    assert of_graph(write_project, "shop.billing.billing_domain") == [
        (
            "shop.stock.stock_domain (stock domain) is not in the import graph: the folder shop has no __init__.py, so "
            "import-linter leaves it out. Add one to it."
        )
    ]


def test_a_namespace_package_is_read(write_project):
    files = {name: text for name, text in SHOP.items() if not name.endswith("__init__.py")}
    assert run(write_project({**files, ".importlinter": importlinter()})).code == 0


def test_a_file_with_an_impossible_name(write_project):
    """grimp and Python agree that it cannot be imported; there is nothing to miss."""
    folder = write_project(
        {**SHOP, "shop/stock/a.b.py": "", "shop/stock/x-y/z.py": "", ".importlinter": importlinter()}
    )
    assert run(folder).code == 0


def test_no_domain(refusals):
    files = {**SHOP, "shop/facade.py": "class Shop:\n    def sell(self):\n        return 1\n"}
    assert refusals(files) == [
        (
            '- FOLDER/pyproject.toml: tool.facadelint.facades[0].class: "shop.facade:Shop" has no domain: no member '
            'builds one. Name the accessors with accessors = ["_client", ...] or the modules with domains = [...], or '
            "list in plan what is still to be extracted."
        )
    ]


def test_no_domain_yet(refusals):
    files = {**SHOP, "shop/facade.py": "class Shop:\n    def sell(self):\n        return 1\n"}
    files["pyproject.toml"] = f'{CONFIG}plan = {{ sales = ["sell"] }}\n'
    assert refusals(files) == [
        (
            "- shop.facade:Shop has no domain yet, only a plan: there is nothing to look at. Add this contract once a "
            "domain is extracted."
        )
    ]


def test_no_domain_with_a_module_of_its_own(refusals):
    facade = SHOP["shop/facade.py"]
    for name in ("orders", "stock", "billing"):
        facade = facade.replace(f"        from shop.{name}.{name}_domain import {name.title()}Domain\n\n", "")
        facade = f"class {name.title()}Domain:\n    def __init__(self, shop):\n        pass\n\n\n{facade}"
    assert refusals({**SHOP, "shop/facade.py": facade}) == [
        (
            "- Every domain of Shop lies in the facade's own module, shop.facade: imports cannot tell them apart. Move "
            "each into a module of its own."
        )
    ]


def test_a_configuration_with_mistakes(refusals):
    files = {**SHOP, "pyproject.toml": f'{CONFIG}domians = ["[x]"]\nmax-lines = "500"\n'}
    [first, second] = refusals(files)
    assert first.startswith("- FOLDER/pyproject.toml: tool.facadelint.facades[0].domians: unknown key")
    assert first.endswith('Did you mean "domains"?')
    assert second.startswith("- FOLDER/pyproject.toml: tool.facadelint.facades[0].max-lines: ")


def test_globs_of_the_configuration_that_match_nothing(refusals):
    assert refusals({**SHOP, "pyproject.toml": f'{CONFIG}domains = ["shop.ordres.*"]\n'}) == [
        (
            '- FOLDER/pyproject.toml: tool.facadelint.facades[0].domains[0]: "shop.ordres.*" matches no module. Did '
            'you mean "shop.orders.*"?'
        )
    ]


OPTIONS = {
    "facade = shop.facade:Shp": 'Option facade: "shop.facade:Shp": the module "shop.facade" has no class "Shp". '
    'Did you mean "Shop"?',
    "facade = shop.facad:Shop": 'Option facade: "shop.facad:Shop": there is no module "shop.facad". Did you mean '
    '"shop.facade:Shop"?',
    "domains = shop.ordres.*": 'Option domains: "shop.ordres.*" matches no module. Did you mean "shop.orders.*"?',
    "shared = shop.[c]ommon": 'Option shared: "shop.[c]ommon" matches no module.',
    "shared = nothing": 'Option shared: "nothing" matches no module.',
    "ignore_imports = shop.orders.* -> shop.nothing": "No matches for ignored import shop.orders.* -> shop.nothing. "
    "Remove it, or set unmatched_ignore_imports_alerting to warn.",
}


def test_options_that_mean_nothing(write_project):
    outcome = run(write_project({**SHOP, ".importlinter": mistaken("domain_independence", list(OPTIONS))}))
    assert outcome.code == 1
    assert "Contracts: 0 kept, 6 broken." in outcome.text
    for number, said in enumerate(OPTIONS.values()):
        assert outcome.details(str(number)) == [COULD_NOT, f"- {said}"]


NO_OPTIONS = {
    "facade = shop.facade.Shop": 'facade: "shop.facade.Shop" is not of the form module:Class. Did you mean "shop.facade:Shop"?',
    "domains = shop..[orders]": 'domains: "shop..[orders]" has an empty name in it.',
    "typing_imports = maybe": "typing_imports: Invalid value 'maybe': expected 'forbid' or 'allow'.",
    "facde = shop.facade:Shop": "facde: Unrecognized option. Did you mean 'facade'?",
    "unmatched_ignore_imports_alerting = no": "unmatched_ignore_imports_alerting: Invalid value 'no': expected 'none', "
    "'warn' or 'error'.",
}


@pytest.mark.parametrize(("option", "said"), NO_OPTIONS.items(), ids=NO_OPTIONS)
def test_options_that_import_linter_refuses(option, said, write_project):
    outcome = run(write_project({**SHOP, ".importlinter": mistaken("ops_layers", [option])}))
    assert outcome.code == 1
    assert " ".join(outcome.text.split()) == f'Contract "0" is not configured correctly: {said}'


def test_ignored_imports_that_match_nothing_can_be_a_warning_or_nothing(write_project):
    options = [
        f"ignore_imports = shop.a -> shop.b\nunmatched_ignore_imports_alerting = {level}"
        for level in ("warn", "none")
    ]
    text = run(write_project({**SHOP, ".importlinter": mistaken("facade_gateway", options)})).text
    assert "0 KEPT (1 warning)\n1 KEPT\n" in text
    assert "- No matches for ignored import shop.a -> shop.b.\n" in text


def test_a_facade_that_does_not_parse(refusals):
    """import-linter says so itself, unless it does not read the facade's package."""
    files = {**SHOP, "shop/facade.py": "def (:\n", "other/__init__.py": ""}
    assert refusals({**files, ".importlinter": importlinter(root="other")}) == [
        "- A facade cannot be read, since these files do not parse: FOLDER/shop/facade.py."
    ]


def test_a_pattern_that_wants_wrappers_and_has_none(write_project):
    files = {**SHOP, "shop/facade.py": "class Shop:\n    pass\n"}
    files["pyproject.toml"] = f'{CONFIG}pattern = "ops"\ndomains = ["shop.orders.*", "shop.stock.*"]\n'
    outcome = run(write_project({**files, ".importlinter": importlinter("ops_layers")}))
    assert outcome.details("ops_layers") == [
        COULD_NOT,
        (
            '- shop.facade:Shop has no ops wrapper: there are no layers to look at. Its pattern is "ops"; name the '
            "accessors of the wrappers."
        ),
    ]


def test_a_module_that_does_not_parse(lint):
    outcome = lint({"shop/stock/stock_domain.py": "def (:\n"})
    assert outcome.code == 1
    assert "Syntax error in" in outcome.text
    assert "KEPT" not in outcome.text


@pytest.mark.parametrize("roots", ["shop", "tools\n    shop"], ids=["alone", "beside another"])
def test_a_copy_of_the_package_elsewhere(roots, write_project):
    """import-linter reads what Python finds, and that may be an installed copy."""
    config = importlinter("facade_gateway").replace("root_package = shop", f"root_packages =\n    {roots}")
    folder = write_project(
        {
            **{f"src/{name}": text for name, text in SHOP.items() if name.startswith("shop/")},
            "site/shop/__init__.py": "",
            "site/tools/__init__.py": "",
            "pyproject.toml": CONFIG,
            ".importlinter": config,
        }
    )
    outcome = run(folder, PYTHONPATH=f"{folder}/site")
    assert outcome.details("facade_gateway") == [
        COULD_NOT,
        (
            f"- import-linter read shop from {folder}/site/shop, but the configuration means {folder}/src/shop. Install "
            "the project in editable mode, or put its import root on PYTHONPATH."
        ),
    ]
