"""Write so that a reader sees the old content or the new, never a part: a hidden file first, then a rename."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def written_beside(target: Path, content: bytes, mode: int) -> Path:
    """Write a hidden file beside the one that it is to replace, for the caller to rename.

    Args:
        target: the file to be replaced; it need not exist.
        content: what the hidden file holds.
        mode: the permissions of the hidden file, and so those of the target after the rename.

    Raises:
        OSError: it cannot be written; then it is not there.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        path.chmod(mode)
    except BaseException:
        path.unlink()
        raise
    return path


def mode_of_new_files() -> int:
    """The permissions of a file that was not there before; the process's mask can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
