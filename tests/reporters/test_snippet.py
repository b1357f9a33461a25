import unicodedata

import pytest

from facadelint.reporters.snippet import snippet


def show(line, start, end, width=80):
    return tuple(snippet(line, start, end, width))


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("x = self._y", 5, 12, ("x = self._y", "    ^^^^^^^")),
        ("x = 1", 1, 2, ("x = 1", "^")),
        ("x = 1", 5, 6, ("x = 1", "    ^")),
        # an empty region, and one that ends before it starts
        ("x = 1", 3, 3, ("x = 1", "  ^")),
        ("x = 1", 3, 1, ("x = 1", "  ^")),
        # beyond the end
        ("x = 1", 6, 7, ("x = 1", "     ^")),
        ("x = 1", 40, 50, ("x = 1", "     ^")),
        ("x = 1", 5, 50, ("x = 1", "    ^")),
        ("x = 1", 0, 2, ("x = 1", "^")),
        ("", 1, 1, ("", "^")),
        ("x = 1   \n", 1, 2, ("x = 1", "^")),
        # a tab stays a tab above and below
        ("\tx.\t_y", 2, 6, ("\tx.\t_y", "\t^^\t^")),
        ("\t\tx", 3, 4, ("\t\tx", "\t\t^")),
        # wide, combining and escaped characters
        ("'中文'; x._y", 7, 11, ("'中文'; x._y", "        ^^^^")),
        ("中._文", 1, 5, ("中._文", "^^^^^^")),
        ("'e\u0301'; x", 7, 8, ("'e\u0301'; x", "     ^")),
        ("'\x1b'; x", 6, 7, ("'\\x1b'; x", "        ^")),
        ("'\u200d\ufeff'; x", 7, 8, ("'\\u200d\\ufeff'; x", "                ^")),
    ],
)
def test_the_carets_stand_under_the_region(line, start, end, shown):
    assert show(line, start, end) == shown


def test_a_line_that_just_fits():
    assert show("x" * 20, 20, 21, 20) == ("x" * 20, " " * 19 + "^")


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("start", "end", "width", "shown"),
    [
        (2, 4, 20, ("abcdefghijklmnopq...", " ^^")),
        (16, 18, 20, ("abcdefghijklmnopq...", " " * 15 + "^^")),
        (17, 19, 20, ("...klmnopqrstuvwx...", " " * 9 + "^^")),
        (25, 27, 20, ("...jklmnopqrstuvwxyz", " " * 18 + "^^")),
        (3, 25, 20, ("...cdefghijklmnop...", "   " + "^" * 14)),
        (3, 25, 3, ("...c...", "   ^")),
    ],
)
def test_a_long_line(start, end, width, shown):
    assert show(ALPHABET, start, end, width) == shown


def terminal_width(text):
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


@pytest.mark.parametrize("width", [1, 5, 7, 10, 20, 33, 60, 200])
@pytest.mark.parametrize("region", [1, 4, 30, 120])
@pytest.mark.parametrize("filler", ["abcdefghi ", "中文 ab", "e\u0301x"])
def test_a_long_line_is_cut_around_the_carets(width, region, filler):
    line = filler * 40
    for start in range(1, len(line) - 1, 7):
        source, carets = show(line, start, start + region, width)
        if width >= 10:
            assert terminal_width(source) <= width
            assert len(carets) <= width
        column = len(carets) - len(carets.lstrip())
        before = ""
        for character in source:
            if terminal_width(before) >= column and not unicodedata.combining(character):
                break
            before += character
        if line[start - 1] not in " \u0301":
            assert source[len(before)] == line[start - 1]
            assert "^" in carets
