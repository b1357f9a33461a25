"""lint-imports on Dagster 1.11.5: clean by all four contracts; each kind of violation is caught by the one that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import packages
import pytest

TYPES = {
    "domain_independence": "DomainIndependenceContract",
    "facade_gateway": "FacadeGatewayContract",
    "typing_only_facade": "TypingOnlyFacadeContract",
    "ops_layers": "OpsLayersContract",
}
CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'
CONTRACTS = (
    "[importlinter]\nroot_package = dagster\ncontract_types =\n"
    + "".join(f"    {name}: facadelint_contracts.{name}.{cls}\n" for name, cls in TYPES.items())
    + "".join(f"\n[importlinter:contract:{name}]\nname = {name}\ntype = {name}\n" for name in TYPES)
)
HOME = "dagster/_core/instance"
RUNS = f"{HOME}/runs/run_domain.py"
ASSETS = "dagster._core.instance.assets.asset_domain"
RUN_DOMAIN = "dagster._core.instance.runs.run_domain"


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = packages.unpack(wheel("dagster", "1.11.5"), tmp_path_factory.mktemp("dagster"))
    (folder / "facadelint.toml").write_text(CONFIG, encoding="utf-8")
    (folder / ".importlinter").write_text(CONTRACTS, encoding="utf-8")
    return folder


@pytest.fixture
def lint(unpacked):
    """Put text in front of files, or make them, and lint; gives what is broken, and the lines about it.

    ``members`` is put into the facade, before its first accessor.
    """
    before: dict[Path, str | None] = {}

    def put(name, change):
        path = unpacked / name
        before[path] = path.read_text(encoding="utf-8") if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(change(before[path] or ""), encoding="utf-8")

    def run(changes=None, members=""):
        for name, text in (changes or {}).items():
            put(name, lambda old, text=text: text + old)
        accessor = "    @cached_property\n"
        put(f"{HOME}/instance.py", lambda old: old.replace(accessor, members + accessor, 1))
        result = subprocess.run(
            [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
            cwd=unpacked,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=os.environ,
        )
        assert result.stderr == ""
        lines = result.stdout.splitlines()
        verdicts = {name: f"{name} KEPT" in result.stdout for name in TYPES}
        assert result.returncode == (0 if all(verdicts.values()) else 1)
        start = lines.index("Broken contracts") if "Broken contracts" in lines else len(lines)
        return [name for name, kept in verdicts.items() if not kept], lines[start:]

    yield run
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def test_as_it_was_released_all_are_kept(lint):
    assert lint() == ([], [])


DIRECT = {
    "direct": f"from {ASSETS} import AssetDomain\n",
    "relative": "from ..assets import asset_domain\n",
    "inside a function": f"def later(): from {ASSETS} import AssetDomain\n",
    "under TYPE_CHECKING": f"import typing\nif typing.TYPE_CHECKING: from {ASSETS} import AssetDomain\n",
}


@pytest.mark.parametrize("text", DIRECT.values(), ids=DIRECT)
def test_an_import_of_a_sibling(text, lint):
    broken, lines = lint({RUNS: text})
    assert broken == ["domain_independence"]
    assert (
        "dagster._core.instance.instance:DagsterInstance: 1 import breaks 1 of 42 pairs of domains" in lines
    )
    assert f"{RUNS}:{text.count(chr(10))}: {RUN_DOMAIN} -> {ASSETS}: breaks 1 pair" in lines
    assert "    run -> asset" in lines


def test_through_a_re_export(lint):
    broken, lines = lint(
        {
            RUNS: "from dagster._core.instance import AssetDomain\n",
            f"{HOME}/__init__.py": f"from {ASSETS} import AssetDomain\n",
        }
    )
    assert broken == ["domain_independence", "facade_gateway"]
    # Every other domain imports that package for its own purposes, and so it reaches assets now.
    assert f"{HOME}/__init__.py:1: dagster._core.instance -> {ASSETS}: breaks 6 pairs" in lines
    assert (
        f"{HOME}/__init__.py:1: dagster._core.instance -> {ASSETS}: goes past the facade to asset domain"
        in lines
    )


def test_through_a_helper_module(lint):
    broken, lines = lint(
        {
            RUNS: "import dagster._core.instance.helper\n",
            f"{HOME}/events/event_domain.py": "import dagster._core.instance.helper\n",
            f"{HOME}/helper.py": f"from {ASSETS} import AssetDomain\n",
        }
    )
    assert broken == ["domain_independence", "facade_gateway"]
    assert f"{HOME}/helper.py:1: dagster._core.instance.helper -> {ASSETS}: breaks 2 pairs" in lines
    assert "    run -> asset, event -> asset" in lines


def test_from_an_outside_module(lint):
    broken, lines = lint({"dagster/_utils/alert.py": f"from {ASSETS} import AssetDomain\n"})
    assert "facade_gateway" in broken
    assert (
        f"dagster/_utils/alert.py:1: dagster._utils.alert -> {ASSETS}: goes past the facade to asset domain"
        in lines
    )


def test_from_a_file_that_grimp_skips(lint):
    broken, lines = lint({"dagster/_core/storage/alembic/env.py": f"from {ASSETS} import AssetDomain\n"})
    assert broken == ["facade_gateway"]
    assert (
        f"dagster/_core/storage/alembic/env.py:1: dagster._core.storage.alembic.env -> {ASSETS}: "
        "goes past the facade to asset domain" in lines
    )


def test_in_a_new_domain_that_nobody_listed(lint):
    accessor = (
        "    @cached_property\n    def _quota_domain(self):\n"
        "        from dagster._core.instance.quota.quota_domain import QuotaDomain\n\n        return QuotaDomain(self)\n\n"
    )
    broken, lines = lint(
        {
            f"{HOME}/quota/__init__.py": "",
            f"{HOME}/quota/quota_domain.py": f"import {ASSETS}\n\n\nclass QuotaDomain:\n    pass\n",
        },
        accessor,
    )
    assert broken == ["domain_independence"]
    assert (
        f"{HOME}/quota/quota_domain.py:1: dagster._core.instance.quota.quota_domain -> {ASSETS}: breaks 1 pair"
        in lines
    )


@pytest.mark.parametrize("source", ["dagster._core.instance.instance", "dagster._core.instance", "dagster"])
def test_a_run_time_import_of_the_facade(source, lint):
    broken, lines = lint({RUNS: f"from {source} import DagsterInstance\n"})
    assert broken == ["typing_only_facade"]
    re_exported = "" if source.endswith(".instance.instance") else f", which {source} re-exports"
    assert (
        f"{RUNS}:1: {RUN_DOMAIN} -> {source}: run domain imports the facade at run time{re_exported}" in lines
    )


def test_a_wrapper_that_imports_its_implementation(lint):
    """Dagster's first shape, put back beside what became of it."""
    members = (
        "    @cached_property\n    def _quota_ops(self):\n"
        "        from dagster._core.instance.quota.quota_instance_ops import QuotaInstanceOps\n\n"
        "        return QuotaInstanceOps(self)\n\n"
        "    def quota(self):\n"
        "        from dagster._core.instance.quota import quota_implementation\n\n"
        "        return quota_implementation.quota(self._quota_ops)\n\n"
    )
    broken, lines = lint(
        {
            f"{HOME}/quota/__init__.py": "",
            f"{HOME}/quota/quota_implementation.py": "def quota(ops):\n    return ops\n",
            f"{HOME}/quota/quota_instance_ops.py": "from dagster._core.instance.quota import quota_implementation\n\n\n"
            "class QuotaInstanceOps:\n    def __init__(self, instance):\n        self._instance = instance\n",
        },
        members,
    )
    assert broken == ["ops_layers"]
    assert (
        f"{HOME}/quota/quota_instance_ops.py:1: dagster._core.instance.quota.quota_instance_ops -> "
        "dagster._core.instance.quota.quota_implementation: leads the ops wrapper of quota domain to its implementation"
    ) in lines


@pytest.mark.parametrize("version", ["1.11.6", "1.13.28"])
def test_the_mixins_of_later_releases(version, released_copy):
    """One of them imports another, as FAC301 says too; nothing else is amiss."""
    folder = released_copy("dagster", version, CONFIG)
    (folder / ".importlinter").write_text(CONTRACTS, encoding="utf-8")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo"]
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert "Contracts: 3 kept, 1 broken." in result.stdout
    assert "DagsterInstance: 1 import breaks 1 of 56 pairs of domains" in result.stdout
    assert "    scheduling -> storage\n" in result.stdout
