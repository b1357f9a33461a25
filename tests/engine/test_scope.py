"""Which modules matter is told by their text, in whatever encoding it is."""

from __future__ import annotations

import pytest
from tests.source.test_skim import FORMS

from facadelint.engine.run import check_paths
from facadelint.engine.scope import ImportSearch
from facadelint.rules.cases import BASE_PROJECT
from facadelint.source.modules import Module

VIEW = "# coding: {encoding}\nfrom shop.orders.maß import RATE\n"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp437", "utf-7"])
def test_an_import_is_found_in_every_encoding(write_project, encoding):
    root = write_project({**BASE_PROJECT, "shop/orders/maß.py": "RATE = 2\n"})
    (root / "shop" / "view.py").write_bytes(VIEW.format(encoding=encoding).encode(encoding))
    found = check_paths([root / "shop" / "view.py"], cache=False).violations
    assert [(each.code, each.location.line, each.target) for each in found] == [
        ("FAC305", 2, "shop.orders.maß")
    ]


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=map(repr, FORMS))
def test_a_module_that_shows_an_import_in_any_form_matters(text, expected, tmp_path):
    module = Module("app.web.view", tmp_path / "view.py", f"first = 1\n{text}\nlast = 2\n".encode())
    for imported, name in expected:
        names = {imported} if name is None else {imported, f"{imported}.{name}"}
        assert any(ImportSearch({each}).may_find(module) for each in names)
        assert not ImportSearch({f"other.{each}" for each in names}).may_find(module)
