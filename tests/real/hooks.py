"""pre-commit with the hooks of this repository, as it is on disk and not as it was committed last."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from packages import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = ("lint_rules", "contracts", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

_CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: facadelint
      - id: facadelint-project
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody whose own settings do not matter; gives what it printed."""
    identity = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.invalid",
        "-c",
        "init.defaultBranch=main",
    ]
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


class Hooks:
    """A repository of hooks, and the environments that pre-commit makes of it."""

    def __init__(self, folder: Path) -> None:
        self.repository = folder / "facadelint"
        self.home = folder / "home"
        ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
        self.repository.mkdir(parents=True)
        for part in _PARTS:
            source = PROJECT / part
            if source.is_dir():
                shutil.copytree(source, self.repository / part, ignore=ignore)
            else:
                shutil.copy(source, self.repository / part)
        git(self.repository, "init", "--quiet")
        git(self.repository, "add", "--all")
        git(self.repository, "commit", "--quiet", "-m", "hooks")
        self.revision = git(self.repository, "rev-parse", "HEAD")

    def configure(self, project: Path) -> None:
        """Write the configuration of a project that uses both hooks."""
        text = _CONFIG.format(repository=self.repository.as_uri(), revision=self.revision)
        (project / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")

    def run(self, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``pre-commit`` in a project."""
        environment = os.environ | {
            "PRE_COMMIT_HOME": str(self.home),
            "PRE_COMMIT_COLOR": "never",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
