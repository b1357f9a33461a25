"""Which members count, which of them are done, and what that is in percent."""

import pytest

from facadelint.core.config import load_config
from facadelint.status.model import FacadeStatus, StatusReport, percentage
from facadelint.status.project import status_of_project


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [
        (0, 0, 100.0),
        (0, 3, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (3, 3, 100.0),
        (1, 5000, 0.1),
        (4999, 5000, 99.9),
        (1, 2, 50.0),
    ],
)
def test_percentage(done, total, expected):
    assert percentage(done, total) == expected


def test_the_base_facade(status):
    facade = status()
    assert facade.name == "Shop"
    assert facade.lines == 50
    assert facade.max_lines is None
    # __init__ is dunder, open a constructor, database an attribute, the rest accessors.
    assert {member.name: member.rest for member in facade.counted} == {
        "total": None,
        "reserve": None,
        "bill": None,
        "notify": "own",
        "_notify": "logic",
    }
    assert (facade.done, facade.progress) == (3, 60.0)


def test_each_kind(rests):
    assert rests(
        """
    def delegate(self, key):
        return self._order_domain.find(key)

    def guarded(self, key):
        assert key
        return self._order_domain.find(key)

    def altered(self, key):
        return self._order_domain.find(str(key))

    def collaborator(self):
        return self._database.total()

    def further(self):
        return self._order_domain.store.total()

    def logic(self):
        return sum(self._order_domain.prices())

    @staticmethod
    def static_logic(key):
        return key + 1

    def attribute(self):
        return self._settings

    def constant(self):
        return False

    def __len__(self):
        return len(self._cache)

    def __iter__(self):
        return self._order_domain.__iter__()
"""
    ) == {
        "delegate": None,
        "guarded": "guarded",
        "altered": "altered",
        "collaborator": "collaborator",
        "further": "collaborator",
        "logic": "logic",
        "static_logic": "logic",
    }


def test_settings_allow_collaborators_and_exempt_members(rests):
    members = """
    def stored(self):
        return self._database.total()

    def dear(self):
        return self._database.a.b()

    def cached(self):
        return self._cache.total()

    def old_logic(self):
        return self._cache + 1
"""
    settings = 'collaborators = ["_data*"]\nexempt = ["old_*"]\n'
    assert rests(members, settings) == {"stored": None, "dear": None, "cached": "collaborator"}


def test_a_call_of_an_own_member_is_what_that_member_is(rests):
    assert rests(
        """
    def alias(self):
        return self.total()

    def alias_of_alias(self):
        return self.alias()

    def of_logic(self, event):
        return self._notify(event)

    def of_guarded(self, key):
        return self.guarded(key)

    def guarded(self, key):
        assert key
        return self._order_domain.find(key)

    def accessor(self):
        return self._getter()

    def _getter(self):
        if self._kept is None:
            self._kept = __import__("list")
        return self._kept

    def ping(self):
        return self.pong()

    def pong(self):
        return self.ping()

    def stored(self):
        return self.open_it()

    def open_it(self):
        return self._database.open()
""",
        'collaborators = ["_database"]\n',
    ) == {
        "alias": None,
        "alias_of_alias": None,
        "of_logic": "own",
        "of_guarded": "own",
        "guarded": "guarded",
        "accessor": "own",
        "ping": "own",
        "pong": "own",
        "stored": None,
        "open_it": None,
    }


MIXIN = """\
class OrderMethods:
    def mixed(self, key):
        return key + 1


class Plain:
    def plain(self, key):
        return key + 1
"""
INHERITING = """\
from shop.orders.order_methods import OrderMethods, Plain


class Shop(OrderMethods, Plain):
    def mixed(self, key):
        return OrderMethods.mixed(self, key)

    def via_super(self, key):
        return super().mixed(key)

    def inherited(self, key):
        return self.mixed_too(key)

    def plain(self, key):
        return super().plain(key)

    def via_plain(self, key):
        return Plain.plain(self, key)

    def nowhere(self, key):
        return super().nowhere(key)
"""


def test_mixins(status):
    more = MIXIN.replace("class Plain", "    def mixed_too(self, key):\n        return key\n\n\nclass Plain")
    files = {"shop/facade.py": INHERITING, "shop/orders/order_methods.py": more}
    facade = status(files=files)
    assert {member.name: member.rest for member in facade.counted} == {
        "mixed": None,
        "via_super": None,
        "inherited": None,
        "plain": "own",
        "via_plain": "own",
        "nowhere": "own",
    }
    assert facade.progress == 50.0
    (order,) = facade.domains
    assert order.delegated == ("mixed", "via_super", "inherited")
    assert (order.name, order.module, order.cls, order.state) == (
        "order",
        "shop.orders.order_methods",
        "OrderMethods",
        "complete",
    )
    assert [(base.name, base.domain, base.members, base.lines) for base in facade.bases] == [
        ("OrderMethods", "order", ("mixed_too",), 2),
        ("Plain", None, (), 0),
    ]


def test_the_lines_of_a_member_are_those_of_all_its_functions(status):
    facade = status(
        """
    @property
    def limit(self):
        return self._order_domain.limit

    @limit.setter
    def limit(
        self, value
    ):
        self._order_domain.limit = value
"""
    )
    member = facade.members[-1]
    assert (member.name, member.line, member.lines) == ("limit", 56, 8)
    assert (member.kind, member.accessor, member.target) == ("delegate", "_order_domain", "limit")


def test_the_domains_of_what_is_left(status):
    facade = status(
        """
    def one(self):
        return sum(self._order_domain.prices())

    def two(self):
        return self._order_domain.a() + self._stock_domain.b()

    def planned(self):
        return sum(self._order_domain.prices())
""",
        'plan = { billing = ["planned"] }\n',
    )
    assert {member.name: member.domains for member in facade.left("logic")} == {
        "_notify": (),
        "one": ("order",),
        "two": ("order", "stock"),
        "planned": ("billing",),
    }
    assert {member.name for member in facade.left("logic", "own")} == {
        "notify", "_notify", "one", "two", "planned",
    }  # fmt: skip


def test_a_facade_with_nothing_to_count_is_done(status):
    facade = status(files={"shop/facade.py": "class Shop:\n    def name(self):\n        return 'shop'\n"})
    assert (facade.counted, facade.done, facade.progress) == ((), 0, 100.0)
    assert facade.domains == facade.bases == ()


def test_several_facades_together(project):
    files = {
        "shop/second.py": "class Second:\n    def __init__(self):\n        self.a = 1\n\n    def logic(self):\n        return self.a + 1\n",
    }
    root = project(settings='[[tool.facadelint.facades]]\nclass = "shop.second:Second"\n', files=files)
    report = status_of_project(load_config(root / "pyproject.toml"))
    assert [facade.progress for facade in report.facades] == [60.0, 0.0]
    assert report.progress == 50.0
    assert StatusReport().progress == 100.0
    assert FacadeStatus("a.b:Outer.Inner", root, root, 1, None, ()).name == "Outer.Inner"
