"""Dotted module names and the files behind them, under several import roots."""

from __future__ import annotations

import ast
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.source.locator import Locator
from facadelint.source.news import News
from facadelint.source.skim import SkimmedImport, skim_imports
from facadelint.source.text import ParseProblem, decode, parse, read, searchable, split_lines
from facadelint.source.trace import Trace, digest, digest_of_paths, python_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping


def absolute(path: Path) -> Path:
    """A path from the root of the file system, without ``..``, so that a file has one name.

    Links stay, since the user's view of the project counts, save where ``..`` follows one: ``link/..``
    may be elsewhere.
    """
    return Path(os.path.realpath(path)) if ".." in path.parts else Path.cwd() / path


class Module:
    """One module of the project; text and tree are read when they are first asked for."""

    def __init__(
        self,
        name: str,
        path: Path,
        source: bytes | None = None,
        when_read: Callable[[Module], None] | None = None,
    ) -> None:
        """``source`` stands for an unsaved file; ``when_read`` is told of the module when its content is asked for."""
        self.name = name
        self.path = path
        self._source = source
        self._when_read = when_read
        self._answers: dict[Hashable, bool] = {}

    def __repr__(self) -> str:
        return f"Module({self.name})"

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def package(self) -> str:
        """The name that a relative import starts from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @cached_property
    def source(self) -> bytes | ParseProblem:
        if self._when_read is not None:
            self._when_read(self)
        return read(self.path) if self._source is None else self._source

    @cached_property
    def digest(self) -> str | None:
        """The digest of the content; None where it cannot be read."""
        return digest([self.source]) if isinstance(self.source, bytes) else None

    @cached_property
    def _parsed(self) -> ast.Module | ParseProblem:
        if isinstance(self.source, ParseProblem):
            return self.source
        return parse(self.source, str(self.path))

    @property
    def problem(self) -> ParseProblem | None:
        """Why there is no tree; None where there is one."""
        return self._parsed if isinstance(self._parsed, ParseProblem) else None

    @property
    def is_known_broken(self) -> bool:
        """Whether somebody asked for the tree and there is none; asks for nothing itself."""
        return isinstance(self.__dict__.get("_parsed"), ParseProblem)

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; empty where the file does not parse, so that what depends on it stays quiet."""
        if isinstance(self._parsed, ParseProblem):
            return ast.Module(body=[], type_ignores=[])  # its own: scopes are remembered by their trees
        return self._parsed

    @cached_property
    def text(self) -> str:
        try:
            return decode(self.source) if isinstance(self.source, bytes) else ""
        except (SyntaxError, LookupError, ValueError):
            return ""

    @property
    def was_read(self) -> bool:
        """Whether anybody asked for the content."""
        return "source" in vars(self)

    @cached_property
    def searched(self) -> str:
        """The text in the form in which names are searched for; empty where it cannot be read."""
        return searchable(self.source) if isinstance(self.source, bytes) else ""

    def mentions(self, text: str) -> bool:
        """Whether a text occurs anywhere; searched for once, since each function of a module asks."""
        return self.once(text, lambda: text in self.searched)

    def once(self, question: Hashable, answer: Callable[[], bool]) -> bool:
        """The answer to a question about the text, which several may ask."""
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]

    @cached_property
    def skimmed(self) -> tuple[SkimmedImport, ...]:
        """The import statements in the text, found without parsing it."""
        return tuple(skim_imports(self.searched, self.package))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return split_lines(self.text)

    def line(self, number: int) -> str:
        """The line of that number, counted from 1; empty beyond the end of the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


class ModuleFinder:
    """Finds modules below import roots as Python would, namespace packages included; imports nothing."""

    def __init__(self, roots: tuple[Path, ...], overlay: Mapping[Path, bytes] | None = None) -> None:
        """``overlay`` holds the unsaved content of files, as an editor sends it."""
        self.roots = roots
        self._overlay = dict(overlay or {})
        self._modules: dict[str, Module | None] = {}
        self._strays: list[Module] = []
        self._folders: dict[str, Path | None] = {}
        self._files = Locator(map(os.fspath, roots), self._overlay)
        self._listed: dict[Path, str] = {}
        self._news = News(self._find)
        self._packages: dict[str, str | None] = {}
        self._deepest_first = sorted(roots, key=lambda root: -len(root.parts))

    def find(self, name: str) -> Module | None:
        """The module of that dotted name, or None where no file has it (a namespace package has none)."""
        self._news.want(name)
        return self._find(name)

    def file_of(self, name: str) -> str | None:
        """The file of the module of that dotted name, for whoever needs no more of it."""
        self._news.want(name)
        known = self._modules.get(name)
        return self._files.file(name) if known is None else str(known.path)

    def _find(self, name: str) -> Module | None:
        if name not in self._modules:
            file = self._files.file(name)
            self._modules[name] = None if file is None else self._made(name, Path(file))
        return self._modules[name]

    def _made(self, name: str, path: Path) -> Module:
        source = self._overlay.get(path) if self._overlay else None
        return Module(name, path, source, self._news.note_reading)

    def unsaved(self, path: str) -> bytes | None:
        """The content that stands for a file's, where an editor sent one."""
        return self._overlay.get(Path(path)) if self._overlay else None

    def broken(self) -> list[Module]:
        """The modules that somebody asked for the tree of in vain, in the order of their paths."""
        found = [module for module in self._modules.values() if module is not None and module.is_known_broken]
        return sorted(found, key=lambda module: module.path)

    def folder(self, name: str) -> Path | None:
        """The folder of a package of that name, a namespace package included."""
        if name not in self._folders:
            self._folders[name] = self._files.folder(name)
            self._news.note_folder(name, self._folders[name])
        return self._folders[name]

    def exists(self, name: str) -> bool:
        """Whether an import of that name finds a module or a namespace package of the project."""
        return self.find(name) is not None or self.folder(name) is not None

    def is_compiled(self, name: str) -> bool:
        """Whether a file that is no Python source has the name of a module: ``order.pyx``, ``order.cpython-313.so``."""
        package, _, last = name.rpartition(".")
        folder = self.folder(package) if package else None
        found = folder is not None and any(
            path.name.partition(".")[0] == last and path.suffix not in ("", ".py")
            for path in folder.iterdir()
        )
        if found:
            self._news.give_up()
        return found

    def name_of(self, path: str | Path) -> str | None:
        """The dotted name of a file, below the deepest import root that holds it; None outside of all."""
        folder, file = os.path.split(path)
        if folder not in self._packages:
            self._packages[folder] = self._package_of(Path(folder))
        package = self._packages[folder]
        stem = file.removesuffix(".py")
        if package is None or stem == "__init__":
            return package or None
        return f"{package}.{stem}" if package else stem

    def _package_of(self, folder: Path) -> str | None:
        """The dotted name of a folder, empty for an import root; None outside of all."""
        for root in self._deepest_first:
            if folder.is_relative_to(root):
                return ".".join(folder.relative_to(root).parts)
        return None

    def at(self, path: Path) -> Module | None:
        """The module that a file is; None where it lies below no import root."""
        name = self.name_of(path)
        if name is None:
            return None
        if name not in self._modules and self._files.file(name) == os.fspath(path):
            self._modules[name] = self._made(name, path)  # the very path: made once, compared at once
        module = self._find(name)
        if module is None or (module.path is not path and module.path != path):
            # A script or a shadowed file: it has a name of its own, and nothing can import it by that.
            module = self._made(name, path)
            self._strays.append(module)
        return module

    def glance(self, path: Path) -> Module | None:
        """As :meth:`at`, for a look at a name and a text of which nothing is kept."""
        name = self.name_of(path)
        if name is None:
            return None
        return self._known(os.fspath(path)) or self._made(name, path)

    def _known(self, path: str) -> Module | None:
        """The module of a file that was asked for before."""
        module = self._modules.get(self.name_of(path) or "")
        return module if module is not None and str(module.path) == path else None

    def below(self, folder: Path) -> Iterator[Module]:
        """Every module of a folder, at any depth, in a stable order."""
        paths = python_paths(str(folder))
        self._listed[folder] = digest_of_paths(paths)
        self._news.note_listing(folder, self._listed[folder])
        for path in paths:
            # A folder, and the link that Emacs leaves beside what it edits, may be called like a module.
            module = self._known(path)
            if module is None and os.path.isfile(path):  # noqa: PTH113
                module = self.at(Path(path))
            if module is not None:
                self._news.want(module.name)
                yield module

    def trace(self) -> Trace:
        """All that was looked up and read so far."""
        modules = [module for module in (*self._modules.values(), *self._strays) if module is not None]
        return Trace(
            is_whole=self._news.is_whole,
            names={name: str(module.path) if module else None for name, module in self._modules.items()},
            folders={name: str(path) if path else None for name, path in self._folders.items()},
            listings={str(folder): found for folder, found in self._listed.items()},
            files={str(module.path): module.digest for module in modules if module.was_read},
        )

    def news(self) -> Trace:
        """What is new since this was asked the last time, without the files that nobody wanted by their names."""
        return self._news.take()

    def own_place(self, module: Module) -> Trace:
        """Where a module's own name leads: elsewhere, if it is a script or shadowed."""
        found = self._find(module.name)
        return Trace(names={module.name: str(found.path) if found else None})
