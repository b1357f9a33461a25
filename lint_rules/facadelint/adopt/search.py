"""Which classes of a project are worth a closer look: a search of its text, and a parse of what that leaves.

Parsing all of a large project takes ten times as long as searching its text.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from facadelint.adopt.sightings import MANY_DELEGATIONS, MANY_LINES, MANY_METHODS, Sighting, measure
from facadelint.core.config import ConfigFinder
from facadelint.engine.files import python_files
from facadelint.source.modules import ModuleFinder
from facadelint.source.text import parse, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from facadelint.adopt.roots import ImportRoots

_VENDORED = frozenset(
    f"{prefix}{name}"
    for prefix in ("", "_")
    for name in ("vendor", "vendored", "extern", "third_party", "thirdparty")
)
_TESTS = frozenset(("test", "tests", "testing"))
_BESIDE = frozenset(("benchmarks", "doc", "docs", "examples", "samples"))
"""Folders at the top of a project whose code is not the product's, unless they are packages."""
_GENERATED = re.compile(r"_pb2(_grpc)?$")

_DEFINITION = re.compile(rb"^(?:class\s+(\w+)|def\s|async\s+def\s)", re.MULTILINE)
_HEADER = re.compile(rb"class\s+\w+\s*(?:\[[^]]*\]\s*)?\(([^)]*)\)")
_METHOD = re.compile(rb"^[ \t]+(?:async[ \t]+)?def\s", re.MULTILINE)
_MIXIN = re.compile(rb"\w(?:Methods|Mixin)\b")
_HANDS_OVER = re.compile(rb"\b_*[A-Z]\w*\((?:[^()]*[\s,=])?self\s*[,)]")
_NAMED_SO = re.compile(rb"\bself\.(\w+_(?:domain|ops))\b")
_DELEGATES = re.compile(rb"^[ \t]+(?:return[ \t]+)?(?:await[ \t]+)?self\.\w+(?:\(\))?\.\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search of a project found."""

    files: int
    """How many Python files it has, tests and vendored ones included."""
    sightings: tuple[Sighting, ...]
    """The classes whose text may be that of a facade, in the order of their names."""
    configured: frozenset[Path] = frozenset()
    """Folders further down that have a configuration, whose files were left alone."""


def search(root: Path, roots: ImportRoots) -> Search:
    """Search every Python file below a folder; one that a folder further down configures is not looked at.

    Raises:
        ConfigError: a ``pyproject.toml`` mentions facadelint and cannot be used.
        FacadelintError: a folder cannot be read.
    """
    files = python_files([root])
    finder = ConfigFinder()
    configured: set[Path] = set()

    def is_configured(path: Path) -> bool:
        config = finder.find(path)
        if config is None or root not in config.parent.parents:
            return False
        configured.add(config.parent)
        return True

    texts = {
        path: text
        for path in files
        if _is_own_code(path, root) and not is_configured(path) and isinstance(text := read(path), bytes)
    }
    bases = Counter(base for text in texts.values() for base in _base_names(text))
    exclusive = {base for base, number in bases.items() if number == 1}
    found: list[Sighting] = []
    for path, text in texts.items():
        worth = {name for name, body in _classes(text) if _is_worth_parsing(body)}
        if worth:
            found += _sightings(path, text, worth, roots, exclusive)
    return Search(len(files), tuple(sorted(found, key=lambda each: each.name)), frozenset(configured))


def _is_own_code(path: Path, root: Path) -> bool:
    """Whether a file is the project's own code: no test, no example, nothing vendored or made by a compiler."""
    *folders, last = path.relative_to(root).with_suffix("").parts
    if folders and folders[0] in _BESIDE and not (root / folders[0] / "__init__.py").is_file():
        return False
    return not (
        last.startswith("test_")
        or last.endswith("_test")
        or last in ("conftest", "setup", "tests")
        or _GENERATED.search(last)
        or not _TESTS.union(_VENDORED).isdisjoint(folders)
    )


def _classes(text: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the text of each class, from its header to the next definition at the left margin."""
    definitions = list(_DEFINITION.finditer(text))
    for definition, following in zip_longest(definitions, definitions[1:]):
        if definition[1] is not None:
            end = following.start() if following is not None else len(text)
            yield definition[1].decode("utf-8", "replace"), text[definition.start() : end]


def _is_worth_parsing(text: bytes) -> bool:
    """Whether the text of a class may be a facade or a monolith; too much is found rather than too little."""
    header = _HEADER.match(text)
    return (
        (header is not None and len(_MIXIN.findall(header[1])) > 1)
        or text.count(b"\n") > MANY_LINES
        or len(_METHOD.findall(text)) > MANY_METHODS
        or len(set(_HANDS_OVER.findall(text))) > 1
        or len(set(_NAMED_SO.findall(text))) > 1
        or len(_DELEGATES.findall(text)) >= MANY_DELEGATIONS
    )


def _base_names(text: bytes) -> Iterator[str]:
    """The last names of the bases of every class of a module that has mixins."""
    for header in _HEADER.findall(text) if _MIXIN.search(text) else ():
        for base in header.split(b","):
            yield base.strip().rpartition(b".")[2].partition(b"[")[0].decode("utf-8", "replace")


def _sightings(
    path: Path, text: bytes, names: Collection[str], roots: ImportRoots, exclusive: Collection[str]
) -> Iterator[Sighting]:
    tree = parse(text, str(path))
    if not isinstance(tree, ast.Module):
        return
    root = roots.of(path, text)
    module = ModuleFinder((root,)).name_of(path)
    if module is None or not all(part.isidentifier() for part in module.split(".")):
        return  # nothing can import a script of such a name
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name in names and not _is_test_case(node):
            yield measure(node, path, root, module, exclusive)


def _is_test_case(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("TestCase") for base in node.bases)
