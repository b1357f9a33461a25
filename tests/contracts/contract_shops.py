"""The shops that the contracts are tried on: files to write, by name."""

from __future__ import annotations

CONFIG = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'


def domain(name: str) -> str:
    """A domain's module; the facade is imported for typing only."""
    return f"""\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class {name.title()}Domain:
    def __init__(self, shop: "Shop") -> None:
        self._shop = shop

    def {name}_total(self) -> int:
        return 1
"""


def facade(*names: str) -> str:
    """A facade that makes each of its domains lazily."""
    accessors = "".join(
        f"""
    @cached_property
    def _{name}_domain(self):
        from shop.{name}.{name}_domain import {name.title()}Domain

        return {name.title()}Domain(self)

    def {name}_total(self) -> int:
        return self._{name}_domain.{name}_total()
"""
        for name in names
    )
    return f"from functools import cached_property\n\n\nclass Shop:{accessors}"


SHOP = {
    "shop/__init__.py": "",
    "shop/facade.py": facade("orders", "stock", "billing"),
    "shop/helpers.py": "",
    **{
        file: text
        for name in ("orders", "stock", "billing")
        for file, text in {
            f"shop/{name}/__init__.py": "",
            f"shop/{name}/{name}_domain.py": domain(name),
        }.items()
    },
    "pyproject.toml": CONFIG,
}

OPS = {
    "shop/__init__.py": "",
    "shop/facade.py": """\
from functools import cached_property

from shop.orders import orders_implementation
from shop.stock import stock_implementation


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _orders_ops(self):
        from shop.orders.orders_ops import OrdersOps

        return OrdersOps(self)

    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def orders_total(self):
        return orders_implementation.total(self._orders_ops)

    def stock_total(self):
        return stock_implementation.total(self._stock_ops)
""",
    **{
        file: text
        for name in ("orders", "stock")
        for file, text in {
            f"shop/{name}/__init__.py": "",
            f"shop/{name}/{name}_ops.py": f"""\
class {name.title()}Ops:
    def __init__(self, shop):
        self._shop = shop

    @property
    def database(self):
        return self._shop._database
""",
            f"shop/{name}/{name}_implementation.py": f"""\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.{name}.{name}_ops import {name.title()}Ops


def total(ops: "{name.title()}Ops"):
    return ops.database
""",
        }.items()
    },
    "pyproject.toml": CONFIG,
}
