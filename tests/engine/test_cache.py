"""The report of an equal run is given back, and only where nothing that the run looked at has changed."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.core.errors import ConfigError
from facadelint.engine import cache, run, store
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

REACH = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def total(self):\n        return self._shop._database\n"


@pytest.fixture
def shop(write_project, monkeypatch):
    root = write_project({**BASE_PROJECT, "shop/orders/order_domain.py": REACH})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def runs(monkeypatch):
    """Counts the runs that really look at the project."""
    seen = []
    real = run._run

    def counted(*arguments):
        seen.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(run, "_run", counted)
    return seen


def found(**options):
    report = check_paths([], contracts=load_contracts, **options)
    return [(each.code, each.location.line) for each in report.violations]


def test_an_equal_run_gives_the_same_report(shop, runs):
    first = check_paths([])
    second = check_paths([])
    assert len(runs) == 1
    assert second == first
    assert [each.code for each in second.violations] == ["FAC101"]


@pytest.mark.parametrize(
    "command", [("facadelint", "check"), ("flake8", "--select=FAC")], ids=lambda each: each[0]
)
def test_a_process_that_orders_its_sets_otherwise_asks_the_same(shop, command):
    names = ["_meta", "_asdict", "_fields", "_make", "_replace", "_source"]
    config = shop / "pyproject.toml"
    config.write_text(
        config.read_text().replace("[tool.facadelint]", f"[tool.facadelint]\npublic-names = {names}")
    )
    assert "_source" in config.read_text()
    kept = []
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=shop, env=environment, check=False, stdout=-1
        )
        assert done.returncode == 1
        kept.append(sorted((shop / store.FOLDER).iterdir()))
    assert kept[0] == kept[1] == kept[2]


def test_the_folder_ignores_itself(shop):
    check_paths([])
    assert (shop / ".facadelint_cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_without_the_cache_nothing_is_kept(shop, runs):
    check_paths([], cache=False)
    check_paths([], cache=False)
    assert len(runs) == 2
    assert not (shop / ".facadelint_cache").exists()


CHANGES = {
    "the file itself": ("shop/orders/order_domain.py", REACH.replace("_database", "database"), []),
    "the facade": (
        "shop/facade.py",
        BASE_PROJECT["shop/facade.py"].replace("_database", "_data"),
        [("FAC101", 6)],
    ),
    "a module that only now exists": (
        "shop/orders/helpers.py",
        "from shop.stock import x\n",
        [("FAC301", 1), ("FAC101", 6)],
    ),
    "a module that an import now finds": (
        "shop/orders/__init__.py",
        "from shop.facade import Shop\n",
        [("FAC303", 1), ("FAC101", 6)],
    ),
    "the configuration": (
        "pyproject.toml",
        BASE_PROJECT["pyproject.toml"].replace("[[", 'ignore = ["FAC101"]\n[[', 1),
        [],
    ),
}


@pytest.mark.parametrize(("path", "text", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(shop, runs, path, text, expected):
    assert found() == [("FAC101", 6)]
    (shop / path).write_text(text, encoding="utf-8")
    codes = ("FAC402",)  # a package's __init__ with code in it is not what this is about
    assert [each for each in found() if each[0] not in codes] == expected
    assert len(runs) == 2


def test_a_change_of_what_the_contracts_alone_have_read_is_seen(shop, runs):
    far = shop / "shop" / "far.py"
    far.write_text("import shop.stock.stock_domain\n", encoding="utf-8")
    (shop / "shop" / "orders" / "order_domain.py").write_text(
        f"import shop.helpers\n{REACH}", encoding="utf-8"
    )
    for text, codes in (("import shop.far\n", ["FAC305", "FAC351"]), ("", ["FAC305"])):
        (shop / "shop" / "helpers.py").write_text(text, encoding="utf-8")
        for _ in range(2):
            report = check_paths([far], contracts=load_contracts)
            assert sorted(each.code for each in report.violations) == codes
    assert len(runs) == 2


def test_a_file_that_is_gone_is_seen(shop, runs):
    assert found() == [("FAC101", 6)]
    (shop / "shop" / "stock" / "stock_domain.py").unlink()
    with pytest.raises(ConfigError, match="there is no such module"):
        found()
    assert len(runs) == 2


def test_another_selection_is_another_report(shop, runs):
    assert found(ignore=["FAC101"]) == []
    assert found() == [("FAC101", 6)]
    assert len(runs) == 2


def test_another_version_is_another_report(shop, runs, monkeypatch):
    found()
    monkeypatch.setattr(store, "_program", lambda: b"newer")
    found()
    assert len(runs) == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"trace": {}}', b'{"trace": {"names": 1}, "report": 2}', b"\xff"]
)
def test_a_damaged_report_is_as_good_as_none(shop, runs, damage):
    found()
    (path,) = (shop / ".facadelint_cache").glob("*.json")
    path.write_bytes(damage)
    assert found() == [("FAC101", 6)]
    assert len(runs) == 2


def test_only_the_latest_reports_are_kept(shop, monkeypatch):
    monkeypatch.setattr(cache, "_KEPT", 2)
    for code in ("FAC1", "FAC2", "FAC3", "FAC101"):
        found(select=[code])
    assert len(list((shop / ".facadelint_cache").glob("*.json"))) == 2


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(shop, runs):
    (shop / ".facadelint_cache").write_text("a file", encoding="utf-8")
    assert found() == found() == [("FAC101", 6)]
    assert len(runs) == 2


def test_what_is_kept_names_every_file_that_was_read(shop):
    found()
    (path,) = (shop / ".facadelint_cache").glob("*.json")
    files = json.loads(path.read_bytes())["trace"]["files"]
    assert {str(each) for each in shop.rglob("*.py")} == set(files)


@pytest.mark.parametrize("package", ["facadelint", "facadelint_contracts"])
def test_the_program_is_all_its_files(package):
    """What is developed is another program, the contracts included; they are found without being loaded."""
    folder = Path(importlib.util.find_spec(package).origin).parent
    lines = [line for line in store._program().decode().splitlines() if line.startswith(f"{folder}/")]
    stats = {path: path.stat() for path in folder.rglob("*.py")}
    assert sorted(lines) == sorted(
        f"{path}:{stat.st_mtime_ns}:{stat.st_size}" for path, stat in stats.items()
    )


def test_a_program_without_contracts_is_one_too(monkeypatch):
    monkeypatch.setattr(store, "find_spec", lambda _: None)
    assert b"facadelint_contracts" not in store._program()
