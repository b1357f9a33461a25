"""What the extra ``fix`` installs, asked for before any work is done."""

from __future__ import annotations

from importlib import import_module

from facadelint.core.errors import FacadelintError


def require_libcst() -> None:
    """Make sure that LibCST is there.

    Raises:
        FacadelintError: it is not installed.
    """
    _require("libcst", "LibCST, which reads code with its comments")


def require_griffe() -> None:
    """Make sure that griffe is there.

    Raises:
        FacadelintError: it is not installed.
    """
    _require("griffe", "griffe, which proves that the public API stays the same")


def _require(module: str, what: str) -> None:
    try:
        import_module(module)
    except ImportError:
        raise FacadelintError(f"this needs {what}: pip install 'facadelint[fix]'") from None
