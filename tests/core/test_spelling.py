from __future__ import annotations

import pytest

from facadelint.core.spelling import did_you_mean, nearest, quoted, suggestion

KEYS = ("class", "max-lines", "typing-imports", "plan")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("max_lines", "max-lines"),
        ("MAX-LINES", "max-lines"),
        ("typing imports", "typing-imports"),
        ("__a__", "a"),
        ("clas", "class"),
        ("lines", "max-lines"),
        ("TYPING_IMPORT", "typing-imports"),
        ("zebra", None),
        ("", None),
        ("class", None),
    ],
)
def test_nearest(word: str, expected: str | None) -> None:
    assert nearest(word, (*KEYS, "a")) == expected


def test_nearest_prefers_what_differs_in_separators_only() -> None:
    assert nearest("run_launcher", ("run_launchers", "run-launcher")) == "run-launcher"


def test_nearest_takes_the_first_of_equal_candidates() -> None:
    assert nearest("A.B", iter(("a-b", "a_b"))) == "a-b"


def test_nearest_without_candidates() -> None:
    assert nearest("class", ()) is None


def test_did_you_mean_asks_for_the_nearest() -> None:
    assert did_you_mean("max_lines", iter(KEYS)) == 'Did you mean "max-lines"?'


def test_did_you_mean_lists_what_is_valid_where_nothing_is_near() -> None:
    assert did_you_mean("zebra", iter(KEYS)) == "Choose from class, max-lines, typing-imports, plan."
    assert did_you_mean("zebra", KEYS, limit=4) == "Choose from class, max-lines, typing-imports, plan."
    assert did_you_mean("zebra", KEYS, limit=3) == "Choose from class, max-lines, typing-imports and 1 more."


def test_did_you_mean_lists_twenty() -> None:
    numbers = [str(number) for number in range(22)]
    assert did_you_mean("zebra", numbers[:20]) == f"Choose from {', '.join(numbers[:20])}."
    assert did_you_mean("zebra", numbers) == f"Choose from {', '.join(numbers[:20])} and 2 more."


def test_did_you_mean_without_candidates_says_nothing() -> None:
    assert did_you_mean("zebra", ()) is None


def test_quoted_is_toml_on_one_line() -> None:
    assert quoted('é "x"\n\\') == '"é \\"x\\"\\n\\\\"'


def test_suggestion() -> None:
    assert suggestion("a\tb") == 'Did you mean "a\\tb"?'
