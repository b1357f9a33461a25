"""Small projects to adopt, as files and their texts."""

FACADE = '''\
"""The shop."""

from functools import cached_property


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_domain(self):
        from shop.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self):
        from shop.stock_domain import StockDomain

        return StockDomain(self)

    def orders(self):
        return self._order_domain.all()

    def stock(self):
        return self._stock_domain.all()

    def total(self):
        return self._database.total()
'''

DOMAIN = """\
class {name}Domain:
    def __init__(self, shop):
        self._shop = shop

    def all(self):
        return []
"""

SHOP = {
    "shop/__init__.py": "",
    "shop/facade.py": FACADE,
    "shop/order_domain.py": DOMAIN.format(name="Order"),
    "shop/stock_domain.py": DOMAIN.format(name="Stock"),
}


def monolith(name="Shop", topics=("order", "stock", "invoice"), per_topic=18):
    """A class of many members that call three attributes."""
    lines = [f"class {name}:", "    def __init__(self, orders, stocks, invoices):"]
    lines += [f"        self._{topic}_storage = {topic}s" for topic in topics]
    for topic in topics:
        for number in range(per_topic):
            lines += [
                "",
                f"    def get_{topic}_{'abcdefghijklmnopqrstuvwxyz'[number]}(self, key):",
                f"        value = self._{topic}_storage.get(key)",
                "        return value or None",
            ]
    return "\n".join(lines) + "\n"
