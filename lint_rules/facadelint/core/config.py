"""Find the configuration of a file, and load it.

A folder is configured by its ``facadelint.toml``, or by a ``pyproject.toml`` with a table
``[tool.facadelint]``; where it has both, ``facadelint.toml`` wins and the other is not looked at, as
``ruff.toml`` does in ruff. Nothing is inherited from folders further up.
"""

# os.path instead of pathlib: this runs for every folder above every file that flake8 is given.

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facadelint.core.documents import parse_toml, read_file
from facadelint.core.errors import ConfigError, Problem

if TYPE_CHECKING:
    from facadelint.core.settings import Settings

OWN_FILE = "facadelint.toml"
PYPROJECT = "pyproject.toml"
CONFIG_FILES = frozenset((OWN_FILE, PYPROJECT))


def table_path(file: Path) -> tuple[str, ...]:
    """The keys that lead to the settings in a configuration file; none where they stand at its top."""
    return ("tool", "facadelint") if file.name == PYPROJECT else ()


class ConfigFinder:
    """Finds and loads configurations; what it found and read is kept for as long as it lives.

    Make one for a run. A language server makes a new one when a configuration changes.
    """

    def __init__(self, *, require_baseline: bool = True) -> None:
        """Make a finder with empty caches; ``require_baseline`` is that of :func:`load_config`."""
        self._require_baseline = require_baseline
        self._nearest: dict[str, Path | None] = {}
        self._documents: dict[Path, dict[str, Any]] = {}
        self._settings: dict[Path, Settings] = {}

    def find(self, start: Path) -> Path | None:
        """The nearest configuration upward from a file or folder, absolute; None where there is none.

        The start need not exist, as the name of a file that an editor has not saved yet. A
        ``pyproject.toml`` that is no TOML does not count, unless it mentions ``tool.facadelint``.

        Raises:
            ConfigError: a ``pyproject.toml`` on the way may not be read, or it mentions
                ``tool.facadelint`` and is no TOML.
        """
        path = os.fspath(start)
        folder = os.path.dirname(path)
        if folder in self._nearest and path.endswith(".py"):  # of files beside one another, asked once
            return self._nearest[folder]
        path = os.path.abspath(path)  # symbolic links stay: the user's view counts
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        passed = []
        while folder not in self._nearest:
            passed.append(folder)
            config = self._config_in(folder)
            parent = os.path.dirname(folder)
            if config is not None or parent == folder:
                self._nearest[folder] = config
            else:
                folder = parent
        config = self._nearest[folder]
        self._nearest.update(dict.fromkeys(passed, config))
        return config

    def load(self, file: Path) -> Settings:
        """The settings of one configuration file, as :func:`load_config` gives them; read once."""
        if file in self._settings:
            return self._settings[file]
        file = _absolute(file)
        if file not in self._settings:
            document = self._documents.get(file)
            if document is None:
                document = parse_toml(read_file(file), file)
            self._settings[file] = _settings(document, file, require_baseline=self._require_baseline)
        return self._settings[file]

    def _config_in(self, folder: str) -> Path | None:
        own = os.path.join(folder, OWN_FILE)
        # A folder or a dangling link of that name counts, and is an error once it is loaded.
        if os.path.lexists(own):
            return Path(own)
        pyproject = os.path.join(folder, PYPROJECT)
        if os.path.isfile(pyproject) and self._has_table(Path(pyproject)):
            return Path(pyproject)
        return None

    def _has_table(self, file: Path) -> bool:
        content = read_file(file)
        if b"facadelint" not in content:
            return False
        try:
            document = parse_toml(content, file)
        except ConfigError:
            if b"tool.facadelint" in content:
                raise
            return False
        self._documents[file] = document
        tool = document.get("tool")
        return isinstance(tool, dict) and "facadelint" in tool


def find_config(start: Path) -> Path | None:
    """As :meth:`ConfigFinder.find`, for a single question."""
    return ConfigFinder().find(start)


def load_config(file: Path, *, require_baseline: bool = True) -> Settings:
    """Load one configuration file.

    Args:
        file: the ``pyproject.toml``, whose keys stand in ``[tool.facadelint]``, or a file of any other
            name, whose keys stand at the top.
        require_baseline: whether a baseline that the file names must exist; false for the command that
            is about to record it.

    Raises:
        ConfigError: the file cannot be read, is not TOML 1.1, or holds values that cannot be used;
            every one of them is reported.
    """
    file = _absolute(file)
    return _settings(parse_toml(read_file(file), file), file, require_baseline=require_baseline)


def _absolute(file: Path) -> Path:
    return Path(os.path.abspath(file))


def _settings(document: dict[str, Any], file: Path, *, require_baseline: bool) -> Settings:
    # Most files that flake8 looks at have no configuration, and pay for none of this.
    from facadelint.core.reading import read_settings
    from facadelint.core.tables import Problems, Table

    problems = Problems(file)
    table = Table(document, "", problems)
    if file.name == PYPROJECT:
        tool = Table(document["tool"], "tool", problems) if table.has_table("tool") else None
        if tool is None or "facadelint" not in tool:
            hint = 'Write [[tool.facadelint.facades]] and below it class = "package.module:Class".'
            raise ConfigError(Problem(file, "tool.facadelint", "there is no such table", hint))
        table = tool.table("facadelint", "a table")
        problems.raise_if_any()
    settings = read_settings(table, file, require_baseline=require_baseline)
    problems.raise_if_any()
    return settings
