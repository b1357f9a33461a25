import warnings

import pytest

from facadelint.source.text import ParseProblem, character_column, decode, parse, read, split_lines


@pytest.mark.parametrize(
    "source",
    [
        "x = 'é'\n".encode(),
        b"\xef\xbb\xbf" + "x = 'é'\n".encode(),
        "# coding: latin-1\nx = 'é'\n".encode("latin-1"),
        "#!/usr/bin/env python\n# -*- coding: shift_jis -*-\nx = '表'\n".encode("shift_jis"),
    ],
)
def test_decode_as_python_does(source):
    text = decode(source)
    namespace = {}
    exec(compile(source, "a.py", "exec"), namespace)
    assert f"x = {namespace['x']!r}" in text
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (b"# coding: klingon\n", SyntaxError),
        (b"\xef\xbb\xbf# coding: latin-1\n", SyntaxError),
        (b"# coding: rot13\n", LookupError),
        (b"# coding: ascii\nx = '\xe9'\n", ValueError),
        (b"# coding: undefined\n", ValueError),
    ],
)
def test_what_cannot_be_decoded(source, error):
    with pytest.raises(error):
        decode(source)


def test_lines_end_where_the_tokenizer_ends_them():
    assert split_lines("a\nb\r\nc\rd\x0ce\x0bf\x85g\u2028h\x1ci") == (
        "a",
        "b",
        "c",
        "d\x0ce\x0bf\x85g\u2028h\x1ci",
    )
    assert split_lines("") == ("",)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"def broken(:\n", "invalid syntax"),
        (b"# coding: klingon\n", "unknown encoding: klingon"),
        (b"x = 1\0\n", "source code string cannot contain null bytes"),
        ("x = '\ud800'\n", "surrogates not allowed"),
        (b"x = '\xe9'\n", "can't decode byte 0xe9"),
        (b"x = " + b"(" * 300 + b")" * 300, "too many nested parentheses"),
        (b"x = " + b"-" * 200_000 + b"1", "it is nested too deeply for Python's parser"),
    ],
)
def test_what_cannot_be_parsed_is_one_sentence_at_a_place_of_the_file(source, message):
    problem = parse(source, "a.py")
    assert isinstance(problem, ParseProblem)
    assert message in problem.message
    assert problem.line >= 1
    assert problem.column >= 1


def test_parsing_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse(b"x = '\\d' is 1\n", "a.py").body


def test_read(tmp_path):
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    (tmp_path / "folder.py").mkdir()
    assert read(tmp_path / "a.py") == b"x = 1\n"
    assert read(tmp_path / "gone.py").message.startswith("it cannot be read: ")
    assert read(tmp_path / "folder.py").message.startswith("it cannot be read: ")


@pytest.mark.parametrize(
    ("line", "offset", "column"),
    [
        ("abc", 0, 1),
        ("abc", 2, 3),
        ("é = x", 5, 5),
        ("日本 = x", 9, 6),
        ("🛒 = x", 7, 5),
    ],
)
def test_columns_count_characters_from_one(line, offset, column):
    assert character_column(line, offset) == column
    assert len(line.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "surrogatepass")) == column - 1
