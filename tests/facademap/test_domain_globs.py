"""A glob of ``domains`` that leads nowhere: the message says where it might have led."""

from __future__ import annotations

import pytest

from facadelint.core.errors import ConfigError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT


@pytest.mark.parametrize(
    ("glob", "hint"),
    [
        ("shop.ordres.*", ' Did you mean "shop.orders.*"?'),
        ("shop.orders.xyz", " shop.orders has no xyz. Choose from order_domain."),
        ("shop.xyz.*", " shop has no xyz. Choose from billing, facade, orders, stock."),
        ("xyz", " The project has no xyz. Choose from shop."),
        ("shop.*.xyz", ""),
    ],
)
def test_a_glob_that_matches_no_module(write_project, glob, hint):
    settings = f'{BASE_PROJECT["pyproject.toml"]}domains = ["{glob}"]\n'
    root = write_project({**BASE_PROJECT, "pyproject.toml": settings})
    with pytest.raises(ConfigError) as raised:
        check_paths([root])
    place = f"{root / 'pyproject.toml'}: tool.facadelint.facades[0].domains[0]"
    assert str(raised.value) == f'{place}: "{glob}" matches no module.{hint}'
