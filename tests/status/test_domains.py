"""The state of each domain: what delegates to it, what is planned for it, its files and lines."""

import pytest

GETTER = """
    def find(self, key):
        return self._order_domain.find(key)

    def guarded(self, key):
        assert key
        return self._order_domain.find(key)

    def altered(self, key):
        return self._order_domain.find(str(key))

    def further(self):
        return self._order_domain.store.total()
"""


def by_name(facade):
    return {domain.name: domain for domain in facade.domains}


def test_the_base_facade(status, tmp_path):
    order, stock, billing = status().domains
    assert (order.name, stock.name, billing.name) == ("order", "stock", "billing")
    assert (order.module, order.cls, order.lines) == ("shop.orders.order_domain", "OrderDomain", 6)
    assert order.files == (tmp_path / "shop/orders/order_domain.py",)
    assert (order.delegated, order.planned, order.state, order.progress) == (
        ("total",),
        (),
        "complete",
        100.0,
    )


def test_guarded_and_altered_members_are_extracted(status):
    order = status(GETTER).domains[0]
    assert order.delegated == ("total", "find", "guarded", "altered", "further")


def test_the_whole_package_belongs_to_a_domain(status, tmp_path):
    files = {
        "shop/orders/__init__.py": '"""Orders."""',
        "shop/orders/helpers.py": "A = 1\n\n\nB = 2\r\nC = 3\n",
        "shop/orders/deep/__init__.py": "",
        "shop/orders/deep/more.py": "",
        "shop/orders/made.py": "A = 1\n",
        "pyproject.toml": '[tool.facadelint]\nexclude = ["made.py"]\n'
        '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n',
    }
    order = status(files=files).domains[0]
    assert order.lines == 6 + 1 + 5
    assert [file.relative_to(tmp_path / "shop").as_posix() for file in order.files] == [
        "orders/order_domain.py",
        "orders/deep/more.py",
        "orders/helpers.py",
    ]


def test_a_domain_in_a_module_that_it_shares_has_the_lines_of_its_class(status):
    text = """\
from functools import cached_property


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop


class Shop:
    @cached_property
    def _order_domain(self):
        return OrderDomain(self)
"""
    (order,) = status(files={"shop/facade.py": text}).domains
    assert order.lines == 3


class TestState:
    def state(self, status, members="", settings="", name="order", files=()):
        domain = by_name(status(members, settings, files))[name]
        return domain.state, domain.progress, domain.delegated, domain.planned

    def test_in_progress(self, status):
        members = GETTER + "\n    def prices(self):\n        return sorted(self._cache)\n"
        assert self.state(status, members, 'plan = { order = ["prices"] }\n') == (
            "in progress",
            83.3,
            ("total", "find", "guarded", "altered", "further"),
            ("prices",),
        )

    def test_what_the_plan_lists_and_is_extracted(self, status):
        assert self.state(status, GETTER, 'plan = { order = ["find", "guarded", "total"] }\n')[:2] == (
            "complete",
            100.0,
        )

    def test_only_planned(self, status):
        members = "\n    def start(self):\n        return self._cache + 1\n"
        facade = status(members, 'plan = { scheduling = ["start", "gone"] }\n')
        domain = facade.domains[-1]
        assert [each.name for each in facade.domains] == ["order", "stock", "billing", "scheduling"]
        assert (domain.name, domain.module, domain.cls, domain.files, domain.lines) == (
            "scheduling",
            None,
            None,
            (),
            0,
        )
        assert (domain.state, domain.progress, domain.planned) == ("planned", 0.0, ("start",))

    def test_planned_and_nothing_to_extract(self, status):
        assert self.state(status, "", 'plan = { later = ["gone"] }\n', "later") == ("planned", 0.0, (), ())

    def test_planned_with_a_module_that_nothing_delegates_to(self, status):
        members = "\n    def start(self):\n        return self._cache + 1\n"
        files = {"shop/scheduling.py": "A = 1\n"}
        settings = 'domains = ["shop.scheduling"]\nplan = { scheduling = ["start"] }\n'
        assert self.state(status, members, settings, "scheduling", files) == ("planned", 0.0, (), ("start",))

    def test_nothing_delegates_and_nothing_is_planned(self, status):
        files = {"shop/scheduling.py": "A = 1\n"}
        assert self.state(status, "", 'domains = ["shop.scheduling"]\n', "scheduling", files) == (
            "in progress",
            0.0,
            (),
            (),
        )

    def test_nothing_has_to_delegate_to_a_public_accessor(self, status):
        text = (
            "from shop.orders.order_domain import OrderDomain\n\n\n"
            "class Shop:\n    def __init__(self):\n        self.orders = OrderDomain(self)\n"
        )
        files = {"shop/facade.py": text}
        assert self.state(status, "", 'accessors = ["orders"]\n', "orders", files) == (
            "complete",
            100.0,
            (),
            (),
        )

    def test_nor_to_a_mixin_but_what_is_planned_for_it_is_in_progress(self, status):
        files = {
            "shop/methods.py": "class OrderMethods:\n    def find(self, key):\n        return key + 1\n",
            "shop/facade.py": "from shop.methods import OrderMethods\n\n\n"
            "class Shop(OrderMethods):\n    def prices(self):\n        return [1] + []\n",
        }
        assert self.state(status, files=files) == ("complete", 100.0, (), ())
        assert self.state(status, "", 'plan = { order = ["prices"] }\n', files=files) == (
            "in progress",
            0.0,
            (),
            ("prices",),
        )


