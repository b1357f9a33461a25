"""The exact message for every value of a configuration that cannot be used; facades in test_config_facades.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from config_files import problems

if TYPE_CHECKING:
    from pathlib import Path

CLASS = 'class = "shop.facade:Shop"'


NOT_EMPTY = 'expected a string that is not empty, got ""'
NOT_A_CODE = "is neither a code (FAC101), the beginning of one (FAC1), nor the name of a rule"
PYPROJECT_KEYS = (
    "facades, src, baseline, select, extend-select, ignore, exclude, per-file-ignores, public-names"
)
TOP = [
    # Unknown keys
    ("exclud = 1", 'exclud: unknown key, set to the integer 1. Did you mean "exclude"?'),
    ("Public_Names = []", 'Public_Names: unknown key, set to the list []. Did you mean "public-names"?'),
    ("zebra = 1.5", f"zebra: unknown key, set to the float 1.5. Choose from {PYPROJECT_KEYS}."),
    (
        '"a b\\n" = 2027-01-01T10:00:00',
        f'"a b\\n": unknown key, set to the date-time 2027-01-01 10:00:00. Choose from {PYPROJECT_KEYS}.',
    ),
    ("max-lines = 5", "max-lines: unknown key, set to the integer 5. max-lines belongs below [[facades]]."),
    ("max_lines = 5", "max_lines: unknown key, set to the integer 5. max-lines belongs below [[facades]]."),
    # Types, as the message describes them
    ("src = 3", "src: expected a list of strings, got the integer 3."),
    ("src = true", "src: expected a list of strings, got the boolean true."),
    ("src = false", "src: expected a list of strings, got the boolean false."),
    ("src = 10:30:00", "src: expected a list of strings, got the time 10:30:00."),
    ("src = {}", "src: expected a list of strings, got the table {}."),
    (
        "src = { a = [1, [2]], 'b c' = { d = 1 } }",
        'src: expected a list of strings, got the table { a = [1, [...]], "b c" = { d = 1 } }.',
    ),
    (
        "src = { a = { b = { c = 1 } } }",
        "src: expected a list of strings, got the table { a = { b = { ... } } }.",
    ),
    (
        f"baseline = ['{'x' * 70}']",
        f'baseline: expected a string, got the list ["{"x" * 58}....',
    ),
    (f"baseline = ['{'x' * 56}']", f'baseline: expected a string, got the list ["{"x" * 56}"].'),
    ('src = ""', 'src: expected a list of strings, got the string "".'),
    ('select = "FAC1, FAC2"', 'select: expected a list of strings, got the string "FAC1, FAC2". Write ["FAC1", "FAC2"].'),
    ("exclude = ['a', 3]", "exclude[1]: expected a string, got the integer 3."),
    ("exclude = ['']", f"exclude[0]: {NOT_EMPTY}."),
    ("exclude = [' ']", 'exclude[0]: expected a string that is not empty, got " ".'),
    # src and baseline
    ("src = []", 'src: the list is empty. Leave the key out for the default, "src" and ".".'),
    ("src = ['.', 'cod']", 'src[1]: there is no folder "cod" relative to ROOT. Did you mean "code"?'),
    ("src = ['zebra']", 'src[0]: there is no folder "zebra" relative to ROOT.'),
    ("src = ['zebra/x']", 'src[0]: there is no folder "zebra/x" relative to ROOT.'),
    ("src = ['./code/low/']", 'src[0]: there is no folder "./code/low/" relative to ROOT. Did you mean "code/slow"?'),
    ('src = ["a\\u0000/x"]', 'src[0]: there is no folder "a\\u0000/x" relative to ROOT.'),
    (f"src = ['{'x' * 300}']", f'src[0]: there is no folder "{"x" * 300}" relative to ROOT.'),
    ("src = ['known.json']", 'src[0]: "known.json" is a file, not a folder.'),
    ("baseline = 3", "baseline: expected a string, got the integer 3."),
    ("baseline = ''", f"baseline: {NOT_EMPTY}."),
    ("baseline = 'knwon.json'", 'baseline: there is no file "knwon.json" relative to ROOT. Did you mean "known.json"?'),
    (
        "baseline = 'zebra'",
        'baseline: there is no file "zebra" relative to ROOT. Run "facadelint baseline" to record it.',
    ),
    ("baseline = 'code'", 'baseline: "code" is a folder, not a file.'),
    # Codes and names of rules
    ("select = ['fac101']", f'select[0]: "fac101" {NOT_A_CODE}. Did you mean "FAC101"?'),
    ("extend-select = ['FAC1xx']", f'extend-select[0]: "FAC1xx" {NOT_A_CODE}. Did you mean "FAC1"?'),
    ("ignore = ['FAC1*']", f'ignore[0]: "FAC1*" {NOT_A_CODE}. Did you mean "FAC1"?'),
    ("ignore = ['FAC1011']", f'ignore[0]: "FAC1011" {NOT_A_CODE}.'),
    ("ignore = ['F401']", f'ignore[0]: "F401" {NOT_A_CODE}.'),
    ("ignore = ['ALL']", f'ignore[0]: "ALL" {NOT_A_CODE}. Did you mean "FAC"?'),
    ("select = ['F']", f'select[0]: "F" {NOT_A_CODE}. Did you mean "FAC"?'),
    ("ignore = ['Facade_Logic']", f'ignore[0]: "Facade_Logic" {NOT_A_CODE}. Did you mean "facade-logic"?'),
    ("ignore = ['FAC1, facade-logic']", f'ignore[0]: "FAC1, facade-logic" {NOT_A_CODE}. Write "FAC1", "facade-logic".'),
    ("ignore = [' FAC1']", f'ignore[0]: " FAC1" {NOT_A_CODE}. Write "FAC1".'),
    ("ignore = ['FAC1, 7']", f'ignore[0]: "FAC1, 7" {NOT_A_CODE}.'),
    # Path globs
    ("exclude = ['a\\b']", 'exclude[0]: "a\\\\b" contains a backslash. Did you mean "a/b"?'),
    ("exclude = ['/gen']", 'exclude[0]: "/gen" is not relative to ROOT. Did you mean "./gen"?'),
    ("exclude = ['ROOT/gen/x']", 'exclude[0]: "ROOT/gen/x" is not relative to ROOT. Did you mean "gen/x"?'),
    ("exclude = ['C:/gen']", 'exclude[0]: "C:/gen" is not relative to ROOT.'),
    ("exclude = ['a/../b']", 'exclude[0]: "a/../b" contains "..". Paths start from ROOT, and lead nowhere else.'),
    ("exclude = ['[z-a]']", 'exclude[0]: "[z-a]" is not a glob: bad character range z-a.'),
    (
        "per-file-ignores = ['a:FAC1']",
        'per-file-ignores: expected a table from path globs to lists of codes, got the list ["a:FAC1"].',
    ),
    (
        "per-file-ignores = { 'a/*' = 'FAC1' }",
        'per-file-ignores."a/*": expected a list of strings, got the string "FAC1". Write ["FAC1"].',
    ),
    ("per-file-ignores = { a = ['x'], b = ['X1'] }", f'per-file-ignores.b[0]: "X1" {NOT_A_CODE}.'),
    ("per-file-ignores = { '' = [] }", f'per-file-ignores."": {NOT_EMPTY}.'),
    ("per-file-ignores = { '../a' = [] }", 'per-file-ignores."../a": "../a" contains "..". Paths start from ROOT, and lead nowhere else.'),
    # Public names
    ("public-names = ['meta']", 'public-names[0]: "meta" does not start with an underscore. Such names are public already.'),
    ("public-names = ['_m*']", 'public-names[0]: "_m*" is not a name. Write each name in full; globs are not supported here.'),
]  # fmt: skip


@pytest.mark.parametrize(("line", "message"), TOP, ids=[message.partition(": ")[0] for _, message in TOP])
def test_the_top_level(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "code/slow").mkdir(parents=True)
    (tmp_path / "known.json").touch()
    content = f"{line.replace('ROOT', str(tmp_path))}\n[[facades]]\n{CLASS}\n"

    assert problems(tmp_path, content) == [message]


NO_FACADE = 'facades: no facade is configured. Write [[facades]] and below it class = "package.module:Class".'


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("", [NO_FACADE]),
        ("facades = []", [NO_FACADE]),
        (
            "facades = ['shop:Shop']",
            ['facades[0]: expected a table, got the string "shop:Shop". Write [[facades]] and below it class = "package.module:Class".'],
        ),
        (
            f"[facades]\n{CLASS}",
            [
                (
                    'facades: expected a list of tables, got the table { class = "shop.facade:Shop" }. '
                    'Write [[facades]] and below it class = "package.module:Class".'
                )
            ],
        ),
        (f"[[facade]]\n{CLASS}", ['facade: unknown key, set to the list [{ class = "shop.facade:Shop" }]. Did you mean "facades"?']),
        (CLASS, ['class: unknown key, set to the string "shop.facade:Shop". class belongs below [[facades]].', NO_FACADE]),
        (
            f"[[tool.facadelint.facades]]\n{CLASS}",
            [
                (
                    "tool: unknown key, set to the table { facadelint = { facades = [...] } }. "
                    "In this file the keys stand at the top: write [[facades]], without tool.facadelint."
                )
            ],
        ),
        (
            "[[facades]]\nclass = 'a:B'\n[[facades]]\nclass = 'c:D'\n[[facades]]\nclass = 'a:B'",
            ['facades[2].class: "a:B" is configured already, at facades[0]. Merge the two tables.'],
        ),
        (
            "[[facades]]\n[[facades]]",
            [f'facades[{index}].class: is missing. Write class = "package.module:Class".' for index in (0, 1)],
        ),
    ],
)  # fmt: skip
def test_the_facades(tmp_path: Path, content: str, messages: list[str]) -> None:
    assert problems(tmp_path, content) == messages


def test_the_keys_of_a_pyproject_toml(tmp_path: Path) -> None:
    content = f"""
        [tool.facadelint]
        plan = 1
        tool = 2
        [[tool.facadelint.facades]]
        {CLASS}
        ignore = 3
        [[tool.facadelint.facades]]
        {CLASS}
        """

    assert problems(tmp_path, content, "pyproject.toml") == [
        "tool.facadelint.plan: unknown key, set to the integer 1. plan belongs below [[tool.facadelint.facades]].",
        f"tool.facadelint.tool: unknown key, set to the integer 2. Choose from {PYPROJECT_KEYS}.",
        (
            "tool.facadelint.facades[0].ignore: unknown key, set to the integer 3. "
            "ignore belongs above the first [[tool.facadelint.facades]]."
        ),
        (
            'tool.facadelint.facades[1].class: "shop.facade:Shop" is configured already, '
            "at tool.facadelint.facades[0]. Merge the two tables."
        ),
    ]


def test_a_pyproject_toml_without_a_facade(tmp_path: Path) -> None:
    assert problems(tmp_path, "[tool.facadelint]\n", "pyproject.toml") == [
        (
            "tool.facadelint.facades: no facade is configured. "
            'Write [[tool.facadelint.facades]] and below it class = "package.module:Class".'
        )
    ]
