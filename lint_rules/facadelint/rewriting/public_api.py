"""The public API of a facade before and after a rewriting, compared by griffe without running the code.

griffe's own breakage finder says what would break a caller: a name or a parameter that is gone, a default that
changed, a parameter that became required. A rewriting promises more than that, namely that nothing a caller can see
changes at all. So every public definition is compared besides: what is new, and of what is in both, the kind,
parameters with their annotations and defaults, the result, decorators, the docstring, sync or async.

The facade's module counts, and those that its bases live in. griffe is part of the extra ``fix`` and is loaded when
a comparison is asked for.
"""

from __future__ import annotations

import ast
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facadelint.rewriting.extras import require_griffe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import griffe

    from facadelint.facademap.facade import Facade


@dataclass(frozen=True, slots=True)
class ApiChange:
    """One thing that a caller could notice."""

    path: str
    """Dotted name of what changed, ``shop.facade.Shop.place_order``."""
    what: str
    """Goes on from the name: ``was removed``, ``has other parameters``."""
    breaking: bool
    """Whether griffe's breakage finder says so; else it is new, or is worded differently."""

    def __str__(self) -> str:
        return f"{self.path} {self.what}"


@dataclass(frozen=True, slots=True)
class ApiComparison:
    """What a comparison looked at, and what it found."""

    definitions: int
    """How many public definitions were there before; a comparison of none proves nothing."""
    changes: tuple[ApiChange, ...]

    @property
    def is_same(self) -> bool:
        return not self.changes


def compare_public_api(
    facade: Facade, before: Mapping[Path, bytes], after: Mapping[Path, bytes]
) -> ApiComparison:
    """Compare the public API of a facade's module, and of the modules of its bases.

    Args:
        facade: the facade, of a map of either side; only its class's modules are asked for.
        before: contents of files where they differ from what the map has read.
        after: contents of files after the rewriting, where they differ.

    Raises:
        FacadelintError: griffe is not installed.
    """
    modules = {cls.module.name: cls.module for cls in facade.cls.mro}
    old: dict[str, tuple[Path, bytes]] = {}
    new: dict[str, tuple[Path, bytes]] = {}
    for name, module in modules.items():
        source = module.source if isinstance(module.source, bytes) else b""
        old[name] = module.path, before.get(module.path, source)
        new[name] = module.path, after.get(module.path, source)
    return compare_modules(old, new)


def compare_modules(
    before: Mapping[str, tuple[Path, bytes]], after: Mapping[str, tuple[Path, bytes]]
) -> ApiComparison:
    """Compare the public API of modules, dotted name -> file and content.

    A module that is in ``before`` alone was removed. Names that a module merely imports are no API of its own, as
    griffe has it, unless its ``__all__`` lists them.

    Raises:
        FacadelintError: griffe is not installed.
    """
    require_griffe()
    from griffe import find_breaking_changes

    logging.getLogger("griffe").setLevel(
        logging.CRITICAL
    )  # it warns of odd code that is none of our business
    old, new = _load(before), _load(after)
    breaking: dict[str, ApiChange] = {}
    seen = 0
    different: dict[str, ApiChange] = {}
    for name, module in old.items():
        if name not in new:
            breaking[name] = ApiChange(name, "was removed", breaking=True)
            continue
        for breakage in find_breaking_changes(module, new[name]):
            path = breakage.obj.path
            said = _words(breakage)
            breaking[f"{path}:{said}"] = ApiChange(path, said, breaking=True)
        was, now = dict(_public(module)), dict(_public(new[name]))
        wore, wears = _decorators(*before[name], name), _decorators(*after[name], name)
        seen += len(was)
        for path, definition in was.items():
            for what in _differences(definition, now[path]) if path in now else ("was removed",):
                different[f"{path}:{what}"] = ApiChange(path, what, breaking=False)
            if path in now and wore.get(path) != wears.get(path):
                different[f"{path}:decorators"] = ApiChange(path, "has other decorators", breaking=False)
        for path in now:
            if path not in was:
                different[path] = ApiChange(path, "is new", breaking=False)
    told = {change.path for change in breaking.values()}
    rest = (change for change in different.values() if change.path not in told)
    return ApiComparison(seen, (*breaking.values(), *rest))


def _load(sources: Mapping[str, tuple[Path, bytes]]) -> dict[str, griffe.Module]:
    """The modules as griffe reads them, each below packages that hold nothing else."""
    import griffe

    from facadelint.source.text import decode

    collection = griffe.ModulesCollection()
    loaded: dict[str, griffe.Module] = {}
    for name in sorted(sources):  # a package before what is in it
        path, source = sources[name]
        parent = _package(name.rpartition(".")[0], collection, loaded)
        module = griffe.visit(
            name.rpartition(".")[2],
            path,
            decode(source),
            parent=parent,
            modules_collection=collection,
        )
        if parent is None:
            collection[name] = module
        else:
            parent.set_member(module.name, module)
        _forget_imports(module)
        loaded[name] = module
    return loaded


