from pathlib import Path, PureWindowsPath

import pytest

from facadelint.core.baseline import Entry
from facadelint.core.violation import Location
from facadelint.engine.report import BaselineUse, Coverage, FileProblem, Report
from facadelint.reporters import load
from facadelint.reporters.style import Style
from facadelint.reporters.view import View

VIEW = View(Path("/here"))
COVERED = "Checked 1 facade, 3 domains, 12 members in 9 files with 15 rules.\n"

SOURCE = (
    "class OrderDomain:",
    "    def __init__(self, shop):",
    "        self._shop = shop",
    "",
    "    def total(self):",
    "        return self._shop._database",
)


def render(report, view=VIEW):
    return load("text")(report, view)


def test_a_violation(violation, coverage):
    one = violation(because="the facade's storage moves next year", fix="replaces it by self._shop.database")
    report = Report((one,), coverage, sources={one.path: SOURCE})
    assert render(report) == (
        "shop/orders/order_domain.py:6:16: FAC101 [private-facade-access] "
        "order domain reads Shop._database; use its public property database\n"
        "  |\n"
        "6 |         return self._shop._database\n"
        "  |                ^^^^^^^^^^^^^^^^^^^^\n"
        "  = why: the facade's storage moves next year\n"
        "  = fix: replaces it by self._shop.database\n"
        "\n"
        "Found 1 violation (1 private-facade-access).\n"
        "facadelint fix mends 1 of them.\n" + COVERED
    )


@pytest.mark.parametrize(
    ("safe", "unsafe", "said"),
    [
        (0, 0, ""),
        (2, 0, "facadelint fix mends 2 of them.\n"),
        (0, 2, "facadelint fix --unsafe mends 2 of them.\n"),
        (1, 2, "facadelint fix mends 1 of them, with --unsafe 2 more.\n"),
    ],
)
def test_what_can_be_fixed_is_counted(violation, coverage, safe, unsafe, said):
    found = [violation()] + [violation(fix="it")] * safe + [violation(fix="it", unsafe="why")] * unsafe
    number = f"{len(found)} violation{'s' if len(found) > 1 else ''}"
    summary = f"Found {number} ({len(found)} private-facade-access).\n"
    assert render(Report(tuple(found), coverage)).endswith(summary + said + COVERED)


def test_without_source(violation, coverage):
    one = violation()
    head = (
        "shop/orders/order_domain.py:6:16: FAC101 [private-facade-access] "
        "order domain reads Shop._database; use its public property database\n\n"
    )
    assert render(Report((one,), coverage)).startswith(head)
    assert render(Report((one,), coverage, sources={one.path: SOURCE[:5]})).startswith(head)


def test_a_region_of_several_lines(violation, coverage):
    one = violation(location=Location(1, 7, 2, 4))
    shown = render(Report((one,), coverage, sources={one.path: ("value = (", "    1)")}))
    assert "1 | value = (\n  |       ^^^\n" in shown


def test_the_gutter_is_as_wide_as_the_number(violation, coverage):
    one = violation(location=Location(120, 1, 120, 2), fix="does it")
    shown = render(Report((one,), coverage, sources={one.path: ("",) * 119 + ("x = 1",)}))
    assert "    |\n120 | x = 1\n    | ^\n    = fix: does it\n" in shown


def test_several(violation, coverage):
    several = (
        violation(code="FAC301", rule="sibling-import"),
        violation(),
        violation(code="FAC102", rule="dynamic-private-access"),
        violation(code="FAC301", rule="sibling-import"),
    )
    assert render(Report(several, coverage)).endswith(
        "\nFound 4 violations (2 sibling-import, 1 private-facade-access, 1 dynamic-private-access).\n"
        + COVERED
    )


def test_clean(coverage):
    assert render(Report((), coverage)) == "All clear.\n" + COVERED


def test_notes_follow(coverage):
    shown = render(Report((), coverage, notes=("The baseline hides 3 violations.", "no\x1b[2J escape")))
    assert shown == (
        f"All clear.\n{COVERED}note: The baseline hides 3 violations.\nnote: no\\x1b[2J escape\n"
    )


def test_one_of_each():
    shown = render(Report((), Coverage(("a:A",), ("a",), 1, 1, 1)))
    assert shown.endswith("Checked 1 facade, 1 domain, 1 member in 1 file with 1 rule.\n")


