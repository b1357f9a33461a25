"""The flake8 adapter, the only module that imports flake8.

Nothing heavy is imported before a file is found that goes by a facadelint configuration: a project
without one pays for a look at its folders and no more.
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from flake8.exceptions import ExecutionError

from facadelint import __version__
from facadelint.core.config import ConfigFinder
from facadelint.core.errors import ConfigError, FacadelintError, Problem

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

    from facadelint.engine.session import Session

_Result = tuple[int, int, str, type["FacadePlugin"]]


class FacadePlugin:
    """What flake8 instantiates for every file; the state of the run is shared by all instances."""

    name = "facadelint"
    version = __version__
    _run: ClassVar[_Run | None] = None

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        del tree  # the map's own tree of a file is the one that inference knows
        self.filename = filename
        self.lines = lines

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
        """Begin a run; flake8 calls this in every process.

        Raises:
            flake8.exceptions.ExecutionError: a configuration cannot be used; flake8 stops with its text.
        """
        cls._run = _Run(options)
        try:
            cls._run.validate()
        except FacadelintError as error:
            raise ExecutionError(f"facadelint: {error}") from None

    def run(self) -> Iterator[_Result]:
        """Yield what flake8 wants: line from 1, column from 0, text, type."""
        assert self._run is not None
        for line, column, text in self._run.check(self.filename, self.lines):
            yield line, column, text, type(self)


class _Run:
    """One run of flake8: configurations found, sessions built."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.config: str | None = options.facadelint_config
        self.selected = [
            word
            for words in (getattr(options, "select", None), getattr(options, "extend_select", None))
            for word in words or ()
            if word.startswith("FAC")
        ]
        self.filenames: list[str] = list(getattr(options, "filenames", None) or ["."])
        self.display_name: str = getattr(options, "stdin_display_name", "stdin")
        self.finder = ConfigFinder()
        self._sessions: dict[Path, Session] = {}

    @property
    def reads_stdin(self) -> bool:
        return "-" in self.filenames

    def validate(self) -> None:
        """Build the maps of the paths that flake8 was given, so that a mistake is said once and up front."""
        if self.config is not None:
            self._explicit()
        for name in [self.display_name] if self.reads_stdin else self.filenames:
            config = self._config_of(Path(name).absolute())
            if config is not None and not self.reads_stdin:
                self._session(config, None)

    def check(self, filename: str, lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The violations of one file."""
        path = Path(filename).absolute()
        if self.reads_stdin and self.display_name == "stdin":
            return  # an editor that does not say which file it is gets no answer
        config = self._config_of(path)
        if config is None:
            return
        overlay = (path, _encode("".join(lines))) if self.reads_stdin else None
        session = self._session(config, overlay)
        from facadelint.engine.session import is_excluded  # noqa: PLC0415 - only configured projects pay

        module = session.module(path)
        if module is None or is_excluded(session.settings, path):
            return
        for violation in session.violations(module):
            place = violation.location
            yield place.line, place.column - 1, f"{violation.code} {violation.message}"

    def _explicit(self) -> Path:
        path = Path(self.config or "").absolute()
        if not path.is_file():
            problem = Problem(path, "--facadelint-config", "there is no such file")
            raise ConfigError(problem)
        return path

    def _config_of(self, path: Path) -> Path | None:
        return self._explicit() if self.config is not None else self.finder.find(path)

    def _session(self, config: Path, overlay: tuple[Path, bytes] | None) -> Session:
        if config not in self._sessions:
            from facadelint.engine.selection import resolve  # noqa: PLC0415 - see above
            from facadelint.engine.session import Session  # noqa: PLC0415
            from facadelint.rules.loader import load_rules  # noqa: PLC0415

            rules = load_rules()
            known = [word for word in self.selected if any(rule.code.startswith(word) for rule in rules)]
            settings = self.finder.load(config)
            selection = resolve(rules, settings, extend_select=known)
            self._sessions[config] = Session(settings, selection, dict([overlay]) if overlay else None)
        return self._sessions[config]


def _encode(text: str) -> bytes:
    """Text as flake8 decoded it, back to bytes in the encoding that it declares."""
    source = text.encode("utf-8", "surrogatepass")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return source if encoding.startswith("utf-8") else text.encode(encoding)
    except (SyntaxError, UnicodeEncodeError, LookupError):
        return source
