"""Configuration files that tests write, and what is said of those that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facadelint.core.config import load_config
from facadelint.core.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def problems(root: Path, content: str, name: str = "facadelint.toml") -> list[str]:
    """The lines of the error, without the file, and with the folder shortened to ROOT."""
    file = root / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{file}: ") for line in lines)
    return [line.removeprefix(f"{file}: ").replace(str(root), "ROOT") for line in lines]
