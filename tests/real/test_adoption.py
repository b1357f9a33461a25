"""Adopt facadelint on Dagster 1.11.5 from nothing, as a new user does: the whole way in one test."""

from __future__ import annotations

import json

from hooks import git

ASSETS = "dagster/_core/instance/assets/asset_domain.py"
BASELINE = "facadelint-baseline.json"
REACH = "self._instance._event_storage"
NEW = """
    def newest(self):
        return self._instance._run_storage.get_runs()
"""


def listed(project):
    return sum(each["count"] for each in json.loads((project / BASELINE).read_text())["violations"])


def test_dagster_from_nothing(released_copy, facadelint, hooks):
    project = released_copy("dagster", "1.11.5")
    git(project, "init", "--quiet")
    (project / ".gitignore").write_text("__pycache__/\n")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "-m", "before")

    def run(*arguments):
        done = facadelint(*arguments, cwd=project)
        assert done.stderr == ""
        return done.returncode, done.stdout

    # A configuration, and the first look at what there is.
    code, said = run("init")
    assert code == 0
    assert "DagsterInstance  dagster/_core/instance/instance.py:" in said
    assert "facadelint baseline " in said
    code, said = run("check")
    assert code == 1
    assert "(86 private-facade-access, " in said

    # Start green.
    code, said = run("baseline")
    assert code == 0
    before = listed(project)
    assert said.startswith(f"Recorded {before} violations (86 private-facade-access, ")
    code, said = run("check")
    assert code == 0
    assert said.splitlines()[0] == "No new violations."
    assert said.splitlines()[1].startswith("Checked 1 facade, 7 domains, 175 members in 787 files with ")
    assert f"The baseline {BASELINE} hides {before} violations (86 private-facade-access, " in said
    hooks.configure(project)
    git(project, "add", "--all")
    assert hooks.run(project, "run").returncode == 0
    git(project, "commit", "--quiet", "-m", "facadelint")

    # A new reach does not get past pre-commit.
    file = project / ASSETS
    text = file.read_text(encoding="utf-8")
    file.write_text(text + NEW, encoding="utf-8")
    git(project, "add", "--all")
    caught = hooks.run(project, "run")
    assert caught.returncode == 1
    line = (text + NEW).count("\n")
    place = (
        f"{ASSETS}:{line}:16: FAC101 [private-facade-access] asset domain reads DagsterInstance._run_storage"
    )
    assert [each for each in caught.stdout.splitlines() if ": FAC" in each] == [
        f"{place}; use its public property run_storage"
    ] * 2

    # An old one is mended instead, and then has to leave the baseline.
    assert text.count(REACH) > 1
    file.write_text(text.replace(REACH, "self._instance.event_log_storage", 1), encoding="utf-8")
    git(project, "add", "--all")
    held = hooks.run(project, "run")
    assert held.returncode == 1
    assert f"{BASELINE} lists what is gone:" in held.stdout
    assert "facadelint baseline --prune" in held.stdout
    code, said = run("baseline", "--prune")
    assert (code, said) == (0, f"Took 1 violation out of {BASELINE}: {before - 1} left.\n")
    assert listed(project) == before - 1
    assert git(project, "diff", "--numstat", BASELINE).split()[:2] in (["0", "1"], ["1", "1"])
    git(project, "add", "--all")
    done = hooks.run(project, "run")
    assert done.returncode == 0, done.stdout
