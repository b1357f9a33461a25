"""The snippets for other tools."""

import configparser
import subprocess
import sys

import pytest

from facadelint.adopt.proposal import propose_configuration
from facadelint.adopt.snippets import NAMES, snippet
from facadelint.core.errors import ConfigError, FacadelintError


@pytest.fixture
def adopted(shop):
    (shop / "facadelint.toml").write_text(propose_configuration(shop).content)
    return shop


def test_their_names():
    assert NAMES == ("flake8", "pre-commit", "importlinter", "github-actions", "all")


def test_flake8(adopted):
    assert snippet("flake8", adopted) == (
        "# .flake8: flake8 loads facadelint by itself where both are installed, and nothing has to be set.\n"
        '# Only a "select" of your own must name it; this turns on the rules that are off by default, too:\n'
        "[flake8]\n"
        "extend-select = FAC\n"
    )


PRE_COMMIT = """\
# .pre-commit-config.yaml: changed files at every commit, the whole project before a push.
repos:
  - repo: local
    hooks:
      - id: facadelint
        name: facadelint
        entry: facadelint check --output-format concise --no-contracts --skip-unconfigured
        language: system
        types: [python]
        require_serial: true
      - id: facadelint-project
        name: facadelint on the whole project
        entry: facadelint check
        language: system
        pass_filenames: false
        always_run: true
        stages: [pre-push]
"""


def test_pre_commit(adopted):
    assert snippet("pre-commit", adopted) == PRE_COMMIT
    (adopted / ".git").mkdir()
    assert snippet("pre-commit", adopted) == PRE_COMMIT


def test_pre_commit_in_a_folder_of_a_repository(adopted):
    below = adopted / "services" / "my.shop"
    below.mkdir(parents=True)
    (adopted / ".git").mkdir()
    (adopted / "facadelint.toml").rename(below / "facadelint.toml")
    assert snippet("pre-commit", below) == PRE_COMMIT.replace(
        "        require_serial", "        files: ^services/my\\.shop/\n        require_serial"
    ).replace("entry: facadelint check\n", "entry: facadelint check services/my.shop\n")
    assert (
        "      - run: facadelint check services/my.shop --output-format sarif --output-file facadelint.sarif\n"
        in snippet("github-actions", below)
    )


def test_importlinter(adopted):
    assert (
        snippet("importlinter", adopted)
        == """\
; .importlinter: the facades and their domains come from the configuration of facadelint.
[importlinter]
root_packages =
    shop
contract_types =
    domain_independence: facadelint_contracts.DomainIndependenceContract
    facade_gateway: facadelint_contracts.FacadeGatewayContract
    typing_only_facade: facadelint_contracts.TypingOnlyFacadeContract

[importlinter:contract:domain_independence]
name = No domain reaches another one but through the facade
type = domain_independence

[importlinter:contract:facade_gateway]
name = Only the facade imports a domain
type = facade_gateway

[importlinter:contract:typing_only_facade]
name = Domains import the facade for typing only
type = typing_only_facade
"""
    )


def test_importlinter_takes_it(adopted):
    (adopted / ".importlinter").write_text(snippet("importlinter", adopted))
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=adopted,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Contracts: 3 kept, 0 broken." in run.stdout, run.stdout + run.stderr
    assert run.returncode == 0


def test_importlinter_with_ops_wrappers(write_project):
    root = write_project(
        {
            "facadelint.toml": '[[facades]]\nclass = "shop:Shop"\n',
            "shop.py": "class OrderOps:\n    def __init__(self, shop):\n        self._shop = shop\n\n\n"
            "class Shop:\n    def __init__(self):\n        self._order_ops = OrderOps(self)\n",
        }
    )
    parser = configparser.ConfigParser()
    parser.read_string(snippet("importlinter", root))
    assert (
        parser["importlinter"]["contract_types"].splitlines()[-1]
        == "ops_layers: facadelint_contracts.OpsLayersContract"
    )
    assert parser["importlinter:contract:ops_layers"]["type"] == "ops_layers"


def test_a_contract_needs_a_domain(write_project):
    root = write_project(
        {
            "facadelint.toml": '[[facades]]\nclass = "shop:Shop"\nplan = { order = ["a"] }\n',
            "shop.py": "class Shop:\n    def a(self):\n        return [self]\n",
        }
    )
    reason = "no facade has a domain yet, and a contract that sees nothing is an error."
    with pytest.raises(FacadelintError) as error:
        snippet("importlinter", root)
    assert str(error.value) == reason
    assert f"\n\n; .importlinter: {reason}\n\n# .github" in snippet("all", root)


def test_github_actions(adopted):
    text = snippet("github-actions", adopted)
    assert text.startswith("# .github/workflows/facadelint.yml: ")
    assert "      - run: facadelint check --output-format sarif --output-file facadelint.sarif\n" in text


def test_all(adopted):
    assert snippet("all", adopted) == "\n".join(snippet(name, adopted) for name in NAMES[:-1])


def test_a_project_that_is_not_configured(shop):
    with pytest.raises(FacadelintError) as error:
        snippet("flake8", shop)
    assert str(error.value) == f'{shop} has no configuration to run with yet. Run "facadelint init" first.'


def test_a_configuration_that_cannot_be_used(shop):
    (shop / "facadelint.toml").write_text("[")
    with pytest.raises(ConfigError):
        snippet("flake8", shop)
