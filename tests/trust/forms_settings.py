"""What a whole project is needed for: FAC104, FAC404, FAC501 and FAC901."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPOILT = words("spoilt")
_HEAD = '[tool.facadelint]\n{top}\n[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n{body}\n'
_DOMAIN = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        {body}
"""


def _project(rule: str, forms: Sequence[Form], body: str = "", top: str = "", **files: str) -> Injection:
    named = {"/pyproject.toml": fill(_HEAD, top=top, body=body)}
    named |= {f"/{name.replace('__', '/')}.py": text for name, text in files.items()}
    return Injection(rule, tuple(each.name for each in forms), files=named)


GRANTS: Sequence[Form] = (
    Form("used", value='attribute = "_cache", domains = ["order"], reason = "r", until = 2999-01-01'),
    Form("used, for two", value='attribute = "_cache", domains = ["order", "stock"], reason = "r", until = 2999-01-01'),
    Form("over", value='attribute = "_cache", domains = ["order"], reason = "r", until = 2020-01-01', gives=_SPOILT),
    Form("unused", value='attribute = "_settings", domains = ["order"], reason = "r", until = 2999-01-01', gives=_SPOILT),
    Form("of another domain", value='attribute = "_cache", domains = ["stock"], reason = "r", until = 2999-01-01', gives=_SPOILT),
    Form("of no domain", value='attribute = "_cache", domains = ["ordre"], reason = "r", until = 2999-01-01', gives=_SPOILT),
)  # fmt: skip
USES: Sequence[Form] = (
    Form("read", "return self._shop._cache"),
    Form("called", "return self._shop._cache()"),
    Form("written", "self._shop._cache = 1"),
    Form("through an alias", "held = self._shop\nreturn held._cache"),
    Form("in a lambda", "return lambda: self._shop._cache"),
    Form("matched", "match self._shop:\n    case object(_cache=1):\n        pass"),
    Form("by name", 'return getattr(self._shop, "_cache")'),
)
WRITTEN: Sequence[Form] = (
    Form("in a line", "friends = [{mark}{{ {g} }}]".replace("{{", "{").replace("}}", "}")),
    Form("in lines", "friends = [\n    # why\n    {mark}{{ {g} }},\n]".replace("{{", "{").replace("}}", "}")),
    Form("among others", 'friends = [\n    {{ attribute = "_notify", domains = ["billing"], reason = "r", until = 2999-01-01 }},\n    {mark}{{ {g} }},\n]'.replace("{{", "{").replace("}}", "}")),
)  # fmt: skip
GRANT_AXES = (GRANTS, USES, WRITTEN)

_BILLING = """\
class BillingDomain:
    def __init__(self, shop):
        self._shop = shop

    def bill(self, order):
        return self._shop._notify(order)
"""


def grant(forms: Sequence[Form]) -> Injection:
    """A grant, marked where it is over or of no use."""
    what, use, written = forms
    mark = MARK if "spoilt" in what.gives else ""
    text = fill(written.text, mark=mark, g=what.value)
    domain = fill(_DOMAIN, body=use.text)
    return _project(
        "FAC104", forms, text, shop__orders__order_domain=domain, shop__billing__billing_domain=_BILLING
    )


LAYOUTS: Sequence[Form] = (
    Form("file and class", value="*/{domain}_domain.py:{Domain}Domain"),
    Form("from the root", value="shop/**/{domain}_domain.py:{Domain}Domain"),
    Form("any class", value="**/{domain}_domain.py:*"),
    Form("any file", value="**/*{domain}*.py:{Domain}Domain"),
)
SHAPES: Sequence[Form] = (
    Form("as it says", "order_domain", "OrderDomain"),
    Form("another class", "order_domain", "Orders", gives=words("class")),
    Form("another file", "orders", "OrderDomain", gives=words("file")),
    Form("both others", "orders", "Orders", gives=words("file class")),
    Form("small letters", "order_domain", "orderdomain", gives=words("class")),
)
LAID: Sequence[Form] = (
    Form("plain", "{mark}class {C}:\n    def __init__(self, shop):\n        self._shop = shop"),
    Form("after others", "class Other:\n    pass\n\n\n{mark}class {C}:\n    def __init__(self, shop):\n        self._shop = shop"),
    Form("decorated", "@unknown\n{mark}class {C}:\n    def __init__(self, shop):\n        self._shop = shop"),
    Form("with a base", "{mark}class {C}(dict):\n    def __init__(self, shop):\n        self._shop = shop"),
)  # fmt: skip
LAYOUT_AXES = (LAYOUTS, SHAPES, LAID)

_SHOP = """\
from functools import cached_property


class Shop:
    @cached_property
    def _order_domain(self):
        from shop.orders.{file} import {C}

        return {C}(self)
"""


def layout(forms: Sequence[Form]) -> Injection:
    """A domain, marked where it is not what its layout says."""
    said, shape, laid = forms
    wrong = {"any class": {"file"}, "any file": {"class"}}.get(said.name, {"file", "class"})
    mark = MARK if shape.gives & wrong else ""
    text = fill(laid.text, mark=mark, C=shape.value)
    facade = fill(_SHOP, file=shape.text, C=shape.value)
    files = {"shop__facade": facade, f"shop__orders__{shape.text}": text}
    return _project("FAC404", forms, f'layout = "{said.value}"', **files)


