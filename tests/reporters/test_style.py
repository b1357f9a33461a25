import io

import pytest

from facadelint.reporters.style import PLAIN, Style, wants_colour


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("environment", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": "0"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_when_there_is_colour(environment, on_terminal, in_pipe):
    assert wants_colour(Terminal(), environment) is on_terminal
    assert wants_colour(io.StringIO(), environment) is in_pipe


def test_nothing_is_painted_where_there_is_nothing():
    assert Style(colour=True).code("") == ""
    assert PLAIN.code("FAC101") == "FAC101"
