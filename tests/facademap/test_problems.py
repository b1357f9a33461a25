"""What the map says of a configuration that names something which is not there, and when it says nothing."""

from __future__ import annotations

import pytest

from facadelint.core.errors import ConfigError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

SHOP = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'
MEMBERS = (
    "_cache, _database, _listeners, _notify, _order_domain, _settings, _stock_domain, bill, billing_domain, "
    "database, notify, open, reserve, total"
)
NOWHERE = (
    'Name the accessors with accessors = ["_client", ...] or the modules with domains = [...], or list in plan '
    "what is still to be extracted."
)
ALONE = "class Shop:\n    def __init__(self, url):\n        self._url = url\n\n    def total(self):\n        return 1\n"
UNKNOWN = """\
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        return find("orders")

    @cached_property
    def _stock_domain(self):
        return find("stock")

    def total(self):
        return self._order_domain.total()
"""


@pytest.fixture
def said(write_project):
    """What the map says of the base project with other settings and files: keys, messages and hints."""

    def run(settings, files=None):
        root = write_project({**BASE_PROJECT, "pyproject.toml": settings, **(files or {})})
        with pytest.raises(ConfigError) as raised:
            check_paths([root])
        assert {each.file for each in raised.value.problems} == {root / "pyproject.toml"}
        return [
            (
                each.key.removeprefix("tool.facadelint."),
                each.message,
                each.hint and each.hint.replace(str(root), "ROOT"),
            )
            for each in raised.value.problems
        ]

    return run


@pytest.mark.parametrize(
    ("cls", "message", "hint"),
    [
        ("shop.facad:Shop", 'there is no module "shop.facad"', 'Did you mean "shop.facade:Shop"?'),
        ("shp.facade:Shop", 'there is no module "shp.facade"', 'Did you mean "shop.facade:Shop"?'),
        ("shp.market:Shop", 'there is no module "shp.market"', 'Did you mean "shop:Shop"?'),
        ("market.hall:Shop", 'there is no module "market.hall"', "Import roots are ROOT."),
        ("shop.facade:Shp", 'the module "shop.facade" has no class "Shp"', 'Did you mean "Shop"?'),
        ("shop.facade:Market", 'the module "shop.facade" has no class "Market"', "Choose from Shop."),
        (
            "shop.facade:cached_property",
            'the module "shop.facade" has no class "cached_property"',
            "Choose from Shop.",
        ),
    ],
)
def test_a_class_that_is_not_there(said, cls, message, hint):
    settings = f'[[tool.facadelint.facades]]\nclass = "{cls}"\n'
    assert said(settings) == [("facades[0].class", f'"{cls}": {message}', hint)]


def test_accessors_that_are_not_there(said):
    settings = f'{SHOP}accessors = ["_ordr_domain", "_data*", "xyz*"]\n'
    assert said(settings) == [
        (
            "facades[0].accessors",
            '"_ordr_domain" matches no member or attribute of Shop',
            'Did you mean "_order_domain"?',
        ),
        ("facades[0].accessors", '"xyz*" matches no member or attribute of Shop', f"Choose from {MEMBERS}."),
    ]


def test_classes_behind_accessors_that_are_not_there(said):
    settings = f'{SHOP}accessors = {{ _database = "shop.base:Base", _settings = "shop.facade:Base", _cache = "shop.facade:Shop" }}\n'
    assert said(settings) == [
        (
            "facades[0].accessors._database",
            '"shop.base:Base": there is no module "shop.base"',
            "Import roots are ROOT.",
        ),
        (
            "facades[0].accessors._settings",
            '"shop.facade:Base": the module "shop.facade" has no class "Base"',
            "Choose from Shop.",
        ),
    ]


def test_every_facade_is_looked_at(said):
    settings = f'{SHOP.replace(":Shop", ":Shp")}{SHOP}domains = ["shop.orders", "shop.hall", "shop.orders.order_domian"]\n'
    assert said(settings) == [
        (
            "facades[0].class",
            '"shop.facade:Shp": the module "shop.facade" has no class "Shp"',
            'Did you mean "Shop"?',
        ),
        (
            "facades[1].domains[1]",
            '"shop.hall" matches no module',
            "shop has no hall. Choose from billing, facade, orders, stock.",
        ),
        (
            "facades[1].domains[2]",
            '"shop.orders.order_domian" matches no module',
            'Did you mean "shop.orders.order_domain"?',
        ),
    ]


def test_a_facade_without_a_domain(said):
    assert said(SHOP, {"shop/facade.py": ALONE}) == [
        (
            "facades[0].class",
            '"shop.facade:Shop" has no domain: no member builds one',
            NOWHERE,
        )
    ]


def test_accessors_of_classes_that_nobody_knows(said):
    assert said(f'{SHOP}accessors = ["_*_domain"]\n', {"shop/facade.py": UNKNOWN}) == [
        (
            "facades[0].accessors",
            "the class behind _order_domain, _stock_domain cannot be told from the code",
            'Name it: accessors = { _order_domain = "package.module:Class" }.',
        )
    ]


def test_a_facade_without_a_domain_whose_settings_are_wrong_is_said_to_have_wrong_settings(said):
    assert said(f'{SHOP}domains = ["shop.*.hall"]\n', {"shop/facade.py": ALONE}) == [
        ("facades[0].domains[0]", '"shop.*.hall" matches no module', None)
    ]


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        (f'{SHOP}plan = {{ order = ["total"] }}\n', {"shop/facade.py": ALONE}),
        (f'{SHOP}domains = ["shop.orders.*"]\n', {"shop/facade.py": ALONE}),
        (
            f'{SHOP}accessors = {{ _url = "shop.orders.order_domain:OrderDomain" }}\n',
            {"shop/facade.py": ALONE},
        ),
    ],
    ids=["a plan", "domains", "the class behind an accessor"],
)
def test_what_makes_up_for_a_domain_that_the_code_does_not_show(settings, files, write_project):
    root = write_project({**BASE_PROJECT, "pyproject.toml": settings, **files})
    assert check_paths([root], select=["FAC501"]).problems == ()


@pytest.mark.parametrize(
    "broken",
    [
        {"shop/facade.py": "class Shop(:\n"},
        {"shop/orders/order_domain.py": "class OrderDomain(:\n"},
        {
            "shop/facade.py": "from shop.base import Base\n\n\n" + ALONE.replace("Shop:", "Shop(Base):"),
            "shop/base.py": "(",
        },
    ],
    ids=["the facade", "a domain", "a base of the facade"],
)
def test_a_file_that_does_not_parse_is_no_mistake_of_the_configuration(broken, write_project):
    root = write_project({**BASE_PROJECT, **broken})
    for part in (root, root / "shop" / "stock"):  # what is looked at may depend on what is not
        [problem] = check_paths([part], select=["FAC2"]).problems
        assert problem.path == root / list(broken)[-1]
