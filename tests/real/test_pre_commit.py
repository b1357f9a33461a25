"""The hooks of ``.pre-commit-hooks.yaml``, run by the real pre-commit on a small project."""

from __future__ import annotations

import re

import pytest
from hooks import git

from facadelint.rules.cases import BASE_PROJECT

ORDERS = "shop/orders/order_domain.py"
REACH = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()
"""
SAID = f"{ORDERS}:6:16: FAC101 [private-facade-access] "


@pytest.fixture
def project(hooks, write_project):
    root = write_project({**BASE_PROJECT, "README.md": "A shop.\n"})
    hooks.configure(root)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "clean")
    return root


@pytest.fixture
def changed(project, hooks):
    """Change a file, stage it, and let pre-commit look at what is staged."""

    def change(name, text):
        (project / name).write_text(text, encoding="utf-8")
        git(project, "add", "--all")
        return hooks.run(project, "run")

    return change


def passed(run):
    """Of each hook that ran whether it passed."""
    outcomes = re.findall(r"^facadelint.*\.(Passed|Failed)$", run.stdout, re.MULTILINE)
    return [outcome == "Passed" for outcome in outcomes]


def test_everything_is_clean(project, hooks):
    run = hooks.run(project, "run", "--all-files")
    assert run.returncode == 0, run.stdout + run.stderr
    assert passed(run) == [True, True]


def test_a_reach_is_caught_by_both(changed):
    run = changed(ORDERS, REACH)
    assert run.returncode == 1
    assert passed(run) == [False, False]
    assert run.stdout.count(SAID) == 2


def test_a_change_elsewhere_does_not_look_at_the_rest(project, changed):
    (project / ORDERS).write_text(REACH, encoding="utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "-m", "broken", "--no-verify")
    run = changed("shop/web.py", "x = 1\n")
    assert passed(run) == [True, False]
    git(project, "commit", "--quiet", "-m", "other", "--no-verify")
    skipped = changed("README.md", "A bigger shop.\n")
    assert skipped.returncode == 0
    assert [line.endswith("Skipped") for line in skipped.stdout.splitlines()] == [True, True]


def test_a_chain_of_imports_is_the_projects_business(project, changed):
    (project / ORDERS).write_text(
        "import shop.pricing\n\n\n" + BASE_PROJECT.get(ORDERS, ""), encoding="utf-8"
    )
    run = changed("shop/pricing.py", "from shop.stock import stock_domain\n\nx = stock_domain\n")
    assert run.returncode == 1
    assert "FAC351" in run.stdout


def test_a_file_that_no_configuration_covers(project, hooks):
    (project / "services").mkdir()
    (project / "pyproject.toml").rename(project / "services" / "pyproject.toml")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "-m", "moved", "--no-verify")
    (project / "tool.py").write_text("x = 1\n")
    git(project, "add", "--all")
    run = hooks.run(project, "run", "facadelint")
    assert run.returncode == 0, run.stdout


def test_a_baseline_is_honoured(project, changed, facadelint):
    (project / ORDERS).write_text(REACH, encoding="utf-8")
    assert facadelint("baseline", cwd=project).returncode == 0
    assert changed("shop/web.py", "x = 1\n").returncode == 0
    mended = changed(ORDERS, REACH.replace("._database", ".database"))
    assert passed(mended) == [True, False]
    assert "facadelint baseline --prune" in mended.stdout
