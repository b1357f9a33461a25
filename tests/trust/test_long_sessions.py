"""What a run held it gives back: an editor's server checks a project again with every key that is pressed."""

from __future__ import annotations

import ast
import gc
import shutil
from pathlib import Path

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.cli.main import run
from facadelint.engine.run import check_paths

_BROKEN = Path(__file__).parents[2] / "examples" / "shop_broken"


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """The example that breaks every rule: whatever a rule remembers, it does there."""
    shutil.copytree(_BROKEN, tmp_path / "shop", ignore=shutil.ignore_patterns(".facadelint_cache"))
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def _trees() -> int:
    gc.collect()
    return sum(isinstance(each, ast.Module) for each in gc.get_objects())


def _assert_nothing_kept(step) -> None:
    step()  # what is loaded once may stay
    before = _trees()
    step()
    assert _trees() <= before


def test_check_keeps_no_syntax_tree(shop):
    _assert_nothing_kept(
        lambda: check_paths([shop], extend_select=["FAC"], cache=False, contracts=load_contracts)
    )


def test_a_file_from_an_editor_leaves_no_syntax_tree(shop):
    [facade] = shop.rglob("facade.py")
    _assert_nothing_kept(lambda: check_paths([], stdin=(facade, facade.read_bytes()), extend_select=["FAC"]))


@pytest.mark.parametrize("command", [["fix", "--diff", "--unsafe"], ["status"]], ids=" ".join)
def test_a_command_leaves_no_syntax_tree(shop, command, capsys):
    _assert_nothing_kept(lambda: run(command))
