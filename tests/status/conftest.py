import os
import subprocess

import pytest

from facadelint.core.config import load_config
from facadelint.rules.cases import BASE_PROJECT
from facadelint.status.project import status_of_project

FACADE = BASE_PROJECT["shop/facade.py"].replace(
    '        """Tells nobody; a shop with listeners says more."""\n',
    "        for listener in self._listeners:\n            listener(event)\n",
)
"""With one member of logic left in it."""
MEMBERS = FACADE.index("    def total(self):")


@pytest.fixture
def project(write_project):
    """The base project of the rules' cases, with members added to its facade, settings, and other files."""

    def write(members="", settings="", files=()):
        return write_project(
            {
                **BASE_PROJECT,
                "shop/facade.py": FACADE + members,
                "pyproject.toml": BASE_PROJECT["pyproject.toml"] + settings,
                **dict(files),
            }
        )

    return write


@pytest.fixture
def status(project):
    """The status of the one facade of such a project."""

    def compute(members="", settings="", files=()):
        root = project(members, settings, files)
        report = status_of_project(load_config(root / "pyproject.toml"))
        assert report.problems == ()
        (facade,) = report.facades
        return facade

    return compute


@pytest.fixture
def rests(status):
    """Member -> what keeps it from being done, of those that progress is about; the base facade's left out."""

    def compute(members, settings="", files=()):
        facade = status(members, settings, files)
        return {
            member.name: member.rest
            for member in facade.counted
            if member.name not in ("total", "reserve", "bill", "notify", "_notify")
        }

    return compute


@pytest.fixture
def git(tmp_path):
    """Run git in the project's folder, as somebody, on some day."""

    def run(*arguments):
        who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2026-01-31T12:00:00Z"}
        known = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        done = subprocess.run(
            ["git", "-C", str(tmp_path), *arguments],
            env=os.environ | known | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    return run
