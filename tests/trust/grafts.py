"""A released facade as a host: what is injected where, and what is found then.

Every change is checked as an editor would have it, by standard input. What was found before must be found
after, besides what was injected.
"""

from __future__ import annotations

import ast
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from string import Template
from typing import TYPE_CHECKING

import breaks
import innocence
import spots

from facadelint.core.config import ConfigFinder
from facadelint.engine.run import check_paths
from facadelint.facademap.map import FacadeMap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from releases import Release
    from spots import Edit

    from facadelint.core.violation import Violation
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade

_CODES = ("FAC1", "FAC20", "FAC301", "FAC302", "FAC303", "FAC304", "FAC305")
_APART = 6
"""Files at most into which imports are put: each is a check of its own."""


@dataclass(slots=True)
class Trial:
    """One changed file, what was to be found in it and what was."""

    path: Path
    text: str
    marks: Counter[str]
    missed: list[tuple[str, int, int]] = field(default_factory=list)
    extra: list[tuple[str, int, int, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


class Host:
    """A released facade below a folder that holds its package and its configuration."""

    def __init__(self, root: Path, release: Release, seed: int) -> None:
        self.root = root
        self.release = release
        self.draw = random.Random(seed)
        self._before: dict[Path, Counter[str]] = {}

    @cached_property
    def facade(self) -> Facade:
        [facade] = FacadeMap(ConfigFinder().load(self.root / "facadelint.toml")).facades
        return facade

    @cached_property
    def _private(self) -> list[str]:
        """Private attributes of the facade that are no accessors."""
        accessors = {name for each in self.facade.accessors.values() for name in (each.name, each.storage)}
        names = sorted(
            name
            for name in self.facade.cls.self_assignments
            if name.startswith("_") and not name.startswith("__") and name not in accessors
        )
        return [*names, "_probe_state"]

    @cached_property
    def domains(self) -> list[Domain]:
        return [each for each in self.facade.domains.values() if each.classes]

    # Where

    def domain_classes(self) -> Iterator[tuple[Domain, Path, ast.ClassDef]]:
        """The classes of the domains that have a file of their own."""
        for domain in self.domains:
            for cls in domain.classes:
                if not domain.shares_module and cls.module.path.is_relative_to(self.root):
                    yield domain, cls.module.path, cls.node

    def files(self) -> list[Path]:
        """The files of the facade and its domains."""
        paths = {path for _, path, _ in self.domain_classes()} | {self.facade.cls.module.path}
        return sorted(paths)

    # What

    def into_domains(self, most: int) -> Iterator[tuple[Path, list[Edit]]]:
        """Private access, siblings and shortcuts in the methods of the domains, one in each method."""
        grouped: dict[Path, list[tuple[Domain, ast.ClassDef]]] = {}
        for domain, path, node in self.domain_classes():
            grouped.setdefault(path, []).append((domain, node))
        for path, classes in grouped.items():
            lines = path.read_text(encoding="utf-8").split("\n")
            found = [
                (domain, function)
                for domain, node in classes
                for function in spots.methods(node)
                if function.name not in ("__init__", "__post_init__")
                and function.lineno != function.body[0].lineno
            ]
            edits = []
            for domain, function in self.draw.sample(found, min(most, len(found))):
                statements = [
                    each for each in spots.statements(function) if _begins_line(lines[each.lineno - 1], each)
                ]
                if statements:
                    code, text = self._violation(domain, function)
                    edits.append(spots.inserted(self.draw.choice(statements), text, code))
            if edits:
                yield path, edits

    def _violation(self, domain: Domain, function: spots.Function) -> tuple[str, str]:
        siblings = [each for each in self.domains if each is not domain and not each.shares_module]
        siblings = [each for each in siblings if each.classes[0].module.name not in domain.modules]
        private = [each for each in siblings if any(one.cls for one in each.accessors)]
        codes = ["FAC101"] * 3 + ["FAC102", "FAC103"]
        codes += ["FAC301"] * bool(siblings) + ["FAC302"] * bool(private and not domain.is_mixin)
        code = self.draw.choice(codes)
        given = any(each.receives_facade for each in domain.accessors)
        kept = bool(self.release.kept) and given and not _is_static(function)
        values = {
            "Facade": self.facade.name,
            "module": self.facade.cls.module.name,
            "kept": self.release.kept.replace("self", function.args.args[0].arg),
            "attr": self.draw.choice(self._private),
            "param": self.draw.choice(spots.parameters(function) or ["unknown_probe"]),
        }
        if code == "FAC103":
            return code, Template(self.draw.choice(breaks.OTHER_USES)).safe_substitute(values)
        if code == "FAC301":
            cls = self.draw.choice(siblings).classes[0]
            values |= {"sibling": cls.module.name, "Sibling": cls.name}
            return code, Template(self.draw.choice(breaks.SIBLING_USES)).safe_substitute(values)
        if code == "FAC302":
            values["accessor"] = self.draw.choice(self.draw.choice(private).accessors).name
        uses = {"FAC101": breaks.PRIVATE_USES, "FAC102": breaks.DYNAMIC_USES, "FAC302": breaks.ACCESSOR_USES}
        text = breaks.valued(uses[code], self.draw, kept=kept)
        return code, Template(text).safe_substitute(values)

    def into_facade(self) -> Iterator[tuple[Path, list[Edit]]]:
        """A break of each of its clean delegations."""
        path = self.facade.cls.module.path
        source = path.read_text(encoding="utf-8")
        [node] = [
            each
            for each in ast.walk(ast.parse(source))
            if isinstance(each, ast.ClassDef) and each.lineno == self.facade.cls.node.lineno
        ]
        accessors = {each.name for each in self.facade.accessors.values() if each.classes}
        clean = [
            each
            for each in spots.delegations(node, accessors)
            if each.function.name not in self.unclean and _is_ascii(source, each.function)
        ]
        edits = []
        for each in clean:
            bare = () if each.given else ("FAC204", "FAC205", "FAC206")
            code = self.draw.choice([code for code in breaks.BREAKS if code not in bare])
            if code not in ("FAC207", "FAC208") or self._is_known(each):
                edits += breaks.BREAKS[code](each, self.draw)
        if edits:
            yield path, edits

    @cached_property
    def unclean(self) -> set[str]:
        """Members of the facade of which something is said already."""
        found = check_paths([self.facade.cls.module.path], select=_CODES, cache=False).violations
        return {each.symbol.rpartition(".")[2] for each in found}

    def _is_known(self, each: spots.Delegation) -> bool:
        """Whether the class behind the accessor is known down to its last base, and has the function with literals."""
        accessor = self.facade.accessors[each.target.value.attr]  # type: ignore[attr-defined]
        return all(
            len(cls.bases)
            == len([base for base in cls.node.bases if ast.unparse(base) not in ("object", "ABC")])
            for one in accessor.classes
            for cls in one.mro
        )

    def into_imports(self) -> Iterator[tuple[Path, list[Edit]]]:
        """The facade imported by a domain, and a domain by a module that is none."""
        paths = sorted({path for _, path, _ in self.domain_classes()})
        for path in self.draw.sample(paths, min(_APART, len(paths))):
            text = f"«from {self.facade.cls.module.name} import {self.facade.name}"
            yield path, [self._import(path, text, "FAC303")]
        outside = sorted(set(self.root.rglob("*.py")) - set(self.files()))
        for path in self.draw.sample(outside, min(_APART, len(outside))):
            name = ".".join(path.relative_to(self.root).with_suffix("").parts)
            is_test = "test" in name or name.endswith("conftest")
            inside = any(each.holds(name.removesuffix(".__init__")) for each in self.facade.domains.values())
            domains = [each for each in self.domains if not each.is_mixin and not each.shares_module]
            if domains and not is_test and not inside:
                cls = self.draw.choice(domains).classes[0]
                yield path, [self._import(path, f"«from {cls.module.name} import {cls.name}", "FAC305")]

    @staticmethod
    def _import(path: Path, text: str, code: str) -> Edit:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        rest = [
            each
            for each in body
            if not (
                isinstance(each, ast.Expr)
                or (isinstance(each, ast.ImportFrom) and each.module == "__future__")
            )
        ]
        if not rest:
            end = path.read_text(encoding="utf-8").count("\n") + 1
            return spots.Edit((end, 0), (end, 0), text, code)
        first = rest[0]
        line = min([first.lineno, *(each.lineno for each in getattr(first, "decorator_list", ()))])
        return spots.Edit((line, 0), (line, 0), text + "\n", code)

    # Checked

    def before(self, path: Path) -> Counter[str]:
        if path not in self._before:
            found = check_paths([path], select=_CODES, cache=False).violations
            self._before[path] = Counter(map(_identity, found))
        return self._before[path]

    def trial(self, path: Path, edits: list[Edit]) -> Trial:
        """Check a file with edits made, against what was found in it without them."""
        numbered = [
            spots.Edit(each.start, each.end, each.text.replace("«", f"«{number}»"), each.code)
            for number, each in enumerate(edits)
        ]
        marked = spots.apply(path.read_text(encoding="utf-8"), numbered)
        text, places = _unnumbered(marked)
        ast.parse(text)
        expected = {(edits[number].code, line, column) for number, line, column in places}
        report = check_paths([path], select=_CODES, stdin=(path, text.encode()), cache=False)
        left = Counter(self.before(path))
        trial = Trial(path, text, Counter(code for code, _, _ in expected))
        for each in report.violations:
            place = (each.code, each.location.line, each.location.column)
            if place in expected:
                expected.discard(place)
            elif left[_identity(each)]:
                left[_identity(each)] -= 1
            else:
                trial.extra.append((*place, each.message))
        trial.missed = sorted(expected)
        trial.gone = list(left.elements())
        return trial

    def trials(self, most: int) -> Iterator[Trial]:
        """A round of all that can be injected."""
        for path, edits in (*self.into_domains(most), *self.into_facade(), *self.into_imports()):
            yield self.trial(path, edits)

    def innocent(
        self, folder: Path
    ) -> Iterator[tuple[str, Counter[tuple[str, str]], Counter[tuple[str, str]]]]:
        """What an innocent change of every file of facade and domains takes away, and what it adds."""
        files = self.files()
        before = _symbols(self.root, files)
        for name, change in innocence.CHANGES.items():
            for path in files:
                copy = folder / path.relative_to(self.root)
                source = path.read_text(encoding="utf-8")
                is_facade = path == self.facade.cls.module.path
                copy.write_text(change(source, self.draw, is_facade=is_facade), encoding="utf-8")
            after = _symbols(folder, [folder / path.relative_to(self.root) for path in files])
            for path in files:
                (folder / path.relative_to(self.root)).write_bytes(path.read_bytes())
            yield name, before - after, after - before


def _identity(each: Violation) -> str:
    """What a finding is, wherever it stands."""
    return f"{each.code} {each.symbol} {each.target}"


def _symbols(root: Path, files: list[Path]) -> Counter[tuple[str, str]]:
    found = check_paths(files, select=_CODES, cache=False).violations
    return Counter((each.code, each.symbol) for each in found)


def _begins_line(line: str, node: ast.stmt) -> bool:
    """Whether something may be put in front of a statement; an ``elif`` is one for the parser."""
    before, rest = line[: node.col_offset], line[node.col_offset :]
    return line.isascii() and not before.strip() and not rest.startswith("elif")


def _is_static(function: spots.Function) -> bool:
    names = {ast.unparse(each) for each in function.decorator_list}
    return bool(names & {"staticmethod", "classmethod"})


def _is_ascii(source: str, node: ast.AST) -> bool:
    lines = source.split("\n")
    return "".join(lines[node.lineno - 1 : node.end_lineno]).isascii()  # type: ignore[attr-defined]


def _unnumbered(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Take the numbered marks out: the number of the edit, and where it stood."""
    places = []
    lines = []
    for number, each in enumerate(text.split("\n"), 1):
        line = each
        while "«" in line and "»" in line:
            start, end = line.index("«"), line.index("»")
            places.append((int(line[start + 1 : end]), number, start + 1))
            line = line[:start] + line[end + 1 :]
        lines.append(line)
    return "\n".join(lines), places
