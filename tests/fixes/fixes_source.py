"""A domain with one method, whose body is what a test is about."""

import textwrap

DOMAIN = "shop/orders/order_domain.py"
FACADE = "shop/facade.py"

_BACK = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self, other=None):
"""


def method(body: str) -> str:
    return _BACK + textwrap.indent(textwrap.dedent(body), "        ")
