"""The mixins that Dagster's instance has had since 1.11.6: what they take without saying so, and no false alarm."""

from __future__ import annotations

import json
from collections import Counter

import pytest

CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'
HOME = "dagster/_core/instance"


@pytest.fixture
def violations(released, facadelint):
    def run(version: str) -> list[dict]:
        folder = released("dagster", version, CONFIG)
        result = facadelint("check", "--output-format", "json", cwd=folder)
        assert (result.returncode, result.stderr) == (1, "")
        return json.loads(result.stdout)["violations"]

    return run


def test_exactly_the_accesses_that_dagster_silences_its_type_checker_for(violations, released):
    folder = released("dagster", "1.11.6", CONFIG)
    silenced = [
        (file.relative_to(folder).as_posix(), number)
        for file in sorted((folder / HOME).rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if "type: ignore[attr-defined]" in line
    ]
    found = [(each["path"], each["line"]) for each in violations("1.11.6") if each["code"] == "FAC601"]
    assert len(found) == 13
    assert found == silenced


# Read one by one: methods of logic and of bare storage calls that the facade has kept, and one mixin that
# imports another, with a class that it takes from there at run time.
@pytest.mark.parametrize(
    ("version", "counts", "line"),
    [
        ("1.11.6", {"FAC201": 17, "FAC203": 14, "FAC301": 1, "FAC601": 13}, 79),
        ("1.13.28", {"FAC201": 20, "FAC203": 15, "FAC301": 1, "FAC601": 13}, 81),
    ],
)
def test_nothing_else_but_what_is_there(version, counts, line, violations):
    found = violations(version)
    assert Counter(each["code"] for each in found) == counts
    assert [(each["path"], each["line"], each["domain"]) for each in found if each["code"] == "FAC301"] == [
        (f"{HOME}/methods/scheduling_methods.py", line, "scheduling")
    ]
    assert {each["path"] for each in found if each["code"].startswith("FAC2")} == {f"{HOME}/instance.py"}


def test_what_a_mixin_takes_is_said_with_where_it_comes_from(violations):
    [first, *_] = [each for each in violations("1.11.6") if each["code"] == "FAC601"]
    assert (first["path"], first["line"], first["column"]) == (f"{HOME}/methods/asset_methods.py", 149, 9)
    assert first["message"] == (
        "AssetMethods uses self.report_dagster_event without declaring it (DagsterInstance has it from "
        "EventMethods); declare it as abstract in AssetMethods"
    )
