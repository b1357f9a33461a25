"""What docs/ci.md and docs/editors.md claim of other tools, tried on the tools themselves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
import yaml

from facadelint.adopt.snippets import NAMES
from facadelint.cli.check import command as check
from facadelint.reporters import FORMATS
from facadelint.rules.cases import BASE_PROJECT

PROJECT = Path(__file__).parent.parent
ORDERS = "shop/orders/order_domain.py"
REACH = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()
"""


def page(name):
    return (PROJECT / "docs" / name).read_text(encoding="utf-8")


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.DOTALL | re.MULTILINE)


def run(*arguments, cwd):
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def shop(write_project):
    return write_project({**BASE_PROJECT, ORDERS: REACH})


# flake8 compares beginnings of codes


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), True),
        (("--select", "E,W,F"), True),
        (("--select", "E,W"), False),
        (("--select", "E,W", "--extend-select", "FAC"), True),
        (("--ignore", "F"), False),
        (("--extend-ignore", "F"), False),
        (("--ignore", "F401"), True),
    ],
)
def test_flake8_selects_by_prefix(shop, options, found):
    assert ("FAC101" in run("flake8", "--isolated", *options, ORDERS, cwd=shop).stdout) is found


# ruff takes the codes for its own


def test_ruff_has_to_be_told(shop):
    (shop / ORDERS).write_text(REACH.replace("total()\n", "total()  # noqa: FAC101\n"))
    command = ("ruff", "check", "--no-cache", "--select", "RUF100,RUF102", ORDERS)
    untold = run(*command, cwd=shop)
    assert untold.returncode == 1
    assert "FAC101" in untold.stdout
    [recipe] = blocks("ci.md", "toml")
    assert tomli.loads(recipe) == {"tool": {"ruff": {"lint": {"external": ["FAC"]}}}}
    config = shop / "pyproject.toml"
    config.write_text(config.read_text() + "\n" + recipe)
    done = run(*command, cwd=shop)
    assert (done.returncode, done.stdout) == (0, "All checks passed!\n")


# The recipes


def test_pre_commit_takes_the_manifest_and_the_recipe(tmp_path):
    manifest = run("pre_commit", "validate-manifest", PROJECT / ".pre-commit-hooks.yaml", cwd=tmp_path)
    assert manifest.returncode == 0, manifest.stdout
    whole = next(block for block in blocks("ci.md", "yaml") if "REVISION" in block)
    (tmp_path / "config.yaml").write_text(whole)
    assert run("pre_commit", "validate-config", tmp_path / "config.yaml", cwd=tmp_path).returncode == 0
    ids = [hook["id"] for hook in yaml.safe_load(whole)["repos"][0]["hooks"]]
    manifest = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert ids == [hook["id"] for hook in manifest]


@pytest.mark.parametrize("name", ["ci.md", "editors.md"])
def test_every_recipe_is_read_by_its_own_language(name):
    for text in blocks(name, "yaml"):
        assert yaml.safe_load(text)
    for text in blocks(name, "json"):
        assert json.loads(text)
    assert blocks(name, "yaml") or blocks(name, "json")


def test_the_recipes_use_options_and_formats_that_exist():
    options = {option for parameter in check.params for option in parameter.opts}
    for name in ("ci.md", "editors.md", "comparison.md"):
        for line in re.findall(r"facadelint check( .*)", page(name).replace("`", "\n")):
            assert set(re.findall(r"--[a-z-]+", line)) <= options, line
            assert set(re.findall(r"--output-format (\w+)", line)) <= set(FORMATS), line
    assert all(name in page("ci.md") for name in NAMES)
