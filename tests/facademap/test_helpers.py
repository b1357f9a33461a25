"""What a domain hands to objects of classes beside its own: there, too, it is the facade."""

from __future__ import annotations

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

HELPER = """\
class Helper:
    def __init__(self, shop):
        self._shop = shop

    def run(self):
        return self._shop._database
"""
DOMAIN = """\
{imports}

class OrderDomain:
{attributes}    def __init__(self, shop, size=1):
        self._shop = shop
        self._size = size

{methods}
"""
MAKES = "    def total(self):\n        return Helper(self._shop).run()\n"
NOTHING = "    def total(self):\n        return 1\n"

HANDED = {
    "by its name": ("from shop.orders.helper import Helper\n", "", MAKES),
    "by a relative import": ("from .helper import Helper\n", "", MAKES),
    "by a star import": ("from shop.orders.helper import *\n", "", MAKES),
    "by its module": (
        "import shop.orders.helper\n",
        "",
        MAKES.replace("Helper(", "shop.orders.helper.Helper("),
    ),
    "by its module under another name": (
        "import shop.orders.helper as h\n",
        "",
        MAKES.replace("Helper(", "h.Helper("),
    ),
    "by its module, from the package": (
        "from shop.orders import helper\n",
        "",
        MAKES.replace("Helper(", "helper.Helper("),
    ),
    "by the package": ("from shop import orders\n", "", MAKES.replace("Helper(", "orders.helper.Helper(")),
    "imported where it is made": (
        "",
        "",
        "    def total(self):\n        from shop.orders.helper import Helper\n\n        return Helper(self._shop).run()\n",
    ),
    "as an attribute of the class": (
        "from shop.orders.helper import Helper\n",
        "    maker = Helper\n\n",
        MAKES.replace("Helper(", "self.maker("),
    ),
    "by keyword": ("from shop.orders.helper import Helper\n", "", MAKES.replace("Helper(", "Helper(shop=")),
    "by a local name": (
        "from shop.orders.helper import Helper\n",
        "",
        "    def total(self):\n        shop = self._shop\n        return Helper(shop).run()\n",
    ),
    "after a static method": (
        "from shop.orders.helper import Helper\n",
        "",
        "    @staticmethod\n    def of(it):\n        return Helper(it._shop)\n\n" + MAKES,
    ),
    "after another call that gets something else": (
        "from shop.orders.helper import Helper\n",
        "",
        "    def size(self):\n        return Helper(self._size)\n\n" + MAKES,
    ),
    "of a class in the same module": (
        (
            "from shop.orders import helper\n\nclass Middle:\n    def __init__(self, shop):\n        self._s = shop\n\n"
            "    def run(self):\n        return helper.Helper(self._s).run()\n"
        ),
        "",
        MAKES.replace("Helper(", "Middle("),
    ),
}
NOT_HANDED = {
    "nothing": ("from shop.orders.helper import Helper\n", "", NOTHING),
    "something else": (
        "from shop.orders.helper import Helper\n",
        "",
        MAKES.replace("self._shop", "self._size"),
    ),
    "a local name for something else": (
        "from shop.orders.helper import Helper\n",
        "",
        "    def total(self):\n        size = self._size\n        return Helper(size).run()\n",
    ),
    "to a static method": (
        "from shop.orders.helper import Helper\n",
        "",
        "    @staticmethod\n    def of(self):\n        return Helper(self._shop)\n",
    ),
}


@pytest.fixture
def found(write_project):
    """What is reported of the helper."""

    def run(imports, attributes, methods):
        domain = DOMAIN.format(imports=imports, attributes=attributes, methods=methods)
        files = {"shop/orders/order_domain.py": domain, "shop/orders/helper.py": HELPER}
        root = write_project({**BASE_PROJECT, **files})
        report = check_paths([root], select=["FAC101", "FAC103"], cache=False)
        return [
            (each.code, each.location.line) for each in report.violations if each.path.endswith("helper.py")
        ]

    return run


@pytest.mark.parametrize("form", HANDED.values(), ids=HANDED)
def test_handed_the_facade(found, form):
    assert found(*form) == [("FAC101", 6)]


@pytest.mark.parametrize("form", NOT_HANDED.values(), ids=NOT_HANDED)
def test_handed_something_else(found, form):
    assert found(*form) == [("FAC103", 6)]
