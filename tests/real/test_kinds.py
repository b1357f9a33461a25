"""Nine released facades: the kind of every member, as ``facadelint status --format json`` gives it.

The lists in ``expected/kinds_*.json`` were written by reading the released sources, not by running
facadelint; each holds every method and property of the class's body, in order.
"""

from __future__ import annotations

import json
import os
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
        "planned": ["start_schedule", "get_tick", "get_ticks", "get_tick_retention_settings", "get_tick_termination_check_interval"],
        "state": "planned",
        "progress": 0.0,
    }  # fmt: skip
    assert asset["planned"] == [member["name"] for member in facade["members"] if "asset" in member["name"]]


def test_a_monolith_without_a_plan(status):
    _, facade = status("dagster_1.11.4", "dagster", "1.11.4", "")
    assert facade["domains"] == []
    assert facade["progress"] == 0.0


TABLE = """\
DagsterInstance  dagster/_core/instance/instance.py
  #################------------- 58 % 82 of 142 members delegate to a domain
  1905 lines, 1405 over the budget of 500
  35 members and 160 lines inherited from 2 classes

Domain        State     Extracted  Planned  Lines  Progress  Files in dagster/_core/instance/
-------------------------------------------------------------------------------------------------
run           complete          4        -    895     100 %  runs/run_domain.py
asset         complete         25        -    496     100 %  assets/asset_domain.py
event         complete         15        -    410     100 %  events/event_domain.py
scheduling    complete         18        -    329     100 %  scheduling/scheduling_domain.py
storage       complete         11        -    209     100 %  storage/storage_domain.py
run_launcher  complete          5        -    189     100 %  run_launcher/run_launcher_domain.py
daemon        complete          6        -     86     100 %  daemon/daemon_domain.py
A domain is complete when nothing of its plan is left; what the facade still holds stands below.

Inherited, outside of the domains
  SettingsMixin           34 members  152 lines  settings_mixin.py
  DynamicPartitionsStore  1 member    8 lines    types.py

Left: 60 members
  31  logic                         facadelint check --select FAC201
   1  guards before the delegation  facadelint check --select FAC202
   2  arguments dropped or altered  facadelint check --select FAC204,FAC205
  26  delegation past the domains   facadelint check --select FAC203

Next, the longest logic first
  50 lines  get_status_by_partition         line 1311
  38 lines  get_latest_data_version_record  line 1899  asset
  26 lines  _get_yaml_python_handlers       line 1522
  23 lines  schema_str                      line 516
  21 lines  info_dict                       line 491
  18 lines  upgrade                         line 618
  18 lines  get_run_record_by_id            line 679
  17 lines  get_ref                         line 453
  15 lines  get_run_by_id                   line 662
  14 lines  dispose                         line 645   storage
  and 21 more with 109 lines
"""


def test_the_table_of_dagster(released, facadelint):
    config = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\nmax-lines = 500\n'
    environment = os.environ | {"COLUMNS": "120", "NO_COLOR": "1"}
    result = facadelint("status", cwd=released("dagster", "1.11.5", config), env=environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == TABLE
