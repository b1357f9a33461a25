"""lint-imports as a program: the configuration that it reads, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TYPES = {
    "domain_independence": "Domains are independent",
    "facade_gateway": "The facade is the gateway",
    "typing_only_facade": "The facade is there for typing",
    "ops_layers": "Ops have layers",
}
"""Contract type -> the name that the tests give to a contract of it."""

PATHS = {
    "domain_independence": "facadelint_contracts.domain_independence.DomainIndependenceContract",
    "facade_gateway": "facadelint_contracts.facade_gateway.FacadeGatewayContract",
    "typing_only_facade": "facadelint_contracts.typing_only_facade.TypingOnlyFacadeContract",
    "ops_layers": "facadelint_contracts.ops_layers.OpsLayersContract",
}
SHORT_PATHS = {name: f"facadelint_contracts.{path.rpartition('.')[2]}" for name, path in PATHS.items()}


def importlinter(*types: str, session: str = "", root: str = "shop", **options: str) -> str:
    """The text of an ``.importlinter`` with one contract of each type, each with the same options."""
    chosen = types or tuple(TYPES)
    lines = ["[importlinter]", f"root_package = {root}", *session.splitlines(), "contract_types ="]
    lines += [f"    {name}: {PATHS[name]}" for name in chosen]
    for name in chosen:
        lines += ["", f"[importlinter:contract:{name}]", f"name = {TYPES[name]}", f"type = {name}"]
        lines += [f"{key} = {value}" for key, value in options.items()]
    return "\n".join(lines) + "\n"


def mistaken(contract_type: str, options: list[str], session: str = "") -> str:
    """An ``.importlinter`` with one contract for each line of options; their names are numbers."""
    lines = ["[importlinter]", "root_package = shop", *session.splitlines(), "contract_types ="]
    lines += [f"    {contract_type}: {PATHS[contract_type]}"]
    for number, option in enumerate(options):
        lines += [
            "",
            f"[importlinter:contract:{number}]",
            f"name = {number}",
            f"type = {contract_type}",
            option,
        ]
    return "\n".join(lines) + "\n"


class Outcome:
    """What lint-imports said."""

    def __init__(self, process: subprocess.CompletedProcess[str]) -> None:
        self.code = process.returncode
        self.text = process.stdout + process.stderr

    @property
    def kept(self) -> dict[str, bool]:
        """Contract type -> whether it was kept; those that were not checked are absent."""
        lines = self.text.splitlines()
        return {
            name: verdict == "KEPT"
            for name, shown in TYPES.items()
            for verdict in ("KEPT", "BROKEN")
            if any(line.startswith(f"{shown} {verdict}") for line in lines)
        }

    @property
    def broken(self) -> list[str]:
        return [name for name, kept in self.kept.items() if not kept]

    def details(self, name: str) -> list[str]:
        """The lines below the heading of a broken contract, without blank ones."""
        _, _, after = self.text.partition("Broken contracts\n")
        heading = TYPES.get(name, name)
        _, _, after = after.partition(f"\n{heading}\n{'-' * len(heading)}\n")
        lines = after.splitlines()
        following = [index for index, line in enumerate(lines) if line and set(line) == {"-"}]
        return [line for line in lines[: following[0] - 1 if following else None] if line]


def run(folder: Path, *arguments: str, **environment: str) -> Outcome:
    """Run lint-imports in a folder, with its output in a pipe."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--no-cache", *arguments]
    return Outcome(
        subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    )
