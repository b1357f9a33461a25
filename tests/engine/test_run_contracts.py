"""``check`` runs the contracts too: the same finding under its code, at the import."""

from __future__ import annotations

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

CHAIN = {
    "shop/orders/order_domain.py": "from shop import pricing\n\n\n"
    + BASE_PROJECT["shop/orders/order_domain.py"],
    "shop/pricing.py": "from shop.stock import stock_domain\n",
}
HELPER = "from shop import rates\n"


@pytest.fixture
def check(write_project, monkeypatch):
    """Codes, paths and lines of what is found in the base project with some files replaced."""

    def run(files, paths=(), **options):
        root = write_project({**BASE_PROJECT, **files})
        monkeypatch.chdir(root)
        report = check_paths([root / path for path in paths], **{"contracts": load_contracts, **options})
        return [
            (each.code, each.path.removeprefix(f"{root}/"), each.location.line, each.location.column)
            for each in report.violations
        ]

    return run


def test_a_chain_is_found_once_at_its_root_cause(check):
    assert check(CHAIN) == [("FAC305", "shop/pricing.py", 1, 1), ("FAC351", "shop/pricing.py", 1, 1)]


def test_without_contracts_only_the_files_are_checked(check):
    assert check(CHAIN, contracts=None) == [("FAC305", "shop/pricing.py", 1, 1)]


def test_standard_input_is_checked_without_contracts(check, tmp_path):
    source = b"from shop.stock import stock_domain\n"
    assert check(CHAIN, stdin=(tmp_path / "shop" / "pricing.py", source)) == [
        ("FAC305", "shop/pricing.py", 1, 1)
    ]


def test_a_run_over_some_files_reports_on_those(check):
    assert check(CHAIN, paths=["shop/orders"]) == []
    assert check(CHAIN, paths=["shop/pricing.py"]) == [
        ("FAC305", "shop/pricing.py", 1, 1),
        ("FAC351", "shop/pricing.py", 1, 1),
    ]


def test_a_direct_import_of_a_sibling_is_said_once(check):
    files = {"shop/orders/order_domain.py": "import shop.stock.stock_domain\n"}
    assert check(files) == [("FAC301", "shop/orders/order_domain.py", 1, 1)]


def test_a_comment_suppresses_what_a_contract_finds(check):
    files = CHAIN | {"shop/pricing.py": "from shop.stock import stock_domain  # noqa: FAC3\n"}
    assert check(files) == []


@pytest.mark.parametrize(
    ("option", "codes"), [({"select": ["FAC351"]}, ["FAC351"]), ({"ignore": ["FAC351"]}, ["FAC305"])]
)
def test_contracts_are_selected_like_rules(check, option, codes):
    assert [each[0] for each in check(CHAIN, **option)] == codes


def test_a_change_of_a_module_between_is_seen(check):
    assert check(CHAIN | {"shop/pricing.py": HELPER, "shop/rates.py": "RATE = 1\n"}) == []
    found = check(CHAIN | {"shop/pricing.py": HELPER, "shop/rates.py": "import shop.stock\n"})
    assert [each[:3] for each in found] == [("FAC305", "shop/rates.py", 1), ("FAC351", "shop/rates.py", 1)]
