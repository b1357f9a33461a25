"""What every key of the configuration changes: the same project with and without it, seen by check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facadelint.core import reading
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

if TYPE_CHECKING:
    from pathlib import Path

FACADE = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'
ORDER = "shop/orders/order_domain.py"


def domain(body: str, imports: str = "") -> str:
    """The order domain with one more statement."""
    return f"{imports}class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def total(self):\n        {body}\n"


def facade(member: str, stored: str = "") -> str:
    """The base project's facade with a member more, and with something more stored."""
    text = BASE_PROJECT["shop/facade.py"].replace(
        "self._listeners = []\n", f"self._listeners = []\n        {stored}\n"
    )
    return f"{text}\n{member}"


GUARDED = facade(
    "    def count(self, item):\n        check_item(item)\n        return self._stock_domain.reserve(item)\n"
)
PRIVATE = {ORDER: domain("return self._shop._cache")}
LOGIC = {
    "shop/facade.py": facade(
        "    def close(self):\n        for each in self._listeners:\n            each()\n"
    )
}
STORAGE = {"shop/facade.py": facade("    def close(self):\n        return self._database.close()\n")}
SHARED = {
    "shop/stock/prices.py": "PRICE = 1\n",
    ORDER: domain("return PRICE", "from shop.stock.prices import PRICE\n\n\n"),
}
TYPING = {
    ORDER: domain(
        "return 1",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from shop.stock.stock_domain import StockDomain\n\n\n",
    )
}
OUTSIDE = {"shop/web.py": "from shop.orders.order_domain import OrderDomain\n"}
EXTRA = {"shop/reports.py": "def count(shop: 'Shop'):\n    return 1\n\nfrom shop.stock import stock_domain\n"}
PLAIN = {
    "shop/client.py": "class Client:\n    def fetch(self, item):\n        return item\n",
    "shop/facade.py": facade(
        "    def fetch(self, item):\n        return self._client.fetch(item)\n", "self._client = Client()"
    ).replace("class Shop", "from shop.client import Client\n\n\nclass Shop"),
}
MIXIN = {
    "shop/audit.py": "class AuditMethods:\n    def audit(self):\n        return self.database\n",
    "shop/facade.py": BASE_PROJECT["shop/facade.py"].replace(
        "class Shop:", "from shop.audit import AuditMethods\n\n\nclass Shop(AuditMethods):"
    ),
}
UNNAMED = {path: text.replace("AuditMethods", "Audit") for path, text in MIXIN.items()}
WRAPPER = {
    "shop/orders/order_domain.py": "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n"
    "    def total(self):\n        return self._shop._cache\n"
}

# key -> files of the project, the setting, the codes without it and with it.
EFFECTS: dict[str, list[tuple[dict[str, str], str, list[str], list[str]]]] = {
    "accessors": [
        (PLAIN, 'accessors = ["_client"]', ["FAC203"], []),
        (PLAIN, 'accessors = { _client = "shop.client:Client" }', ["FAC203"], []),
    ],
    "collaborators": [(STORAGE, 'collaborators = ["_data*"]', ["FAC203"], [])],
    "domains": [(EXTRA, 'domains = ["shop.reports"]', ["FAC305"], ["FAC301"])],
    "exempt": [(LOGIC, 'exempt = ["clo*"]', ["FAC201"], [])],
    "friends": [
        (
            PRIVATE,
            'friends = [{ attribute = "_cache", domains = ["order"], reason = "soon" }]',
            ["FAC101"],
            [],
        ),
        (
            PRIVATE,
            'friends = [{ attribute = "_cache", domains = ["order"], reason = "soon", until = 2020-01-01 }]',
            ["FAC101"],
            ["FAC104"],  # it still says who is to mend what, and when
        ),
    ],
    "guards": [({"shop/facade.py": GUARDED}, 'guards = ["check_*"]', ["FAC202"], [])],
    "importers": [(OUTSIDE, 'importers = ["shop.web"]', ["FAC305"], [])],
    "layout": [({}, 'layout = "{domain}/{domain}_domain.py:{Domain}Domain"', [], ["FAC404"])],
    "max-lines": [({}, "max-lines = 10", [], ["FAC501"])],
    "pattern": [
        (UNNAMED, 'pattern = "mixin"', [], ["FAC601"]),
        (MIXIN, 'pattern = "mixin"', ["FAC601"], ["FAC601"]),  # it stands beside domains that are built
        (MIXIN, 'pattern = "domain"', ["FAC601"], []),
        (WRAPPER, 'pattern = "ops"', ["FAC101"], []),
    ],
    "plan": [({}, 'plan = { order = ["totle"] }', [], ["FAC901"])],
    "shared": [(SHARED, 'shared = ["shop.*.prices"]', ["FAC301"], [])],
    "typing-imports": [(TYPING, 'typing-imports = "allow"', ["FAC301"], [])],
}

