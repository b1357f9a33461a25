"""Finding the configuration of a file; loading it is tested in test_config.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from config_files import write

from facadelint.core.config import ConfigFinder, find_config, load_config
from facadelint.core.errors import ConfigError

FACADE = '[[facades]]\nclass = "shop.facade:Shop"\n'
PYPROJECT = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'


def test_the_nearest_configuration_upward_wins(tmp_path: Path) -> None:
    outer = write(tmp_path / "pyproject.toml", PYPROJECT)
    inner = write(tmp_path / "a/b/facadelint.toml", FACADE)
    module = write(tmp_path / "a/b/c/module.py", "")

    assert find_config(module) == inner
    assert find_config(module.parent) == inner
    assert find_config(inner) == inner
    assert find_config(tmp_path / "a") == outer


def test_a_start_that_does_not_exist_is_a_file_to_be(tmp_path: Path) -> None:
    config = write(tmp_path / "facadelint.toml", FACADE)

    assert find_config(tmp_path / "new/unsaved.py") == config


def test_a_relative_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = write(tmp_path / "facadelint.toml", FACADE)
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")

    assert find_config(Path("module.py")) == config
    assert find_config(Path()) == config


def test_facadelint_toml_wins_over_pyproject_toml_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", PYPROJECT)
    own = write(tmp_path / "facadelint.toml", FACADE)

    assert find_config(tmp_path) == own


@pytest.mark.parametrize(
    "content",
    [
        "[project]\nname = 'x'\n",
        "[project]\ndependencies = ['facadelint']\n",
        "[tool.ruff]\nselect = ['facadelint']\n",
        "tool = 'facadelint'\n",
        "[project\n",
        "# facadelint\n[project\n",
        b"# facadelint \xe9\n",
    ],
)
def test_a_pyproject_toml_without_the_table_does_not_count(tmp_path: Path, content: str | bytes) -> None:
    outer = write(tmp_path / "facadelint.toml", FACADE)
    write(tmp_path / "a/pyproject.toml", content)

    assert find_config(tmp_path / "a") == outer


def test_a_folder_called_pyproject_toml_does_not_count(tmp_path: Path) -> None:
    outer = write(tmp_path / "facadelint.toml", FACADE)
    (tmp_path / "a/pyproject.toml").mkdir(parents=True)

    assert find_config(tmp_path / "a") == outer


@pytest.mark.parametrize(
    "content", ["[tool.facadelint]", "[tool]\nfacadelint = 3", "tool = {facadelint = {}}"]
)
def test_a_pyproject_toml_with_any_such_table_counts(tmp_path: Path, content: str) -> None:
    config = write(tmp_path / "pyproject.toml", content)

    assert find_config(tmp_path) == config


def test_a_broken_pyproject_toml_that_mentions_the_table_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", "[tool.facadelint]\nsrc = [\n\n[tool.ruff]\nx = 1\n")

    with pytest.raises(ConfigError) as caught:
        find_config(tmp_path)

    assert str(caught.value) == f"{file}: line 4, column 2: not TOML: invalid value."


@pytest.mark.parametrize(
    ("error", "reason"),
    [(PermissionError(13, "Permission denied"), "permission denied"), (OSError("odd"), "odd")],
)
def test_a_pyproject_toml_that_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    file = write(tmp_path / "pyproject.toml", PYPROJECT)

    def refuse(path: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ConfigError) as caught:
        find_config(tmp_path)

    assert str(caught.value) == f"{file}: cannot be read: {reason}."


def test_no_configuration_anywhere(tmp_path: Path) -> None:
    finder = ConfigFinder()
    above = [finder.find(folder) for folder in tmp_path.parents]
    assert set(above) == {None}, (
        "the machine that runs the tests has a configuration above its temporary folder"
    )

    assert find_config(tmp_path) is None
    assert finder.find(Path(tmp_path.anchor)) is None


def test_a_finder_looks_into_each_folder_once(tmp_path: Path) -> None:
    config = write(tmp_path / "facadelint.toml", FACADE)
    finder = ConfigFinder()
    assert finder.find(tmp_path / "a/b/module.py") == config

    write(tmp_path / "a/facadelint.toml", FACADE)
    write(tmp_path / "a/b/c/facadelint.toml", FACADE)

    assert finder.find(tmp_path / "a/other.py") == config
    assert finder.find(tmp_path / "a/b/module.py") == config
    assert finder.find(tmp_path / "a/b/c") == tmp_path / "a/b/c/facadelint.toml"
    assert ConfigFinder().find(tmp_path / "a/b/module.py") == tmp_path / "a/facadelint.toml"


@pytest.mark.parametrize("name", ["facadelint.toml", "pyproject.toml"])
def test_a_finder_reads_each_file_once(tmp_path: Path, name: str) -> None:
    config = write(tmp_path / name, FACADE if name == "facadelint.toml" else PYPROJECT)
    finder = ConfigFinder()
    assert finder.find(tmp_path) == config
    if name == "pyproject.toml":
        config.unlink()

    settings = finder.load(config)
    config.unlink(missing_ok=True)

    assert settings.facades[0].name == "shop.facade:Shop"
    assert finder.load(Path(os.path.relpath(config))) is settings


def test_links_stay_as_the_user_sees_them(tmp_path: Path) -> None:
    real = write(tmp_path / "real/facadelint.toml", FACADE)
    (tmp_path / "link").symlink_to(real.parent, target_is_directory=True)

    config = find_config(tmp_path / "link")

    assert config == tmp_path / "link/facadelint.toml"
    assert load_config(config).root == tmp_path / "link"


def test_finding_nothing_costs_nothing(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.ruff]\n")
    code = (
        "import sys, pathlib\n"
        "from facadelint.core.config import find_config\n"
        f"find_config(pathlib.Path({str(tmp_path)!r}))\n"
        "print(sorted(sys.modules.keys() & {'tomli', 'difflib', 'json', 'facadelint.core.reading'}))\n"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"
