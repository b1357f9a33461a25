"""Check many files under one or several configurations and gather the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facadelint.engine.report import Report


def check_paths(
    paths: Sequence[Path],
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stdin: tuple[Path, bytes] | None = None,
) -> Report:
    """Check files and folders, each file under the nearest configuration above it.

    Args:
        paths: files and folders that exist; the working directory where the user named none.
        select: code prefixes or rule names that replace the configuration's ``select``.
        extend_select: prefixes added to it.
        ignore: prefixes that replace the configuration's ``ignore``.
        stdin: a path and the bytes that stand for its content, as an editor sends them.

    Raises:
        ConfigError: a configuration cannot be used.
        FacadelintError: nothing would be checked: no configuration, no file, no rule.
    """
    raise NotImplementedError