def test_a_file_that_cannot_be_parsed_is_not_all_clear(violation, coverage):
    problem = FileProblem(Path("/here/a.py"), 1, 1, "invalid syntax")
    assert render(Report((), coverage, (problem,))) == (
        "Found no violations, but 1 file could not be parsed.\n" + COVERED
    )
    assert render(Report((violation(),), coverage, (problem, problem))).endswith(
        "Found 1 violation (1 private-facade-access). 2 files could not be parsed.\n" + COVERED
    )


def test_nothing_steers_the_terminal(violation, coverage):
    one = violation(
        path="/here/od\x1b[31md\n.py",
        message="reads \x1b]0;owned\x07 it\twell",
        because="\u202eesrever",
        fix="\r",
        location=Location(1, 1, 1, 2),
    )
    shown = render(Report((one,), coverage, sources={one.path: ("x = '\x1b[2J\u2028'",)}))
    assert not set(shown) & set("\x1b\x07\r\u202e\u2028\t")
    assert shown.startswith(
        "od\\x1b[31md\\n.py:1:1: FAC101 [private-facade-access] reads \\x1b]0;owned\\x07 it well\n"
    )
    assert "1 | x = '\\x1b[2J\\u2028'\n  | ^\n  = why: \\u202eesrever\n  = fix: \\r\n" in shown


def test_colour(violation, coverage):
    one = violation(fix="does it")
    report = Report((one,), coverage, sources={one.path: SOURCE}, notes=("Look.",))
    coloured = render(report, View(VIEW.directory, Style(colour=True)))
    for painted in (
        "\x1b[1mshop/orders/order_domain.py:6:16:\x1b[0m",
        "\x1b[1;31mFAC101\x1b[0m",
        "\x1b[36m6 |\x1b[0m",
        "\x1b[1;31m               ^^^^^^^^^^^^^^^^^^^^\x1b[0m",
        "\x1b[1mFound 1 violation (1 private-facade-access).\x1b[0m",
    ):
        assert painted in coloured
    for code in ("1;31", "1;32", "36", "1", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == render(report)
    clean = render(Report((), coverage), View(VIEW.directory, Style(colour=True)))
    assert clean.startswith("\x1b[1;32mAll clear.\x1b[0m\n")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/here/shop/a.py", "shop/a.py"),
        ("/here/../elsewhere/a.py", "../elsewhere/a.py"),
        ("/else/a.py", "../else/a.py"),
        (Path("/here/a b.py"), "a b.py"),
    ],
)
def test_paths_start_where_the_reader_stands(path, shown):
    assert VIEW.path(path) == shown


def test_a_path_on_another_drive():
    assert View(PureWindowsPath("C:/here")).path("D:\\here\\a.py") == "D:/here/a.py"


def test_many_violations_and_no_baseline(violation, coverage):
    hint = "\nToo many for one day? facadelint baseline records them; from then on only what is new is reported.\n"
    many = tuple(violation(location=Location(line, 1, line, 2)) for line in range(1, 21))
    assert hint in render(Report(many, coverage))
    assert hint not in render(Report(many[1:], coverage))
    use = BaselineUse(Path("/here/facadelint-baseline.json"), many[:1])
    assert hint not in render(Report(many, coverage, baselines=(use,)))


def test_what_a_baseline_hides_and_what_is_gone(violation, coverage):
    gone = {Entry("shop.a.A.f", "FAC101", "Shop._x"): 2, Entry("shop.b", "FAC901", ""): 1}
    use = BaselineUse(Path("/here/facadelint-baseline.json"), (violation(),), gone)
    assert render(Report((), coverage, baselines=(use,))) == (
        "Found no new violations, but the baseline lists 3 that are gone.\n"
        f"{COVERED}"
        "The baseline facadelint-baseline.json hides 1 violation (1 private-facade-access).\n"
        "\n"
        "facadelint-baseline.json lists what is gone:\n"
        "  FAC101 shop.a.A.f: Shop._x (2 times)\n"
        "  FAC901 shop.b\n"
        "Run facadelint baseline --prune to take it out, so that it does not come back.\n"
    )


def test_only_the_most_frequent_rules_of_a_baseline_are_named(violation, coverage):
    rules = ["a", "a", "a", "b", "b", "c", "c", "d", "e"]
    hidden = tuple(violation(rule=rule) for rule in rules)
    use = BaselineUse(Path("/here/b.json"), hidden)
    assert "The baseline b.json hides 9 violations (3 a, 2 b, 2 c, 2 of other rules).\n" in render(
        Report((), coverage, baselines=(use,))
    )
