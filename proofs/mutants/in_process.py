"""lint-imports in this process: a program of its own would read the contracts without the mutant."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch


def install() -> None:
    """Let the tests of the contracts, which are not loaded yet, call it rather than start it."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "contracts"))
    import lint_runs

    def run(folder: Path, *arguments: str, **environment: str) -> lint_runs.Outcome:
        return lint_runs.Outcome(_lint_imports(folder, arguments, environment))

    lint_runs.run = run


def _lint_imports(folder: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> SimpleNamespace:
    from click.testing import CliRunner
    from importlinter.cli import lint_imports_command

    before, path, modules = Path.cwd(), list(sys.path), set(sys.modules)
    os.chdir(folder)
    sys.path[:0] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    importlib.invalidate_caches()
    try:
        with patch.dict(os.environ, environment):
            result = CliRunner().invoke(lint_imports_command, ["--no-logo", "--no-cache", *arguments])
    finally:
        os.chdir(before)
        sys.path[:] = path
        for name in {*sys.modules} - modules:
            if str(folder) in str(getattr(sys.modules[name], "__file__", None)):
                del sys.modules[name]
    return SimpleNamespace(returncode=result.exit_code, stdout=result.output, stderr="")
