"""Imports and shortcuts between domains, FAC301 to FAC305: what is imported x how x where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

SIBLING: Sequence[Form] = (
    Form("class", "«from shop.stock.stock_domain import StockDomain"),
    Form("class by another name", "«from shop.stock.stock_domain import StockDomain as S"),
    Form("class in brackets", "«from shop.stock.stock_domain import (\n    StockDomain,\n)"),
    Form("everything", "«from shop.stock.stock_domain import *", needs=words("top")),
    Form("module", "«import shop.stock.stock_domain"),
    Form("module by another name", "«import shop.stock.stock_domain as s"),
    Form("module among others", "«import os, shop.stock.stock_domain, sys"),
    Form("module from its package", "«from shop.stock import stock_domain"),
    Form("package", "«import shop.stock"),
    Form("package from its parent", "«from shop import stock"),
    Form("relative class", "«from ..stock.stock_domain import StockDomain"),
    Form("relative module", "«from ..stock import stock_domain"),
    Form("relative package", "«from .. import stock"),
    Form("after a semicolon", "import os; «from ..stock import stock_domain"),
)
FACADE: Sequence[Form] = (
    Form("class", "«from $module import $Facade"),
    Form("class by another name", "«from $module import $Facade as S"),
    Form("module", "«import $module"),
    Form("module by another name", "«import $module as s"),
    Form("from its package", "«from shop import facade"),
    Form("relative", "«from ..facade import $Facade"),
    Form("relative module", "«from .. import facade"),
    Form("everything", "«from ..facade import *", needs=words("top")),
    Form("among others", "«import os, $module"),
)
DYNAMIC: Sequence[Form] = (
    Form("import_module", 'import importlib\n«importlib.import_module("shop.stock.stock_domain")'),
    Form("import_module imported", 'from importlib import import_module\n«import_module("shop.stock.stock_domain")'),
    Form("import_module by another name", 'from importlib import import_module as get\nx = «get("shop.stock.stock_domain")'),
    Form("importlib by another name", 'import importlib as il\nx = «il.import_module("shop.stock.stock_domain").StockDomain'),
    Form("relative", 'import importlib\n«importlib.import_module("..stock.stock_domain", __package__)'),
    Form("relative to a name", 'import importlib\n«importlib.import_module("..stock.stock_domain", package="shop.p$n")'),
    Form("relative by keywords", 'import importlib\n«importlib.import_module(name=".stock.stock_domain", package="shop")'),
    Form("__import__", '«__import__("shop.stock.stock_domain")'),
    Form("__import__ with a list", 'x = «__import__("shop.stock.stock_domain", fromlist=["StockDomain"])'),
    Form("resolve_name", 'import pkgutil\n«pkgutil.resolve_name("shop.stock.stock_domain:StockDomain")'),
    Form("resolve_name by dots", 'import pkgutil\n«pkgutil.resolve_name("shop.stock.stock_domain.StockDomain")'),
    Form("a name for the name", 'import importlib\nNAME = "shop.stock.stock_domain"\n«importlib.import_module(NAME)'),
    Form("an f-string", 'import importlib\nWHICH = "stock"\n«importlib.import_module(f"shop.{WHICH}.{WHICH}_domain")'),
    Form("added up", 'import importlib\n«importlib.import_module("shop." + "stock.stock_domain")'),
)  # fmt: skip
ACCESSOR: Sequence[Form] = (
    Form("read", "x = «{f}._stock_domain"),
    Form("called", "«{f}._stock_domain.reserve(1)"),
    Form("bound", "x = «{f}._stock_domain.reserve"),
    Form("argument", "print(«{f}._stock_domain)"),
    Form("f-string", 'x = f"""{ «{f}._stock_domain}"""'),
    Form("comprehension", "x = [«{f}._stock_domain.reserve(i) for i in range(3)]"),
    Form("lambda", "x = lambda: «{f}._stock_domain"),
    Form("condition", "if «{f}._stock_domain:\n    pass"),
    Form("star", "print(*«{f}._stock_domain.reserve(1))"),
)
CARRIED: Sequence[Form] = (
    Form("as it is"),
    Form("alias", "held = {f}\n{body}", "held"),
    Form("walrus", "{body}", "(held := {f})"),
    Form("tuple", "held, other = {f}, 1\n{body}", "held"),
    Form("loop", "for held in [{f}]:\n    {body}", "held"),
    Form("closure", "def inner(held={f}):\n    {body}\ninner()", "held"),
    Form("cast", "import typing\n{body}", 'typing.cast("$Facade", {f})'),
)  # fmt: skip

PLACES: Sequence[Form] = (
    Form("module level", gives=words("top runtime")),
    Form("guarded", "if unknown():\n    {body}", gives=words("top runtime")),
    Form("try", "try:\n    {body}\nexcept ImportError:\n    pass", gives=words("top runtime")),
    Form("fallback", "try:\n    import nothing\nexcept ImportError:\n    {body}", gives=words("top runtime")),
    Form("finally", "try:\n    pass\nfinally:\n    {body}", gives=words("top runtime")),
    Form("with", "import contextlib\nwith contextlib.suppress(ImportError):\n    {body}", gives=words("top runtime")),
    Form("loop", "for _ in range(1):\n    {body}", gives=words("top runtime")),
    Form("match", "match 1:\n    case 1:\n        {body}", gives=words("top runtime")),
    Form("class body", "class Probe:\n    {body}", gives=words("runtime")),
    Form("else of TYPE_CHECKING", "import typing\nif typing.TYPE_CHECKING:\n    pass\nelse:\n    {body}", gives=words("top runtime")),
    Form("not TYPE_CHECKING", "from typing import TYPE_CHECKING\nif not TYPE_CHECKING:\n    {body}", gives=words("top runtime")),
    Form("TYPE_CHECKING", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {body}", gives=words("top")),
    Form("typing.TYPE_CHECKING", "import typing as t\nif t.TYPE_CHECKING:\n    {body}", gives=words("top")),
    Form("TYPE_CHECKING by another name", "from typing import TYPE_CHECKING as TC\nif TC:\n    {body}", gives=words("top")),
    Form("elif TYPE_CHECKING", "import typing\nif unknown():\n    pass\nelif typing.TYPE_CHECKING:\n    {body}", gives=words("top")),
    Form("function", "def probe():\n    {body}"),
    Form("async function", "async def probe():\n    {body}"),
    Form("nested function", "def probe():\n    def inner():\n        {body}\n    return inner"),
    Form("method of a class", "class Probe:\n    def probe(self):\n        {body}"),
)  # fmt: skip
_HERE: Sequence[Form] = (Form("the domain's module"), Form("another of its modules", gives=words("apart")))
_GOT: Sequence[Form] = (Form("back reference", value="self._shop"),)
_METHODS: Sequence[Form] = (
    Form("method", "def probe(self):\n    {body}"),
    Form("async method", "async def probe(self):\n    {body}"),
    Form("property", "@property\ndef probe(self):\n    {body}"),
    Form("nested function", "def probe(self):\n    def inner():\n        {body}\n    return inner"),
)

SIBLING_AXES = (SIBLING, PLACES, _HERE)
FACADE_AXES = (FACADE, [each for each in PLACES if "runtime" in each.gives], _HERE)
TYPED_FACADE_AXES = (FACADE, [each for each in PLACES if "runtime" not in each.gives], _HERE)
DYNAMIC_AXES = (DYNAMIC, PLACES, _HERE)
ACCESSOR_AXES = (_GOT, CARRIED, ACCESSOR, _METHODS)


def imported(rule: str, forms: Sequence[Form]) -> Injection:
    what, place, here = forms
    text = fill(place.text, body=what.text)
    return Injection(rule, tuple(each.name for each in forms), text, apart="apart" in here.gives)


def typed(forms: Sequence[Form]) -> Injection:
    """An import of the facade for typing only, or inside of a function: FAC303 says nothing."""
    what, place, here = forms
    text = fill(place.text, body=what.text).replace(MARK, "")
    return Injection("FAC303", tuple(each.name for each in forms), text, apart="apart" in here.gives)


def bypass(forms: Sequence[Form]) -> Injection:
    """The imports of a sibling, in a module that is no domain's."""
    what, place, _ = forms
    text = fill(place.text, body=what.text)
    names = tuple(each.name for each in forms)
    return Injection("FAC305", names, files={"/w$n/__init__.py": "", "/w$n/views.py": text})


def reached(forms: Sequence[Form]) -> Injection:
    got, carried, use, place = forms
    body = fill(carried.text, f=got.value, body=fill(use.text, f=fill(carried.value, f=got.value)))
    return Injection("FAC302", tuple(each.name for each in forms), members=fill(place.text, body=body))
