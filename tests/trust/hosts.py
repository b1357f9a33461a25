"""Clean projects into which injections are put, many at a time, and what is then found in them."""

from __future__ import annotations

import ast
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from forms import unmark

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forms import Injection

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one injection."""

    injection: Injection
    text: str
    missed: tuple[tuple[int, int], ...]
    """Marked places where the rule said nothing."""
    extra: tuple[tuple[str, int, int, str], ...]
    """What was said at a place that is not marked."""
    marks: int


@dataclass(frozen=True, slots=True)
class Host:
    """A clean project with one facade, whose domains are multiplied: one for each injection."""

    name: str
    files: Mapping[str, str]
    facade: str
    """The facade's class."""
    module: str
    package: str
    """The folder below which the new domains are made."""
    words: Mapping[str, str]
    """What the placeholders of an injection stand for here."""

    @property
    def facade_path(self) -> str:
        return self.module.replace(".", "/") + ".py"

    def render(self, injections: Sequence[Injection]) -> dict[str, str]:
        """Every file of the project, marks included."""
        files = dict(self.files)
        members = ["from functools import cached_property\n"]
        above, bases = [], []
        for number, injection in enumerate(injections):
            package = self.package.replace("/", ".")
            own = {"Facade": self.facade, "module": self.module, "package": package, "n": str(number)}
            values = {**self.words, **own}
            folder = f"{self.package}/p{number}"
            files[f"{folder}/__init__.py"] = ""
            files |= {
                _place(self.package, folder, Template(name).safe_substitute(values)): Template(
                    text
                ).safe_substitute(values)
                for name, text in _domain_files(injection).items()
            }
            accessor = _ACCESSOR if injection.accessor is None else injection.accessor
            accessor = "" if injection.mixin else accessor
            part = f"{_OWNED} {number}\n{accessor}\n{injection.facade}"
            members.append(Template(part).safe_substitute(values))
            above.append(Template(injection.above).safe_substitute(values))
            if injection.mixin:
                bases.append(f"P{number}Methods")
                above.append(f"from {package}.p{number}.p{number}_methods import P{number}Methods")
        files[self.facade_path] = _into_class(
            files[self.facade_path], self.facade, "\n".join(members), "\n".join(filter(None, above)), bases
        )
        if bases:
            named = f'class = "{self.module}:{self.facade}"'
            files["pyproject.toml"] = files["pyproject.toml"].replace(named, f'{named}\npattern = "mixin"')
        return files

    def check(self, injections: Sequence[Injection], folder: Path, codes: tuple[str, ...]) -> list[Outcome]:
        """Write the project below a folder, check it, and compare what was found with the marks."""
        expected: dict[str, set[tuple[int, int]]] = defaultdict(set)
        rendered = self.render(injections)
        for name, marked in rendered.items():
            text, places = unmark(marked)
            for place in places:
                expected[self._owned(name, place[0], rendered)].add(place)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        report = check_paths([folder], extend_select=codes, cache=False)
        assert not report.problems, report.problems[:3]
        found: dict[str, set[tuple[str, int, int, str]]] = defaultdict(set)
        for each in report.violations:
            if each.code.startswith(codes):
                name = Path(each.path).relative_to(folder).as_posix()
                place = each.location
                found[self._owned(name, place.line, rendered)].add(
                    (each.code, place.line, place.column, each.message)
                )
        return [
            _outcome(injection, self._own_files(number, rendered), expected, found)
            for number, injection in enumerate(injections)
        ]

    def _owned(self, name: str, line: int, rendered: Mapping[str, str]) -> str:
        """The name of the file, or of the part of the facade's file that belongs to one injection."""
        if name != self.facade_path:
            return name
        lines = rendered[name].split("\n")
        while line and not lines[line - 1].lstrip().startswith(_OWNED):
            line -= 1
        return f"{self.package}/p{lines[line - 1].rpartition(' ')[2]}/{_FACADE}" if line else name

    def _own_files(self, number: int, rendered: Mapping[str, str]) -> dict[str, str]:
        starts = f"{self.package}/p{number}/", f"{self.package}/w{number}/"
        own = {name: text for name, text in rendered.items() if name.startswith(starts)}
        _, _, part = rendered[self.facade_path].partition(f"{_OWNED} {number}\n")
        own[f"{starts[0]}{_FACADE}"] = part.partition(f"    {_OWNED} ")[0]
        return own


