"""FAC303: an import of the facade that only annotations need goes under TYPE_CHECKING."""

import pytest
from fixes_source import DOMAIN

CLASS = """

class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def merge(self, other: {other}) -> {result}:
        local: Shop | None = other
        return local
"""
BLOCK = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from shop.facade import Shop\n"


def module(imports: str, other: str = "Shop", result: str = "list[Shop]", more: str = "") -> str:
    return imports + more + CLASS.format(other=other, result=result)


def test_annotations_that_python_evaluates_are_quoted(fix_domain):
    assert fix_domain(module("from shop.facade import Shop\n")) == module(BLOCK, '"Shop"', '"list[Shop]"')


def test_annotations_that_python_does_not_evaluate_stay(fix_domain):
    future = "from __future__ import annotations\n\n"
    block = BLOCK.replace("import Shop\n", "import Shop  # the facade\n")
    assert fix_domain(module(f"{future}from shop.facade import Shop  # the facade\n")) == module(
        future + block
    )
    quoted = module("from shop.facade import Shop\n", '"Shop"', "'Shop'")
    assert fix_domain(quoted) == module(BLOCK, '"Shop"', "'Shop'")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import os\nimport sys\n\nfrom ..facade import Shop\n", "import os\nimport sys\nfrom typing import TYPE_CHECKING\n\n\nif TYPE_CHECKING:\n    from ..facade import Shop\n"),
        (
            "from typing import Any, TYPE_CHECKING\nfrom shop.facade import Shop\nif TYPE_CHECKING:\n    import os\n",
            "from typing import Any, TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\n    from shop.facade import Shop\n",
        ),
        ("from shop.facade import (\n    Shop,\n)\n", BLOCK),
        ("from typing import Any\nfrom shop import facade, records\n", None),
    ],
)  # fmt: skip
def test_the_rest_of_the_imports_stays(fix, before, after):
    fixed = fix({DOMAIN: module(before, '"Shop"', "int"), "shop/records.py": ""})
    if after is None:
        assert fixed.domain == module(
            "from typing import Any, TYPE_CHECKING\nfrom shop import records\n\nif TYPE_CHECKING:\n    from shop import facade\n",
            '"Shop"',
            "int",
        )
    else:
        assert fixed.domain == module(after, '"Shop"', "int")


RUN = {
    "a call": "\n\ndef make():\n    return Shop.open(1)\n",
    "a default": "\n\ndef make(cls=Shop): ...\n",
    "a base class": "\n\nclass Mine(Shop): ...\n",
    "isinstance": "\n\ndef is_it(x):\n    return isinstance(x, Shop)\n",
    "__all__": "\n\n__all__ = ['Shop']\n",
    "bound again": "\n\nShop = None\n",
    "an alias of a type": "\n\nAny = Shop | None\n",
}


@pytest.mark.parametrize("more", RUN.values(), ids=RUN)
def test_an_import_that_the_module_needs_when_it_runs_stays(fix_domain, more):
    source = module("from shop.facade import Shop\n") + more
    assert fix_domain(source, unsafe=True) == source


WATCHED = {
    "a dataclass": "\n\n@dataclass\nclass Line:\n    shop: Shop\n",
    "a model": "\n\nclass Line(BaseModel):\n    shop: Shop\n",
    "a decorator": "\n\n@validate\ndef check(shop: Shop): ...\n",
    "get_type_hints": "\n\nhints = typing.get_type_hints(OrderDomain)\n",
}


@pytest.mark.parametrize("more", WATCHED.values(), ids=WATCHED)
def test_annotations_that_something_may_look_at_need_unsafe(fix, more):
    source = module("from shop.facade import Shop\n") + more
    fixed = fix({DOMAIN: source})
    assert fixed.files == {}
    assert [each.unsafe for each in fixed.outcome.unsafe] == [
        "something may look at the annotations at run time"
    ]
    assert (
        "if TYPE_CHECKING:\n    from shop.facade import Shop\n" in fix({DOMAIN: source}, unsafe=True).domain
    )


@pytest.mark.parametrize(
    "user",
    ["from shop.orders.order_domain import Shop\n", "from .orders.order_domain import *\n", "patch('shop.orders.order_domain.Shop')\n"],
)  # fmt: skip
def test_what_another_module_takes_from_here_stays(fix, user):
    fixed = fix({DOMAIN: module("from shop.facade import Shop\n"), "shop/user.py": user})
    assert fixed.files == {}
    assert fixed.refused == [("FAC303", "shop.user uses Shop of this module")]


def test_an_annotation_that_cannot_be_quoted_is_refused(fix):
    fixed = fix({DOMAIN: module("from shop.facade import Shop\n", "'dict[str, int]' | Shop")})
    assert fixed.files == {}
    assert fixed.refused == [("FAC303", "the annotation 'dict[str, ... cannot be quoted as it is")]


def test_two_statements_on_a_line_are_refused(fix):
    fixed = fix({DOMAIN: module("import os; from shop.facade import Shop\n", '"Shop"', "int")})
    assert fixed.refused == [("FAC303", "the import shares its line with another statement")]


@pytest.mark.parametrize("names", ["(\n    Shop,  # all of it\n)", "(  # why\n    Shop\n)"])
def test_a_comment_among_the_names_is_not_lost(fix, names):
    fixed = fix({DOMAIN: module(f"from shop.facade import {names}\n", '"Shop"', "int")})
    assert fixed.files == {}
    assert fixed.refused == [("FAC303", "a comment stands between the names of the import")]
