"""Copies of this process that do a part of its work: each begins with all that was read and worked out so far.

A fork is what makes them worth while. Other ways to start a process would begin with nothing, and read the
project anew; so where there is no fork, or it is not safe, there are no copies.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Self

if TYPE_CHECKING:
    from collections.abc import Callable


def processors() -> int:
    """How many processes may work at once: one, where this one cannot be copied."""
    # macOS has fork, and system libraries that do not outlive it.
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


class Copy:
    """One copy, at work from the moment that it is made; use it in a ``with`` statement, which ends it."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        """
        Args:
            work: what the copy does; what it prints or changes is nobody's, only what it returns counts.

        Raises:
            OSError: the system has no room for another process.
        """
        reader, writer = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(reader)
            os.close(writer)
            raise
        if not self._process:
            os.close(reader)
            _work(work, writer)
        os.close(writer)
        self._reader: BinaryIO = open(reader, "rb")  # noqa: PTH123, SIM115 - a pipe, closed with the copy
        self._is_running = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
        if self._is_running:
            with suppress(ProcessLookupError):
                os.kill(self._process, 15)
            os.waitpid(self._process, 0)

    def result(self) -> bytes | None:
        """What the work came to, as soon as it is done; None where the copy did not get to its end."""
        found = self._reader.read()
        self._is_running = False
        _, status = os.waitpid(self._process, 0)
        return None if status else found


def _work(work: Callable[[], bytes], writer: int) -> NoReturn:
    """Work, and end without any of what this process would do at its end, which is not the copy's to do."""
    code = 1
    try:
        with open(writer, "wb") as file:
            file.write(work())
        code = 0
    except BaseException:  # noqa: BLE001, S110 - whoever waits does the work again, and meets what went wrong
        pass
    finally:
        os._exit(code)
