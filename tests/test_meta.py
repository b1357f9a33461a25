"""What is said of a rule in several places says the same, and the examples of the pages do what they claim."""

from __future__ import annotations

import ast
import html
import importlib
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import grimp
import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.core import reading
from facadelint.core.errors import ConfigError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT, DEFAULT_FILE, parse_cases
from facadelint.rules.loader import load_rules
from facadelint.rules.rule import Role

PROJECT = Path(__file__).parent.parent
RULES = load_rules()
CODES = {rule.code for rule in RULES}
CODE = re.compile(r"\bFAC\d{3}\b")

WITHOUT_PYTHON = {"FAC104", "FAC501", "FAC901"}
"""Rules whose examples are settings, not code."""


ON_PAGE_BESIDE = {"FAC351": {"shop/pricing.py": "from shop.stock import stock_domain\n\ndiscount = 0\n"}}
"""Further files that the text of a page describes."""


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


# Codes, wherever they are listed


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {file.stem for file in (PROJECT / "docs" / "rules").glob("FAC*.md")} == CODES, "make docs"


def test_the_table_of_the_readme_lists_every_rule():
    table = re.search(r"<!-- rules -->(.*)<!-- /rules -->", read("README.md"), re.DOTALL)[1]
    assert re.findall(r"^\| \[(FAC\d{3})\]", table, re.MULTILINE) == sorted(CODES), "make docs"


def test_the_changelog_lists_every_rule_by_code_and_name():
    listed = set(CODE.findall(read("CHANGELOG.md")))
    assert listed == CODES, f"CHANGELOG.md: add {CODES - listed}, remove {listed - CODES}"
    for rule in RULES:
        assert re.search(rf"{rule.code}\s+{rule.name}\b", read("CHANGELOG.md")), rule.code


def codes_marked_in(texts) -> set[str]:
    return {marker.code for text in texts for case in parse_cases(text) for marker in case.markers}


def test_the_cases_cover_every_rule_and_no_other():
    assert codes_marked_in(rule.cases for rule in RULES) == CODES
    case_files = [file.read_text(encoding="utf-8") for file in (PROJECT / "tests" / "cases").glob("*.case")]
    assert codes_marked_in(case_files) <= CODES


def test_case_files_are_named_after_rules_that_exist():
    named = {
        file.stem[:6].upper()
        for file in (PROJECT / "tests" / "cases").glob("*.case")
        if file.stem[:3] == "fac"
    }
    assert named <= CODES
    assert named


def test_files_of_rules_are_named_after_code_and_name():
    folder = PROJECT / "lint_rules" / "facadelint" / "rules"
    assert {file.stem for file in folder.glob("fac*.py")} == {
        f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES
    }


# Documents


def test_generated_documents_are_up_to_date():
    result = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_picture_shows_what_check_prints_today(monkeypatch):
    monkeypatch.syspath_prepend(PROJECT / "docs")
    import picture

    printed = picture.output(colour=False).split()
    assert "FAC101" in printed
    drawn = html.unescape(
        re.sub(r"<style>.*?</style>|<[^>]+>", " ", read("docs/facadelint.svg"), flags=re.DOTALL)
    )
    drawn_words = drawn.replace("\xa0", " ").split()
    assert "".join(printed) in "".join(drawn_words)


def test_every_key_of_the_configuration_is_documented():
    page = read("docs/configuration.md")
    keys = {*reading._KEYS, *reading._FACADE_KEYS, *reading._FRIEND_KEYS}
    headings = re.findall(r"^### `([a-z-]+)`", page, re.MULTILINE)
    assert set(headings) == keys
    for key, section in zip(headings, re.split(r"^### `.*$", page, flags=re.MULTILINE)[1:], strict=True):
        assert re.search(r"default: |[Rr]equired|no default|at least one", section), key
        assert f"```toml\n{key}" in section or f"[{key}]" in section, key


