"""From accessors to domains: the modules behind each, and the package that belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facadelint.core.settings import FacadeSettings
    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.classes import ClassInfo
    from facadelint.source.modules import Module, ModuleFinder

_MIXIN = re.compile(r"(Methods|Mixin)$")


@dataclass(slots=True, eq=False)
class Domain:
    """One domain of a facade. Built up during discovery, left alone afterwards."""

    name: str
    accessors: list[Accessor] = field(default_factory=list)
    classes: list[ClassInfo] = field(default_factory=list)
    """The domain classes, ops wrappers or mixins behind the accessors."""
    modules: list[str] = field(default_factory=list)
    """The modules behind the accessors, without those that only share their package."""
    packages: list[str] = field(default_factory=list)
    """Packages that belong to the domain as a whole."""
    wrappers: list[ClassInfo] = field(default_factory=list)
    """The ops wrappers among the classes: the only place that may touch the facade's private state."""
    implementations: list[str] = field(default_factory=list)
    """The modules of functions that the facade calls with an ops wrapper."""
    is_mixin: bool = False
    shares_module: bool = False
    """Whether its module holds the facade or another domain too, so that only its classes are the domain's."""
    bodies: dict[ast.AST, ClassInfo] = field(default_factory=dict)
    """Where the module is shared: the classes with those that they inherit from there, the facade's aside."""

    def __repr__(self) -> str:
        return f"Domain({self.name})"

    def holds(self, module_name: str) -> bool:
        """Whether a module belongs to the domain."""
        return module_name in self.modules or any(
            module_name == package or module_name.startswith(package + ".") for package in self.packages
        )

    def is_implementation(self, module_name: str) -> bool:
        """Whether a module holds functions on the ops wrapper; one that the facade does not call yet has the name."""
        named = bool(self.wrappers) and module_name.endswith("_implementation") and self.holds(module_name)
        return named or module_name in self.implementations

    def add(self, accessor: Accessor) -> None:
        self.accessors.append(accessor)
        self.classes.extend(cls for cls in accessor.classes if cls not in self.classes)
        for module in accessor.modules:
            self.add_module(module)

    def add_module(self, module_name: str) -> None:
        if module_name not in self.modules:
            self.modules.append(module_name)


def is_wrapper(accessor: Accessor, settings: FacadeSettings) -> bool:
    """Whether what an accessor gives is an ops wrapper rather than a domain."""
    named = accessor.name.endswith("_ops") or (accessor.cls is not None and accessor.cls.name.endswith("Ops"))
    return settings.pattern in ("auto", "ops") and (named or settings.pattern == "ops")


def group(accessors: Iterable[Accessor], settings: FacadeSettings) -> dict[str, Domain]:
    """Accessors to domains: equal names are one domain, and so are accessors of the same class."""
    domains: dict[str, Domain] = {}
    by_class: dict[ClassInfo, Domain] = {}
    # The storage of a lazy accessor is listed after it, so that the domain is named after the accessor.
    for accessor in sorted(accessors, key=lambda each: each.kind == "attribute"):
        known = next((by_class[cls] for cls in accessor.classes if cls in by_class), None)
        domain = known or domains.setdefault(accessor.domain, Domain(accessor.domain))
        domain.add(accessor)
        for cls in accessor.classes:
            by_class[cls] = domain
            if is_wrapper(accessor, settings) and cls not in domain.wrappers:
                domain.wrappers.append(cls)
    return domains


def add_mixins(domains: dict[str, Domain], facade: ClassInfo, settings: FacadeSettings) -> None:
    """In the mixin pattern the facade's bases are domains, named after their class."""
    mixins = mixins_of(facade)
    if settings.pattern == "auto":
        built = sum(1 for domain in domains.values() if domain.classes)
        if len(mixins) <= built:
            return
    elif settings.pattern != "mixin":
        return
    for mixin in mixins or list(facade.bases):
        name = mixin_name(mixin)
        domain = domains.setdefault(name, Domain(name))
        domain.is_mixin = True
        domain.classes.append(mixin)
        domain.add_module(mixin.module.name)


def mixins_of(facade: ClassInfo) -> list[ClassInfo]:
    """The mixins of the facade and of its other bases, told by their names.

    What a mixin inherits itself is a base of its own, unless it is nothing but a list of others.
    """
    found: set[ClassInfo] = set()
    waiting, seen = [facade], {facade}
    while waiting:
        for base in waiting.pop().bases:
            if _MIXIN.search(base.name) and not _only_gathers(base):
                found.add(base)
            elif base not in seen:  # half-written code may go round in a circle
                seen.add(base)
                waiting.append(base)
    return [cls for cls in facade.mro if cls in found]