# The same for the keys of the project; they stand before the table of the facade.
OF_PROJECT: dict[str, list[tuple[dict[str, str], str, list[str], list[str]]]] = {
    "exclude": [(PRIVATE, 'exclude = ["shop/orders"]', ["FAC101"], [])],
    "extend-select": [({}, 'extend-select = ["FAC212"]', [], ["FAC212"] * 3)],
    "ignore": [(PRIVATE, 'ignore = ["FAC1"]', ["FAC101"], [])],
    "per-file-ignores": [(PRIVATE, 'per-file-ignores = { "shop/orders/*" = ["FAC101"] }', ["FAC101"], [])],
    "public-names": [
        (
            {ORDER: domain("return self._shop.database._meta")},
            "public-names = []",
            [],
            ["FAC103"],
        ),  # its default
        (PRIVATE, 'public-names = ["_cache"]', ["FAC101"], []),
    ],
    "select": [(PRIVATE, 'select = ["FAC3"]', ["FAC101"], [])],
}

ELSEWHERE = {
    "class": "every other test",
    "because": "below",
    "src": "below",
    "baseline": "the tests of the baseline",
    "facades": "every other test",
}


def codes(root: Path) -> list[str]:
    return sorted(each.code for each in check_paths([root]).violations)


def cases(table):
    return [
        pytest.param(*each, id=f"{key}-{number}")
        for key, all_of in table.items()
        for number, each in enumerate(all_of)
    ]


def test_every_key_has_its_effect_shown():
    assert {*EFFECTS, *OF_PROJECT, *ELSEWHERE} == {*reading._KEYS, *reading._FACADE_KEYS}


@pytest.mark.parametrize(("files", "setting", "without", "with_it"), cases(EFFECTS))
def test_a_key_of_a_facade(files, setting, without, with_it, write_project):
    root = write_project(BASE_PROJECT | files)
    assert codes(root) == without
    (root / "pyproject.toml").write_text(f"{FACADE}{setting}\n", encoding="utf-8")
    assert codes(root) == with_it


@pytest.mark.parametrize(("files", "setting", "without", "with_it"), cases(OF_PROJECT))
def test_a_key_of_the_project(files, setting, without, with_it, write_project):
    root = write_project(BASE_PROJECT | files)
    assert codes(root) == without
    (root / "pyproject.toml").write_text(f"[tool.facadelint]\n{setting}\n{FACADE}", encoding="utf-8")
    assert codes(root) == with_it


def test_because_is_said_with_every_violation_of_its_facade(write_project):
    root = write_project(BASE_PROJECT | PRIVATE | OUTSIDE)
    (root / "pyproject.toml").write_text(f'{FACADE}because = "Orders move out."\n', encoding="utf-8")
    assert [(each.code, each.because) for each in check_paths([root]).violations] == [
        ("FAC101", "Orders move out."),
        ("FAC305", "Orders move out."),
    ]


def test_src_says_where_modules_begin(write_project):
    moved = {name.replace("shop/", "python/shop/"): text for name, text in (BASE_PROJECT | PRIVATE).items()}
    root = write_project(moved)
    (root / "pyproject.toml").write_text(f'[tool.facadelint]\nsrc = ["python"]\n{FACADE}', encoding="utf-8")
    assert codes(root) == ["FAC101"]


def test_what_a_run_over_a_part_has_not_seen_is_not_called_unused(write_project):
    root = write_project(BASE_PROJECT)
    settings = f'{FACADE}shared = ["shop.gone"]\nimporters = ["shop.cli"]\n'
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    assert codes(root) == ["FAC901", "FAC901"]
    assert codes(root / "shop" / "orders") == []
