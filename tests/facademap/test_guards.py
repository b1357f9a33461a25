"""Which statements only guard, and by what words the ``guards`` setting allows them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from facadelint.facademap.guards import is_allowed, is_guard, words_of
from facadelint.source.modules import Module
from facadelint.source.scopes import Scope

SOURCE = "import shop.checks as c\nimport tools.text as tools\nfrom shop.checks import ensure_open as ensure\nimport check.text\ndef local(): ...\n"
IMPORTS = Scope(ast.parse(SOURCE), Module("shop.facade", Path("shop/facade.py")))


def statement(text):
    return ast.parse(f"async def f(self):\n {text}").body[0].body[0]


@pytest.mark.parametrize(
    "text",
    [
        "assert key",
        "check(key)",
        "check_key(key)",
        "self._check_key(key)",
        "self.check_key(key)",
        "await self.ensure_open()",
        "_validate(key)",
        "__require_it()",
        "assert_open()",
        "raise_if_closed()",
        "warnings.warn('old')",
        "warn('old')",
        "warned_once()",
        "_show_warning()",
        "old_warnings()",
        "DeprecationWarning()",
        "check.is_text(key)",
        "tools.check.is_text(key)",
        "module.check_key(key)",
        "if key: raise ValueError",
        "if key: raise ValueError\n else: warn('old')",
        "if key:\n  message = 'no'\n  raise ValueError(message)",
        "if key:\n  import warnings\n  warnings.warn('old')",
        "if key: pass\n else: raise ValueError",
        "if key: raise ValueError\n elif other: check(key)",
        "if key: assert other",
    ],
)
def test_guards(text):
    assert is_guard(statement(text))


@pytest.mark.parametrize(
    "text",
    [
        "raise ValueError",
        "key = check(key)",
        "key",
        "close()",
        "self._client.check_health()",
        "self._client.tools.check()",
        "found()[0].check()",
        "checks[0]()",
        "forewarned()",
        "unchecked(key)",
        "reassert(key)",
        "checker.run(key)",
        "if key: return",
        "if key: raise ValueError\n else: close()",
        "if key:\n  message = 'no'\n  warn(message)",
        "if key:\n  self.closed = 1\n  raise ValueError",
        "if key:\n  close()\n  raise ValueError",
        "for each in key: check(each)",
        "with key: check(key)",
    ],
)
def test_no_guards(text):
    assert not is_guard(statement(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("assert key", [{"assert"}]),
        ("raise ValueError", [{"raise"}]),
        ("check.is_text(key)", [{"check.is_text"}]),
        ("await self.ensure_open()", [{"self.ensure_open"}]),
        ("warnings.warn('old')", [{"warn", "warnings.warn"}]),
        ("forewarned()", [{"forewarned"}]),
        ("checks[0]()", [{""}]),
        ("if key: raise ValueError\n else: warn('old')", [{"raise"}, {"warn"}]),
        ("if key:\n  message = 'no'\n  raise ValueError(message)", [{"raise"}]),
        ("close", []),
        ("c.is_text(key)", [{"c.is_text", "shop.checks.is_text"}]),
        ("ensure(key)", [{"ensure", "shop.checks.ensure_open"}]),
        ("tools.check_key(key)", [{"tools.check_key", "tools.text.check_key"}]),
        ("local(key)", [{"local"}]),
        ("util.check.is_text(key)", [{"util.check.is_text"}]),
        ("shop.tools.check.is_text(key)", [{"shop.tools.check.is_text"}]),
    ],
)
def test_words(text, words):
    assert words_of(statement(text), IMPORTS) == words


@pytest.mark.parametrize(
    ("text", "allowed", "answer"),
    [
        ("assert key", [], False),
        ("assert key", ["raise", "assert"], True),
        ("check.is_text(key)", ["check.*"], True),
        ("check.is_text(key)", ["is_text"], False),
        ("warnings.warn('old')", ["warn"], True),
        ("warnings.warn('old')", ["warnings.*"], True),
        ("if key: raise ValueError\n else: warn('old')", ["raise"], False),
        ("if key: raise ValueError\n else: warn('old')", ["raise", "warn"], True),
    ],
)
def test_what_the_setting_allows(text, allowed, answer):
    assert is_allowed(statement(text), allowed, IMPORTS) is answer
