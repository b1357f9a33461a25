"""What the import statements of a text are said to be without a parse: perhaps too many, never too few."""

from __future__ import annotations

import ast
import sysconfig
from pathlib import Path

import pytest

from facadelint.source.skim import skim_imports, skimmed_origins
from facadelint.source.text import searchable

FORMS = {
    "import shop.orders": [("shop.orders", None)],
    "import os, shop.orders as o, shop . stock": [("os", None), ("shop.orders", None), ("shop.stock", None)],
    "import os, \\\n    shop.orders": [("os", None), ("shop.orders", None)],
    "import os; import shop": [("os", None), ("shop", None)],
    "import a\rimport b": [("a", None), ("b", None)],
    "from shop import orders, stock as s": [("shop", "orders"), ("shop", "s")],
    "from shop import (\n    orders,  # the first (of two\n    stock,\n)": [
        ("shop", "orders"),
        ("shop", "stock"),
    ],
    "from shop.\\\n    orders import x": [("shop.orders", "x")],
    "from shop \\\r\n    import \\\r\n    orders": [("shop", "orders")],
    "from . import orders": [("app.web", "orders")],
    "from.orders import x": [("app.web.orders", "x")],
    "from ..stock import(x)": [("app.stock", "x")],
    "from . . import x": [("app", "x")],
    "from shop import *": [("shop", "anything")],
    "# taken from elsewhere\nimport shop": [("shop", None)],
    "# from x import (a,\nimport shop": [("shop", None)],
    "def f(): x = yield from y\nimport shop": [("shop", None)],
    "if x: from shop import orders": [("shop", "orders")],
    "from shop.größe import maß": [("shop.größe", "maß")],
    "from shop.\ufb01le import x": [("shop.file", "x")],
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=map(repr, FORMS))
def test_every_form_is_found(text, expected):
    found = tuple(skim_imports(searchable(text.encode()), "app.web"))
    for module, name in expected:
        if name is None:
            assert module in {each.module for each in found}
        else:
            assert module in {origin for origin, _ in skimmed_origins(found, name)}


def test_a_name_comes_from_where_it_is_taken():
    found = tuple(
        skim_imports("from a import x as y, z\nfrom b import y as x\nfrom c import (\n    w,\n)\n", "")
    )
    assert list(skimmed_origins(found, "y")) == [("a", "x")]
    assert list(skimmed_origins(found, "x")) == [("b", "y")]
    assert list(skimmed_origins(found, "w")) == [("c", "w")]
    assert list(skimmed_origins(found, "v")) == []


def test_no_import_of_the_standard_library_is_missed():
    paths = sorted(Path(sysconfig.get_path("stdlib")).glob("*/*.py"))[:400]
    assert sum(check_all(path.read_bytes()) for path in paths) > 1_000


def check_all(source):
    """Compare with what the parser finds; returns how many statements there are."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # made so, for a test of its own
        return 0
    found = tuple(skim_imports(searchable(source), "app"))
    modules = {each.module for each in found}
    statements = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            statements += 1
            assert {alias.name for alias in node.names} <= modules
        elif isinstance(node, ast.ImportFrom) and node.level < 2:
            statements += 1
            module = node.module or "" if node.level == 0 else ".".join(["app", *filter(None, [node.module])])
            for alias in node.names:
                assert (module, alias.name) in skimmed_origins(
                    found, alias.asname or alias.name
                ) or alias.name == "*"
    return statements


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (b"import shop", "import shop"),
        ("import größe".encode(), "import größe"),
        ("# coding: latin-1\nimport größe".encode("latin-1"), "# coding: latin-1\nimport größe"),
        (b"# coding: utf-7\nimport gr+APYA3w-e", "# coding: utf-7\nimport größe"),
        ("import gro\u0308ße".encode(), "import größe"),
        ("import größe".encode("latin-1"), "import gr\ufffd\ufffde"),
        (b"# coding: none-such\n\xe4", "# coding: none-such\n\ufffd"),
    ],
)
def test_names_are_searched_for_as_python_reads_them(source, text):
    assert searchable(source) == text
