"""What makes a rule, and how the loader finds all of them."""

from __future__ import annotations

import ast
import re
import sys
from types import ModuleType, SimpleNamespace

import pytest

from facadelint.core.errors import FacadelintError
from facadelint.rules import loader
from facadelint.rules.importers import is_test_module
from facadelint.rules.loader import load_rules
from facadelint.rules.rule import HEADINGS, Role, rule

PAGE = "# some-rule (FAC999)\n\n" + "\n".join(
    f"## {heading}\nIt is\nshort. Or long.\n" for heading in HEADINGS
)


@pytest.fixture
def define(monkeypatch):
    """Define a rule in a module with a page of its own."""

    def run(code="FAC999", name="some-rule", page=PAGE, cases=None, **options):
        module = ModuleType("a_rule")
        module.__doc__ = page
        if cases is not None:
            module.CASES = cases
        monkeypatch.setitem(sys.modules, "a_rule", module)

        def check(_node, _context):
            return ()

        check.__module__ = "a_rule"
        return rule(code, name, roles=[Role.FACADE], nodes=[ast.Call], **options)(check)

    return run


def test_what_a_rule_has_of_its_module(define):
    found = define(cases="### one")
    assert (found.code, found.name, found.page, found.cases) == (
        "FAC999",
        "some-rule",
        PAGE.strip(),
        "### one",
    )
    assert (found.roles, found.nodes) == ({Role.FACADE}, (ast.Call,))
    assert (found.off, found.grants, found.words) == (False, False, None)
    assert found.summary == "It is short. Or long."
    assert found.headline == "It is short."
    assert define().cases == ""


def test_a_summary_of_one_sentence_is_its_headline(define):
    assert define(page=PAGE.replace("short. Or long.", "short.")).headline == "It is short."


def test_what_a_rule_may_ask_for(define):
    found = define(off=True, grants=True, words=["a.b", "__dict__"])
    assert (found.off, found.grants) == (True, True)
    assert [bool(found.words.search(text)) for text in ("(a.b)", "x.__dict__", "a_b")] == [True, True, False]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "FAC99"}, "FAC99 some-rule: a rule has a code like FAC101 and a kebab-case name"),
        ({"name": "some_rule"}, "FAC999 some_rule: a rule has a code like FAC101 and a kebab-case name"),
        ({"page": None}, "FAC999: the page must begin with '# some-rule (FAC999)', not ''"),
        (
            {"page": PAGE.replace("(FAC999)", "(FAC998)")},
            "FAC999: the page must begin with '# some-rule (FAC999)', not '# some-rule (FAC998)'",
        ),
        (
            {"page": PAGE.replace("## Options\n", "")},
            f"FAC999: the page has the sections {tuple(each for each in HEADINGS if each != 'Options')}, not {HEADINGS}",
        ),
    ],
)
def test_a_rule_without_a_page_cannot_be_defined(given, said, define):
    with pytest.raises(TypeError, match=re.escape(said) + "$"):
        define(**given)


def test_which_rules_are_off_and_which_may_be_granted():
    rules = load_rules()
    assert [each.code for each in rules if each.off] == ["FAC211", "FAC212", "FAC213", "FAC306"]
    assert [each.code for each in rules if each.grants] == ["FAC101", "FAC102"]


# The loader


@pytest.fixture
def load(monkeypatch):
    """Load the rules of modules that are given by name."""

    def run(modules):
        infos = [SimpleNamespace(name=name) for name in modules]
        monkeypatch.setattr(loader, "pkgutil", SimpleNamespace(iter_modules=lambda _path: infos))
        monkeypatch.setattr(loader, "import_module", lambda name: modules[name.rpartition(".")[2]])
        return loader.load_rules.__wrapped__()

    return run


def test_rules_come_in_the_order_of_their_codes(define, load):
    later, first = define(), define("FAC001", page=PAGE.replace("FAC999", "FAC001"))
    modules = {
        "fac999": SimpleNamespace(check=later, other=1),
        "fac001": SimpleNamespace(check=first),
        "remedies": SimpleNamespace(check=later),
    }
    assert load(modules) == (first, later)


def test_two_rules_of_one_code_are_an_error(define, load):
    with pytest.raises(FacadelintError, match=r"^two rules have the code FAC999$"):
        load({"fac998": SimpleNamespace(check=define()), "fac999": SimpleNamespace(check=define())})


def test_no_rule_is_an_error(load):
    with pytest.raises(
        FacadelintError, match=r"^no rule was found: the installation of facadelint is broken$"
    ):
        load({"remedies": SimpleNamespace()})


# Test modules


@pytest.mark.parametrize(
    ("name", "is_test"),
    [
        ("shop.test_orders", True),
        ("shop.orders_test", True),
        ("shop.conftest", True),
        ("conftest", True),
        ("shop.tests", True),
        ("shop.tests.helpers", True),
        ("tests.orders.helpers", True),
        ("shop.latest", False),
        ("shop.testing.orders", False),
        ("shop.orders.order_domain", False),
    ],
)
def test_which_modules_are_tests(name, is_test):
    assert is_test_module(name) is is_test
