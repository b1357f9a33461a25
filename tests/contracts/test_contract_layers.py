"""What the layers of the two-file pattern may not import, put into a clean shop."""

from __future__ import annotations

from contract_shops import OPS

LAYERS = (
    "Shop calls implementations, and those their domain's ops wrapper; nothing leads back up or aside. What both "
    "layers need belongs in the wrapper, or in a module of its own."
)
ONE = "shop.facade:Shop: 1 import breaks this contract"


def test_a_wrapper_that_imports_its_implementation(lint):
    name = "shop/orders/orders_ops.py"
    outcome = lint({name: f"from shop.orders import orders_implementation\n{OPS[name]}"}, base=OPS)
    assert (outcome.code, outcome.broken) == (1, ["ops_layers"])
    assert outcome.details("ops_layers") == [
        ONE,
        (
            f"{name}:1: shop.orders.orders_ops -> shop.orders.orders_implementation: "
            "leads the ops wrapper of orders domain to its implementation"
        ),
        LAYERS,
    ]


def test_a_wrapper_that_reaches_its_implementation_by_a_chain(lint):
    name = "shop/orders/orders_ops.py"
    outcome = lint(
        {
            name: f"from shop.orders import lines\n{OPS[name]}",
            "shop/orders/lines.py": "def later():\n    from shop.orders.orders_implementation import total\n",
        },
        base=OPS,
    )
    assert outcome.broken == ["ops_layers"]
    assert outcome.details("ops_layers")[1:4] == [
        (
            f"{name}:1: shop.orders.orders_ops -> shop.orders.lines: "
            "leads the ops wrapper of orders domain to its implementation"
        ),
        f"    {name}:1: shop.orders.orders_ops -> shop.orders.lines",
        "    shop/orders/lines.py:2: shop.orders.lines -> shop.orders.orders_implementation",
    ]


def test_an_implementation_that_the_facade_does_not_call_yet(lint):
    name = "shop/orders/orders_ops.py"
    changes = {
        name: f"from shop.orders import refunds_implementation\n{OPS[name]}",
        "shop/orders/refunds_implementation.py": "def refund(ops):\n    return ops.database\n",
    }
    assert lint(changes, base=OPS).broken == ["ops_layers"]


def test_an_implementation_that_imports_another_domain_s(lint):
    name = "shop/orders/orders_implementation.py"
    outcome = lint({name: f"from shop.stock import stock_implementation\n{OPS[name]}"}, base=OPS)
    assert outcome.broken == ["domain_independence", "ops_layers"]
    assert outcome.details("ops_layers")[1] == (
        f"{name}:1: shop.orders.orders_implementation -> shop.stock.stock_implementation: "
        "is an implementation of orders domain that imports stock domain"
    )


def test_a_wrapper_that_imports_another_domain_s_implementation(lint):
    name = "shop/orders/orders_ops.py"
    outcome = lint({name: f"from shop.stock import stock_implementation\n{OPS[name]}"}, base=OPS)
    assert outcome.broken == ["domain_independence", "ops_layers"]
    assert outcome.details("ops_layers")[1].endswith(
        "leads the ops wrapper of orders domain to stock domain's implementation"
    )


def test_what_a_wrapper_may_import(lint):
    """Helpers, the facade for typing, a sibling's wrapper as far as its layer is concerned."""
    name = "shop/orders/orders_ops.py"
    text = (
        "import shop.helpers\nfrom typing import TYPE_CHECKING\nfrom shop.orders import lines\n"
        "if TYPE_CHECKING:\n    from shop.facade import Shop\n    from shop.stock.stock_ops import StockOps\n"
        "    from shop.orders.orders_implementation import total\n"
    )
    lines = "import shop.helpers\nimport shop.orders.orders_ops\nimport shop.helpers2\n"
    changes = {
        name: text + OPS[name],
        "shop/orders/lines.py": lines,
        "shop/helpers.py": "import shop.helpers2\nimport shop.facade\n",
        "shop/helpers2.py": "",
    }
    assert lint(changes, base=OPS, typing_imports="allow").broken == []
    outcome = lint(changes, base=OPS)
    assert outcome.broken == ["domain_independence", "ops_layers"]
    assert outcome.details("ops_layers")[1] == (
        f"{name}:7: shop.orders.orders_ops -> shop.orders.orders_implementation: "
        "leads the ops wrapper of orders domain to its implementation"
    )


def test_the_way_to_an_implementation_passes_by_what_leads_nowhere(lint):
    """A sibling's module, imports for typing and helpers that import one another."""
    name = "shop/stock/stock_ops.py"
    changes = {
        name: "from typing import TYPE_CHECKING\nimport shop.first\n"
        f"if TYPE_CHECKING:\n    import shop.before\n{OPS[name]}",
        "shop/before.py": "import shop.stock.stock_implementation\n",
        "shop/first.py": "import shop.orders.lines\nimport shop.second\n",
        "shop/second.py": "import shop.first\nimport shop.stock.stock_implementation\n",
        "shop/orders/lines.py": "import shop.stock.stock_implementation\n",
    }
    outcome = lint(changes, "ops_layers", base=OPS, typing_imports="allow")
    assert outcome.details("ops_layers")[1:5] == [
        f"{name}:2: shop.stock.stock_ops -> shop.first: leads the ops wrapper of stock domain to its implementation",
        f"    {name}:2: shop.stock.stock_ops -> shop.first",
        "    shop/first.py:2: shop.first -> shop.second",
        "    shop/second.py:2: shop.second -> shop.stock.stock_implementation",
    ]


def test_a_helper_may_import_an_implementation_for_typing_where_that_is_allowed(lint):
    name = "shop/stock/stock_ops.py"
    changes = {
        name: f"import shop.first\n{OPS[name]}",
        "shop/first.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    import shop.stock.stock_implementation\n",
    }
    assert lint(changes, "ops_layers", base=OPS, typing_imports="allow").kept == {"ops_layers": True}
    assert lint(changes, "ops_layers", base=OPS).kept == {"ops_layers": False}
