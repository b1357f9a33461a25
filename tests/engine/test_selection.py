from pathlib import Path

import pytest

from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.core.settings import Settings
from facadelint.engine.selection import resolve
from facadelint.rules.rule import Role, Rule

ROOT = Path("/project")


def make_rule(code, name, *, off=False):
    return Rule(
        code=code,
        name=name,
        roles=frozenset({Role.DOMAIN}),
        nodes=(),
        check=lambda _node, _context: (),
        page="",
        cases="",
        summary="",
        off=off,
    )


RULES = (
    make_rule("FAC101", "private-facade-access"),
    make_rule("FAC102", "dynamic-private-access"),
    make_rule("FAC201", "facade-logic"),
    make_rule("FAC211", "orphan-domain-method", off=True),
    make_rule("FAC212", "accessor-unannotated", off=True),
    make_rule("FAC301", "sibling-import"),
)
ON = "FAC101 FAC102 FAC201 FAC301"
ALL = "FAC101 FAC102 FAC201 FAC211 FAC212 FAC301"


def settings(file="pyproject.toml", **values):
    return Settings(file=ROOT / file, root=ROOT, src=(ROOT,), **values)


def codes(rules):
    return " ".join(rule.code for rule in rules)


@pytest.mark.parametrize(
    ("options", "active"),
    [
        ({}, ON),
        ({"select": ["FAC"]}, ALL),
        ({"select": ["FAC2"]}, "FAC201 FAC211 FAC212"),
        ({"select": ["FAC21"]}, "FAC211 FAC212"),
        ({"select": ["FAC211"]}, "FAC211"),
        ({"select": ["orphan-domain-method"]}, "FAC211"),
        ({"select": ["sibling-import", "FAC101"]}, "FAC101 FAC301"),
        ({"extend_select": ["FAC211"]}, "FAC101 FAC102 FAC201 FAC211 FAC301"),
        ({"ignore": ["FAC1"]}, "FAC201 FAC301"),
        ({"ignore": ["facade-logic"]}, "FAC101 FAC102 FAC301"),
        ({"select": ["FAC1"], "ignore": ["FAC101"]}, "FAC102"),
        ({"select": ["FAC101"], "ignore": ["FAC1"]}, "FAC101"),
        ({"select": ["private-facade-access"], "ignore": ["FAC10"]}, "FAC101"),
        ({"select": ["FAC101", "FAC102"], "ignore": ["private-facade-access"]}, "FAC102"),
        ({"select": ["FAC1", "FAC101"], "ignore": ["FAC10"]}, "FAC101"),
        ({"extend_select": ["FAC211"], "ignore": ["FAC2"]}, "FAC101 FAC102 FAC211 FAC301"),
        ({"extend_select": ["FAC21"], "ignore": ["FAC211"]}, "FAC101 FAC102 FAC201 FAC212 FAC301"),
    ],
)
def test_one_place(options, active):
    in_tuples = {key: tuple(words) for key, words in options.items()}
    assert codes(resolve(RULES, settings(**in_tuples)).rules) == active
    assert codes(resolve(RULES, settings(), **options).rules) == active


@pytest.mark.parametrize(
    ("configured", "options", "active"),
    [
        # --select stands instead of select and extend-select
        ({"select": ("FAC1",)}, {"select": ["FAC3"]}, "FAC301"),
        ({"extend_select": ("FAC211",)}, {"select": ["FAC3"]}, "FAC301"),
        ({"extend_select": ("FAC211",)}, {"extend_select": ["FAC212"]}, ALL),
        ({"select": ("FAC1",)}, {"extend_select": ["FAC211"]}, "FAC101 FAC102 FAC211"),
        # the configuration's ignore holds, unless --select says as precisely what to run
        ({"ignore": ("FAC101",)}, {"select": ["FAC1"]}, "FAC102"),
        ({"ignore": ("FAC101",)}, {"select": ["FAC101"]}, "FAC101"),
        ({"ignore": ("FAC1",)}, {"extend_select": ["FAC1"]}, ON),
        # --ignore stands instead of ignore
        ({"ignore": ("FAC101",)}, {"ignore": ["FAC3"]}, "FAC101 FAC102 FAC201"),
        # --ignore goes before the configuration's select, but not before --select
        ({"select": ("FAC101", "FAC3")}, {"ignore": ["FAC1"]}, "FAC301"),
        ({"select": ("FAC101",)}, {"extend_select": ["FAC10"], "ignore": ["FAC1"]}, "FAC101 FAC102"),
    ],
)
def test_the_command_line_goes_first(configured, options, active):
    assert codes(resolve(RULES, settings(**configured), **options).rules) == active


