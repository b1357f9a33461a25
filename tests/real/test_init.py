"""``facadelint init`` on released packages: what it finds, and that what it writes can be used.

The classes that each package must be found by are those that people know it for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import tomli

EXPECTED = Path(__file__).parent / "expected"

NEXT = """\
  facadelint check               what it finds today
  facadelint baseline            start green: hide that, report what is new
  facadelint status              how far the refactoring is
  facadelint init --snippet all  for flake8, pre-commit, import-linter, GitHub Actions
"""


@pytest.fixture
def adopted(released_copy, facadelint):
    """Run init in a copy of a release; gives the folder, what was printed, and the configured facades."""

    def run(name, version):
        project = released_copy(name, version)
        result = facadelint("init", cwd=project, env=os.environ | {"COLUMNS": "100"})
        assert (result.returncode, result.stderr) == (0, "")
        document = tomli.loads((project / "facadelint.toml").read_text(encoding="utf-8"))
        return project, result.stdout, document["facades"]

    return run


STORAGES = ["_event_storage", "_local_artifact_storage", "_run_storage"]
SCHEDULED = [*STORAGES, "_schedule_storage", "_scheduler"]
INSTANCE = "dagster._core.instance.instance:DagsterInstance"
FACADES = {
    ("dagster", "1.11.5"): [{"class": INSTANCE, "collaborators": SCHEDULED}],
    ("dagster", "1.11.6"): [{"class": INSTANCE, "collaborators": STORAGES}],
    ("qdrant-client", "1.20.0"): [
        {"class": "qdrant_client.qdrant_client:QdrantClient", "accessors": ["_client"]},
        {"class": "qdrant_client.async_qdrant_client:AsyncQdrantClient", "accessors": ["_client"]},
    ],
    ("mlflow", "3.18.0"): [
        {
            "class": "mlflow.tracking.client:MlflowClient",
            "accessors": ["_tracking_client", "_tracing_client"],
        }
    ],
    ("chromadb", "1.5.9"): [
        {"class": "chromadb.api.async_client:AsyncClient", "accessors": ["_server"]},
        {"class": "chromadb.api.client:Client", "accessors": ["_server"]},
    ],
    ("stripe", "16.1.0"): [
        {"class": "stripe._stripe_client:StripeClient", "accessors": ["v1", "oauth", "v2"]}
    ],
    ("sqlalchemy", "2.1.9"): [
        {
            "class": f"sqlalchemy.{module}",
            "accessors": {"_proxied": f"sqlalchemy.{session}"},
            "collaborators": ["session_factory"],
        }
        for module, session in (
            ("ext.asyncio.scoping:async_scoped_session", "ext.asyncio.session:AsyncSession"),
            ("orm.scoping:scoped_session", "orm.session:Session"),
        )
    ],
}


@pytest.mark.parametrize("package", FACADES, ids=lambda package: package[0] + package[1])
def test_what_is_found_and_that_the_commands_run_with_it(package, adopted, facadelint):
    project, _, facades = adopted(*package)
    assert facades == FACADES[package]
    # In full on Dagster below; a whole check of mlflow takes as long as all of these together.
    for command in (["check", "--select", "FAC2"], ["status"]):
        result = facadelint(*command, cwd=project)
        assert result.returncode in (0, 1), result.stderr
        assert result.stderr == ""
        assert result.stdout


def test_what_it_says_of_domains(adopted, facadelint):
    project, said, _ = adopted("dagster", "1.11.5")
    assert (
        said
        == f"""\
Searched 787 files.

DagsterInstance  dagster/_core/instance/instance.py:141
  A facade with 7 domains behind accessors that hand over self: run, asset, event, scheduling,
  storage, run_launcher, daemon.
  175 members in 1905 lines: 84 delegate to its domains, 27 delegate to 5 collaborators, 31 hold
  logic.

Seen as well, and not configured (3 of 13):
  "dagster._core.definitions.job_definition:JobDefinition"                          82 members  1081 lines
  "dagster._core.definitions.assets.definition.assets_definition:AssetsDefinition"  80 members  1555 lines
  "dagster._core.execution.context.system:StepExecutionContext"                     69 members  902 lines

