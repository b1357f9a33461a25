"""The flake8 adapter, the only module that imports flake8.

Nothing heavy is imported before a file is found that goes by a facadelint configuration: a project
without one pays for a look at its folders and no more.
"""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from flake8.discover_files import expand_paths
from flake8.exceptions import ExecutionError
from flake8.utils import matches_filename, stdin_get_value

from facadelint import __version__
from facadelint.core.config import CONFIG_FILES, ConfigFinder
from facadelint.core.errors import ConfigError, FacadelintError, Problem

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Iterator, Sequence

    from flake8.options.manager import OptionManager

    from facadelint.core.baseline import Baseline
    from facadelint.core.violation import Violation
    from facadelint.engine.single import SingleFiles

_Result = tuple[int, int, str, type["FacadePlugin"]]

_LOG = logging.getLogger(__name__)

_NAMELESS = "stdin"
"""What flake8 calls standard input where ``--stdin-display-name`` does not say what it is."""


class FacadePlugin:
    """What flake8 instantiates for every file; the state of the run is shared by all instances."""

    name = "facadelint"
    version = __version__
    _run: ClassVar[_Run | None] = None

    def __init__(self, tree: ast.AST, filename: str) -> None:
        del tree  # the map's own tree of a file is the one that inference knows
        self.filename = filename

    @classmethod
    def add_options(cls, parser: OptionManager) -> None:
        """Declare ``--facadelint-config``."""
        parser.add_option(
            "--facadelint-config",
            metavar="PATH",
            default=None,
            parse_from_config=True,
            normalize_paths=True,
            help="The facadelint configuration to use, instead of the nearest one above each file.",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Begin a run; flake8 calls this once, and in every worker process that is not forked.

        Raises:
            flake8.exceptions.ExecutionError: a configuration cannot be used; flake8 stops with its text.
        """
        cls._run = _Run(options)
        if multiprocessing.parent_process() is not None:
            return  # a pool starts a worker again and again that fails before its first file
        try:
            cls._run.validate()
        except FacadelintError as error:
            raise _stop(error) from None

    def run(self) -> Iterator[_Result]:
        """Yield what flake8 wants: line from 1, column from 0, text, type.

        Raises:
            flake8.exceptions.ExecutionError: as above, of a configuration that only a file leads to.
        """
        assert self._run is not None
        try:
            found = self._run.check(self.filename)
        except FacadelintError as error:
            raise _stop(error) from None
        for line, column, text in found:
            yield line, column - 1, text, type(self)


class _Run:
    """One run of flake8, and the configurations that it met."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.config: str | None = options.facadelint_config
        self.selected = [
            word
            for words in (options.select, options.extend_select)
            for word in words or ()
            if word.startswith("FAC")
        ]
        self.filenames: list[str] = options.filenames or ["."]
        self.stdin: str | None = options.stdin_display_name if "-" in self.filenames else None
        """What standard input stands for, where it is to be checked."""
        self._patterns: list[str] = options.filename
        self._excluded: tuple[str, ...] = (*options.exclude, *options.extend_exclude)
        self._has_workers: bool = options.jobs.is_auto or options.jobs.n_jobs > 1
        self.finder = ConfigFinder()
        self._known: dict[Path, SingleFiles] = {}
        self._baselines: dict[Path, Baseline] = {}

    def validate(self) -> None:
        """Build the maps of the paths that flake8 was given, so that a mistake is said once and up front."""
        if self.config is not None:
            self.finder.load(self._explicit(self.config))
        for name in self.filenames:
            if name != "-":  # standard input is not read before flake8 reads it
                self._validate(_absolute(name))
        if self.config is None and self._has_workers:
            self._validate_nested()

    def _validate(self, path: Path) -> None:
        config = self._config_of(path)
        if config is not None:
            self._files(config).validate()

    def _validate_nested(self) -> None:
        """Look at configurations further down as well, before there are workers.

        A pool of flake8's whose worker fails ends at once or, now and then, never.
        """
        for folder in self._configured():
            try:
                self._validate(folder)
            except FacadelintError:
                for file in map(_absolute, self._expanded()):
                    if folder in file.parents:
                        self._validate(file)  # where no file goes by it, it is nobody's business

    def _configured(self) -> Iterator[Path]:
        """The folders that flake8 enters, and in which a configuration may lie."""
        for name in self.filenames:
            for folder, inner, files in os.walk(name):
                inner[:] = [each for each in inner if not self._is_excluded(f"{folder}{os.sep}{each}")]
                if not CONFIG_FILES.isdisjoint(files):
                    yield _absolute(folder)

    def _is_excluded(self, path: str) -> bool:
        return matches_filename(path, patterns=self._excluded, log_message="", logger=_LOG)

    def _expanded(self) -> Iterator[str]:
        """The files that flake8 is going to check."""
        return expand_paths(
            paths=self.filenames,
            stdin_display_name=self.stdin or _NAMELESS,
            filename_patterns=self._patterns,
            exclude=self._excluded,
        )

    def check(self, filename: str) -> list[tuple[int, int, str]]:
        """The violations of one file: line and column, both from 1, and the text."""
        if filename == self.stdin == _NAMELESS:
            return []  # an editor that does not say which file it is gets no answer
        path = _absolute(filename)
        config = self._config_of(path)
        if config is None:
            return []
        found = self._files(config).check(path)
        if not isinstance(found, list):
            # flake8 reads what Python itself does not, an unknown encoding as Latin-1, and would be silent.
            return [(found.line, found.column, f"E902 facadelint: {found.message}")]
        if found and config in self._baselines:
            found = self._new(self._baselines[config], self._files(config).lines(path), found)
        return [(each.location.line, each.location.column, f"{each.code} {each.message}") for each in found]

    @staticmethod
    def _new(baseline: Baseline, lines: Sequence[str], found: list[Violation]) -> list[Violation]:
        """What the baseline does not list; flake8 itself takes out later what a comment silences."""
        from facadelint.engine.suppressions import Suppressions

        comments = Suppressions(lines)
        return baseline.sort(found, lambda each: comments.is_suppressed(each.code, each.location.line)).new

    def _explicit(self, name: str) -> Path:
        path = _absolute(name)
        if not path.exists():
            hint = None if os.sep in name else f'In flake8\'s own configuration write "./{name}".'
            raise ConfigError(Problem(path, "--facadelint-config", "there is no such file", hint))
        return path

    def _config_of(self, path: Path) -> Path | None:
        return self._explicit(self.config) if self.config is not None else self.finder.find(path)

    def _files(self, config: Path) -> SingleFiles:
        if config not in self._known:
            from facadelint.engine.single import SingleFiles

            settings = self.finder.load(config)
            if settings.baseline is not None:
                from facadelint.core.baseline import load_baseline

                self._baselines[config] = load_baseline(settings.baseline, settings.root)
            self._known[config] = SingleFiles(settings, self.selected, self._overlay())
        return self._known[config]

    def _overlay(self) -> dict[Path, bytes]:
        """The unsaved content of the file that an editor sends, for every file that depends on it."""
        if self.stdin in (None, _NAMELESS):
            return {}
        return {_absolute(self.stdin): _encode(stdin_get_value())}


def _absolute(name: str) -> Path:
    """As :func:`facadelint.source.modules.absolute`, which a project without a configuration need not import."""
    if ".." in name and ".." in Path(name).parts:
        return Path(os.path.realpath(name))
    return Path(os.path.abspath(name))  # noqa: PTH100 - this runs for every file


def _stop(error: FacadelintError) -> ExecutionError:
    """What ends flake8 with a text instead of a traceback; unlike ours, it survives a worker process."""
    return ExecutionError(f"facadelint: {error}")


def _encode(text: str) -> bytes:
    """Text as flake8 decoded it, back to bytes in the encoding that it declares."""
    source = text.encode("utf-8", "surrogatepass")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return source if encoding.startswith("utf-8") else text.encode(encoding)
    except (SyntaxError, LookupError, ValueError):
        return source