CLASS_LINES: Sequence[Form] = (
    Form("methods", "def a(self):\n    return 1\n\ndef b(self):\n    return 2", value="5"),
    Form("a docstring of lines", '"""One.\n\nTwo.\n"""\n\ndef a(self):\n    return 1', value="7"),
    Form("comments and blank lines", "# One.\n\n\n# Two.\n\ndef a(self):\n    return 1", value="7"),
    Form("a call over lines", "SIZE = dict(\n    a=1,\n    b=2,\n)", value="4"),
    Form("an inner class", "class Inner:\n    def a(self): ...", value="2"),
    Form("a decorated method", "@print\n@print\ndef a(self):\n    return 1", value="4"),
    Form("text over lines", 'TEXT = """\nOne.\n"""', value="3"),
)
CLASS_HEADS: Sequence[Form] = (
    Form("plain", "{mark}class Shop:\n    {body}\n    {own}", value="1"),
    Form("decorated, which does not count", "@print\n@print(1)\n{mark}class Shop:\n    {body}\n    {own}", value="1"),
    Form("a header over lines", "{mark}class Shop(\n    dict,\n    metaclass=type,\n):\n    {body}\n    {own}", value="4"),
    Form("more of the module below", "{mark}class Shop:\n    {body}\n    {own}\n\n\n# More.\nSIZE = 1\n", value="1"),
    Form("a comment at the end", "{mark}class Shop:\n    {body}\n    {own}\n    # The end.\n", value="1"),
)  # fmt: skip
BUDGETS: Sequence[Form] = (
    Form("kept", value="0"),
    Form("kept with a line to spare", value="1"),
    Form("a line over", value="-1", gives=_SPOILT),
    Form("two lines over", value="-2", gives=_SPOILT),
)
BUDGET_AXES = (CLASS_LINES, CLASS_HEADS, BUDGETS)

_OWN = """\
@property
def _order_domain(self):
    from shop.orders.order_domain import OrderDomain

    return OrderDomain(self)"""


def budget(forms: Sequence[Form]) -> Injection:
    """A facade of so many lines, marked where they are too many."""
    lines, head, spare = forms
    total = int(lines.value) + int(head.value) + _OWN.count("\n") + 1
    mark = MARK if "spoilt" in spare.gives else ""
    facade = fill(head.text, mark=mark, body=lines.text, own=_OWN)
    return _project("FAC501", forms, f"max-lines = {total + int(spare.value)}", shop__facade=facade)


GLOBS: Sequence[Form] = (
    Form("exempt", "exempt", '"reserve"', '"reserv"'),
    Form("exempt, a glob", "exempt", '"bil*"', '"boll*"'),
    Form("collaborators", "collaborators", '"_database"', '"_databse"'),
    Form("guards", "guards", '"assert"', '"raise"'),
    Form("shared", "shared", '"shop.stock.*"', '"shop.stok.*"'),
    Form("importers", "importers", '"shop.web"', '"shop.wab"'),
    Form("plan", "plan", '"total"', '"totel"', gives=words("plan")),
    Form("exclude", "exclude", '"shop/billing/*"', '"shop/biling/*"', gives=words("top")),
    Form("per-file-ignores", "per-file-ignores", '"shop/web.py"', '"shop/wob.py"', gives=words("top table")),
)
"""A setting (``text``), a glob that matches (``value``) and one that does not (``params``)."""
MATCHED: Sequence[Form] = (Form("of use"), Form("of no use", gives=_SPOILT))
LISTED: Sequence[Form] = (
    Form("alone", "[{g}]"),
    Form("in lines", "[\n    # why\n    {g},\n]"),
    Form("after one of use", "[{ok}, {g}]", bars=words("table")),
    Form("between two of use", "[\n    {ok},\n    {g},\n    {ok},\n]", bars=words("table plan")),
)
SETTING_AXES = (GLOBS, MATCHED, LISTED)


def setting(forms: Sequence[Form]) -> Injection:
    """A glob of a setting, marked where it matches nothing."""
    what, matched, listed = forms
    spoilt = "spoilt" in matched.gives
    glob = MARK + what.params if spoilt else what.value
    if "table" in what.gives:
        text = f'{what.text} = {{ {glob} = ["FAC101"] }}'
    else:
        text = fill(listed.text, g=glob, ok=what.value)
        text = f"plan = {{ order = {text} }}" if "plan" in what.gives else f"{what.text} = {text}"
    files = {"shop__web": "import shop.orders.order_domain\n", "shop__facade": _GUARDED}
    if "top" in what.gives:
        return _project("FAC901", forms, top=text, **files)
    return _project("FAC901", forms, text, **files)


_GUARDED = """\
from functools import cached_property


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return self._order_domain.total()

    def reserve(self, item):
        assert item
        return self._database.reserve(item)

    def bill(self, item):
        return self._database.bill(item)
"""
