"""How cases are read: what every test of a rule stands on."""

from __future__ import annotations

import pytest

from facadelint.rules.cases import BASE_PROJECT, DEFAULT_FILE, Marker, parse_cases

TEXT = """
### one file
x = 1  # error: FAC101 5 "a \\"part\\""; FAC102 12

### several files

# --- shop/web.py
y = 2
# --- pyproject.toml
[tool]  # error: FAC901 1; FAC104 2 "b";

"""


def test_files_and_markers():
    one, several = parse_cases(TEXT)
    assert one.name == "one file"
    assert one.files == {DEFAULT_FILE: 'x = 1  # error: FAC101 5 "a \\"part\\""; FAC102 12\n'}
    assert one.markers == (
        Marker(DEFAULT_FILE, 1, 5, "FAC101", 'a "part"'),
        Marker(DEFAULT_FILE, 1, 12, "FAC102"),
    )
    assert several.files == {
        "shop/web.py": "y = 2\n",
        "pyproject.toml": '[tool]  # error: FAC901 1; FAC104 2 "b";\n',
    }
    assert several.markers == (
        Marker("pyproject.toml", 1, 1, "FAC901"),
        Marker("pyproject.toml", 1, 2, "FAC104", "b"),
    )
    assert several.project == {**BASE_PROJECT, **several.files}
    assert several.project["shop/facade.py"] == BASE_PROJECT["shop/facade.py"]


def test_a_marker_says_the_line_that_it_stands_on():
    [case] = parse_cases("### later\n# --- shop/web.py\n\n\nx = 1\ny = 2  # error: FAC305 3\n")
    assert case.markers == (Marker("shop/web.py", 4, 3, "FAC305"),)


def test_no_text_holds_no_case():
    assert parse_cases("\n\n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nx = 1\ny = 2\n### case\n", "text before the first case: 'x = 1'"),
        ("### case\nx = 1\n### other\n### case\n", "two cases are named 'case'"),
        (
            "### case\nx = 1\ny = 2  # error: FAC101 first\n",
            f"{DEFAULT_FILE}:2: not a marker: 'FAC101 first'",
        ),
        (
            "### case\n# --- shop/web.py\nx = 1  # error: FAC101 1; nothing\n",
            "shop/web.py:1: not a marker: ' nothing'",
        ),
        (
            '### case\nx = 1  # error: FAC101 1 "open\n',
            f"{DEFAULT_FILE}:1: not a marker: 'FAC101 1 \"open'",
        ),
    ],
)
def test_what_is_no_case_is_said(text, said):
    with pytest.raises(ValueError, match=r".") as raised:
        parse_cases(text)
    assert str(raised.value) == said
