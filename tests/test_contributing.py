"""The rule that CONTRIBUTING.md shows is one: a newcomer who copies it starts from something that works."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from facadelint.rules import loader
from facadelint.rules.cases import parse_cases
from facadelint.rules.rule import Rule

PAGE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
[SOURCE] = re.findall(r"^````python\n(.*?)^````", PAGE, re.DOTALL | re.MULTILINE)
[FILE] = re.findall(r"The file is `(.*?)`", PAGE)


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """The rule of the page, loaded beside those that there are."""
    path = tmp_path / Path(FILE).name
    path.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, path.stem, module)
    spec.loader.exec_module(module)
    [found] = [value for value in vars(module).values() if isinstance(value, Rule)]
    rules = loader.load_rules()
    monkeypatch.setattr(loader, "load_rules", lambda: (*rules, found))
    return found


def test_the_rule_is_none_that_there_is(shown):
    *others, _ = loader.load_rules()
    assert shown.code not in {rule.code for rule in others}, "give the rule of CONTRIBUTING.md a free code"
    assert Path(FILE).stem == f"{shown.code.lower()}_{shown.name.replace('-', '_')}"


def test_the_rule_fires_where_its_cases_say(shown, assert_case, tmp_path):
    cases = parse_cases(shown.cases)
    assert [bool(case.markers) for case in cases] == [True, False]
    for case in cases:
        assert_case(case, (shown.code,))


def test_the_rule_has_the_form_that_lint_asks_for():
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", FILE, "-"],
            cwd=Path(__file__).parent.parent,
            input=SOURCE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