def _forget_imports(owner: griffe.Module | griffe.Class) -> None:
    """Take what class bodies import out: griffe fails where a subclass inherits a name that it cannot follow."""
    for name, member in list(owner.members.items()):
        if member.is_alias:
            if owner.is_class:
                owner.del_member(name)
        elif member.is_class:
            _forget_imports(member)  # type: ignore[arg-type]  # no alias


def _package(
    name: str, collection: griffe.ModulesCollection, loaded: Mapping[str, griffe.Module]
) -> griffe.Module | None:
    import griffe

    if not name:
        return None
    if name in loaded:
        return loaded[name]
    above, _, last = name.rpartition(".")
    parent = _package(above, collection, loaded)
    members = collection.members if parent is None else parent.members
    known = members.get(last)
    if isinstance(known, griffe.Module):
        return known
    package = griffe.Module(last, filepath=None, parent=parent, modules_collection=collection)
    if parent is None:
        collection[last] = package
    else:
        parent.set_member(last, package)
    return package


def _public(owner: griffe.Module | griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    """Dotted path -> every public definition of a module, those of its public classes included."""
    for member in owner.members.values():
        if member.is_alias or member.is_module or not member.is_public:
            continue
        yield member.path, member  # type: ignore[misc]  # no alias
        if member.is_class:
            yield from _public(member)  # type: ignore[arg-type]  # the same


def _decorators(path: Path, source: bytes, module: str) -> dict[str, list[list[str]]]:
    """Dotted path -> the decorators of each definition of that name; griffe forgets those of a property."""
    found: dict[str, list[list[str]]] = {}
    stack: list[tuple[str, ast.AST]] = [(module, ast.parse(source, str(path)))]
    while stack:
        owner, node = stack.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{owner}.{child.name}"
                found.setdefault(name, []).append([ast.unparse(each) for each in child.decorator_list])
                if isinstance(child, ast.ClassDef):
                    stack.append((name, child))
            elif isinstance(child, ast.stmt):
                stack.append((owner, child))
    return found


def _differences(old: griffe.Object, new: griffe.Object) -> Iterator[str]:
    if old.kind is not new.kind:
        yield f"was {_article(old.kind.value)} and is {_article(new.kind.value)}"
        return
    if _text(old) != _text(new):
        yield "has another docstring"
    for attribute, what in _ASPECTS:
        if _aspect(old, attribute) != _aspect(new, attribute):
            yield what
    for attribute, what in (("setter", "setter"), ("deleter", "deleter")):
        had, has = getattr(old, attribute, None), getattr(new, attribute, None)
        if (had is None) != (has is None):
            yield f"lost its {what}" if has is None else f"gained a {what}"


_ASPECTS = (
    ("parameters", "has other parameters"),
    ("returns", "has another result"),
    ("annotation", "has another annotation"),
    ("value", "has another value"),
    ("bases", "has other bases"),
    ("overloads", "has other overloads"),
    ("labels", "is of another kind"),
)


def _aspect(definition: griffe.Object, attribute: str) -> Any:
    """One aspect of a definition, as text where griffe keeps an expression."""
    value = getattr(definition, attribute, None)
    match attribute:
        case "parameters" if value is not None:
            return [(each.name, each.kind, _plain(each.annotation), _plain(each.default)) for each in value]
        case "annotation" if definition.is_function:
            return None  # its result, once more
        case "bases" if value is not None:
            return [_plain(each) for each in value]
        case "overloads" if isinstance(value, list):
            return [(_aspect(each, "parameters"), _plain(each.returns)) for each in value]
        case "overloads":
            return None  # of a class: its methods are asked themselves
        case "labels":
            return sorted(value or ())
        case _:
            return _plain(value)


def _plain(expression: Any) -> str | None:
    return None if expression is None else str(expression)


def _text(definition: griffe.Object) -> str | None:
    return definition.docstring.value if definition.docstring is not None else None


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _words(breakage: griffe.Breakage) -> str:
    """griffe's own words for a breakage, ``parameter was removed: limit``."""
    said = breakage.kind.value[:1].lower() + breakage.kind.value[1:]
    detail = ", ".join(
        str(each)
        for each in (getattr(breakage.old_value, "name", None), breakage.details)
        if each and each != breakage.obj.name
    )
    return f"breaks: {said}" + (f" ({detail})" if detail else "")


def explain(changes: Iterable[ApiChange]) -> list[str]:
    """One line a change, what breaks callers first."""
    return [str(each) for each in sorted(changes, key=lambda each: (not each.breaking, each.path, each.what))]
