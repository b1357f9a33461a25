"""What flake8 itself says of each sample is what must come out: flake8 runs as a subprocess."""

import ast
import itertools
import re
import subprocess
import sys

import pytest

from facadelint.engine.suppressions import Suppressions

CODES = ("FAC101", "FAC211", "SLF001")

PLUGIN = f"""\
class EveryLine:
    def __init__(self, tree, lines):
        self.lines = lines

    def run(self):
        for number in range(1, len(self.lines) + 1):
            for code in {CODES!r}:
                yield number, 0, f"{{code}} here", type(self)
"""

FLAKE8_CONFIG = """\
[flake8]
select = FAC,SLF

[flake8:local-plugins]
extension =
    FAC = every_line:EveryLine
    SLF = every_line:EveryLine
paths = .
"""

SAMPLES = {
    "no_comment": "x = 1\n",
    "blanket": "x = 1  # noqa\ny = 2\n",
    "one_code": "x = 1  # noqa: FAC101\n",
    "prefix": "x = 1  # noqa: FAC1\n",
    "shortest_prefix": "x = 1  # noqa: F1\ny = 1  # noqa: FAC\n",
    "longer_than_the_code": "x = 1  # noqa: FAC1011\n",
    "other_code": "x = 1  # noqa: SLF001\n",
    "several": "x = 1  # noqa: FAC101,SLF001\ny = 1  # noqa: FAC101 , FAC211\nz = 1  # noqa: FAC101 FAC211\n",
    "not_separated": "x = 1  # noqa: FAC101FAC211\n",
    "reason_after_codes": "x = 1  # noqa: FAC101 until the split\n",
    "reason_only": "x = 1  # noqa: until the split\n",
    "reason_with_digits": "x = 1  # noqa: see2 FAC211\n",
    "no_space_before_codes": "x = 1  # noqa:FAC101\n",
    "two_spaces_before_codes": "x = 1  # noqa:  FAC101\n",
    "space_before_colon": "x = 1  # noqa : FAC211\n",
    "no_space_after_hash": "x = 1  #noqa\ny = 1  #  noqa\n",
    "upper_case": "x = 1  # NOQA\ny = 1  # NoQA: FAC101\n",
    "lower_case_code": "x = 1  # noqa: fac101\n",
    "long_s_is_a_letter": "x = 1  # noqa: \u017fLF001\n",
    "two_comments": "x = 1  # noqa: SLF001  # noqa: FAC101\n",
    "after_another_comment": "x = 1  # type: ignore  # noqa: FAC101\n",
    "glued_word": "x = 1  # noqable\n",
    "in_a_string": 'x = "# noqa: FAC101"\n',
    "multi_line_string": 'x = """\n# noqa: FAC101\n"""\ny = 1\n',
    "end_of_a_multi_line_string": 'def f():\n    """One.\n\n    Two.\n    """  # noqa: FAC211\n    return 1\n',
    "f_string": 'y = 1\nx = f"""\n{y}\n"""  # noqa: SLF001\n',
    "backslash": "x = 1 + \\\n    2 + \\\n    3  # noqa: FAC101\ny = 1\n",
    "brackets": "x = [\n    1,  # noqa: FAC101\n    2,\n]  # noqa: FAC211\n",
    "string_in_brackets": 'x = f(  # noqa: SLF001\n    """a\n    b""", 1)  # noqa: FAC101\n',
    "codes_run_on": 'x = """ # noqa: FAC101,\nFAC211 """\n',
    "semicolon": "x = 1; y = 2  # noqa: FAC101\n",
    "on_a_line_of_its_own": "# noqa\nx = 1\n",
    "nested_blocks": "if 1:\n    if 2:\n        x = 1  # noqa: FAC101\n    y = 1\nz = 1  # noqa\n",
    "no_line_end": "x = 1  # noqa: FAC101",
    "comment_without_line_end": "x = 1\n# noqa",
    "carriage_returns": "x = 1  # noqa: FAC101\r\ny = 1  # noqa\r\nz = 1\r\n",
    "form_feed": "x = 1\n\x0cy = 1  # noqa: FAC101\nz = 1\n",
    "byte_order_mark": "\ufeff# flake8: noqa\nx = 1\n",
    "whole_file": "x = 1\n\n    # flake8: noqa\ny = 1\n",
    "whole_file_equals": "# FLAKE8=NOQA\nx = 1\n",
    "whole_file_with_codes": "# flake8: noqa: SLF001\nx = 1\n",
    "whole_file_beside_code": "x = 1  # flake8: noqa\ny = 1\n",
    "whole_file_in_a_string": 'x = """\n# flake8: noqa\n"""\n',
    "empty": "",
}
if sys.version_info >= (3, 12):
    SAMPLES["braces_over_lines"] = "x = f'{\n1\n}'  # noqa: FAC101\ny = 1\n"


