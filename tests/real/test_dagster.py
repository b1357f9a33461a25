"""Dagster 1.11.5, configured by nothing but ``class``: every private reach of its domains, and no other.

What was verified by eye, for each of the 86 lines of ``expected/dagster_1.11.5_fac101.txt`` against the
released source:

- the line stands in a method of a domain class whose ``__init__`` keeps the facade as ``self._instance``;
- the column is that of ``self._instance``, the start of the reach, and the attribute is the one after it;
- the line carries ``# noqa: SLF001``: Dagster's own developers saw a private access there, and let it be.

And the other way round: every ``# noqa: SLF001`` of the seven domain files is in the list (the one more
in ``instance.py`` is the facade calling a private method of a domain, which is the other direction), and
no domain uses getattr, ``__dict__``, a cast or an alias to get at the facade.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from facadelint.rules.loader import load_rules

CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'
FOLDER = "dagster/_core/instance"
DOMAIN_FILES = [
    f"{FOLDER}/assets/asset_domain.py",
    f"{FOLDER}/daemon/daemon_domain.py",
    f"{FOLDER}/events/event_domain.py",
    f"{FOLDER}/run_launcher/run_launcher_domain.py",
    f"{FOLDER}/runs/run_domain.py",
    f"{FOLDER}/scheduling/scheduling_domain.py",
    f"{FOLDER}/storage/storage_domain.py",
]
EXPECTED = (Path(__file__).parent / "expected" / "dagster_1.11.5_fac101.txt").read_text().splitlines()
CODES = ",".join(
    rule.code for rule in load_rules() if rule.code.startswith(("FAC1", "FAC3")) and not rule.off
)
"""For flake8, which cannot be told "the default ones, but of these families"."""


def expected_in(file: str) -> list[str]:
    return [entry for entry in EXPECTED if entry.startswith(f"{file}:")]


@pytest.fixture(scope="session")
def dagster(released):
    return released("dagster", "1.11.5", CONFIG)


@pytest.fixture
def entries(dagster, violations):
    """Run check and give what it found of FAC1 and FAC3, in the form of the pinned list."""

    def run(*arguments, cwd=dagster, **options):
        found = []
        for each in violations(*arguments, cwd=cwd, **options):
            if each["code"].startswith(("FAC1", "FAC3")):
                path = (cwd / each["path"]).resolve().relative_to(dagster.resolve()).as_posix()
                attribute = re.search(r"DagsterInstance\.(\w+)", each["message"])[1]
                code = "" if each["code"] == "FAC101" else f" {each['code']}"
                found.append(f"{path}:{each['line']}:{each['column']} {attribute}{code}")
        return found

    return run


@pytest.fixture
def flake8_entries(dagster, flake8):
    """The same from flake8."""

    def run(*arguments, cwd=dagster, **options):
        found = []
        for line in flake8("--select", CODES, *arguments, cwd=cwd, **options):
            path, row, column, text = line.split(":", 3)
            path = (cwd / path).resolve().relative_to(dagster.resolve()).as_posix()
            attribute = re.search(r"DagsterInstance\.(\w+)", text)[1]
            code = "" if text.startswith(" FAC101 ") else text.split()[0]
            found.append(f"{path}:{row}:{column} {attribute}{code}")
        return sorted(found)

    return run


def test_all_86_private_reaches_and_nothing_besides(entries):
    assert entries() == EXPECTED
    assert len(EXPECTED) == 86


def test_the_counts_by_file_and_attribute():
    assert Counter(Path(entry.split(":")[0]).name for entry in EXPECTED) == {
        "scheduling_domain.py": 27,
        "storage_domain.py": 21,
        "asset_domain.py": 19,
        "event_domain.py": 19,
    }
    assert Counter(entry.split()[1] for entry in EXPECTED) == {
        "_event_storage": 41,
        "_schedule_storage": 16,
        "_scheduler": 10,
        "_run_storage": 9,
        "_event_buffer": 4,
        "_local_artifact_storage": 4,
        "_subscribers": 2,
    }


def test_the_list_is_what_dagster_s_own_developers_silenced(dagster):
    silenced = [
        f"{file}:{number}"
        for file in DOMAIN_FILES
        for number, line in enumerate((dagster / file).read_text().splitlines(), 1)
        if "# noqa: SLF001" in line
    ]
    assert sorted(silenced) == sorted(entry.rpartition(":")[0] for entry in EXPECTED)


def test_ruff_sees_a_private_access_in_the_same_places(dagster):
    """SLF001 knows no facade, so it is an independent witness: in these files it names these 86, no more."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "SLF001"]
    result = subprocess.run(
        [*command, "--ignore-noqa", "--output-format", "concise", *DOMAIN_FILES],
        cwd=dagster,
        capture_output=True,
        text=True,
        check=False,
    )
    places = re.findall(r"^(\S+): SLF001 Private member accessed: `(\w+)`$", result.stdout, re.MULTILINE)
    assert sorted(f"{place} {attribute}" for place, attribute in places) == sorted(EXPECTED)


def test_each_entry_points_at_the_reach_that_it_names(dagster):
    for entry in EXPECTED:
        place, attribute = entry.split()
        path, row, column = place.split(":")
        line = (dagster / path).read_text().splitlines()[int(row) - 1]
        assert line[int(column) - 1 :].startswith(f"self._instance.{attribute}"), entry


