"""The examples of docs/limits.md are silent, as the page says: one that is seen by now has to leave it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import parse_cases

_PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
_EXAMPLES = [
    (title, re.findall(r"FAC\d+", title), code)
    for title, code in re.findall(r"^## (.+?)\n.*?^```python\n(.*?)^```", _PAGE, re.MULTILINE | re.DOTALL)
]


def test_every_section_has_an_example():
    assert len(_EXAMPLES) == _PAGE.count("\n## ") > 0


@pytest.mark.parametrize(("title", "codes", "code"), _EXAMPLES, ids=[each[0] for each in _EXAMPLES])
def test_the_example_is_silent(write_project, title, codes, code):
    [case] = parse_cases(f"### {title}\n{code}")
    root = write_project(case.project)
    found = check_paths([root], select=codes, cache=False).violations
    assert [each.code for each in found] == [], title
