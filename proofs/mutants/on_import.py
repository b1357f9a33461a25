"""A mutant of what runs on import: the tests are run in a process of their own, which imports the mutant.

As a plugin of that process's pytest, this module gives the mutant to whoever imports its module. Nothing of it
is written to where the module stands, nor to the compiled files beside it.
"""

from __future__ import annotations

import importlib.machinery
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_VARIABLE = "FACADELINT_MUTANT"


def killed(path: Path, mutant: str, tests: list[str], seconds: float) -> str | None:
    """What killed a mutant: "a test", or "timeout"; None where it survived."""
    with tempfile.TemporaryDirectory() as folder:
        names, source = Path(folder, "names"), Path(folder, "source")
        names.write_text("\n".join(tests), "utf-8")
        source.write_text(mutant, "utf-8")
        command = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "on_import", f"@{names}")
        places = (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))
        variables = {
            _VARIABLE: f"{path}\n{source}",
            "PYTHONPATH": os.pathsep.join(filter(None, places)),
        }
        try:
            process = subprocess.run(
                [sys.executable, *command],
                env={**os.environ, **variables},
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "timeout"
        return "a test" if process.returncode else None


def _install(path: str, source: str) -> None:
    original = importlib.machinery.SourceFileLoader.get_code

    def get_code(self, fullname):
        if self.path == path:
            return compile(Path(source).read_text("utf-8"), path, "exec")
        return original(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code


if _VARIABLE in os.environ:
    import in_process

    _install(*os.environ[_VARIABLE].split("\n"))
    in_process.install()