@dataclass(frozen=True, slots=True)
class WholeHost:
    """A project for each injection, which is files that replace those of a clean one or come to them."""

    files: Mapping[str, str]

    def check(self, injections: Sequence[Injection], folder: Path, codes: tuple[str, ...]) -> list[Outcome]:
        """Write a project for each below a folder, check it, and compare what was found with the marks."""
        return [
            self._check(injection, folder / str(number), codes) for number, injection in enumerate(injections)
        ]

    def _check(self, injection: Injection, folder: Path, codes: tuple[str, ...]) -> Outcome:
        own = {name.removeprefix("/"): text for name, text in injection.files.items()}
        expected: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, marked in {**self.files, **own}.items():
            text, places = unmark(marked)
            expected[name].update(places)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        report = check_paths([folder], extend_select=codes, cache=False)
        assert not report.problems, report.problems[:3]
        found: dict[str, set[tuple[str, int, int, str]]] = defaultdict(set)
        for each in report.violations:
            if each.code.startswith(codes):
                name = Path(each.path).relative_to(folder).as_posix()
                place = each.location
                found[name].add((each.code, place.line, place.column, each.message))
        shown = {name: own.get(name, "") for name in {**self.files, **own}}
        return _outcome(injection, shown, expected, found)


def _outcome(
    injection: Injection,
    files: Mapping[str, str],
    expected: Mapping[str, set[tuple[int, int]]],
    found: Mapping[str, set[tuple[str, int, int, str]]],
) -> Outcome:
    missed: list[tuple[int, int]] = []
    extra: list[tuple[str, int, int, str]] = []
    for name in files:
        said = {(line, column) for code, line, column, _ in found[name] if code == injection.rule}
        missed += expected[name] - said
        extra += [
            each
            for each in found[name]
            if (each[1], each[2]) not in expected[name] or each[0] != injection.rule
        ]
    text = "\n".join(f"# --- {name}\n{text}" for name, text in files.items() if text)
    return Outcome(injection, text, tuple(missed), tuple(extra), sum(len(expected[name]) for name in files))


_OWNED = "# injection"
"""The comment that begins an injection's part of the facade."""
_FACADE = "its part of the facade"

_ACCESSOR = """
@cached_property
def _p${n}_domain(self):
    from ${package}.p${n}.p${n}_domain import P${n}Domain

    return P${n}Domain(self)
"""

_DOMAIN = """\
{future}{imports}
{module}

class P${{n}}Domain{bases}:
{init}

{members}
"""
_MIXIN = """\
{future}{module}

class P${{n}}Methods:
{members}
"""
_INIT = "def __init__(self, shop):\n    {body}"

_BASE = """\
class Base$n:
    def __init__(self, owner):
        self._owner_$n = owner
"""
_FUTURE = "from __future__ import annotations\n"


def _domain_files(injection: Injection) -> dict[str, str]:
    module = injection.module
    future = _FUTURE if _FUTURE in module else ""
    module = module.replace(_FUTURE, "")
    files = {}
    if injection.apart:
        files["helpers.py"] = future + module
        future = module = ""
    if injection.mixin:
        members = textwrap.indent(injection.members, "    ")
        files["p${n}_methods.py"] = _MIXIN.format(future=future, module=module, members=members)
        return {**files, **injection.files}
    if injection.based:
        files["base_$n.py"] = _BASE
    body = "super().__init__(shop)\n    self._shop = shop" if injection.based else "self._shop = shop"
    init = injection.init or _INIT.format(body=body)
    files["p${n}_domain.py"] = _DOMAIN.format(
        future=future,
        imports="from .base_$n import Base$n" if injection.based else "",
        module=module,
        bases="(Base$n)" if injection.based else "",
        init=textwrap.indent(init, "    "),
        members=textwrap.indent(injection.members + "\n" + injection.target, "    "),
    )
    return {**files, **injection.files}


def _place(package: str, folder: str, name: str) -> str:
    return f"{package}{name}" if name.startswith("/") else f"{folder}/{name}"


def _into_class(source: str, name: str, members: str, above: str = "", bases: Sequence[str] = ()) -> str:
    """Put members at the end of a class's body, code above it, and bases into its header."""
    [found] = [
        node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == name
    ]
    lines = source.split("\n")
    lines.insert(found.end_lineno or 0, textwrap.indent("\n" + members, " " * 4))
    first = found.lineno - 1
    if bases:
        lines[first] = lines[first].replace(f"class {name}", f"class {name}({', '.join(bases)})")
    if above:
        lines.insert(first, above + "\n\n")
    return "\n".join(lines)


_WORDS = {
    "back": "self._shop",
    "attr": "_cache",
    "method": "_notify",
    "public": "total",
    "open": "open",
}


def base_host() -> Host:
    """The project that every case of a rule starts from."""
    return Host("rules/cases.py", dict(BASE_PROJECT), "Shop", "shop.facade", "shop", _WORDS)


def whole_host() -> WholeHost:
    """The same, once for each injection."""
    return WholeHost(dict(BASE_PROJECT))


def example_host() -> Host:
    """``examples/shop``, annotated throughout."""
    folder = EXAMPLES / "shop"
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in [*folder.rglob("shop/**/*.py"), folder / "pyproject.toml"]
    }
    files["pyproject.toml"] = "\n".join(
        line for line in files["pyproject.toml"].split("\n") if not line.startswith(("layout", "max-lines"))
    )
    words = {**_WORDS, "attr": "_mailer", "method": "_mailer", "public": "notify", "open": "ephemeral"}
    return Host("examples/shop", files, "Shop", "shop.facade", "shop", words)
