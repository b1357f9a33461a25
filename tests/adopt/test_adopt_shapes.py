"""What the search takes for a facade, and what it leaves alone."""

import pytest
from adopt_projects import FACADE, SHOP, monolith

from facadelint.core.errors import FacadelintError

SHOP_CLASS = "shop.facade:Shop"


def without(files, *names):
    return {name: text for name, text in files.items() if name not in names}


def test_lazy_domains(propose):
    assert propose(SHOP) == [(SHOP_CLASS, "domain", {}, ("_database",))]


def facade(body):
    """A facade module with the two domain classes imported, and a class of that body."""
    imports = "from functools import cached_property\n\nfrom shop.order_domain import OrderDomain\nfrom shop.stock_domain import StockDomain\n\n\n"
    return {**SHOP, "shop/facade.py": f"{imports}class Shop:\n{body}"}


BY_HAND = "    def _{0}(self):\n        if self._{1} is None:\n            self._{1} = {2}Domain(self)\n        return self._{1}\n\n"
USES = "    def orders(self):\n        return self.{order}.all()\n\n    def stock(self):\n        return self.{stock}.all()\n"


@pytest.mark.parametrize(
    ("accessors", "order", "stock"),
    [
        (
            "    def __init__(self):\n        self._orders = OrderDomain(self)\n        self._stock = StockDomain(shop=self)\n\n",
            "_orders",
            "_stock",
        ),
        (
            "    _orders = cached_property(lambda self: OrderDomain(self))\n    _stock = cached_property(lambda self: StockDomain(self))\n\n",
            "_orders",
            "_stock",
        ),
        (
            BY_HAND.format("orders", "o", "Order") + BY_HAND.format("stock", "s", "Stock"),
            "_orders()",
            "_stock()",
        ),
    ],
    ids=["eager", "described", "by hand"],
)
def test_other_accessors(propose, accessors, order, stock):
    files = facade(accessors + USES.format(order=order, stock=stock))
    assert [each[:2] for each in propose(files)] == [(SHOP_CLASS, "domain")]


def test_accessors_made_by_factories(propose):
    factories = "\n\ndef make_{0}(shop):\n    return {1}Domain(shop)\n"
    files = facade(
        "    @cached_property\n    def _order_domain(self):\n        return make_order(self)\n\n"
        "    @cached_property\n    def _stock_domain(self):\n        return make_stock(self)\n\n"
        + USES.format(order="_order_domain", stock="_stock_domain")
    )
    files["shop/facade.py"] += factories.format("order", "Order") + factories.format("stock", "Stock")
    assert [each[:2] for each in propose(files)] == [(SHOP_CLASS, "domain")]


def test_public_accessors_need_no_delegation(propose):
    files = facade(
        "    @cached_property\n    def orders(self):\n        return OrderDomain(self)\n\n"
        "    @cached_property\n    def stock(self):\n        return StockDomain(self)\n"
    )
    assert [each[:2] for each in propose(files)] == [(SHOP_CLASS, "domain")]


def test_two_helpers_do_not_make_a_class_of_logic_a_facade(propose):
    logic = "".join(
        f"\n    def compute_{name}(self):\n        return {name} + 1\n" for name in "abcdefghijkl"
    )
    files = facade(
        "    @cached_property\n    def orders(self):\n        return OrderDomain(self)\n\n"
        "    @cached_property\n    def stock(self):\n        return StockDomain(self)\n" + logic
    )
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(files)


def test_ops_wrappers(propose):
    wrapper = "class {0}Ops:\n    def __init__(self, shop):\n        self._shop = shop\n"
    accessor = "    @cached_property\n    def _{0}_ops(self):\n        from shop.{0}_ops import {1}Ops\n\n        return {1}Ops(self)\n\n"
    member = "    def {0}(self):\n        return {0}_implementation.all(self._{0}_ops)\n\n"
    names = (("order", "Order"), ("stock", "Stock"))
    files = {
        "shop/__init__.py": "",
        "shop/facade.py": "from functools import cached_property\n\nfrom shop import order_implementation, stock_implementation\n\n\nclass Shop:\n"
        + "".join(accessor.format(*each) + member.format(*each) for each in names),
        **{f"shop/{name}_ops.py": wrapper.format(cls) for name, cls in names},
        **{f"shop/{name}_implementation.py": "def all(ops):\n    return []\n" for name, _ in names},
    }
    assert propose(files) == [(SHOP_CLASS, "ops", {}, ())]


MIXIN = "class {0}Methods:\n    def {1}(self):\n        return [self]\n\n    def more_{1}(self):\n        return [self, 1]\n"


