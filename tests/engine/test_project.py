"""Rules on the project as a whole: what a run has to look at before it says something, and where it is said."""

from __future__ import annotations

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

FACADE = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'
GRANT = 'friends = [{ attribute = "_cache", domains = ["order", "stock"], reason = "soon" }]\n'
USED = (
    BASE_PROJECT["shop/stock/stock_domain.py"] + "\n    def cached(self):\n        return self._shop._cache\n"
)


@pytest.fixture
def shop(write_project):
    def write(settings: str, **files: str):
        names = {name.replace("__", "/") + ".py": text for name, text in files.items()}
        return write_project(BASE_PROJECT | names | {"pyproject.toml": settings})

    return write


def found(*paths, **options):
    return [
        (each.code, each.location.line, each.location.column)
        for each in check_paths(paths, **options).violations
        if each.code in ("FAC104", "FAC901")
    ]


def test_a_grant_is_unused_only_where_all_its_domains_were_looked_at(shop):
    root = shop(FACADE + GRANT)
    assert found(root) == [("FAC104", 3, 12)]
    assert found(root / "shop" / "orders") == []
    assert found(root / "shop" / "orders", root / "shop" / "stock") == [("FAC104", 3, 12)]


def test_a_grant_that_one_of_its_domains_uses_is_used(shop):
    root = shop(FACADE + GRANT, shop__stock__stock_domain=USED)
    assert [each.code for each in check_paths([root]).violations] == []


def test_a_grant_is_used_whatever_rules_are_selected(shop):
    root = shop(FACADE + GRANT, shop__stock__stock_domain=USED)
    assert found(root, select=["FAC104"]) == []
    assert found(root, select=["FAC104"], ignore=["FAC101"]) == []


def test_a_grant_that_only_a_suppressed_line_uses_is_used(shop):
    text = USED.replace("_shop._cache", "_shop._cache  # noqa: FAC101")
    assert found(shop(FACADE + GRANT, shop__stock__stock_domain=text)) == []


def test_members_are_told_once_the_facade_was_looked_at(shop):
    root = shop(f'{FACADE}exempt = ["total", "totle"]\n')
    assert found(root / "shop" / "facade.py") == [("FAC901", 3, 20)]
    assert found(root / "shop" / "orders") == []


def test_modules_and_paths_are_told_of_the_whole_project_only(shop):
    root = shop(
        f'[tool.facadelint]\nexclude = ["gone"]\n{FACADE}shared = ["shop.gone"]\nimporters = ["shop.gone"]\n'
    )
    assert found(root) == [("FAC901", 2, 12), ("FAC901", 5, 11), ("FAC901", 6, 14)]
    assert found(root / "shop") == []


def test_a_glob_of_files_matches_what_is_checked_and_not_what_is_excluded(shop):
    root = shop(
        '[tool.facadelint]\nexclude = ["shop/stock"]\n'
        '[tool.facadelint.per-file-ignores]\n"shop/stock/*" = ["FAC1"]\n"shop/orders/*" = ["FAC1"]\n' + FACADE
    )
    assert found(root) == [("FAC901", 4, 1)]


def test_a_second_run_says_it_again(shop):
    root = shop(FACADE + GRANT)
    assert found(root) == found(root) == [("FAC104", 3, 12)]


def test_a_grant_in_use_is_looked_for_anew_when_a_domain_changes(shop):
    root = shop(FACADE + GRANT, shop__stock__stock_domain=USED)
    assert found(root) == []
    (root / "shop" / "stock" / "stock_domain.py").write_text(BASE_PROJECT["shop/stock/stock_domain.py"])
    assert found(root) == [("FAC104", 3, 12)]


def test_a_comment_in_the_configuration_silences_its_line(shop):
    root = shop(f'{FACADE}exempt = ["totle"]  # noqa: FAC901\n')
    assert found(root) == []


def test_a_facadelint_toml_has_its_places_too(shop):
    root = shop("")
    (root / "facadelint.toml").write_text(
        '[[facades]]\nclass = "shop.facade:Shop"\nexempt = [\n  "totle",\n]\n'
    )
    assert found(root) == [("FAC901", 4, 3)]
