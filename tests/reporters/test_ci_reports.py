"""What GitHub, GitLab and servers that read JUnit XML are given."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from facadelint.core.baseline import Entry
from facadelint.core.violation import Location
from facadelint.engine.report import BaselineUse, Coverage, FileProblem, Report
from facadelint.reporters import load
from facadelint.reporters.fingerprint import fingerprints
from facadelint.reporters.view import View

BASELINE = Path("/here/facadelint-baseline.json")
GONE = BaselineUse(BASELINE, (), {Entry("shop.a.A.f", "FAC101", "Shop._x"): 1})
GONE_TEXT = "lists what is gone: FAC101 shop.a.A.f: Shop._x; run facadelint baseline --prune"
PROBLEM = FileProblem(Path("/here/shop/broken.py"), 3, 7, "invalid syntax")
TEXT = "order domain reads Shop._database; use its public property database"


def render(name, report, **view):
    return load(name)(report, View(Path("/here"), **view))


@pytest.fixture
def hiding(violation, coverage):
    """A report with an old and a new violation, of which the old one is hidden."""
    hidden = violation(location=Location(2, 1, 2, 2))
    return Report((violation(),), coverage, baselines=(BaselineUse(BASELINE, (hidden,)),))


class TestGitHub:
    PLACE = "file=shop/orders/order_domain.py,line=6,endLine=6,col=16,endColumn=36"

    def commands(self, report, **view):
        return [line for line in render("github", report, **view).split("\n") if line.startswith("::")]

    def test_a_violation_and_the_summary(self, violation, coverage):
        assert render("github", Report((violation(),), coverage)) == (
            f"::error {self.PLACE},title=FAC101 private-facade-access::{TEXT}\n"
            "Found 1 violation (1 private-facade-access).\n"
            "Checked 1 facade, 3 domains, 12 members in 9 files with 15 rules.\n"
        )

    def test_what_would_end_a_property_or_a_command_is_escaped(self, violation, coverage):
        one = violation(
            path="/here/a,b:c%.py", message="50%\r\n::error::x", rule="a:b,c", because="why: one, two"
        )
        (command,) = self.commands(Report((one,), coverage))
        assert command == (
            "::error file=a%2Cb%3Ac%25.py,line=6,endLine=6,col=16,endColumn=36,"
            "title=FAC101 a%3Ab%2Cc::50%25%0D%0A::error::x%0Awhy: one, two"
        )

    def test_several_lines_have_no_columns(self, violation, coverage):
        one = violation(location=Location(6, 16, 8, 2))
        (command,) = self.commands(Report((one,), coverage))
        assert ",line=6,endLine=8,title=" in command

    def test_everything_else(self, hiding, coverage):
        assert self.commands(hiding, show_baselined=True)[0].startswith(
            "::notice file=shop/orders/order_domain.py,line=2,"
        )
        assert len(self.commands(hiding)) == 1
        assert self.commands(Report((), coverage, (PROBLEM,), baselines=(GONE,))) == [
            "::error file=shop/broken.py,line=3,col=7,title=facadelint::cannot be parsed: invalid syntax",
            f"::error file=facadelint-baseline.json,title=facadelint::{GONE_TEXT}",
        ]

    def test_an_error(self):
        report = Report((), Coverage(), errors=("no configuration",))
        assert render("github", report) == "::error title=facadelint::no configuration\n"


class TestGitLab:
    def issues(self, report, **view):
        return json.loads(render("gitlab", report, **view))

    def test_a_violation(self, violation, coverage):
        one = violation()
        assert self.issues(Report((one,), coverage)) == [
            {
                "description": f"FAC101 {TEXT}",
                "check_name": "FAC101",
                "fingerprint": fingerprints([one])[0],
                "severity": "major",
                "location": {"path": "shop/orders/order_domain.py", "lines": {"begin": 6}},
            }
        ]

    def test_equal_violations_have_fingerprints_of_their_own(self, violation, coverage):
        several = tuple(violation(location=Location(line, 1, line, 2)) for line in (1, 2, 2))
        found = self.issues(Report(several, coverage))
        assert [each["fingerprint"] for each in found] == fingerprints(several)
        assert len({each["fingerprint"] for each in found}) == 3

    def test_clean(self, coverage):
        assert render("gitlab", Report((), coverage)) == "[]\n"

    def test_everything_else(self, hiding, coverage):
        shown = self.issues(hiding, show_baselined=True)
        assert [each["severity"] for each in shown] == ["info", "major"]
        assert shown[1] == self.issues(hiding)[0]
        broken, gone = self.issues(Report((), coverage, (PROBLEM,), baselines=(GONE,)))
        assert broken["location"] == {"path": "shop/broken.py", "lines": {"begin": 3}}
        assert (broken["check_name"], broken["severity"]) == ("parse-error", "blocker")
        assert (gone["description"], gone["location"]["path"]) == (GONE_TEXT, BASELINE.name)
        assert broken["fingerprint"] != gone["fingerprint"]

    def test_an_error(self):
        assert render("gitlab", Report((), Coverage(), errors=("no configuration",))) == "[]\n"


class TestJUnit:
    def suites(self, report, **view):
        return ET.fromstring(render("junit", report, **view))

    def test_violations(self, violation, coverage):
        several = (violation(fix="mend it", because="so"), violation(path="/here/b.py", code="FAC301"))
        assert render("junit", Report(several, coverage)) == (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<testsuites name="facadelint" tests="2" failures="2" errors="0" skipped="0">\n'
            '  <testsuite name="b.py" tests="1" failures="1" errors="0" skipped="0">\n'
            '    <testcase name="FAC301 6:16 shop.orders.order_domain.OrderDomain.total" classname="b.py" '
            'file="b.py" line="6">\n'
            f'      <failure message="{TEXT}" type="FAC301">b.py:6:16: {TEXT}</failure>\n'
            "    </testcase>\n"
            "  </testsuite>\n"
            '  <testsuite name="shop/orders/order_domain.py" tests="1" failures="1" errors="0" skipped="0">\n'
            '    <testcase name="FAC101 6:16 shop.orders.order_domain.OrderDomain.total" '
            'classname="shop/orders/order_domain.py" file="shop/orders/order_domain.py" line="6">\n'
            f'      <failure message="{TEXT}" type="FAC101">shop/orders/order_domain.py:6:16: {TEXT}\n'
            "why: so\nfix: mend it</failure>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n"
        )

    def test_clean(self, coverage):
        suites = self.suites(Report((), coverage))
        assert dict(suites.attrib) == {
            "name": "facadelint", "tests": "1", "failures": "0", "errors": "0", "skipped": "0"
        }  # fmt: skip
        (case,) = suites.iter("testcase")
        assert list(case) == []

    def test_what_xml_cannot_say(self, violation, coverage):
        one = violation(message='<a & "b"> \x1b \x00 \udc80 \uffff', path="/here/<&>.py")
        (failure,) = self.suites(Report((one,), coverage)).iter("failure")
        assert failure.get("message") == '<a & "b"> \\x1b \\x00 \\udc80 \\uffff'

    def test_everything_else(self, hiding, coverage):
        shown = self.suites(hiding, show_baselined=True)
        assert (shown.get("failures"), shown.get("skipped"), shown.get("tests")) == ("1", "1", "2")
        other = self.suites(Report((), coverage, (PROBLEM,), baselines=(GONE,)))
        assert (other.get("failures"), other.get("errors")) == ("1", "1")
        assert next(other.iter("error")).text == "cannot be parsed: invalid syntax"
        assert next(other.iter("failure")).text == GONE_TEXT

    def test_an_error(self):
        suites = self.suites(Report((), Coverage(), errors=("no configuration",)))
        assert suites.get("errors") == "1"
        assert next(suites.iter("error")).get("message") == "no configuration"