def mixin_facade(body="    def __init__(self):\n        self._x = 1\n"):
    return {
        "shop/__init__.py": "",
        "shop/orders.py": MIXIN.format("Order", "orders"),
        "shop/stock.py": MIXIN.format("Stock", "stock"),
        "shop/facade.py": "from shop.orders import OrderMethods\nfrom shop.stock import StockMethods\n\n\n"
        f"class Shop(OrderMethods, StockMethods):\n{body}",
    }


def test_mixins(propose):
    assert propose(mixin_facade()) == [(SHOP_CLASS, "mixin", {}, ())]


def test_mixins_that_another_class_has_too_are_no_domains(propose):
    files = mixin_facade()
    files["shop/other.py"] = (
        "from shop.orders import OrderMethods\n\n\nclass Other(OrderMethods):\n    pass\n"
    )
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(files)


def test_a_class_of_logic_with_two_small_mixins(propose):
    logic = "".join(
        f"    def compute_{name}(self):\n        return {name} + 1\n\n" for name in "abcdefghijkl"
    )
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(mixin_facade(logic))


def test_mixins_beside_as_many_domains_need_the_pattern(write_project, propose):
    files = mixin_facade(
        "    def __init__(self):\n        self._a_domain = A(self)\n        self._b_domain = B()\n\n"
        "    def a(self):\n        return self._a_domain.a()\n"
    )
    parts = "class A:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def a(self):\n        return 1\n\n\nclass B:\n    pass\n"
    files["shop/parts.py"] = parts
    files["shop/facade.py"] = "from shop.parts import A, B\n" + files["shop/facade.py"]
    assert propose(files) == [(SHOP_CLASS, "mixin", {}, ())]
    assert propose(without(files), SHOP_CLASS) == [(SHOP_CLASS, "mixin", {}, ())]


CLIENT = "class {0}:\n    def __init__(self, url):\n        self.url = url\n\n    def get(self, key):\n        return key\n"


def client_facade(init, call="self._client", number=12, extra=""):
    members = "".join(
        f"\n    def get_{'abcdefghijklmnopqrstuvwxyz'[index]}(self, key):\n        assert key\n        return {call}.get(key)\n"
        for index in range(number)
    )
    return {
        "shop/__init__.py": "",
        "shop/client.py": CLIENT.format("Client") + "\n\n" + CLIENT.format("Other"),
        "shop/facade.py": "from typing import TypeVar\n\nfrom shop.client import Client, Other\n\n"
        '_C = TypeVar("_C", bound="Client")\n_D = TypeVar("_D")\n_E = TypeVar("_E", bound="Missing")\nBase = 1\n\n\n'
        f"class Shop:\n{init}{members}{extra}",
    }


BUILT = "    def __init__(self, url, local=False):\n        self._client: Client\n        if local:\n            self._client = Other(url)\n        else:\n            self._client = Client(url)\n"


@pytest.mark.parametrize(
    "init",
    [
        BUILT,
        "    def __init__(self, url):\n        self._client = None\n        self._client = Client(url)\n",
        "    _client: Client\n\n    def __init__(self, registry):\n        self._registry = registry\n        self._client = self._registry.instance(Client)\n",
        "    _client: Client\n\n    @classmethod\n    async def create(cls, url):\n        self = cls()\n        self._client = await make(url=url)\n        return self\n",
    ],
    ids=["in branches", "None first", "by a locator", "in a class method"],
)
def test_a_client_that_most_members_call(propose, init):
    assert propose(client_facade(init)) == [(SHOP_CLASS, "client", {"_client": None}, ())]


@pytest.mark.parametrize(
    "init",
    [
        "    def __init__(self, client: Client):\n        self._client = client\n",
        "    def __init__(self, client: Client):\n        self._client = check(client, Client)\n",
        "    def __init__(self, client: Client):\n        self._client = client or Client(1)\n",
        "    def __init__(self, url):\n        self._client = requests.Session()\n",
        "    def __init__(self, url):\n        for self._client in [Client(url)]:\n            pass\n",
    ],
    ids=["handed", "handed and checked", "perhaps handed", "of another project", "of a loop"],
)
def test_clients_that_are_none(propose, init):
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(client_facade(init))


def test_too_few_members_call_the_client(propose):
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(client_facade(BUILT, number=9))
    logic = "".join(
        f"\n    def compute_{name}(self):\n        return {name} + 1\n" for name in "abcdefghijklmn"
    )
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(client_facade(BUILT, extra=logic))


def test_further_clients(propose):
    """Three delegations make a second client an accessor, one leaves it a collaborator."""
    init = BUILT + "        self._second = Other(url)\n        self._third = Other(url)\n"
    extra = "".join(f"\n    def second_{name}(self):\n        return self._second.get(1)\n" for name in "abc")
    extra += "\n    def third(self):\n        return self._third.get(1)\n"
    assert propose(client_facade(init, extra=extra)) == [
        (SHOP_CLASS, "client", {"_client": None, "_second": None}, ("_third",))
    ]


