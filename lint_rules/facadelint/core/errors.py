"""What can go wrong before a rule runs: one exception a person can act on, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class FacadelintError(Exception):
    """Base of every error that facadelint raises on purpose; the command line turns it into exit code 2."""


class NothingToCheckError(FacadelintError):
    """No file is left to be checked, which is a mistake unless somebody else has chosen the files."""


class Problem(NamedTuple):
    """One thing that is wrong with a configuration file."""

    file: Path
    key: str
    """Where it stands, ``tool.facadelint.facades[0].class``."""
    message: str
    """What is wrong, the offending value included."""
    hint: str | None = None
    """The nearest valid spelling, or what to do."""

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.file}: {self.key}: {self.message}.{hint}"


class ConfigError(FacadelintError):
    """The configuration cannot be used; carries every problem found, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    def __repr__(self) -> str:
        """Readable, because flake8 shows the repr of what happens while it checks a file."""
        return f"{type(self).__name__}: {self}"


class BaselineError(FacadelintError):
    """A baseline cannot be used, and is left as it is."""

    def __init__(self, file: Path, message: str, hint: str = "") -> None:
        """Name the file, and say what to do; without ``hint``, how to begin anew."""
        hint = hint or 'Restore it, or delete it and run "facadelint baseline".'
        super().__init__(f"{file}: {message}. {hint}")
