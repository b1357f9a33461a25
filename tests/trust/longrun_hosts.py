"""Real packages as projects under facadelint: a generator makes the configurations, and facades for them."""

from __future__ import annotations

import ast
import json
import random
import shutil
import sysconfig
import time
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BATCH = 25
"""Modules that are no package are taken together, as many as this."""
_CLASSES = 25
"""Classes of a tree that a generated facade hands out as domains."""
HOST = "facadelint_fuzz_host"
"""The module of the generated facade."""

_METHOD = """
    {deco}def {name}({parameters}):
        {before}{give}{target}({arguments})
"""


@dataclass
class Tree:
    """Python files below one import root, copied as they are."""

    name: str
    root: Path
    files: Sequence[Path]
    parse_seconds: float = 0.0
    """CPU time that Python's own parser takes for all of them."""

    def write(self, folder: Path) -> None:
        for path in self.files:
            target = folder / path.relative_to(self.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

    @cached_property
    def modules(self) -> dict[str, ast.Module]:
        """Dotted name -> tree, of the files that parse and whose names can be imported."""
        found = {}
        for path in self.files:
            started = time.process_time()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    tree = ast.parse(path.read_bytes())
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                tree = None
            self.parse_seconds += time.process_time() - started
            parts = path.relative_to(self.root).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            if tree is not None and parts and all(part.isidentifier() for part in parts):
                found[".".join(parts)] = tree
        return found

    def classes(self) -> list[tuple[str, ast.ClassDef]]:
        """Every class at the top of a module, with the module's name."""
        return [
            (name, node)
            for name, tree in sorted(self.modules.items())
            for node in tree.body
            if isinstance(node, ast.ClassDef)
        ]


def trees(root: Path) -> Iterator[Tree]:
    """The packages of a folder, each by itself, and its other modules in batches."""
    alone = []
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name not in ("__pycache__", "site-packages"):
            files = sorted(each for each in path.rglob("*.py") if each.is_file())
            if files and "site-packages" not in files[0].relative_to(root).parts:
                yield Tree(path.name, root, files)
        elif path.suffix == ".py":
            alone.append(path)
    for start in range(0, len(alone), _BATCH):
        some = alone[start : start + _BATCH]
        yield Tree(f"{some[0].stem} to {some[-1].stem}", root, some)


def standard_library() -> Path:
    return Path(sysconfig.get_path("stdlib"))


def site_packages() -> Path:
    return Path(sysconfig.get_path("purelib"))


@dataclass(frozen=True, slots=True)
class Configured:
    """One configuration of a tree: what is written beside its files."""

    name: str
    files: dict[str, str]
    facade: str
    """``module:Class``."""


def configurations(tree: Tree, seed: int, own: int) -> Iterator[Configured]:
    """A generated facade before the classes of a tree, and so many of its own classes as facades."""
    chance = random.Random(f"{tree.name} {seed}")
    classes = tree.classes()
    if tree.modules:
        yield _generated(tree, chance.sample(classes, min(len(classes), _CLASSES)), chance)
    able = [each for each in classes if len(_methods(each[1])) >= 3]
    weights = [len(_methods(cls)) for _, cls in able]
    picked = dict.fromkeys(chance.choices(range(len(able)), weights, k=own) if able else ())
    for index in picked:
        yield _own(tree, *able[index], chance)


def _methods(cls: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in cls.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _toml(table: dict[str, object]) -> str:
    """Key and value pairs; what JSON writes of strings, numbers and lists is TOML as well."""
    return "".join(f"{json.dumps(key)} = {json.dumps(value)}\n" for key, value in table.items())


def _generated(tree: Tree, classes: Sequence[tuple[str, ast.ClassDef]], chance: random.Random) -> Configured:
    accessors, members = [], []
    for number, (module, cls) in enumerate(classes):
        accessors.append(
            f"    @cached_property\n    def _d{number}_domain(self) -> {cls.name!r}:\n"
            f"        from {module} import {cls.name}\n\n        return {cls.name}(self)\n"
        )
        members += [
            _member(function, f"self._d{number}_domain", f"d{number}_", chance)
            for function in chance.sample(_methods(cls), min(len(_methods(cls)), 6))
        ]
    body = "\n".join([*accessors, *members])
    source = (
        "from functools import cached_property\nimport warnings\n\n\nclass Host:\n"
        "    def __init__(self):\n        self._name = self._cache = 1\n        self._state = {}\n\n"
        "    @property\n    def name(self):\n        return self._name\n\n" + body
    )
    own = sorted(tree.modules)
    table = {
        "class": f"{HOST}:Host",
        "domains": sorted({f"{each.partition('.')[0]}.**" for each in own if "." in each}) or own,
        "typing-imports": chance.choice(["forbid", "allow"]),
        "layout": "*/{domain}_domain.py:{Domain}Domain",
        "max-lines": 10,
        "guards": ["assert", "warn"],
        "pattern": chance.choice(["auto", "auto", "domain", "ops", "mixin"]),
    }
    settings = f"[[facades]]\n{_toml(table)}"
    return Configured(
        "a facade before it", {"facadelint.toml": settings, f"{HOST}.py": source}, f"{HOST}:Host"
    )


def _member(
    function: ast.FunctionDef | ast.AsyncFunctionDef, target: str, prefix: str, chance: random.Random
) -> str:
    """A delegation to a method, in order or out of it."""
    parameters = function.args
    names = [each.arg for each in (*parameters.posonlyargs, *parameters.args)][1:]
    given = [*names, *(f"{each.arg}={each.arg}" for each in parameters.kwonlyargs)]
    if given and chance.random() < 0.3:
        given[chance.randrange(len(given))] = chance.choice(["None", *names, "len(self._state)"])
    is_async = isinstance(function, ast.AsyncFunctionDef) or chance.random() < 0.1
    unparsed = ast.unparse(parameters)
    return _METHOD.format(
        deco="async " if is_async else "",
        name=f"{prefix}{function.name.strip('_') or 'x'}",
        parameters=unparsed if names or parameters.args else "self",
        before=chance.choice(["", "", "assert self._state\n        ", "warnings.warn('x')\n        "]),
        give=chance.choice(["return ", "return ", "return await " if is_async else "", ""]),
        target=f"{target}.{function.name}",
        arguments=", ".join(given),
    )


def _own(tree: Tree, module: str, cls: ast.ClassDef, chance: random.Random) -> Configured:
    """A class of a tree as the facade, the modules beside it as its domains."""
    others = sorted(set(tree.modules) - {module})
    names = [each.name for each in _methods(cls)]
    planned = sorted({each for each in names if not each.startswith("_")})
    table: dict[str, object] = {
        "class": f"{module}:{cls.name}",
        "domains": chance.sample(others, min(len(others), 40)),
        "pattern": chance.choice(["auto", "auto", "domain", "ops", "mixin"]),
        "max-lines": 100,
        "exempt": chance.sample(names, 1),
        "because": "it is tried out",
    }
    settings = f"[[facades]]\n{_toml(table)}"
    if planned:
        settings += "\n[facades.plan]\n" + _toml({"taken": chance.sample(planned, min(len(planned), 12))})
    return Configured(f"{module}:{cls.name}", {"facadelint.toml": settings}, f"{module}:{cls.name}")
