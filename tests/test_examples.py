"""The two examples: the clean one is clean under every rule, the broken one breaks every rule once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.engine.run import check_paths
from facadelint.rules.loader import load_rules
from facadelint.rules.rule import Role

EXAMPLES = Path(__file__).parent.parent / "examples"
CODES = [rule.code for rule in load_rules()]
OF_ONE_FILE = {rule.code for rule in load_rules() if rule.nodes and Role.PROJECT not in rule.roles}
"""The others take the whole project or its configuration to see; flake8 does not report them."""
MARK = re.compile(r"# (FAC\d{3}): \S")


def found_in(folder: Path) -> list[tuple[str, str, int]]:
    report = check_paths([folder], select=["FAC"], contracts=load_contracts)
    assert not report.problems
    assert report.coverage.rules == len(CODES)
    return sorted(
        (each.code, Path(each.path).relative_to(folder).as_posix(), each.location.line)
        for each in report.violations
    )


def marked_in(folder: Path) -> list[tuple[str, str, int]]:
    """What the comments of an example say: ``# FAC101: what is wrong``."""
    return sorted(
        (mark[1], file.relative_to(folder).as_posix(), number)
        for pattern in ("*.py", "*.toml")
        for file in folder.rglob(pattern)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := MARK.search(line))
    )


def test_the_shop_is_clean_under_every_rule():
    assert found_in(EXAMPLES / "shop") == []


def test_the_broken_shop_breaks_every_rule_exactly_once():
    broken = [code for code, _, _ in found_in(EXAMPLES / "shop_broken")]
    assert broken == CODES, "examples/shop_broken: one violation of each rule"


def test_each_line_of_the_broken_shop_says_what_is_wrong_with_it():
    assert found_in(EXAMPLES / "shop_broken") == marked_in(EXAMPLES / "shop_broken")


@pytest.mark.parametrize(("example", "exit_code"), [("shop", 0), ("shop_broken", 1)])
def test_flake8_says_the_same(example, exit_code):
    result = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select", "FAC", "."],
        cwd=EXAMPLES / example,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (exit_code, "")
    assert sorted(line.split()[1] for line in result.stdout.splitlines()) == [
        code for code, _, _ in found_in(EXAMPLES / example) if code in OF_ONE_FILE
    ]


def test_the_clean_shop_works():
    script = """
from shop.facade import Shop
from shop.web.views import order_page

shop = Shop.ephemeral()
shop.storage.prices["tea"] = 250
shop.restock("tea", 3)
print(order_page(shop, "ada", "tea"))
print(shop.mailer.sent, shop.storage.stock)
shop.cancel_order(1)
print(shop.storage.stock)
"""
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=EXAMPLES / "shop", capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == [
        "Order 1: 1 x tea",
        "[('ada@customers.example', 'Thank you. Your order comes to 250 cents.')] {'tea': 2}",
        "{'tea': 3}",
    ]
