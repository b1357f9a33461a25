"""What a rule offers is what its fix does: on every case of every rule that has one, and on its page."""

import re
from pathlib import Path

import pytest

from facadelint.engine.run import check_paths
from facadelint.fixes.loader import load_fixes
from facadelint.fixes.run import mend_paths
from facadelint.rules.cases import parse_cases
from facadelint.rules.loader import load_rules

RULES = {rule.code: rule for rule in load_rules()}
FIXES = load_fixes()
CASES = [
    pytest.param(code, case, id=f"{code}-{case.name}")
    for code in FIXES
    for case in parse_cases(RULES[code].cases)
    if any(marker.code == code for marker in case.markers)
]
FIXABLE_ELSEWHERE = {"FAC201", "FAC203", "FAC501"}
"""Their pages name another command, ``facadelint extract``."""


def test_files_of_fixes_are_named_like_those_of_their_rules():
    folder = Path(__file__).parents[2] / "lint_rules" / "facadelint" / "fixes"
    assert {file.stem for file in folder.glob("fac*.py")} == {
        f"{code.lower()}_{RULES[code].name.replace('-', '_')}" for code in FIXES
    }


@pytest.mark.parametrize("code", RULES)
def test_a_page_names_the_command_where_there_is_a_fix(code):
    section = RULES[code].page.partition("## Fix\n")[2]
    assert bool(re.search(r"`facadelint fix( --unsafe)?`", section)) == (code in FIXES), section
    if code not in FIXES and code not in FIXABLE_ELSEWHERE:
        assert section.startswith("None")


@pytest.mark.parametrize(("code", "case"), CASES)
def test_what_a_rule_offers_is_done(code, case, write_project):
    root = write_project(case.project)
    found = check_paths([root], select=[code], cache=False).violations
    offered = sorted((each.path, each.message) for each in found if each.fix)
    outcome = mend_paths([root], select=[code], unsafe=True)
    assert outcome.refusals == []
    done = sorted((repair.violation.path, repair.violation.message) for repair in outcome.repairs)
    assert len(done) >= len(offered)
    outcome.transaction.commit()
    left = check_paths([root], select=[code], cache=False).violations
    assert [each for each in left if each.fix] == []
    assert len(left) == len(found) - len(offered)


def test_every_fix_is_offered_by_a_case(write_project):
    """A fix that nothing offers would be dead code."""
    offered = set()
    for parameters in CASES:
        code, case = parameters.values
        if code not in offered:
            root = write_project(case.project)
            found = check_paths([root], select=[code], cache=False).violations
            offered |= {code for each in found if each.fix and each.code == code}
    assert offered == set(FIXES)