def test_public_clients(propose):
    """Where a public client is an accessor, so are its neighbours that callers use themselves."""
    init = "    def __init__(self, url):\n        self.v1 = Client(url)\n        self.v2 = Other(url)\n        self._url = Other(url)\n"
    assert propose(client_facade(init, call="self.v1")) == [
        (SHOP_CLASS, "client", {"v1": None, "v2": None}, ())
    ]


@pytest.mark.parametrize(
    ("getter", "call", "cls"),
    [
        (
            "    @property\n    def _proxied(self) -> _C:\n        return self.registry()\n",
            "self._proxied",
            "shop.client:Client",
        ),
        (
            "    @property\n    def _proxied(self) -> Client:\n        return self.registry()\n",
            "self._proxied",
            None,
        ),
        ("    def _get_client(self):\n        return [Client(1)][0]\n", "self._get_client()", None),
    ],
    ids=["bound", "annotated", "getter"],
)
def test_a_client_that_is_looked_up(propose, getter, call, cls):
    name = call.removeprefix("self.").removesuffix("()")
    assert propose(client_facade(getter, call=call)) == [(SHOP_CLASS, "client", {name: cls}, ())]


def test_delegations_in_other_words(propose):
    """Awaited, cast, behind a docstring and guards; a method without self is none."""
    bodies = (
        "return await self._client.get(key)",
        "return cast(int, self._client.get(key))",
        "self._client.get(key)",
        "return self._client.url",
    )
    extra = "".join(
        f'\n    async def more_{letter}(self, key):\n        """More."""\n        assert key\n        {body}\n'
        for letter, body in zip("abcdefghijklmnop", bodies * 4, strict=True)
    )
    extra += "\n    def broken():\n        pass\n\n    def nothing(self):\n        return\n"
    assert propose(client_facade(BUILT, number=0, extra=extra)) == [
        (SHOP_CLASS, "client", {"_client": None}, ())
    ]


@pytest.mark.parametrize(
    "annotation", ["", " -> _D", " -> _Unknown", " -> _E", " -> Base", " -> list[Missing]"]
)
def test_a_client_that_nobody_knows(propose, annotation):
    getter = f"    @property\n    def _proxied(self){annotation}:\n        return self.registry()\n"
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(client_facade(getter, call="self._proxied"))


def test_a_property_that_returns_what_the_class_was_handed(propose):
    init = "    def __init__(self, client):\n        self._client = client\n\n    @property\n    def client(self):\n        return self._client\n"
    with pytest.raises(FacadelintError, match="no facade found"):
        propose(client_facade(init, call="self.client"))


def test_a_monolith(propose):
    assert propose({"shop/__init__.py": "", "shop/facade.py": monolith()}) == [
        (SHOP_CLASS, "monolith", {}, ())
    ]


def test_a_long_class_of_few_methods(propose):
    lines = "class Shop:\n" + "".join(
        f"    def get_{name}(self):\n" + f"        self._{name}.call()\n" * 300 for name in "abc"
    )
    assert propose({"shop.py": lines}) == [("shop:Shop", "monolith", {}, ())]


@pytest.mark.parametrize(
    "text",
    [
        monolith(per_topic=10),
        monolith().replace("_stock_storage", "_order_storage").replace("_invoice_storage", "_order_storage"),
        monolith().replace("class Shop:", "class Shop(unittest.TestCase):"),
        monolith().replace("class Shop:", "def shop():\n  class Shop:"),
        monolith() + "def (:\n",
        "",
    ],
    ids=["small", "few collaborators", "tests", "local", "broken", "empty"],
)
def test_no_monolith(propose, text):
    with pytest.raises(FacadelintError, match="no facade found"):
        propose({"shop/facade.py": text})


def test_a_monolith_beside_a_small_client(propose):
    """A class many times as large as the best facade goes first, and clients are then not worth a mention."""
    files = client_facade(BUILT) | {"shop/big.py": monolith("Big")}
    assert [each[0] for each in propose(files)] == [("shop.big:Big")]


def test_a_monolith_beside_a_small_facade(propose):
    assert [each[:2] for each in propose(SHOP | {"shop/big.py": monolith("Big")})] == [
        ("shop.big:Big", "monolith"),
        (SHOP_CLASS, "domain"),
    ]


def test_a_monolith_beside_a_facade_of_its_size(propose):
    more = "".join(
        f"\n    def more_{index}(self):\n        return self._stock_domain.all()\n" for index in range(30)
    )
    files = SHOP | {"shop/facade.py": FACADE + more, "shop/big.py": monolith("Big")}
    assert [each[:2] for each in propose(files)] == [(SHOP_CLASS, "domain")]


