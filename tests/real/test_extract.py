"""``facadelint extract`` on Dagster 1.11.4, where it was one class; ``make proof-extract`` runs the result as well."""

from __future__ import annotations

import subprocess
import sys

import packages

PLAN = (packages.PROJECT / "proofs" / "dagster_plan.toml").read_text(encoding="utf-8")
INSTANCE = "dagster/_core/instance"


def test_a_plan_takes_dagster_apart(released_copy, facadelint):
    folder = released_copy("dagster", "1.11.4", PLAN)
    facade = folder / INSTANCE / "__init__.py"
    before = facade.read_text(encoding="utf-8")
    shown = facadelint("extract", "--plan", "--dry-run", cwd=folder)
    assert facade.read_text(encoding="utf-8") == before
    result = facadelint("extract", "--plan", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    done = result.stdout.replace("moved", "would move").replace("Moved", "Would move")
    done = done.replace("; granted", "; to be granted")
    assert done.split() == shown.stdout.split()  # lines of names end elsewhere
    assert result.stdout.endswith(
        "Moved 128 members into 6 domains. DagsterInstance: 3336 lines before, 1884 after.\n"
        "Everything compiles; check finds nothing new in 779 files; "
        "griffe: the public API is the same (213 definitions).\n"
    )
    assert "Refused" not in result.stdout
    lint = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F", "--quiet", INSTANCE]
    assert subprocess.run(lint, cwd=folder, check=False).returncode == 0
    assert facadelint("extract", "--plan", cwd=folder).stdout.endswith("Nothing is changed.\n")
