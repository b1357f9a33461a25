"""Wall time of ``facadelint check`` beside the tools that answer a part of the same question, on Dagster 1.11.5.

``lint-imports`` with one contract, the independence of the seven domains, which it can state only without
knowing the facade; ``ruff check --select SLF001``, which knows every underscore but no facade.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from environments import Cost, alternate, dagster, spread

CONTRACT = """\
[importlinter]
root_package = dagster
exclude_type_checking_imports = True

[importlinter:contract:domains]
name = The domains of DagsterInstance are independent
type = independence
modules =
    dagster._core.instance.assets.asset_domain
    dagster._core.instance.daemon.daemon_domain
    dagster._core.instance.events.event_domain
    dagster._core.instance.run_launcher.run_launcher_domain
    dagster._core.instance.runs.run_domain
    dagster._core.instance.scheduling.scheduling_domain
    dagster._core.instance.storage.storage_domain
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    runs: int = parser.parse_args().runs
    programs = Path(sys.executable).parent
    commands = {
        "facadelint check, no cache": [str(programs / "facadelint"), "check"],
        "facadelint check, its cache warm": [str(programs / "facadelint"), "check"],
        "lint-imports, no cache": [str(programs / "lint-imports"), "--no-logo", "--no-cache"],
        "lint-imports, its cache warm": [str(programs / "lint-imports"), "--no-logo"],
        "ruff check --select SLF001": [
            *(str(programs / "ruff"), "check", "--isolated", "--no-cache"),
            *("--select", "SLF001", "--ignore-noqa", "dagster"),
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        project = dagster(Path(folder))
        (project / ".importlinter").write_text(CONTRACT, encoding="utf-8")

        def timed(name: str) -> float:
            if name == "facadelint check, no cache":
                shutil.rmtree(project / ".facadelint_cache", ignore_errors=True)
            return Cost(commands[name], project).wall

        results = dict(
            zip(commands, alternate(runs, *(partial(timed, name) for name in commands)), strict=True)
        )
    cold, warm = (statistics.median(values) for values in list(results.values())[:2])
    print(f"wall time over Dagster 1.11.5 (787 files), median of {runs} (least to greatest)")
    print(f"  {'':<36}{'':<28}  facadelint takes, without and with its cache")
    for name, values in results.items():
        median = statistics.median(values)
        print(f"  {name:<34}{spread(values, 's'):<32}{cold / median:6.2f} of it   {warm / median:6.2f} of it")


if __name__ == "__main__":
    main()
