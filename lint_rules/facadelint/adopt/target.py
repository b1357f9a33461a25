"""The file that a first configuration goes to, and what it may not do to that file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facadelint.core.config import OWN_FILE, PYPROJECT, find_config
from facadelint.core.documents import parse_toml, read_file
from facadelint.core.errors import ConfigError, FacadelintError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write, and what is there already."""

    file: Path
    content: str = ""
    """Of a ``pyproject.toml``, line ends and byte order mark included; empty for a file that is new."""

    @property
    def in_pyproject(self) -> bool:
        return self.file.name == PYPROJECT

    def with_settings(self, settings: str) -> str:
        """The whole new content: the old one unchanged, and the settings below it with its line ends.

        Raises:
            FacadelintError: no table can be added to the file, since its ``tool`` is an inline table.
        """
        if not self.content:
            return settings
        crlf = self.content.count("\r\n") * 2 > self.content.count("\n")
        ends = "" if self.content.endswith("\n") else "\n"
        gap = "\n" if self.content.strip("\ufeff\r\n\t ") else ""
        added = f"{ends}{gap}{settings}"
        text = self.content + (added.replace("\n", "\r\n") if crlf else added)
        if _without_settings(self._parsed(text)) != _without_settings(self._parsed(self.content)):
            raise FacadelintError(self._unfit)
        return text

    def _parsed(self, text: str) -> dict[str, Any]:
        try:
            return parse_toml(text.encode(), self.file)
        except ConfigError:
            raise FacadelintError(self._unfit) from None

    @property
    def _unfit(self) -> str:
        return (
            f"cannot add a table to {self.file}: its table tool is closed. "
            f"Write it as [tool.name] headers, or configure by hand in {OWN_FILE}."
        )


def target_in(root: Path) -> Target:
    """The file for the configuration of a folder.

    Raises:
        ConfigError: the folder's ``pyproject.toml`` cannot be read, or is no TOML.
        FacadelintError: the folder is configured already.
    """
    own = root / OWN_FILE
    if os.path.lexists(own):
        raise FacadelintError(f"{own} exists already, and init never overwrites a configuration.")
    file = root / PYPROJECT
    if os.path.lexists(file):
        content = read_file(file)
        tool = parse_toml(content, file).get("tool")
        if isinstance(tool, dict) and "facadelint" in tool:
            raise FacadelintError(
                f"{file} has [tool.facadelint] already, and init never overwrites a configuration."
            )
        if not os.access(file, os.W_OK):
            raise FacadelintError(f"cannot write {file}: Permission denied")
        return Target(file, content.decode("utf-8"))
    above = find_config(root)
    if above is not None:
        raise FacadelintError(
            f"{root} is configured already, by {above}. "
            f"For a configuration of its own, give it a {PYPROJECT} or a {OWN_FILE}."
        )
    return Target(own)


def _without_settings(document: dict[str, Any]) -> dict[str, Any]:
    tool = document.get("tool")
    if not isinstance(tool, dict):
        return document
    rest = {name: value for name, value in tool.items() if name != "facadelint"}
    return {name: value for name, value in document.items() if name != "tool"} | (
        {"tool": rest} if rest else {}
    )
