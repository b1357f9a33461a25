"""``facadelint fix`` on released packages: the proof on Dagster, and a forgotten ``return`` in mlflow."""

from __future__ import annotations

import subprocess
import sys

import packages
import pytest

MLFLOW = """\
[[facades]]
class = "mlflow.tracking.client:MlflowClient"
accessors = ["_tracking_client", "_tracing_client", "_get_registry_client"]
"""

PROOF = """\
ok   76 of 86 private reaches became a public property
ok   check found 86 FAC101, and finds 10
ok   check finds 0 violations of FAC1,FAC2,FAC3 that were not there before
ok   dagster==1.11.5 compiles, every file of it
ok   griffe finds 0 breaking changes in 694 modules
ok   Dagster gives the same answers before and after, 281 lines of them
ok   63 of the 76 changed lines ran while it gave them
"""


def test_dagster_does_after_a_fix_what_it_did_before(wheel):
    wheel("dagster", "1.11.5")  # without a network there is nothing to install from
    command = [sys.executable, str(packages.PROJECT / "proofs" / "fix_dagster.py")]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if "could not find a version" in result.stderr.lower():
        pytest.skip(f"pip could not fetch what dagster needs:\n{result.stderr}")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Fixed 76 violations in 4 files:\n")
    assert result.stdout.endswith(PROOF)


def test_mlflow_gets_the_return_that_it_forgot(released, facadelint):
    folder = released("mlflow", "3.18.0", MLFLOW)
    file = "mlflow/tracking/client.py"
    safe = facadelint("fix", "--diff", file, cwd=folder)
    assert (safe.returncode, safe.stdout) == (0, "")
    assert safe.stderr.startswith("Nothing to fix.\n\nNext:\n  facadelint fix --unsafe --diff  fixes ")
    result = facadelint("fix", "--diff", "--unsafe", file, cwd=folder)
    assert result.returncode == 1
    changed = [
        line for line in result.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == [
        "-        self._get_registry_client().rename_registered_model(name, new_name)",
        "+        return self._get_registry_client().rename_registered_model(name, new_name)",
    ]
    assert "1 FAC209 result-lost: Return the value" in result.stderr
    assert "The public API is the same" in result.stderr
