"""Nine released facades: the kind of every member, as ``facadelint status --format json`` gives it.

The lists in ``expected/kinds_*.json`` were written by reading the released sources, not by running
facadelint; each holds every method and property of the class's body, in order.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"
MONOLITH_PLAN = 'plan = { scheduling = ["start_schedule", "get_tick*"], asset = ["*asset*"] }'
FACADES = [
    ("dagster_1.11.4", "dagster", "1.11.4", MONOLITH_PLAN),
    ("dagster_1.11.5", "dagster", "1.11.5", ""),
    ("dagster_1.11.6", "dagster", "1.11.6", ""),
    ("dagster_1.13.28", "dagster", "1.13.28", ""),
    ("qdrant", "qdrant-client", "1.20.0", 'accessors = ["_client"]'),
    ("qdrant_async", "qdrant-client", "1.20.0", 'accessors = ["_client"]'),
    (
        "mlflow",
        "mlflow",
        "3.18.0",
        'accessors = ["_tracking_client", "_tracing_client", "_get_registry_client"]',
    ),
    ("sqlalchemy", "sqlalchemy", "2.1.9", 'accessors = { _proxied = "sqlalchemy.orm.session:Session" }'),
    ("stripe", "stripe", "16.1.0", 'accessors = ["v1", "v2", "oauth"]'),
]


@pytest.fixture
def status(released, facadelint):
    """The expected list of a facade, and its status as a program prints it."""

    def run(name: str, package: str, version: str, settings: str, *options: str):
        expected = json.loads((EXPECTED / f"kinds_{name}.json").read_text(encoding="utf-8"))
        config = f'[[facades]]\nclass = "{expected["class"]}"\n{settings}\n'
        result = facadelint("status", "--format", "json", *options, cwd=released(package, version, config))
        assert (result.returncode, result.stderr) == (0, "")
        document = json.loads(result.stdout)
        assert document["version"] == 1
        (facade,) = document["facades"]
        return expected, facade

    return run


@pytest.mark.parametrize(
    ("name", "package", "version", "settings"), FACADES, ids=[each[0] for each in FACADES]
)
def test_the_kind_of_every_member(name, package, version, settings, status):
    expected, facade = status(name, package, version, settings)
    found = [
        [member[key] for key in ("name", "line", "kind", "accessor", "target")]
        for member in facade["members"]
    ]
    assert found == expected["members"]
    assert (facade["class"], facade["lines"]) == (expected["class"], expected["lines"])


# Per domain: lines, members that delegate to it, state. Lines are those of ``wc -l`` over its files;
# the delegated members are those whose accessor in the pinned list is the domain's.
DOMAINS = {
    "dagster_1.11.4": {"scheduling": (0, 0, "planned"), "asset": (0, 0, "planned")},
    "dagster_1.11.5": {
        "run": (895, 4, "complete"),
        "asset": (496, 25, "complete"),
        "event": (410, 15, "complete"),
        "scheduling": (329, 18, "complete"),
        "storage": (209, 11, "complete"),
        "run_launcher": (189, 5, "complete"),
        "daemon": (86, 6, "complete"),
    },
    "dagster_1.11.6": {
        "run": (1247, 0, "complete"),
        "settings": (235, 0, "complete"),
        "storage": (115, 0, "complete"),
        "daemon": (126, 0, "complete"),
        "run_launcher": (209, 0, "complete"),
        "event": (485, 1, "complete"),
        "scheduling": (445, 0, "complete"),
        "asset": (686, 9, "complete"),
    },
    "sqlalchemy": {"proxied": (5583, 43, "complete")},
    "stripe": {"oauth": (112, 0, "complete"), "v1": (335, 74, "complete"), "v2": (50, 0, "complete")},
}

PROGRESS = {
    "dagster_1.11.4": 0.0,  # no domain yet
    "dagster_1.11.5": 57.7,  # 82 of 142: 84 delegates to domains, less an altered and a guarded one
    "dagster_1.11.6": 24.4,  # 10 of 41: AssetMethods 9, EventMethods 1
    "sqlalchemy": 89.1,  # 41 of 46, __contains__ and __iter__ left out
    "stripe": 86.0,  # 74 of 86
}


@pytest.mark.parametrize("row", [each for each in FACADES if each[0] in DOMAINS], ids=lambda row: row[0])
def test_the_domains_and_the_progress(row, status):
    _, facade = status(*row)
    assert {
        domain["name"]: (domain["lines"], len(domain["delegated"]), domain["state"])
        for domain in facade["domains"]
    } == DOMAINS[row[0]]
    assert facade["progress"] == PROGRESS[row[0]]


def test_the_lines_of_a_domain_are_those_of_its_files(released, status):
    _, facade = status(*FACADES[1])
    folder = released("dagster", "1.11.5", f'[[facades]]\nclass = "{facade["class"]}"\n\n')
    lines = {
        domain["name"]: sum(
            file.read_bytes().count(b"\n")
            for file in (folder / (domain["module"].replace(".", "/") + ".py")).parent.glob("**/*.py")
        )
        for domain in facade["domains"]
    }
    assert lines == {domain["name"]: domain["lines"] for domain in facade["domains"]}


def test_the_plan_of_the_monolith(status):
    _, facade = status(*FACADES[0])
    scheduling, asset = facade["domains"]
    assert scheduling == {
        "name": "scheduling",
        "module": None,
        "class": None,
        "lines": 0,
        "delegated": [],
        "planned": ["start_schedule", "get_ticks", "get_tick", "get_tick_retention_settings", "get_tick_termination_check_interval"],
        "state": "planned",
        "progress": 0.0,
    }  # fmt: skip
    assert asset["planned"] == [member["name"] for member in facade["members"] if "asset" in member["name"]]


def test_a_monolith_without_a_plan(status):
    _, facade = status("dagster_1.11.4", "dagster", "1.11.4", "")
    assert facade["domains"] == []
    assert facade["progress"] == 0.0


def test_the_table_of_dagster(released, facadelint):
    config = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\nmax-lines = 500\n'
    result = facadelint("status", cwd=released("dagster", "1.11.5", config))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (EXPECTED / "status_dagster_1.11.5.txt").read_text(encoding="utf-8")
