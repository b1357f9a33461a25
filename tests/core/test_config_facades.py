"""The exact message for every value of a facade that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from config_files import problems

if TYPE_CHECKING:
    from pathlib import Path

CLASS = 'class = "shop.facade:Shop"'


NOT_EMPTY = 'expected a string that is not empty, got ""'
FACADE_KEYS = (
    "class, pattern, domains, accessors, collaborators, guards, exempt, shared, importers, typing-imports, layout, "
    "max-lines, because, friends, plan"
)
MODULE = "is not a glob of dotted module names"
LAYOUT_EXAMPLE = 'For example "*/{domain}_domain.py:{Domain}Domain".'
FRIEND = "attribute = '_x', domains = ['event'], reason = 'r'"
FACADE = [
    ("max_lines = 500", 'max_lines: unknown key, set to the integer 500. Did you mean "max-lines"?'),
    ("zebra = 'x'", f'zebra: unknown key, set to the string "x". Choose from {FACADE_KEYS}.'),
    ("exclude = []", "exclude: unknown key, set to the list []. exclude belongs above the first [[facades]]."),
    ("per_file_ignores = {}", "per_file_ignores: unknown key, set to the table {}. per-file-ignores belongs above the first [[facades]]."),
    (
        "ignores = []",
        "ignores: unknown key, set to the list []. ignore belongs above the first [[facades]].",
    ),
    # Enumerations
    ("pattern = 'Ops'", 'pattern: expected "auto", "domain", "ops" or "mixin", got "Ops". Did you mean "ops"?'),
    ("pattern = 'zebra'", 'pattern: expected "auto", "domain", "ops" or "mixin", got "zebra".'),
    ("pattern = ''", 'pattern: expected "auto", "domain", "ops" or "mixin", got "".'),
    ("pattern = ['ops']", 'pattern: expected "auto", "domain", "ops" or "mixin", got the list ["ops"].'),
    ("typing-imports = true", 'typing-imports: expected "forbid" or "allow", got the boolean true.'),
    ("typing-imports = 'alow'", 'typing-imports: expected "forbid" or "allow", got "alow". Did you mean "allow"?'),
    # Module globs
    ("domains = 'shop.a'", 'domains: expected a list of strings, got the string "shop.a". Write ["shop.a"].'),
    ("domains = ['shop/a.py']", f'domains[0]: "shop/a.py" {MODULE}. Did you mean "shop.a"?'),
    ("shared = ['.\\shop\\a.py']", f'shared[0]: ".\\\\shop\\\\a.py" {MODULE}. Did you mean "shop.a"?'),
    ("shared = ['shop.a:Shop']", f'shared[0]: "shop.a:Shop" {MODULE}. Did you mean "shop.a"?'),
    ("importers = ['.a']", 'importers[0]: ".a" has an empty name in it. Did you mean "a"?'),
    ("importers = ['a b']", f'importers[0]: "a b" {MODULE}.'),
    # Member and call globs
    ("accessors = 4", "accessors: expected a list of strings or a table from globs to classes, got the integer 4."),
    ("accessors = ['self._x']", 'accessors[0]: "self._x" is not a glob of member names. Did you mean "_x"?'),
    ("accessors = ['self._get_x()']", 'accessors[0]: "self._get_x()" is not a glob of member names. Did you mean "_get_x"?'),
    ("accessors = { 'a b' = 'shop:X' }", 'accessors."a b": "a b" is not a glob of member names.'),
    ("accessors = { _x = 'shop.X' }", 'accessors._x: "shop.X" is not of the form module:Class. Did you mean "shop:X"?'),
    ("accessors = { _x = 3 }", "accessors._x: expected a string, got the integer 3."),
    ("collaborators = ['_a.b']", 'collaborators[0]: "_a.b" is not a glob of member names. Did you mean "b"?'),
    ("exempt = ['a, b']", 'exempt[0]: "a, b" is not a glob of member names.'),
    ("guards = ['check.x(1)']", 'guards[0]: "check.x(1)" is not a glob of calls. Did you mean "check.x"?'),
    ("guards = ['a b']", 'guards[0]: "a b" is not a glob of calls.'),
    # Layout
    ("layout = '{domian}.py:X'", 'layout: "{domian}.py:X" has the unknown placeholder {domian}. Did you mean "{domain}"?'),
    ("layout = '{DOMAIN}.py:X'", 'layout: "{DOMAIN}.py:X" has the unknown placeholder {DOMAIN}. Did you mean "{domain}"?'),
    ("layout = '{}.py:X'", 'layout: "{}.py:X" has the unknown placeholder {}. Choose from {domain} and {Domain}.'),
    ("layout = '{domain}.py'", f'layout: "{{domain}}.py" is not of the form path:Class. {LAYOUT_EXAMPLE}'),
    ("layout = ':{domain}'", f'layout: ":{{domain}}" is not of the form path:Class. {LAYOUT_EXAMPLE}'),
    ("layout = '{domain}:X'", f'layout: the path of "{{domain}}:X" does not end in .py. {LAYOUT_EXAMPLE}'),
    ("layout = 'x.py:{Domain}'", f'layout: the path of "x.py:{{Domain}}" does not contain {{domain}}. {LAYOUT_EXAMPLE}'),
    ("layout = '{domain}.py:{Domain'", f'layout: the class of "{{domain}}.py:{{Domain" is not a name. {LAYOUT_EXAMPLE}'),
    ("layout = '{domain}.py:'", f'layout: the class of "{{domain}}.py:" is not a name. {LAYOUT_EXAMPLE}'),
    ("layout = '/{domain}.py:X'", 'layout: "/{domain}.py" is not relative to ROOT. Did you mean "./{domain}.py"?'),
    # Numbers and sentences
    ("max-lines = true", "max-lines: expected a positive integer, got the boolean true."),
    ("max-lines = 0", "max-lines: expected a positive integer, got the integer 0."),
    ("max-lines = -1", "max-lines: expected a positive integer, got the integer -1."),
    ("max-lines = 1.0", "max-lines: expected a positive integer, got the float 1.0."),
    ("max-lines = '500'", 'max-lines: expected a positive integer, got the string "500". Write 500, without quotes.'),
    ("max-lines = 'many'", 'max-lines: expected a positive integer, got the string "many".'),
    ("because = ''", f"because: {NOT_EMPTY}."),
    # Friends
    ("friends = ['_x']", 'friends[0]: expected a table, got the string "_x". Write { attribute = "...", domains = ["..."], reason = "..." }.'),
    ("friends = {}", 'friends: expected a list of tables, got the table {}. Write { attribute = "...", domains = ["..."], reason = "..." }.'),
    ("friends = [{ domains = ['a'], reason = 'r' }]", "friends[0].attribute: is missing. Name the private attribute."),
    ("friends = [{ attribute = '_x', reason = 'r' }]", "friends[0].domains: is missing. Name the domains that may use the attribute."),
    ("friends = [{ attribute = '_x', domains = ['a'] }]", "friends[0].reason: is missing. Say why the domains may use it."),
    ("friends = [{ attribute = '_x', domains = [], reason = 'r' }]", "friends[0].domains: the list is empty. Name the domains that may use the attribute."),
    ("friends = [{ attribute = '_x', domains = ['a.b'], reason = 'r' }]", 'friends[0].domains[0]: "a.b" is not the name of a domain. Did you mean "a_b"?'),
    ("friends = [{ attribute = '_x', domains = ['1'], reason = 'r' }]", 'friends[0].domains[0]: "1" is not the name of a domain.'),
    ("friends = [{ attribute = '_x', domains = ['a'], reason = '' }]", f"friends[0].reason: {NOT_EMPTY}."),
    ("friends = [{ attribute = '', domains = ['a'], reason = 'r' }]", f"friends[0].attribute: {NOT_EMPTY}."),
    (f"friends = [{{ {FRIEND}, untill = 3 }}]", 'friends[0].untill: unknown key, set to the integer 3. Did you mean "until"?'),
    (f"friends = [{{ {FRIEND}, until = '2027-02-01' }}]", 'friends[0].until: expected a date, got the string "2027-02-01". Write 2027-02-01, without quotes.'),
    (f"friends = [{{ {FRIEND}, until = 'soon' }}]", 'friends[0].until: expected a date, got the string "soon". Write it as 2027-01-31, without quotes.'),
    (
        f"friends = [{{ {FRIEND}, until = 2027-02-01T10:00:00 }}]",
        "friends[0].until: expected a date, got the date-time 2027-02-01 10:00:00. Write 2027-02-01.",
    ),
    (
        "friends = [{ attribute = 'self._x', domains = ['a'], reason = 'r' }]",
        'friends[0].attribute: "self._x" is not a glob of member names. Did you mean "_x"?',
    ),
    # Plan
    ("plan = ['a']", 'plan: expected a table from domains to lists of member globs, got the list ["a"].'),
    ("plan = { a = 'x' }", 'plan.a: expected a list of strings, got the string "x". Write ["x"].'),
    ("plan = { a = ['x()'] }", 'plan.a[0]: "x()" is not a glob of member names. Did you mean "x"?'),
    ("plan = { run-launcher = [] }", 'plan.run-launcher: "run-launcher" is not the name of a domain. Did you mean "run_launcher"?'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"), FACADE, ids=[message.partition(": ")[0] for _, message in FACADE]
)
def test_a_facade(tmp_path: Path, line: str, message: str) -> None:
    content = f"[[facades]]\nclass = 'shop:Other'\n[[facades]]\n{CLASS}\n{line}\n"

    assert problems(tmp_path, content) == [f"facades[1].{message}"]


FORM = "is not of the form module:Class"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", 'is missing. Write class = "package.module:Class".'),
        ("class = ''", f"{NOT_EMPTY}."),
        ("class = 3", "expected a string, got the integer 3."),
        ("class = 'shop.facade.Shop'", f'"shop.facade.Shop" {FORM}. Did you mean "shop.facade:Shop"?'),
        ("class = 'shop/facade.py:Shop'", f'"shop/facade.py:Shop" {FORM}. Did you mean "shop.facade:Shop"?'),
        (
            "class = './shop/facade.py:Shop'",
            f'"./shop/facade.py:Shop" {FORM}. Did you mean "shop.facade:Shop"?',
        ),
        ("class = 'shop.facade::Shop'", f'"shop.facade::Shop" {FORM}. Did you mean "shop.facade:Shop"?'),
        ("class = ' shop.facade: Shop'", f'" shop.facade: Shop" {FORM}. Did you mean "shop.facade:Shop"?'),
        ("class = 'Shop'", f'"Shop" {FORM}. Write "package.module:Class".'),
        ("class = 'shop:'", f'"shop:" {FORM}. Write "package.module:Class".'),
        ("class = ':Shop'", f'":Shop" {FORM}. Write "package.module:Class".'),
        ("class = 'a:B:C'", f'"a:B:C" {FORM}. Write "package.module:Class".'),
        ("class = 'shop.*:Shop'", f'"shop.*:Shop" {FORM}. Write "package.module:Class".'),
        ("class = 'my-shop:Shop'", f'"my-shop:Shop" {FORM}. Write "package.module:Class".'),
    ],
)
def test_the_class(tmp_path: Path, line: str, message: str) -> None:
    assert problems(tmp_path, f"[[facades]]\n{line}\n") == [f"facades[0].class: {message}"]
