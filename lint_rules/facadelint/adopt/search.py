"""Which classes of a project are worth a closer look: a search of its text, and a parse of what that leaves.

Parsing all of a large project takes ten times as long as searching its text. Every class of a module is
measured where the text of one may be a facade; what is measured is syntax, nothing is inferred here.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facadelint.adopt.roots import ImportRoots
from facadelint.engine.files import python_files
from facadelint.facademap.bodies import functions_of, meaningful
from facadelint.facademap.guards import is_guard
from facadelint.facademap.laziness import is_cached
from facadelint.inference.classes import is_property, method_kind, receiver_name
from facadelint.source.modules import ModuleFinder
from facadelint.source.text import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MANY_METHODS = 50
"""A class with more methods may be a monolith."""
MANY_LINES = 800
"""So may one with more lines."""
MANY_DELEGATIONS = 10
"""A class with as many members that only call one and the same attribute may be a facade over it."""

_VENDORED = frozenset(
    f"{prefix}{name}" for prefix in ("", "_") for name in ("vendor", "vendored", "extern", "third_party", "thirdparty")
)
_TESTS = frozenset(("test", "tests", "testing"))
_GENERATED = re.compile(r"_pb2(_grpc)?$")

_DEFINITION = re.compile(rb"^(?:(class)|def|async def)\s", re.MULTILINE)
_HEADER = re.compile(rb"class\s+\w+\s*\(([^)]*)\)")
_METHOD = re.compile(rb"^[ \t]+(?:async[ \t]+)?def\s", re.MULTILINE)
_MIXIN = re.compile(rb"\w(?:Methods|Mixin)\b")
_HANDS_OVER = re.compile(rb"\b_*[A-Z]\w*\((?:[^()]*[\s,=])?self\s*[,)]")
_NAMED_SO = re.compile(rb"\bself\.(\w+_(?:domain|ops))\b")
_DELEGATES = re.compile(rb"\breturn[ \t]+(?:await[ \t]+)?self\.\w+(?:\(\))?\.\w")


@dataclass(slots=True)
class Sighting:
    """A class that may be a facade, with what its syntax says."""

    path: Path
    root: Path
    """The import root that the module's name starts from."""
    module: str
    class_name: str
    line: int
    lines: int
    methods: int
    """Methods and properties, each name once."""
    handed: set[str] = field(default_factory=set)
    """Names of classes that are called with ``self``."""
    mixins: tuple[str, ...] = ()
    """Bases that are named ``*Methods`` or ``*Mixin`` and that no other class of the project has."""
    delegations: Counter[str] = field(default_factory=Counter)
    """Attribute -> how many members do nothing but reach through it, guards left aside."""
    reached: set[str] = field(default_factory=set)
    """Attributes on which something is called."""

    @property
    def name(self) -> str:
        """``module:Class``."""
        return f"{self.module}:{self.class_name}"

    @property
    def promise(self) -> int:
        """How much the class promises to be a facade: decides which are looked at more closely."""
        parts = 20 * (len(self.handed) + len(self.mixins))
        return self.methods + parts + sum(self.delegations.values()) + 5 * len(self.reached)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search of a project found."""

    files: int
    """How many Python files it has, tests and vendored ones included."""
    sightings: tuple[Sighting, ...]
    """The most promising first."""


def search(root: Path) -> Search:
    """Search every Python file below a folder.

    Raises:
        FacadelintError: a folder cannot be read.
    """
    files = python_files([root])
    texts = {path: text for path in files if _is_candidate(path, root) and isinstance(text := read(path), bytes)}
    bases = Counter(base for text in texts.values() for base in _base_names(text))
    roots = ImportRoots(root)
    found: list[Sighting] = []
    for path, text in texts.items():
        if any(map(_is_worth_parsing, _classes(text))):
            found += _sightings(path, text, roots, bases)
    return Search(len(files), tuple(sorted(found, key=lambda each: (-each.promise, each.name))))


def _is_candidate(path: Path, root: Path) -> bool:
    """Whether a file is the project's own code: no test, nothing vendored or made by a compiler."""
    *folders, last = path.relative_to(root).with_suffix("").parts
    return not (
        last.startswith("test_")
        or last.endswith("_test")
        or last in ("conftest", "setup", "tests")
        or _GENERATED.search(last)
        or not _TESTS.union(_VENDORED).isdisjoint(folders)
    )


