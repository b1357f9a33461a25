"""The only place that writes: to streams, which may be closed early, and to files, whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from facadelint.core.errors import FacadelintError
from facadelint.core.files import mode_of_new_files, written_beside
from facadelint.reporters.cells import harmless
from facadelint.reporters.style import Style, wants_colour
from facadelint.reporters.view import NO_TERMINAL_WIDTH, View
from facadelint.reporters.words import parse_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.engine.report import FileProblem


def stdout_view() -> View:
    """How a report on standard output is seen."""
    columns = shutil.get_terminal_size((NO_TERMINAL_WIDTH, 24)).columns
    return View(Path.cwd(), Style(wants_colour(sys.stdout, os.environ)), columns)


def tolerate_encodings() -> None:
    """Let characters that a stream's encoding lacks come out escaped instead of ending the program.

    Lines end as they are written: Windows would make a patch for files whose lines end in ``\\n`` one that fits none.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", newline="\n")


def emit(text: str) -> None:
    """Write to standard output, escape sequences included, and flush.

    A reader that has gone (``| head``) is no error, and does not change the exit code.

    Raises:
        FacadelintError: standard output cannot be written to, since a disk is full.
    """
    try:
        click.echo(text, nl=False, color=True)
        sys.stdout.flush()
    except OSError as error:
        _discard(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise FacadelintError(f"cannot write to standard output: {error.strerror}") from error


def complain(text: str) -> None:
    """Write a line to standard error; where nobody reads that either, there is nobody left to tell."""
    try:
        click.echo(text, err=True)
    except OSError:
        _discard(sys.stderr)


def complain_of_files(problems: Iterable[FileProblem], view: View) -> None:
    """Name on standard error the files that do not parse, a line each."""
    for problem in problems:
        place = f"{view.path(problem.path)}:{problem.line}:{problem.column}"
        complain(harmless(f"{place}: {parse_error(problem)}"))


def end(code: int) -> NoReturn:
    """End the process at once, as mypy does: to free all syntax trees takes a tenth of a first check.

    Args:
        code: the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, broken, or not there at all
            stream.flush()
    os._exit(code)


def _discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or the interpreter fails on it at exit with a code of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def write_file(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8, so that a reader sees the old content or the new, never a part.

    The permissions of an existing file stay; a link stays a link. What is no regular file (``/dev/stdout``)
    is written to directly.

    Raises:
        FacadelintError: the file cannot be written; an old one is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG | mode_of_new_files()
        if not stat.S_ISREG(mode):
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        hidden = written_beside(target, text.encode(), stat.S_IMODE(mode))
        try:
            hidden.replace(target)
        except BaseException:
            with suppress(OSError):
                hidden.unlink()
            raise
    except OSError as error:
        raise FacadelintError(f"cannot write {path}: {error.strerror}") from error
