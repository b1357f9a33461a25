"""What else a project adds to run facadelint: for flake8, pre-commit, import-linter and GitHub Actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facadelint.core.config import ConfigFinder
from facadelint.core.errors import FacadelintError
from facadelint.core.paths import shown
from facadelint.facademap.map import FacadeMap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from facadelint.core.settings import Settings

_FLAKE8 = """\
# .flake8: flake8 loads facadelint by itself where both are installed, and nothing has to be set.
# Only a "select" of your own must name it; this turns on the rules that are off by default, too:
[flake8]
extend-select = FAC
"""

_PRE_COMMIT = """\
# .pre-commit-config.yaml: changed files at every commit, the whole project before a push.
repos:
  - repo: local
    hooks:
      - id: facadelint
        name: facadelint
        entry: facadelint check --output-format concise --no-contracts --skip-unconfigured
        language: system
        types: [python]
{files}        require_serial: true
      - id: facadelint-project
        name: facadelint on the whole project
        entry: facadelint check{folder}
        language: system
        pass_filenames: false
        always_run: true
        stages: [pre-push]
"""

_IMPORT_LINTER = """\
; .importlinter: the facades and their domains come from the configuration of facadelint.
[importlinter]
root_packages =
{packages}
contract_types =
{types}
"""

_CONTRACT = """
[importlinter:contract:{name}]
name = {title}
type = {name}
"""

_CONTRACTS = {
    "domain_independence": (
        "DomainIndependenceContract",
        "No domain reaches another one but through the facade",
    ),
    "facade_gateway": ("FacadeGatewayContract", "Only the facade imports a domain"),
    "typing_only_facade": ("TypingOnlyFacadeContract", "Domains import the facade for typing only"),
    "ops_layers": ("OpsLayersContract", "The facade calls implementations, and those their ops wrapper"),
}

_GITHUB_ACTIONS = """\
# .github/workflows/facadelint.yml: findings show up in pull requests and under Security.
name: facadelint
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  facadelint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install facadelint
      - run: facadelint check{folder} --output-format sarif --output-file facadelint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always() && hashFiles('facadelint.sarif') != ''
        with:
          sarif_file: facadelint.sarif
"""


def snippet(name: str, root: Path) -> str:
    """One of the :data:`NAMES`, or ``all`` of them, for the project in a folder.

    Raises:
        ConfigError: the configuration cannot be used.
        FacadelintError: the folder is not configured, or has no domain yet for a contract to look at.
    """
    finder = ConfigFinder(require_baseline=False)
    file = finder.find(root)
    if file is None:
        raise FacadelintError(f'{root} has no configuration to run with yet. Run "facadelint init" first.')
    settings = finder.load(file)
    if name != ALL:
        return _SNIPPETS[name](settings)
    return "\n".join(_or_reason(make, settings) for make in _SNIPPETS.values())


def _or_reason(make: Callable[[Settings], str], settings: Settings) -> str:
    try:
        return make(settings)
    except _NoDomainError as error:
        return f"; .importlinter: {error}\n"


class _NoDomainError(FacadelintError):
    """The contracts would have nothing to look at."""


def _flake8(_: Settings) -> str:
    return _FLAKE8


def _pre_commit(settings: Settings) -> str:
    folder = _below_repository(settings)
    files = f"        files: ^{re.escape(folder)}/\n" if folder else ""
    return _PRE_COMMIT.format(files=files, folder=_argument(folder))


def _importlinter(settings: Settings) -> str:
    facade_map = FacadeMap(settings, require_domains=False)
    facades = [facade for facade in facade_map.facades if facade.domains]
    if not facades:
        raise _NoDomainError("no facade has a domain yet, and a contract that sees nothing is an error.")
    packages = dict.fromkeys(
        name.partition(".")[0]
        for facade in facades
        for name in (
            facade.cls.module.name,
            *(each for domain in facade.domains.values() for each in domain.modules),
        )
    )
    has_wrappers = any(domain.wrappers for facade in facades for domain in facade.domains.values())
    contracts = {name: each for name, each in _CONTRACTS.items() if has_wrappers or name != "ops_layers"}
    text = _IMPORT_LINTER.format(
        packages="\n".join(f"    {package}" for package in packages),
        types="\n".join(f"    {name}: facadelint_contracts.{cls}" for name, (cls, _) in contracts.items()),
    )
    return text + "".join(_CONTRACT.format(name=name, title=title) for name, (_, title) in contracts.items())


def _github_actions(settings: Settings) -> str:
    return _GITHUB_ACTIONS.format(folder=_argument(_below_repository(settings)))


def _below_repository(settings: Settings) -> str:
    """Where the configuration lies in its git repository; empty at the top, and outside of any."""
    for folder in (settings.root, *settings.root.parents):
        if (folder / ".git").exists():
            relative = shown(settings.root, folder)
            return "" if relative == "." else relative
    return ""


def _argument(folder: str) -> str:
    return f" {folder}" if folder else ""


_SNIPPETS: Mapping[str, Callable[[Settings], str]] = {
    "flake8": _flake8,
    "pre-commit": _pre_commit,
    "importlinter": _importlinter,
    "github-actions": _github_actions,
}
ALL = "all"
NAMES = (*_SNIPPETS, ALL)
"""What can be asked for."""
