"""The baseline as a file and as a sieve."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from facadelint.core.baseline import Entry, dump, load_baseline, tally
from facadelint.core.errors import BaselineError
from facadelint.core.violation import Location, Violation

ROOT = Path("/here")
REACH = Entry("shop.a.A.f", "FAC101", "Shop._x")


def violation(line, symbol="shop.a.A.f", code="FAC101", target="Shop._x", path="/here/shop/a.py"):
    return Violation(
        path, Location(line, 1, line, 2), code, "some-rule", f"line {line}", symbol=symbol, target=target
    )


@pytest.fixture
def stored(tmp_path):
    """A baseline that was written and read again."""

    def store(counts):
        file = tmp_path / "facadelint-baseline.json"
        file.write_text(dump(counts), encoding="ascii")
        return load_baseline(file, ROOT)

    return store


def test_one_line_an_entry_sorted_by_definition():
    counts = tally([violation(9, "shop.b"), violation(1), violation(5), violation(3, target=None)], ROOT)
    assert dump(counts) == (
        '{\n  "version": 1,\n  "violations": [\n'
        '    {"symbol": "shop.a.A.f", "code": "FAC101", "target": "", "count": 1},\n'
        '    {"symbol": "shop.a.A.f", "code": "FAC101", "target": "Shop._x", "count": 2},\n'
        '    {"symbol": "shop.b", "code": "FAC101", "target": "Shop._x", "count": 1}\n'
        "  ]\n}\n"
    )


def test_an_empty_one():
    assert dump({}) == dump({REACH: 0}) == '{\n  "version": 1,\n  "violations": []\n}\n'


def test_reading_gives_what_was_written(stored):
    counts = Counter({REACH: 2, Entry("shop.caf\u00e9\udc80", "FAC901", 'a "b"'): 1})
    assert stored(counts).counts == counts


def test_a_violation_without_a_definition_goes_by_its_file():
    counts = tally(
        [violation(1, None, path="/here/pyproject.toml"), violation(1, None, path="/b/x.toml")], ROOT
    )
    assert [entry.symbol for entry in counts] == ["pyproject.toml", "/b/x.toml"]


def test_of_equal_violations_the_first_are_hidden(stored):
    found = stored({REACH: 2}).sort([violation(line) for line in (3, 5, 8)])
    assert [each.location.line for each in found.hidden] == [3, 5]
    assert [each.location.line for each in found.new] == [8]


@pytest.mark.parametrize(
    "other", [{"symbol": "shop.a.A.g"}, {"code": "FAC102"}, {"target": "Shop._y"}, {"target": None}]
)
def test_another_definition_rule_or_target_is_new(stored, other):
    found = stored({REACH: 1}).sort([violation(3, **other)])
    assert found.hidden == []
    assert len(found.new) == 1


def test_what_a_comment_silences_takes_no_place(stored):
    found = stored({REACH: 1}).sort([violation(3), violation(5)], lambda each: each.location.line == 3)
    assert [each.location.line for each in found.hidden] == [5]
    assert [each.location.line for each in found.new] == [3]


def test_stale_is_what_is_listed_more_often_than_it_was_found(stored):
    gone = Entry("shop.a", "FAC301", "shop.b")
    baseline = stored({REACH: 3, gone: 1, Entry("shop.z", "FAC201", "Shop.z"): 1})
    found = [violation(3), violation(5), violation(1, "shop.z", "FAC201", "Shop.z")]
    assert baseline.stale(baseline.sort(found).hidden) == {gone: 1, REACH: 1}


@pytest.mark.parametrize("layout", [{"indent": None}, {"indent": 8, "sort_keys": True}])
def test_another_layout_and_a_byte_order_mark_are_read(tmp_path, layout):
    file = tmp_path / "b.json"
    text = json.dumps(json.loads(dump({REACH: 2})), **layout)
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_baseline(file, ROOT).counts == {REACH: 2}


def test_equal_entries_count_together(tmp_path):
    file = tmp_path / "b.json"
    line = '{"symbol": "shop.a.A.f", "code": "FAC101", "target": "Shop._x", "count": 2}'
    file.write_text(f'{{"version": 1, "violations": [{line}, {line}]}}')
    assert load_baseline(file, ROOT).counts == {REACH: 4}


ENTRY = '{"symbol": "a", "code": "FAC101", "target": "", "count": 1}'
AGAIN = 'Restore it, or delete it and run "facadelint baseline".'
DAMAGED = {
    "empty": ("", f"line 1, column 1: not JSON: expecting value. {AGAIN}"),
    "cut": ('{"version": 1,\n', f"line 2, column 1: not JSON: expecting property name enclosed in double quotes. {AGAIN}"),
    "a list": ("[]", f'it is not an object with the keys "version" and "violations". {AGAIN}'),
    "no version": ('{"violations": []}', f'it is not an object with the keys "version" and "violations". {AGAIN}'),
    "no list": ('{"version": 1, "violations": {}}', f'it is not an object with the keys "version" and "violations". {AGAIN}'),
    "a newer one": (
        '{"version": 2, "violations": []}',
        "its version is 2, and this facadelint reads 1. A newer facadelint has written it; update this one.",
    ),
    "a strange one": ('{"version": "x", "violations": []}', f"its version is 'x', and this facadelint reads 1. {AGAIN}"),
    "no entry": ('{"version": 1, "violations": [3]}', f"violations[0] is not an object with the keys symbol, code, target, count. {AGAIN}"),
    "no symbol": (
        f'{{"version": 1, "violations": [{ENTRY}, {ENTRY.replace("symbol", "line")}]}}',
        f"violations[1] is not an object with the keys symbol, code, target, count. {AGAIN}",
    ),
    "no string": (f'{{"version": 1, "violations": [{ENTRY.replace(chr(34) + "a" + chr(34), "null")}]}}', f"violations[0] has a symbol that is no string. {AGAIN}"),
    "no count": (f'{{"version": 1, "violations": [{ENTRY.replace("1}", "0}")}]}}', f"violations[0] has a count that is no positive integer. {AGAIN}"),
    "true": (f'{{"version": 1, "violations": [{ENTRY.replace("1}", "true}")}]}}', f"violations[0] has a count that is no positive integer. {AGAIN}"),
    "a conflict": (
        f'{{\n  "version": 1,\n  "violations": [\n<<<<<<< HEAD\n    {ENTRY},\n=======\n    {ENTRY}\n>>>>>>> x\n  ]\n}}\n',
        'line 4 is a mark of a merge conflict. Keep the entries of both sides, and then run "facadelint baseline --prune".',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file(tmp_path, text, said):
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(BaselineError) as caught:
        load_baseline(file, ROOT)
    assert str(caught.value) == f"{file}: {said}"


def test_what_is_no_text(tmp_path):
    file = tmp_path / "b.json"
    file.write_bytes(b'{"\xff')
    with pytest.raises(BaselineError, match=r"b\.json: the byte 0xff is not UTF-8\. Restore"):
        load_baseline(file, ROOT)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(BaselineError, match="cannot be read: is a directory"):
        load_baseline(tmp_path, ROOT)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000])
def test_what_no_parser_takes(tmp_path, text):
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(BaselineError, match=r"b\.json: "):
        load_baseline(file, ROOT)