def test_what_was_covered_is_said(dagster, facadelint):
    *_, summary, advice = facadelint("check", cwd=dagster).stdout.splitlines()
    assert advice.startswith("Too many for one day? facadelint baseline records them")
    assert summary.startswith("Checked 1 facade, 7 domains, 175 members in 787 files with ")


def test_from_another_folder(entries, dagster, tmp_path):
    assert entries(dagster, cwd=tmp_path) == EXPECTED
    assert entries(dagster / FOLDER, cwd=dagster / "dagster") == EXPECTED


@pytest.mark.parametrize("file", DOMAIN_FILES, ids=lambda file: Path(file).stem)
def test_a_run_over_one_file_says_the_same_of_it(file, entries, dagster, tmp_path):
    assert entries(file) == expected_in(file)
    assert entries(dagster / file, cwd=tmp_path) == expected_in(file)


@pytest.mark.parametrize("file", DOMAIN_FILES, ids=lambda file: Path(file).stem)
def test_so_does_standard_input(file, entries, dagster, tmp_path):
    source = (dagster / file).read_text(encoding="utf-8")
    assert entries("--stdin-filename", file, input=source) == expected_in(file)
    assert entries("--stdin-filename", dagster / file, "-", cwd=tmp_path, input=source) == expected_in(file)


@pytest.mark.parametrize("file", DOMAIN_FILES, ids=lambda file: Path(file).stem)
def test_so_does_flake8_over_standard_input(file, flake8_entries, dagster, tmp_path):
    source = (dagster / file).read_text(encoding="utf-8")
    relative = flake8_entries("--stdin-display-name", file, "-", input=source)
    absolute = flake8_entries("--stdin-display-name", dagster / file, "-", cwd=tmp_path, input=source)
    assert relative == absolute == sorted(expected_in(file))


def test_standard_input_counts_and_not_the_file_on_disk(entries, flake8_entries):
    source = (
        "class EventDomain:\n    def __init__(self, instance):\n        self._instance = instance._settings\n"
    )
    file = f"{FOLDER}/events/event_domain.py"
    reach = [f"{file}:3:26 _settings"]
    assert entries("--stdin-filename", file, input=source) == reach
    assert flake8_entries("--stdin-display-name", file, "-", input=source) == reach


def test_flake8_over_the_whole_package_in_two_processes(flake8_entries):
    assert flake8_entries("-j2", "dagster") == sorted(EXPECTED)


def test_flake8_in_one_process_and_from_another_folder(flake8_entries, dagster, tmp_path):
    assert flake8_entries("-j1", FOLDER) == sorted(EXPECTED)
    assert flake8_entries("-j2", dagster / FOLDER, cwd=tmp_path) == sorted(EXPECTED)


def test_flake8_over_one_file(flake8_entries):
    file = f"{FOLDER}/assets/asset_domain.py"
    assert flake8_entries(file) == sorted(expected_in(file))


def test_a_domain_file_that_does_not_parse_is_reported_once_and_stops_nothing_else(released_copy, facadelint):
    project = released_copy("dagster", "1.11.5", CONFIG)
    broken = f"{FOLDER}/events/event_domain.py"
    with (project / broken).open("a", encoding="utf-8") as file:
        file.write("\ndef (:\n")
    result = facadelint("check", "--select", "FAC101", "--output-format", "concise", cwd=project)
    assert result.returncode == 2
    assert result.stderr == f"{broken}:412:5: cannot be parsed: invalid syntax\n"
    assert [line.split(": ")[0] for line in result.stdout.splitlines()[:-4]] == [
        entry.split()[0] for entry in EXPECTED if not entry.startswith(broken)
    ]
    assert "1 file could not be parsed" in result.stdout


@pytest.mark.parametrize(
    ("config", "key", "value", "hint"),
    [
        (CONFIG.replace("class", "clas"), "facades[0].clas", "unknown key", 'Did you mean "class"?'),
        (
            CONFIG.replace(':DagsterInstance"', ':DagsterInstanc"'),
            "facades[0].class",
            '"dagster._core.instance.instance:DagsterInstanc"',
            'Did you mean "DagsterInstance"?',
        ),
        (
            CONFIG.replace("instance.instance", "instance.instanc"),
            "facades[0].class",
            '"dagster._core.instance.instanc:DagsterInstance"',
            'Did you mean "dagster._core.instance.instance:DagsterInstance"?',
        ),
        # Nothing in Dagster is spelled like this one; there is no hint to give.
        (f'{CONFIG}domains = ["dagster.nope.*"]\n', "facades[0].domains[0]", '"dagster.nope.*"', ""),
        (
            f'{CONFIG}domains = ["dagster._core.instance.asets.*"]\n',
            "facades[0].domains[0]",
            '"dagster._core.instance.asets.*"',
            'Did you mean "dagster._core.instance.assets.*"?',
        ),
        (
            f'{CONFIG}accessors = ["_evnt_domain"]\n',
            "facades[0].accessors",
            '"_evnt_domain"',
            'Did you mean "_event_domain"?',
        ),
    ],
)
def test_a_mistake_in_the_configuration_names_file_key_value_and_the_nearest_spelling(
    config, key, value, hint, released_copy, facadelint
):
    project = released_copy("dagster", "1.11.5", config)
    result = facadelint("check", cwd=project)
    assert result.returncode == 2
    assert result.stdout == ""
    said = result.stderr.splitlines()[0]
    for part in (str(project / "facadelint.toml"), key, value, hint):
        assert part in said
