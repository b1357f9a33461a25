"""Which modules matter is told by their text, in whatever encoding it is."""

from __future__ import annotations

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

VIEW = "# coding: {encoding}\nfrom shop.orders.maß import RATE\n"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp437", "utf-7"])
def test_an_import_is_found_in_every_encoding(write_project, encoding):
    root = write_project({**BASE_PROJECT, "shop/orders/maß.py": "RATE = 2\n"})
    (root / "shop" / "view.py").write_bytes(VIEW.format(encoding=encoding).encode(encoding))
    found = check_paths([root / "shop" / "view.py"], cache=False).violations
    assert [(each.code, each.location.line, each.target) for each in found] == [
        ("FAC305", 2, "shop.orders.maß")
    ]