def _only_gathers(mixin: ClassInfo) -> bool:
    """``class AllMethods(OrderMethods, StockMethods): ...``, with nothing of its own."""
    is_any = any(_MIXIN.search(base.name) for base in mixin.bases)
    return is_any and not mixin.members and not mixin.class_values


def mixins_beside(
    domains: Iterable[Domain], facade: ClassInfo, settings: FacadeSettings
) -> tuple[ClassInfo, ...]:
    """Mixins of a facade that are no domains, but parts of it all the same.

    Those of a facade most of whose domains are built, and those that only other mixins inherit. One that
    a domain inherits as well that is built is no part of the facade.
    """
    if settings.pattern not in ("auto", "mixin"):
        return ()
    known = {
        base
        for domain in domains
        for cls in domain.classes
        for base in ([cls] if domain.is_mixin else cls.mro)
    }
    return tuple(cls for cls in facade.mro[1:] if _MIXIN.search(cls.name) and cls not in known)


def mixin_name(mixin: ClassInfo) -> str:
    """``RunLauncherMethods`` is ``run_launcher``, as the accessor of such a domain would have it."""
    name = _MIXIN.sub("", mixin.name) or mixin.name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def add_configured(domains: dict[str, Domain], glob: str, finder: ModuleFinder, facade: ClassInfo) -> bool:
    """Add the modules of a ``domains`` glob; returns whether it matches any beside the facade's own."""
    matched = False
    for module in modules_matching(glob, finder):
        if module.name == facade.module.name:
            continue
        matched = True
        if not any(domain.holds(module.name) for domain in domains.values()):
            name = module.name.rpartition(".")[2]
            domains.setdefault(name, Domain(name)).add_module(module.name)
    return matched


def modules_matching(glob: str, finder: ModuleFinder) -> list[Module]:
    """The modules of the project that a module glob matches, in order of their names."""
    pattern = module_glob(glob)
    fixed: list[str] = []
    for part in glob.split("."):
        if "*" in part or "?" in part or "[" in part:
            break
        fixed.append(part)
    found: dict[str, Module] = {}
    exact = finder.find(glob) if len(fixed) == len(glob.split(".")) else None
    if exact is not None:
        found[exact.name] = exact
    for root in finder.roots:
        folder = root.joinpath(*fixed)
        for module in finder.below(folder) if exact is None else ():
            if pattern.matches(module.name):
                found[module.name] = module
    return [found[name] for name in sorted(found)]


def settle(
    domains: dict[str, Domain], finder: ModuleFinder, facade: ClassInfo, elsewhere: Iterable[Module]
) -> None:
    """Work out which folders are a domain's own, once every domain is known.

    ``elsewhere`` are modules of other facades and of their domains, which no package may hold either.
    """
    homes: dict[str, list[Domain]] = {}
    for domain in domains.values():
        for name in domain.modules:
            homes.setdefault(name, []).append(domain)
    paths = {name: module.path for name in homes if (module := finder.find(name)) is not None}
    paths |= {module.name: module.path for module in elsewhere if module.name not in paths}
    paths.pop(facade.module.name, None)
    below = _modules_below({**paths, "": facade.module.path})
    for domain in domains.values():
        domain.shares_module = any(
            name == facade.module.name or len(homes[name]) > 1 for name in domain.modules
        )
        if domain.shares_module:
            domain.bodies = {cls.node: cls for cls in _bodies(domain, facade)}
            continue
        for name in domain.modules:
            folder = paths[name].parent if name in paths else None
            # The folder is its own where nothing of anybody else lies below it.
            if folder is not None and folder not in finder.roots and below[folder] <= {*domain.modules}:
                package = finder.name_of(folder / "__init__.py")
                if package and package not in domain.packages:
                    domain.packages.append(package)


def _bodies(domain: Domain, facade: ClassInfo) -> Iterator[ClassInfo]:
    """What a domain's class inherits in its own module runs as the domain, though another one may inherit it too."""
    for cls in domain.classes:
        yield cls
        if not domain.is_mixin:
            yield from (base for base in cls.mro[1:] if base.module is cls.module and base not in facade.mro)


def _modules_below(paths: dict[str, Path]) -> dict[Path, set[str]]:
    """Folder -> the modules below it, at any depth; worked out once, however many domains there are."""
    below: dict[Path, set[str]] = {}
    for name, path in paths.items():
        for folder in path.parents:
            below.setdefault(folder, set()).add(name)
    return below


def belongs(domain: Domain, enclosing: Iterable[ast.AST]) -> bool:
    """Whether code inside the given definitions is the domain's, in a module that it shares."""
    return not domain.shares_module or any(definition in domain.bodies for definition in enclosing)