Wrote facadelint.toml.

Next:
{NEXT}"""
    )
    # The 86 private reaches of the pinned list, and of the collaborators none.
    found = facadelint("check", "--output-format", "concise", cwd=project).stdout
    reaches = [":".join(line.split(":")[:3]) for line in found.splitlines() if ": FAC101 " in line]
    expected = (EXPECTED / "dagster_1.11.5_fac101.txt").read_text().splitlines()
    assert reaches == [entry.split()[0] for entry in expected]
    assert "FAC203" not in found


def test_what_it_says_of_mixins(adopted):
    said = adopted("dagster", "1.11.6")[1]
    assert (
        """\
DagsterInstance  dagster/_core/instance/instance.py:65
  A facade that inherits 8 domains as mixins: run, settings, storage, daemon, run_launcher, event,
  scheduling, asset.
  60 members in 872 lines, and 160 more inherited: 10 delegate to its domains, 14 delegate to 3
  collaborators, 17 hold logic.
"""
        in said
    )


def test_a_monolith_and_its_plan(adopted, facadelint):
    project, said, facades = adopted("dagster", "1.11.4")
    assert (
        """\
DagsterInstance  dagster/_core/instance/__init__.py:382
  Not taken apart yet; its members make calls on 15 attributes of self.
  205 members in 3336 lines: 69 delegate to 5 collaborators, 104 hold logic.
  The plan proposes 12 domains for 129 of them: run (43), asset (17), event (12), tick (9),
  partition (8), snapshot (7), backfill (6), materialization (6), schedule (6), daemon (5),
  instigator (5), sensor (5).
"""
        in said
    )
    [facade] = facades
    assert facade["class"] == "dagster._core.instance:DagsterInstance"
    assert facade["collaborators"] == SCHEDULED
    assert "start_sensor" in facade["plan"]["sensor"]
    check = facadelint("check", cwd=project)
    assert (check.returncode, check.stderr) == (1, "")
    assert "note: DagsterInstance has no domain yet, only a plan: " in check.stdout
    status = facadelint("status", cwd=project)
    assert (status.returncode, status.stderr) == (0, "")


def test_the_plan_against_what_dagster_s_developers_did(released, adopted):
    """Of a group's members most went to one and the same mixin when the class was taken apart."""
    facades = adopted("dagster", "1.11.4")[2]
    methods = released("dagster", "1.11.6") / "dagster/_core/instance/methods"
    texts = {file.stem: file.read_text(encoding="utf-8") for file in methods.glob("*_methods.py")}
    together = apart = 0
    for members in facades[0]["plan"].values():
        homes = [[home for home, text in texts.items() if f"def {member}(" in text] for member in members]
        places = Counter(found[0] for found in homes if len(found) == 1)
        together += max(places.values(), default=0)
        apart += places.total() - max(places.values(), default=0)
    assert (together, apart) == (79, 25)


def test_the_contracts_of_the_snippet_are_kept(adopted, facadelint):
    project = adopted("dagster", "1.11.5")[0]
    text = facadelint("init", "--snippet", "importlinter", cwd=project).stdout
    (project / ".importlinter").write_text(text, encoding="utf-8")
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Contracts: 3 kept, 0 broken." in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("name", "version"), [("dagster", "1.11.4"), ("dagster", "1.11.6"), ("qdrant-client", "1.20.0")]
)
def test_the_first_day_ends_green(adopted, facadelint, flake8, name, version):
    project, _, facades = adopted(name, version)
    assert facadelint("check", cwd=project).returncode == 1
    recorded = facadelint("baseline", cwd=project)
    assert (recorded.returncode, recorded.stderr) == (0, "")
    check = facadelint("check", cwd=project)
    assert (check.returncode, check.stderr) == (0, "")
    assert check.stdout.startswith("No new violations.\n")
    module = facades[0]["class"].partition(":")[0].replace(".", "/")
    [file] = [each for each in (f"{module}.py", f"{module}/__init__.py") if (project / each).exists()]
    assert flake8("--select", "FAC1,FAC201,FAC202,FAC203,FAC3", file, cwd=project) == []