def test_is_active():
    selection = resolve(RULES, settings(ignore=("FAC101",)))
    assert [selection.is_active(rule) for rule in RULES] == [False, True, True, False, False, True]


def test_per_file_ignores():
    ignores = {"shop/legacy/**": ("FAC1", "sibling-import"), "*_domain.py": ("FAC201",)}
    selection = resolve(RULES, settings(per_file_ignores=ignores))
    assert codes(selection.active_for(ROOT / "shop/facade.py")) == ON
    assert codes(selection.active_for(ROOT / "shop/order_domain.py")) == "FAC101 FAC102 FAC301"
    assert codes(selection.active_for(ROOT / "shop/legacy/facade.py")) == "FAC201"
    assert codes(selection.active_for(ROOT / "shop/legacy/order_domain.py")) == ""
    assert codes(selection.active_for(Path("/elsewhere/order_domain.py"))) == ON


def test_per_file_ignores_hold_against_the_command_line():
    selection = resolve(RULES, settings(per_file_ignores={"a.py": ("FAC1",)}), select=["FAC101"])
    assert codes(selection.active_for(ROOT / "a.py")) == ""
    assert codes(selection.active_for(ROOT / "b.py")) == "FAC101"


def test_every_wrong_word_of_a_configuration_is_named():
    wrong = settings(
        select=("FAC1", "sibling-imports"),
        ignore=("FAC3011",),
        per_file_ignores={"a/*.py": ("FAC7",), "b": ("fac101",)},
    )
    with pytest.raises(ConfigError) as caught:
        resolve(RULES, wrong)
    assert [
        (problem.file, problem.key, problem.message, problem.hint) for problem in caught.value.problems
    ] == [
        (
            ROOT / "pyproject.toml",
            "tool.facadelint.select[1]",
            'no rule has the code, prefix or name "sibling-imports"',
            'Did you mean "sibling-import"?',
        ),
        (
            ROOT / "pyproject.toml",
            "tool.facadelint.ignore[0]",
            'no rule has the code, prefix or name "FAC3011"',
            'Did you mean "FAC301"?',
        ),
        (
            ROOT / "pyproject.toml",
            'tool.facadelint.per-file-ignores."a/*.py"[0]',
            'no rule has the code, prefix or name "FAC7"',
            'Did you mean "FAC"?',
        ),
        (
            ROOT / "pyproject.toml",
            'tool.facadelint.per-file-ignores."b"[0]',
            'no rule has the code, prefix or name "fac101"',
            'Did you mean "FAC101"?',
        ),
    ]


def test_a_file_of_its_own_has_no_table_name():
    with pytest.raises(ConfigError) as caught:
        resolve(RULES, settings("facadelint.toml", extend_select=("E501",)))
    assert [problem.key for problem in caught.value.problems] == ["extend-select[0]"]


@pytest.mark.parametrize("option", ["select", "extend_select", "ignore"])
def test_a_wrong_word_of_the_command_line(option):
    spelled = option.replace("_", "-")
    with pytest.raises(FacadelintError) as caught:
        resolve(RULES, settings(), **{option: ["FAC1", "facade-logik"]})
    assert str(caught.value) == (
        f'--{spelled}: no rule has the code, prefix or name "facade-logik". Did you mean "facade-logic"?'
    )
    assert not isinstance(caught.value, ConfigError)


@pytest.mark.parametrize("word", ["", "F", "FA", "FAC1011", "FAC101 ", "ALL", "FAC*"])
def test_what_is_no_selector(word):
    with pytest.raises(FacadelintError, match="no rule has the code, prefix or name"):
        resolve(RULES, settings(), select=[word])


@pytest.mark.parametrize(
    ("configured", "key"),
    [({"ignore": ("FAC",)}, "ignore"), ({"select": ("FAC1",), "ignore": ("FAC1",)}, "ignore")],
)
def test_a_configuration_that_leaves_no_rule(configured, key):
    with pytest.raises(ConfigError) as caught:
        resolve(RULES, settings(**configured))
    (problem,) = caught.value.problems
    assert (problem.key, problem.message) == (
        f"tool.facadelint.{key}",
        "no rule is active: select and ignore leave none",
    )


def test_rules_that_are_all_off():
    with pytest.raises(ConfigError, match=r"tool\.facadelint\.select: no rule is active"):
        resolve([RULES[3]], settings())


@pytest.mark.parametrize("options", [{"ignore": ["FAC"]}, {"select": ["FAC1"], "ignore": ["FAC1"]}])
def test_a_command_line_that_leaves_no_rule(options):
    with pytest.raises(FacadelintError, match=r"^no rule is active: --select, --ignore") as caught:
        resolve(RULES, settings(ignore=("FAC1",)), **options)
    assert not isinstance(caught.value, ConfigError)
