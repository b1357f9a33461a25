"""flake8 and editors honour the baseline, and say the same as ``facadelint check``."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flake8_project import BROKEN_ORDERS, CRITICAL, ORDER_FILE, PLACE, PROJECT, REACH, configured

NAME = "facadelint-baseline.json"
ENTRY = '{"symbol": "shop.orders.order_domain.OrderDomain.total", "code": "FAC101", "target": "Shop._database", "count": 1}'
LISTED = f'{{"version": 1, "violations": [{ENTRY}]}}'
TWICE = BROKEN_ORDERS.replace(REACH, "        self._shop._database.total()\n" + REACH)
SECOND = PLACE.replace("6:16", "7:16")


@pytest.fixture
def listed(write_project):
    """A project with one violation, which the baseline lists."""
    return write_project({**PROJECT, ORDER_FILE: BROKEN_ORDERS, NAME: LISTED})


def run_check(root, *arguments):
    command = [sys.executable, "-m", "facadelint", "check", "--output-format", "concise", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    return [line for line in done.stdout.splitlines() if ": FAC" in line]


def test_what_is_listed_is_hidden(listed, flake8):
    assert flake8("--select=FAC").lines == []
    (listed / NAME).unlink()
    assert flake8("--select=FAC").lines == [f"./{ORDER_FILE}:{PLACE}"]


def test_a_file_alone_from_elsewhere_and_as_standard_input(listed, flake8):
    assert flake8("--select=FAC", ORDER_FILE).lines == []
    assert flake8("--select=FAC", listed / ORDER_FILE, cwd=listed / "shop/stock").lines == []
    stdin = ("--select=FAC", "-", "--stdin-display-name", ORDER_FILE)
    assert flake8(*stdin, stdin=BROKEN_ORDERS).lines == []
    assert flake8(*stdin, stdin="import os\n\n\n" + BROKEN_ORDERS).lines == []


def test_the_new_one_of_two_equal_ones(listed, flake8):
    (listed / ORDER_FILE).write_text(TWICE)
    assert flake8("--select=FAC").lines == [f"./{ORDER_FILE}:{SECOND}"]
    assert len(run_check(listed)) == 1
    assert run_check(listed)[0].startswith(f"{ORDER_FILE}:7:16: ")


def test_a_comment_is_not_counted(listed, flake8):
    (listed / ORDER_FILE).write_text(TWICE.replace("total()\n", "total()  # noqa: FAC101\n", 1))
    assert flake8("--select=FAC").lines == []
    assert run_check(listed) == []
    assert flake8("--select=FAC", "--disable-noqa").lines == [
        f"./{ORDER_FILE}:{PLACE.replace('6:16', '6:9')}"
    ]


def test_workers_know_it_too(listed, flake8, spawning):
    for script in (None, spawning):
        assert flake8("--select=FAC", ORDER_FILE, "shop/facade.py", jobs=2, script=script).lines == []


def test_the_named_one(write_project, flake8):
    config = configured('baseline = "ci/known.json"')
    root = write_project(
        {**PROJECT, "pyproject.toml": config, ORDER_FILE: BROKEN_ORDERS, "ci/known.json": LISTED}
    )
    assert flake8("--select=FAC").lines == []
    (root / "ci/known.json").unlink()
    done = flake8("--select=FAC")
    assert done.code == 1
    assert CRITICAL in done.errors + "\n".join(done.lines)
    assert 'there is no file "ci/known.json"' in done.errors + "\n".join(done.lines)


def test_the_one_beside_a_configuration_that_is_given(listed, flake8, tmp_path):
    (listed / "pyproject.toml").rename(listed / "facadelint-settings.toml")
    text = (
        (listed / "facadelint-settings.toml")
        .read_text()
        .replace("tool.facadelint.", "")
        .replace("[tool.facadelint]", "")
    )
    (listed / "facadelint-settings.toml").write_text(text)
    options = ("--select=FAC", "--facadelint-config", "facadelint-settings.toml")
    assert flake8(*options, ORDER_FILE).lines == []
    (listed / NAME).write_text(LISTED.replace("FAC101", "FAC102"))
    assert flake8(*options, ORDER_FILE).lines == [f"{ORDER_FILE}:{PLACE}"]


def test_a_damaged_one_stops_flake8(listed, flake8):
    (listed / NAME).write_text("{")
    for arguments in ((), (ORDER_FILE,), ("-", "--stdin-display-name", ORDER_FILE)):
        done = flake8("--select=FAC", *arguments, stdin=BROKEN_ORDERS)
        said = done.errors + "\n".join(done.lines)
        assert done.code == 1
        assert f"facadelint: {listed / NAME}: line 1, column 2: not JSON: " in said
        assert "Traceback" not in said
    assert (listed / NAME).read_text() == "{"


def test_what_is_gone_is_no_business_of_flake8(listed, flake8):
    (listed / ORDER_FILE).write_text(PROJECT[ORDER_FILE])
    assert flake8("--select=FAC").lines == []
