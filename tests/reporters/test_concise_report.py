from pathlib import Path

from facadelint.core.violation import Location
from facadelint.engine.report import Report
from facadelint.reporters import load
from facadelint.reporters.view import View


def test_one_line_each(violation, coverage):
    report = Report(
        (
            violation(),
            violation(location=Location(9, 1, 9, 5), code="FAC301", rule="sibling-import", message="no"),
        ),
        coverage,
        sources={violation().path: ("x",) * 9},
        notes=("Look.",),
    )
    assert load("concise")(report, View(Path("/here/shop"))) == (
        "orders/order_domain.py:6:16: FAC101 [private-facade-access] "
        "order domain reads Shop._database; use its public property database\n"
        "orders/order_domain.py:9:1: FAC301 [sibling-import] no\n"
        "Found 2 violations (1 private-facade-access, 1 sibling-import).\n"
        "Checked 1 facade, 3 domains, 12 members in 9 files with 15 rules.\n"
        "note: Look.\n"
    )


def test_a_message_stays_on_its_line(violation, coverage):
    shown = load("concise")(Report((violation(message="one\ntwo"),), coverage), View(Path("/here")))
    assert "one\\ntwo\nFound" in shown


def test_clean(coverage):
    shown = load("concise")(Report((), coverage), View(Path("/here")))
    assert shown == "All clear.\nChecked 1 facade, 3 domains, 12 members in 9 files with 15 rules.\n"