def _classes(text: bytes) -> Iterator[bytes]:
    """The text of each class, from its header to the next definition at the left margin."""
    start: int | None = None
    for definition in _DEFINITION.finditer(text):
        if start is not None:
            yield text[start : definition.start()]
        start = definition.start() if definition[1] else None
    if start is not None:
        yield text[start:]


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
    """The last names of the bases of every class."""
    for header in _HEADER.findall(text) if b"Mixin" in text or b"Methods" in text else ():
        for base in header.split(b","):
            yield base.strip().rpartition(b".")[2].partition(b"[")[0].decode("utf-8", "replace")


def _sightings(path: Path, text: bytes, roots: ImportRoots, bases: Counter[str]) -> Iterator[Sighting]:
    tree = parse(text, str(path))
    if not isinstance(tree, ast.Module):
        return
    root = roots.of(path, text)
    module = ModuleFinder((root,)).name_of(path)
    if module is None or not all(part.isidentifier() for part in module.split(".")):
        return  # nothing can import a script of such a name
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not _is_test_case(node):
            yield _sighting(node, path, root, module, bases)


def _is_test_case(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("TestCase") for base in node.bases)


def _sighting(node: ast.ClassDef, path: Path, root: Path, module: str, bases: Counter[str]) -> Sighting:
    names = {each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
    own_bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
    sighting = Sighting(
        path=path,
        root=root,
        module=module,
        class_name=node.name,
        line=node.lineno,
        lines=(node.end_lineno or node.lineno) - node.lineno + 1,
        methods=len(names),
        mixins=tuple(base for base in own_bases if base.endswith(("Methods", "Mixin")) and bases[base] == 1),
    )
    for function in functions_of(list(node.body)):
        receiver = None if method_kind(function) != "method" else receiver_name(function)
        if receiver is not None:
            _read_function(function, receiver, sighting)
    return sighting


def _read_function(
    function: ast.FunctionDef | ast.AsyncFunctionDef, receiver: str, sighting: Sighting
) -> None:
    keeps = _keeps(function, receiver)
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr=attribute))) if (
                name == receiver
            ):
                sighting.reached.add(attribute)
            case ast.Call(func=ast.Name(id=made) | ast.Attribute(attr=made)) if (
                keeps and made.lstrip("_")[:1].isupper()
            ):
                arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
                if any(isinstance(each, ast.Name) and each.id == receiver for each in arguments):
                    sighting.handed.add(made)
            case _:
                pass
    attribute = _delegates_to(meaningful(function), receiver)
    if attribute is not None:
        sighting.delegations[attribute] += 1


def _keeps(function: ast.FunctionDef | ast.AsyncFunctionDef, receiver: str) -> bool:
    """Whether what a function makes may be kept: it is a property, is cached, or stores something."""
    return (
        is_property(function)
        or is_cached(function)
        or any(
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == receiver
            for node in ast.walk(function)
        )
    )


def _delegates_to(statements: Sequence[ast.stmt], receiver: str) -> str | None:
    """``_client`` of a body that is ``return self._client.name(...)``, possibly behind guards."""
    statements = [each for each in statements if not is_guard(each)]
    if len(statements) != 1 or not isinstance(statements[0], ast.Return | ast.Expr):
        return None
    value = statements[0].value
    inner = value.value if isinstance(value, ast.Await) else value
    if isinstance(inner, ast.Call) and len(inner.args) == 2 and ast.unparse(inner.func).endswith("cast"):
        inner = inner.args[1]
    inner = inner.func if isinstance(inner, ast.Call) else inner
    match inner:
        case ast.Attribute(
            value=ast.Attribute(value=ast.Name(id=name), attr=attribute)
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute), args=[], keywords=[])
        ) if name == receiver:
            return attribute
        case _:
            return None