def test_two_facades_of_which_one_is_worth_little(propose):
    more = "".join(
        f"\n    def more_{index}(self):\n        return self._stock_domain.all()\n" for index in range(30)
    )
    files = SHOP | {"shop/large.py": FACADE.replace("class Shop", "class Large") + more}
    assert [each[0] for each in propose(files)] == ["shop.large:Large"]


def test_two_facades(propose):
    files = SHOP | {"shop/other.py": FACADE.replace("class Shop", "class Other")}
    assert [each[0] for each in propose(files)] == [SHOP_CLASS, "shop.other:Other"]


def test_the_domain_classes_of_a_facade_are_not_seen_as_well(shop, propose):
    from facadelint.adopt.proposal import propose_configuration

    (shop / "shop/stock_domain.py").write_text(
        monolith("StockDomain").replace(
            "def __init__(self, orders, stocks, invoices)", "def __init__(self, orders, stocks=1, invoices=1)"
        )
    )
    (shop / "shop/big.py").write_text(monolith("Big", per_topic=17))
    more = "".join(
        f"\n    def more_{index}(self):\n        return self._stock_domain.all()\n" for index in range(30)
    )
    (shop / "shop/facade.py").write_text(FACADE + more)
    proposal = propose_configuration(shop)
    assert [found.candidate.name for found in proposal.found] == [SHOP_CLASS]
    assert [each.name for each in proposal.others] == ["shop.big:Big"]


@pytest.mark.parametrize("package", ["", "class Shop:\n    pass\n"])
def test_a_class_that_its_name_does_not_lead_to(propose, package):
    """Of a package and a module of one name Python imports the package."""
    with pytest.raises(FacadelintError, match="no facade found"):
        propose({"shop/__init__.py": package, "shop.py": monolith()})


def test_of_two_classes_of_one_name_it_is_the_last(propose):
    other = "class Shop:\n    pass\n\n\n"
    assert [each[0] for each in propose({"shop.py": other + monolith()})] == ["shop:Shop"]
    with pytest.raises(FacadelintError, match="no facade found"):
        propose({"shop.py": f"{monolith()}\n\n{other}"})


SMALL = {
    "small.py": "class Small:\n    def __init__(self, rates):\n        self._rates = rates\n\n"
    "    def convert(self, amount):\n        return amount * 2\n\n    def rate(self):\n        return self._rates.now()\n"
}


class TestNamed:
    def test_one_that_no_search_would_find(self, propose):
        assert propose(SMALL, "small:Small") == [("small:Small", "monolith", {}, ("_rates",))]

    def test_several_each_once(self, propose):
        assert [each[:2] for each in propose(SHOP | SMALL, "small:Small", SHOP_CLASS, "small:Small")] == [
            ("small:Small", "monolith"),
            (SHOP_CLASS, "domain"),
        ]

    def test_nested(self, propose):
        outer = "class Outer:\n" + "".join(f"    {line}\n" for line in SMALL["small.py"].splitlines())
        assert [each[:2] for each in propose({"shop.py": outer}, "shop:Outer.Small")] == [
            ("shop:Outer.Small", "monolith")
        ]

    def test_mixins_count_even_where_another_class_has_them(self, propose):
        files = mixin_facade() | {
            "shop/other.py": "from shop.orders import OrderMethods\n\n\nclass Other(OrderMethods):\n    pass\n"
        }
        assert propose(files, SHOP_CLASS) == [(SHOP_CLASS, "mixin", {}, ())]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            (
                "shop.facade:Shp",
                '"shop.facade:Shp": the module "shop.facade" has no class "Shp". Did you mean "Shop"?',
            ),
            (
                "shp.facade:Shop",
                '"shp.facade:Shop": there is no module "shp.facade". Did you mean "shop.facade:Shop"?',
            ),
        ],
    )
    def test_misspelled(self, propose, name, message):
        with pytest.raises(FacadelintError) as error:
            propose(SHOP, name)
        assert str(error.value) == message

    def test_a_module_that_does_not_parse(self, propose, tmp_path):
        with pytest.raises(FacadelintError) as error:
            propose(SHOP | {"shop/facade.py": "def (:\n"}, SHOP_CLASS)
        assert str(error.value) == f"{tmp_path / 'shop/facade.py'} cannot be parsed: invalid syntax"

    def test_a_class_with_nothing_to_extract(self, propose):
        with pytest.raises(FacadelintError) as error:
            propose({"shop.py": "class Shop:\n    pass\n"}, "shop:Shop")
        assert str(error.value) == 'cannot be configured: "shop:Shop" has no domain: no member builds one.'
