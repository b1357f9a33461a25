"""What docs/comparison.md reports: which tool says something new when one thing in Dagster 1.11.5 is broken.

tach is no dependency of this project; ``--tach PATH`` names the program, without it there is no column of it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from environments import dagster

INSTANCE = "dagster._core.instance"
FACADE = f"{INSTANCE}.instance"
PARTS = ("assets", "daemon", "events", "run_launcher", "runs", "scheduling", "storage")
DOMAINS = [f"{INSTANCE}.{part}" for part in PARTS]
LISTED = "".join(f"\n    {domain}" for domain in DOMAINS)

IMPORT_LINTER = f"""\
[importlinter]
root_package = dagster

[importlinter:contract:domains]
name = Domains are independent
type = independence
modules ={LISTED}

[importlinter:contract:gateway]
name = Only the facade imports a domain
type = protected
protected_modules ={LISTED}
allowed_importers =
    {FACADE}
"""
TACH = (
    f'source_roots = ["."]\n\n[[modules]]\npath = "{FACADE}"\ndepends_on = {json.dumps(DOMAINS)}\n'
    + "".join(
        f'\n[[modules]]\npath = "{domain}"\ndepends_on = []\nvisibility = ["{FACADE}"]\n'
        for domain in DOMAINS
    )
)

ASSETS = "dagster/_core/instance/assets/asset_domain.py"
RUNS = f"from {INSTANCE}.runs.run_domain import RunDomain as RunDomain\n"
METHOD = "\n    def added(self):\n        "
LOGIC = """\
    def added(self):
        runs = sorted(self.get_runs(), key=str)
        return runs[0] if runs else None

"""
BEFORE = "    def get_ref(self)"
CHANGES: dict[str, dict[str, str]] = {
    "nothing": {},
    "a private reach": {ASSETS: f"{METHOD}return self._instance._run_storage.get_runs()\n"},
    "a private reach by getattr": {
        ASSETS: f'{METHOD}return getattr(self._instance, "_run_storage").get_runs()\n'
    },
    "a sibling import in a method": {ASSETS: f"{METHOD}{RUNS}"},
    "the same through a third module": {
        ASSETS: f"{METHOD}from {INSTANCE}.third import RunDomain\n",
        "dagster/_core/instance/third.py": RUNS,
    },
    "a sibling by the accessor": {ASSETS: f"{METHOD}return self._instance._run_domain.get_runs()\n"},
    "an import of a domain elsewhere": {"dagster/_core/elsewhere.py": RUNS},
    "logic in the facade": {"dagster/_core/instance/instance.py": LOGIC},
}
"""What is broken -> files and what is added: to the end, and to the facade before one of its methods."""


def output(project: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def findings(project: Path, tach: str | None) -> list[str]:
    """A word of each tool: how many private accesses, pairs and codes there are, and which contracts hold."""
    programs = Path(sys.executable).parent
    ruff = output(
        project, str(programs / "ruff"), "check", "--isolated", "--select", "SLF001", "--ignore-noqa",
        "--no-cache", "--output-format", "concise", ".",
    )  # fmt: skip
    linted = " ".join(output(project, str(programs / "lint-imports"), "--no-logo", "--no-cache").split())
    gateway = re.search(r"imports a domain (KEPT|BROKEN)", linted)
    checked = json.loads(
        output(
            project, str(programs / "facadelint"), "check", "--no-cache", "--select", "FAC1,FAC201,FAC3",
            "--output-format", "json",
        )
    )  # fmt: skip
    words = [
        str(ruff.count("SLF001")),
        f"{linted.count('is not allowed to import')} pairs, {gateway[1] if gateway else 'failed'}",
        " ".join(f"{code}:{number}" for code, number in checked["summary"]["by_code"].items()),
    ]
    if tach is not None:
        words.append("fine" if "All modules validated" in output(project, tach, "check") else "complains")
    return words


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tach", help="the program")
    tach: str | None = parser.parse_args().tach
    print("| broken | ruff SLF001 | import-linter | facadelint |" + (" tach |" if tach else ""))
    for what, change in CHANGES.items():
        with tempfile.TemporaryDirectory() as folder:
            project = dagster(Path(folder))
            (project / ".importlinter").write_text(IMPORT_LINTER, encoding="utf-8")
            (project / "tach.toml").write_text(TACH, encoding="utf-8")
            for name, added in change.items():
                file = project / name
                text = file.read_text(encoding="utf-8") if file.exists() else ""
                changed = text.replace(BEFORE, added + BEFORE, 1) if added is LOGIC else text + added
                assert changed != text
                file.write_text(changed, encoding="utf-8")
            print("|", " | ".join([what, *findings(project, tach)]), "|", flush=True)


if __name__ == "__main__":
    main()