CLIENT = """\
import vendor


class Shop:
    def __init__(self):
        self._client = vendor.Client()
        self._other = vendor.Client()

    def find(self, key):
        return self._client.find(key)
"""


def test_an_accessor_whose_class_the_code_does_not_say(status):
    facade = status(settings='accessors = ["_client", "_other"]\n', files={"shop/facade.py": CLIENT})
    (client,) = facade.domains
    assert (client.name, client.module, client.cls, client.lines, client.files) == (
        "client",
        None,
        None,
        0,
        (),
    )
    assert (client.delegated, client.state) == (("find",), "complete")
    assert facade.progress == 100.0


OPS = {
    "shop/orders/order_ops.py": "class OrderOps:\n    def __init__(self, shop):\n        self._shop = shop\n",
    "shop/orders/order_implementation.py": "def total(ops):\n    return 1\n",
    "shop/facade.py": """\
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
""",
}


def test_the_two_file_pattern(status, tmp_path):
    files = OPS | {"shop/orders/order_domain.py": ""}
    (order,) = status(files=files).domains
    assert (order.module, order.cls, order.delegated) == ("shop.orders.order_ops", "OrderOps", ("total",))
    assert [file.name for file in order.files] == [
        "order_ops.py",
        "order_implementation.py",
        "order_domain.py",
    ]
    assert order.lines == 3 + 2


PLANNED = """
    def get_tick(self):
        return self._cache + 1

    def get_ticks(self):
        return self._database.ticks()

    def get_tick_limit(self):
        return 5

    def get_tick_orders(self):
        return self._order_domain.ticks()

    def get_tick_exempt(self):
        return self._cache + 1

    @classmethod
    def get_tick_shop(cls):
        return cls(None)

    def __get_tick__(self):
        return self._cache + 1

    @property
    def _get_tick_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)
"""


@pytest.mark.parametrize(
    ("globs", "planned"),
    [
        (["*get_tick*"], ("get_tick", "get_ticks", "get_tick_limit")),
        (["get_tick"], ("get_tick",)),
        (["get_tick?"], ("get_ticks",)),
        (["get_ticks", "get_tick"], ("get_tick", "get_ticks")),
        # What is named in full is meant, whatever it is and wherever it delegates to.
        (
            ["get_tick_orders", "get_tick_exempt", "get_tick_shop", "__get_tick__"],
            ("get_tick_orders", "get_tick_exempt", "get_tick_shop", "__get_tick__"),
        ),
        (["nothing*"], ()),
    ],
)
def test_plan_globs(status, globs, planned):
    settings = f'exempt = ["*_exempt"]\nplan = {{ scheduling = {globs} }}\n'
    assert by_name(status(PLANNED, settings))["scheduling"].planned == planned


def test_a_member_that_two_domains_plan(status):
    members = "\n    def start(self):\n        return self._cache + 1\n"
    domains = by_name(status(members, 'plan = { first = ["start"], second = ["sta*"] }\n'))
    assert domains["first"].planned == domains["second"].planned == ("start",)
