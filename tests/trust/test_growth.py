"""What is eight times as long takes not much more than eight times as long: no form of code makes it the square.

CPU time is compared, of two runs in one process; the square would be 64 times, and the limit is half of that.
"""

from __future__ import annotations

import time

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

_FEW, _MANY = 100, 800
_LIMIT = 32
_DOMAIN = "shop/orders/order_domain.py"
_HEAD = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n"


def _method(body: str) -> str:
    return f"{_HEAD}    def total(self):\n{body}\n"


def _lines(text: str, count: int) -> str:
    """A text so many times, with ``%`` for the number."""
    return "\n".join(text.replace("%", str(number)) for number in range(count))


FORMS = {
    "findings in a method": lambda n: _method(_lines("        self._shop._a%", n)),
    "names in a method": lambda n: _method(_lines("        x% = self._shop\n        x%._a", n)),
    "one name, bound often": lambda n: _method(_lines("        x = self._shop\n        x._a", n)),
    "lambdas": lambda n: _method(_lines("        f% = lambda: self._shop\n        f%()._b", n)),
    "inner functions": lambda n: _method(
        _lines("        def f%(): return self._shop._a\n        f%()._b", n)
    ),
    "tests": lambda n: _method(_lines("        if y:\n            x = self._shop.a%\n            x._a", n)),
    "loops": lambda n: _method(_lines("        for i in y:\n            x = i.next\n            x._a", n)),
    "handlers": lambda n: _method(
        _lines("        try:\n            x = f()\n        except E:\n            x = self._shop", n)
    ),
    "operands": lambda n: _method(f"        return {'isinstance(x, X) and ' * n}x._cache"),
    "links of a chain": lambda n: _method(f"        return self._shop{'.a' * (n // 2)}._cache"),
    "calls of a chain": lambda n: _method(f"        return self._shop{'.a()' * (n // 4)}._cache"),
    "methods": lambda n: _HEAD + _lines("    def total%(self):\n        return self._shop._a", n),
    "methods that call one another": lambda n: (
        _HEAD + _lines("    def total%(self):\n        return self.total1%()._a", n)
    ),
    "functions": lambda n: _HEAD + _lines("def total%(shop):\n    return shop._a", n),
    "functions that set a global": lambda n: (
        _HEAD + _lines("def set%():\n    global X\n    X = shop\n    return X._a", n)
    ),
    "classes": lambda n: _HEAD + _lines("class C%:\n    def own(self, other):\n        return other._a", n),
    "imports": lambda n: _lines("from shop.m% import a%", n) + "\n" + _HEAD,
    "comments that silence": lambda n: _method(_lines("        self._shop._a  # noqa: FAC101", n)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_time_grows_with_the_length_of_a_file(write_project, form):
    taken = {}
    root = write_project(BASE_PROJECT)
    for count in (_FEW, _FEW, _MANY):  # the first run pays for what is loaded once
        (root / _DOMAIN).write_text(form(count), encoding="utf-8")
        started = time.process_time()
        check_paths([root], extend_select=["FAC"], cache=False)
        taken[count] = time.process_time() - started
    assert taken[_MANY] < _LIMIT * taken[_FEW], taken