@pytest.fixture(scope="module")
def reported_by_flake8(tmp_path_factory):
    """Name of a sample -> the pairs of code and line that flake8 lets through."""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "every_line.py").write_text(PLUGIN)
    (folder / ".flake8").write_text(FLAKE8_CONFIG)
    for name, source in SAMPLES.items():
        (folder / f"sample_{name}.py").write_bytes(source.encode())
    run = subprocess.run(
        [sys.executable, "-m", "flake8", *(f"sample_{name}.py" for name in SAMPLES)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    reported = {name: set() for name in SAMPLES}
    for line in run.stdout.splitlines():
        name, number, code = re.fullmatch(r"sample_(\w+)\.py:(\d+):1: (\w+) here", line).groups()
        reported[name].add((code, int(number)))
    assert reported["no_comment"] == {(code, 1) for code in CODES}
    return reported


def split(source):
    return tuple(re.split(r"\r\n|\r|\n", source))


def let_through(lines, count):
    suppressions = Suppressions(lines)
    everything = itertools.product(CODES, range(1, count + 1))
    return {(code, line) for code, line in everything if not suppressions.is_suppressed(code, line)}


@pytest.mark.parametrize("name", SAMPLES)
def test_says_what_flake8_says(name, reported_by_flake8):
    lines = split(SAMPLES[name])
    count = len(lines) - (lines[-1] == "")
    assert let_through(lines, count) == reported_by_flake8[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_lines_may_keep_their_ends(name):
    lines = split(SAMPLES[name])
    with_ends = [f"{line}\r\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    assert let_through(with_ends, len(lines)) == let_through(lines, len(lines))


@pytest.mark.parametrize("name", SAMPLES)
def test_one_statement_says_what_the_whole_file_does(name):
    before = 'class First:\n    """Text\n    on two lines."""\n\n    a = 1; b = """\n"""; c = 3\n'
    source = before + SAMPLES[name]
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    lines = split(source)
    whole, single = Suppressions(lines), Suppressions(lines, lambda: tree)
    for line in range(1, len(lines) + 1):
        assert single.reach(line) == whole.reach(line)
        assert single.is_suppressed("FAC101", line) == whole.is_suppressed("FAC101", line)


def test_another_linters_code_does_not_silence():
    assert not Suppressions(["self._shop._database  # noqa: SLF001"]).is_suppressed("FAC101", 1)


def test_a_line_beyond_the_file_is_not_silenced():
    suppressions = Suppressions(["x = 1  # noqa", ""])
    assert suppressions.is_suppressed("FAC101", 1)
    assert not suppressions.is_suppressed("FAC101", 0)
    assert not suppressions.is_suppressed("FAC101", 9)


def test_each_line_stands_for_itself_where_the_tokenizer_gives_up():
    suppressions = Suppressions(["x = (1 + \\", "    2  # noqa: FAC101", "y = 1"])
    assert [suppressions.is_suppressed("FAC101", line) for line in (1, 2, 3)] == [False, True, False]


def test_a_file_without_comments_is_not_tokenized(monkeypatch):
    monkeypatch.delattr("tokenize.generate_tokens")
    assert not Suppressions(["x = (", "# NO QA"]).is_suppressed("FAC101", 1)
