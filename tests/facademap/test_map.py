"""What the map of a small project holds: folders, broken modules, and where an import of it leads."""

from __future__ import annotations

import ast

import pytest

from facadelint.core.config import ConfigFinder
from facadelint.core.errors import ConfigError
from facadelint.facademap.map import FacadeMap
from facadelint.facademap.names import definitions_of
from facadelint.facademap.orphans import Uses
from facadelint.facademap.reach import defining_modules, imported_domains
from facadelint.rules.cases import BASE_PROJECT
from facadelint.source.imports import ImportedName

SHOP = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'
DEPOT = '[[tool.facadelint.facades]]\nclass = "depot:Depot"\n'
BUILDS = """\
class {0}:
    def __init__(self):
        from shop.parts.{1} import {2}

        self._{1} = {2}(self)
"""
DOMAIN = "class {}:\n    def __init__(self, shop):\n        self._shop = shop\n"
TWO_IN_A_FOLDER = {
    "shop/facade.py": BUILDS.format("Shop", "order_domain", "OrderDomain"),
    "depot.py": BUILDS.format("Depot", "crate_domain", "CrateDomain"),
    "shop/parts/__init__.py": "",
    "shop/parts/order_domain.py": DOMAIN.format("OrderDomain"),
    "shop/parts/crate_domain.py": DOMAIN.format("CrateDomain"),
}


@pytest.fixture
def mapped(write_project):
    def build(files, settings=SHOP):
        root = write_project({**BASE_PROJECT, "pyproject.toml": settings, **files})
        return FacadeMap(ConfigFinder().load(root / "pyproject.toml"))

    return build


def test_a_folder_with_a_domain_of_another_facade_is_nobodys_own(mapped):
    found = mapped(TWO_IN_A_FOLDER, SHOP + DEPOT)
    packages = {name: each.packages for facade in found.facades for name, each in facade.domains.items()}
    assert packages == {"order": [], "crate": []}


def test_a_folder_of_one_domain_is_its_own(mapped):
    found = mapped(TWO_IN_A_FOLDER)
    assert found.facades[0].domains["order"].packages == ["shop.parts"]


def test_a_facade_without_domains_and_a_text_that_names_a_domain_only(mapped):
    files = {
        "depot.py": "class Depot:\n    def __init__(self):\n        self.crates = []\n",
        "shop/names.py": "found = OrderDomain\n",
        "shop/depots.py": "found = Depot\n",
        "shop/nothing.py": "found = 1\n",
    }
    found = mapped(files, f'{SHOP}{DEPOT}plan = {{ crate = ["crates"] }}\n')
    assert [facade.cls.name for facade in found.without_domains] == ["Depot"]
    worth = [
        found.is_worth_parsing(found.finder.find(f"shop.{name}")) for name in ("names", "depots", "nothing")
    ]
    assert worth == [True, True, False]


def test_the_domains_that_do_not_parse(mapped):
    files = {"shop/more/__init__.py": "", "shop/more/bad.py": "def f(:\n", "shop/more/good.py": "x = 1\n"}
    found = mapped(files, f'{SHOP}domains = ["shop.more.*"]\n')
    assert [module.name for module in found.broken] == ["shop.more.bad"]


@pytest.mark.parametrize(
    ("count", "listed"),
    [
        (9, "m0, m1, m2, m3, m4, m5, m6, m7, m8."),
        (10, "m0, m1, m2, m3, m4, m5, m6, m7, m8, m9."),
        (11, "m0, m1, m10, m2, m3, m4, m5, m6, m7, m8 and 1 more."),
    ],
)
def test_ten_modules_are_listed_and_nothing_that_cannot_be_imported(mapped, count, listed):
    files = {f"many/m{number}.py": "" for number in range(count)}
    files |= {"many/no-name/x.py": "", "many/LICENSE": "", "many/__init__.py": ""}
    with pytest.raises(ConfigError) as raised:
        mapped(files, f'{SHOP}domains = ["many.xyz.*"]\n')
    assert raised.value.problems[0].hint == f"many has no xyz. Choose from {listed}"


def test_a_star_of_a_cycle_and_of_a_module_that_is_not_there(mapped):
    files = {
        "shop/one.py": "from shop.two import *\nfrom elsewhere import *\nclass One: ...\n",
        "shop/two.py": "from shop.one import *\nclass Two: ...\n",
    }
    program = mapped(files).inference.program
    found = defining_modules(program, ImportedName("shop.one", "*"))
    assert sorted(set(found)) == ["shop.one", "shop.two"]


@pytest.mark.parametrize(
    ("module", "name", "domains"),
    [
        ("shop.facade", "*", ["crate", "stock"]),
        ("shop.facade", "OrderDomain", ["order"]),
        ("shop.pair", "*", ["stock", "crate"]),
        ("shop.pair", None, []),
    ],
)
def test_what_an_import_takes_of_a_module_that_domains_share(mapped, module, name, domains):
    pair = DOMAIN.format("StockDomain") + DOMAIN.format("CrateDomain")
    shop = """\
from shop.pair import CrateDomain, StockDomain


class Shop:
    def __init__(self):
        self._order_domain = OrderDomain(self)
        self._stock_domain = StockDomain(self)
        self._crate_domain = CrateDomain(self)


"""
    found = mapped({"shop/facade.py": shop + DOMAIN.format("OrderDomain"), "shop/pair.py": pair})
    reached = imported_domains(found.facades[0], found.inference.program, ImportedName(module, name))
    assert [domain.name for domain, _ in reached] == domains


@pytest.mark.parametrize(
    ("text", "count"), [("Group.member", 1), ("function.member", 0), ("value.member", 0), ("Group.other", 0)]
)
def test_where_a_dotted_name_leads(mapped, text, count):
    source = "def function():\n    member = 1\n\n\nclass Group:\n    member = 1\n\n\nvalue = 1\n"
    found = mapped({"shop/some.py": source})
    scope = found.inference.program.module_scope(found.finder.find("shop.some"))
    node = ast.parse(text, mode="eval").body
    assert len(list(definitions_of(node, scope, found.inference))) == count


def test_what_a_base_or_a_subclass_of_a_domain_calls_is_used(mapped):
    source = """\
class Base:
    def work(self):
        return self.step()


class OrderDomain(Base):
    def total(self):
        return 1

    def step(self):
        return 1

    def extra(self):
        return 1

    def alone(self):
        return 1


class Special(OrderDomain):
    def more(self):
        return self.extra()


class Other:
    def call(self):
        return self.alone()
"""
    found = mapped({"shop/orders/order_domain.py": source})
    facade = found.facades[0]
    domain = facade.domains["order"]
    uses = Uses(facade, domain, found.inference)
    [cls] = domain.classes
    assert [each.name for each in cls.functions() if uses.is_orphan(each, cls)] == ["alone"]


def test_what_is_nested_too_deeply_may_be_the_domain(mapped, monkeypatch):
    def give_up(*_):
        raise RecursionError

    source = (
        "class OrderDomain:\n    def alone(self):\n        return 1\n\n\ndef far(x):\n    return x.alone()\n"
    )
    found = mapped({"shop/orders/order_domain.py": source})
    monkeypatch.setattr(Uses, "_may_be_domain", give_up)
    facade = found.facades[0]
    domain = facade.domains["order"]
    uses = Uses(facade, domain, found.inference)
    [cls] = domain.classes
    assert [each.name for each in cls.functions() if uses.is_orphan(each, cls)] == []
