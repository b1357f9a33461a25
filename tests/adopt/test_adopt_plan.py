"""The groups that a plan proposes."""

import pytest
from adopt_projects import monolith

from facadelint.adopt.grouping import propose, words
from facadelint.adopt.mapping import Mapper


@pytest.fixture
def plan(write_project):
    """The plan for a class: its domains, and the members in none of them."""

    def run(body: str, name="Shop"):
        root = write_project({"shop.py": f"class {name}:\n{body}"})
        proposed = propose(Mapper(root, (root,)).named(f"shop:{name}").facade)
        return dict(proposed.domains), proposed.rest

    return run


def method(name, body="return [self]", decorator=""):
    return f"{decorator}    def {name}(self):\n        {body}\n\n"


def methods(*names):
    return "".join(map(method, names))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("get_run_ids", ["get", "run", "id"]),
        ("getRunIDs", ["get", "run", "id"]),
        ("parseHTTPQueries", ["parse", "http", "query"]),
        ("_all_statuses", ["all", "statuse"]),
        ("wipe_boxes_and_aliases", ["wipe", "box", "and", "aliase"]),
        ("is_alias_of_this_bus", ["is", "alias", "of", "this", "bus"]),
        ("add_2_dresses", ["add", "dress"]),
        ("ties", ["tie"]),
    ],
)
def test_words(name, expected):
    assert list(words(name)) == expected


def test_by_the_nouns_of_their_names(plan):
    body = methods(
        "add_order", "get_orders", "ship_order", "add_invoice", "pay_invoices", "wipe_all_invoices", "close"
    )
    assert plan(body) == (
        {
            "invoice": ("add_invoice", "pay_invoices", "wipe_all_invoices"),
            "order": ("add_order", "get_orders", "ship_order"),
        },
        ("close",),
    )


BEGUN = """
    @property
    def orders(self):
        return Orders(self)

    def find_order(self, key):
        return self.orders.find(key)

"""
ORDERS = """

class Orders:
    def __init__(self, shop):
        self._shop = shop

    def find(self, key):
        return key
"""


def test_a_domain_that_is_there_takes_what_its_name_fits_and_is_not_planned_anew(plan):
    body = BEGUN + methods("add_order", "add_invoice", "pay_invoices", "wipe_all_invoices", "close") + ORDERS
    assert plan(body) == (
        {"invoice": ("add_invoice", "pay_invoices", "wipe_all_invoices"), "orders": ("add_order",)},
        ("close",),
    )


def test_where_every_group_is_done_the_rest_is_to_be_sorted(plan):
    assert plan(BEGUN + methods("close", "open") + ORDERS) == ({"unsorted": ("close", "open")}, ())


def test_verbs_and_general_words_are_no_topics(plan):
    names = ("get_name", "get_list", "get_value", "add_name", "set_name", "shop_a", "b_shop", "c_shop")
    assert plan(methods(*names)) == ({"unsorted": names}, ())


def test_keywords_are_no_module_names(plan):
    body = methods("add_import", "fix_import", "drop_import")
    assert list(plan(body)[0]) == ["unsorted"]


def test_what_a_collaborator_of_two_words_is_about_goes_first(plan):
    body = "    def __init__(self, launcher):\n        self._run_launcher_client = launcher\n\n"
    body += "".join(
        method(f"{name}_run_launcher", "return self._run_launcher_client.x() or 1") for name in "abc"
    )
    body += methods("get_run", "add_run", "drop_run")
    assert plan(body)[0] == {
        "run": ("get_run", "add_run", "drop_run"),
        "run_launcher": ("a_run_launcher", "b_run_launcher", "c_run_launcher"),
    }


def test_by_what_they_use(plan):
    body = methods("get_order", "add_order") + method(
        "drop_order", "return self._helper() or self._orders.drop()"
    )
    body += method("wipe", "return [self._orders]") + method("_helper") + method("_nobody_calls")
    body += method("close", "return [self._log]")
    assert plan(body) == (
        {"order": ("get_order", "add_order", "drop_order", "wipe", "_helper")},
        ("_nobody_calls", "close"),
    )


def test_use_that_is_split_between_topics_decides_nothing(plan):
    body = methods("get_order", "add_order", "get_bill", "add_bill")
    body += method("drop_order", "return [self._db, self._shared()]") + method(
        "drop_bill", "return [self._db, self._shared()]"
    )
    body += method("wipe", "return [self._db]") + method("_shared")
    assert plan(body)[1] == ("wipe", "_shared")


def test_members_that_stay(plan):
    body = "    def __init__(self):\n        self._x = 1\n\n" + method("__len__", "return 1 + 1")
    body += method("order_number", "return self._x", "    @property\n") + method(
        "no_order", "raise NotImplementedError"
    )
    body += "    @classmethod\n    def of_order(cls):\n        return cls()\n\n"
    body += methods("get_order", "add_order", "drop_order")
    assert plan(body) == ({"order": ("get_order", "add_order", "drop_order")}, ())


def test_at_most_twelve_domains(plan):
    topics = [f"topic{letter}" for letter in "abcdefghijklmn"]
    body = methods(*(f"{verb}_{topic}" for topic in topics for verb in ("get", "add", "drop")))
    domains, rest = plan(body)
    assert list(domains) == topics[:12]
    assert rest == tuple(f"{verb}_{topic}" for topic in topics[12:] for verb in ("get", "add", "drop"))


def test_nothing_to_move(plan):
    assert plan("    pass\n") == ({}, ())


def test_a_static_method_uses_nothing_of_self(plan):
    body = (
        methods("get_order", "add_order", "drop_order")
        + "    @staticmethod\n    def parse():\n        return [1].x\n"
    )
    assert plan(body) == ({"order": ("get_order", "add_order", "drop_order")}, ("parse",))


def test_the_monolith_of_the_other_tests(write_project):
    root = write_project({"shop.py": monolith()})
    proposed = propose(Mapper(root, (root,)).named("shop:Shop").facade)
    assert {domain: len(members) for domain, members in proposed.domains.items()} == {
        "invoice": 18,
        "order": 18,
        "stock": 18,
    }