def test_links_between_documents_lead_somewhere():
    for file in [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *PROJECT.glob("benchmarks/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


# The examples of the pages


def blocks(page: str, heading: str) -> list[str]:
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```python\n(.*?)^```", section, re.DOTALL | re.MULTILINE)


def merged_into_facade(example: str) -> str:
    """The base project's facade, with the members of the example's ``Shop`` in place of its own."""
    facade, shown = ast.parse(BASE_PROJECT["shop/facade.py"]), ast.parse(example)
    [own] = [node for node in facade.body if isinstance(node, ast.ClassDef)]
    [cls] = [node for node in shown.body if isinstance(node, ast.ClassDef) and node.name == "Shop"]
    replaced = {getattr(node, "name", None) for node in cls.body}
    own.body = [node for node in own.body if getattr(node, "name", "") not in replaced] + cls.body
    facade.body[:0] = [node for node in shown.body if node is not cls]
    return ast.unparse(ast.fix_missing_locations(facade)) + "\n"


def projects_of(rule, example: str) -> list[dict[str, str]]:
    """The base project with an example where the rule looks for it; the first one that can be checked counts."""
    if example.startswith("# --- "):  # several files, as in a case
        return [parse_cases(f"### page\n{example}")[0].project]
    if Role.DOMAIN in rule.roles or not rule.roles:
        return [BASE_PROJECT | ON_PAGE_BESIDE.get(rule.code, {}) | {DEFAULT_FILE: example}]
    if Role.FACADE in rule.roles:
        # An example that shows no domain is not enough of a facade to be checked by itself.
        return [BASE_PROJECT | {"shop/facade.py": text} for text in (example, merged_into_facade(example))]
    return [BASE_PROJECT | {"shop/web/views.py": example}]


def fires(rule, example: str, write_project) -> bool:
    *others, last = projects_of(rule, example)
    for project in others:
        with suppress(ConfigError):
            return _fires(rule, alone(project, write_project))
    return _fires(rule, alone(last, write_project))


def alone(project: dict[str, str], write_project) -> Path:
    """Write a project, and remove what an example before it left."""
    root = write_project(project)
    for file in root.rglob("*.py"):
        if file.relative_to(root).as_posix() not in project:
            file.unlink()
    return root


def _fires(rule, root: Path) -> bool:
    return any(
        each.code == rule.code
        for each in check_paths([root], extend_select=[rule.code], contracts=load_contracts).violations
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_of_a_page_fires_its_rule_and_the_better_one_does_not(rule, write_project):
    bad, good = blocks(rule.page, "Example"), blocks(rule.page, "Use instead")
    assert (not bad) == (rule.code in WITHOUT_PYTHON)
    assert bad or not good
    for example in bad:
        assert fires(rule, example, write_project), example
    for example in good:
        assert not fires(rule, example, write_project), example


# The overviews of the folders


@pytest.mark.parametrize(
    "package",
    [
        "facadelint.core",
        "facadelint.source",
        "facadelint.inference",
        "facadelint.facademap",
        "facadelint.engine",
        "facadelint.adopt",
        "facadelint.extract",
        "facadelint_contracts",
    ],
)
def test_the_overview_of_a_folder_names_each_of_its_files(package):
    [folder] = importlib.import_module(package).__path__
    files = {file.stem for file in Path(folder).glob("*.py")} - {"__init__"}
    named = set(re.findall(r":mod:`(\w+)`", (Path(folder) / "__init__.py").read_text(encoding="utf-8")))
    assert files - named == set(), f"say in the docstring of {package} what they are for"
    assert named - files - {"ast"} == set(), f"{package} has no such files"


# The picture of the architecture


def drawn() -> dict[str, set[str]]:
    """The arrows of docs/architecture.md."""
    arrows: dict[str, set[str]] = {}
    for source, target in re.findall(
        r"^    (\w+)(?:\[.*?\])? --> (\w+)", read("docs/architecture.md"), re.MULTILINE
    ):
        arrows.setdefault(source, set()).add(target)
    return arrows


def imported() -> dict[str, set[str]]:
    """Which package imports which, ``contracts`` for ``facadelint_contracts``."""
    graph = grimp.build_graph("facadelint", "facadelint_contracts", cache_dir=None)
    found: dict[str, set[str]] = {}
    for importer in graph.modules:
        for module in graph.find_modules_directly_imported_by(importer):
            source, target = package(importer), package(module)
            if source != target and {source, target}.isdisjoint(("facadelint", "__main__")):
                found.setdefault(source, set()).add(target)
    return found


def package(module: str) -> str:
    top, _, rest = module.partition(".")
    return "contracts" if top == "facadelint_contracts" else rest.partition(".")[0] or top


def reachable(arrows: dict[str, set[str]], source: str) -> set[str]:
    found: set[str] = set()
    waiting = list(arrows.get(source, ()))
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting += arrows.get(target, ())
    return found


def test_the_picture_of_the_architecture_is_that_of_the_code():
    arrows, code = drawn(), imported()
    assert {*arrows, *(each for targets in arrows.values() for each in targets)} == {
        *code,
        *(each for targets in code.values() for each in targets),
    }
    for source, targets in code.items():
        assert targets <= reachable(arrows, source), source
    for source, targets in arrows.items():
        assert targets <= code[source], source
