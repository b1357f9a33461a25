"""The facade map of one configuration: built from the facades' classes alone, and validated on the way."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.core.errors import ConfigError, Problem
from facadelint.core.spelling import did_you_mean, quoted
from facadelint.facademap import domains as domain_discovery
from facadelint.facademap.accessors import Accessor, AccessorFinder
from facadelint.facademap.facade import Facade
from facadelint.facademap.helpers import seed_helpers
from facadelint.facademap.implementations import add_implementations
from facadelint.facademap.seeding import seed
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program, find_class
from facadelint.inference.values import Instance, just
from facadelint.source.modules import Module, ModuleFinder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from facadelint.core.settings import FacadeSettings, Settings
    from facadelint.inference.classes import ClassInfo


class FacadeMap:
    """Every facade of one configuration, and the inference that knows what they pass to their domains."""

    def __init__(
        self, settings: Settings, overlay: Mapping[Path, bytes] | None = None, *, require_domains: bool = True
    ) -> None:
        """Build the map.

        Args:
            settings: the configuration.
            overlay: unsaved contents of files.
            require_domains: whether a facade with neither a domain nor a plan is an error; false for the
                commands with which a migration starts.

        Raises:
            ConfigError: a class, an accessor or a domain that the configuration names does not exist, an
                accessor imports a module that is not there, or a facade has no domain and no plan.
        """
        self.settings = settings
        self._require_domains = require_domains
        self.finder = ModuleFinder(settings.src, overlay)
        self.inference = Inference(Program(self.finder))
        self.facades: list[Facade] = []
        self._worth: dict[str, bool] = {}
        self.broken: list[Module] = []
        """Modules of facades and domains that do not parse: what depends on them stays quiet."""
        problems: list[Problem] = []
        for facade in settings.facades:
            problems.extend(self._add(facade))
        if problems:
            raise ConfigError(*problems)
        for facade_found in self.facades:
            domain_discovery.settle(
                facade_found.domains, self.finder, facade_found.cls, self._elsewhere(facade_found)
            )

    def _elsewhere(self, facade: Facade) -> Iterator[Module]:
        """The modules of the other facades and of their domains."""
        for other in self.facades:
            if other is not facade:
                yield other.cls.module
                for domain in other.domains.values():
                    found = (self.finder.find(name) for name in domain.modules)
                    yield from (module for module in found if module is not None)

    def is_worth_parsing(self, module: Module) -> bool:
        """Whether the text of a module can lead to a facade or a domain; most of a project cannot.

        It has to mention one of the classes. A module that re-exports them under another name is
        skimmed for that, see :meth:`Program.narrowed`.
        """
        if module.name not in self._worth:
            self._worth[module.name] = any(facade.domains_in(module.name) for facade in self.facades) or (
                self._classes.search(module.searched) is not None
            )
        return self._worth[module.name]

    @cached_property
    def narrowed(self) -> Program:
        """The program as rules see it, which parses only modules that can lead to a facade or a domain."""
        return self.inference.program.narrowed(self.is_worth_parsing)

    @cached_property
    def skimmed(self) -> Program:
        """The program with nothing but facades and domains parsed: enough to say that an import reaches none."""
        return self.inference.program.narrowed(
            lambda module: any(
                facade.is_facade_module(module.name) or facade.domains_in(module.name)
                for facade in self.facades
            )
        )

    @cached_property
    def _classes(self) -> re.Pattern[str]:
        classes = {
            cls
            for facade in self.facades
            for domain in facade.domains.values()
            for cls in (facade.cls, *domain.classes)
        } | {facade.cls for facade in self.facades}
        names = sorted({cls.name for cls in classes})
        # Without a boundary in front, which would have the engine stop at every word of a text.
        return re.compile("|".join(rf"{re.escape(name)}\b" for name in names) or "(?!)")

    def modules_of(self, domain: domain_discovery.Domain) -> list[Module]:
        """Every module of a domain, in the order of their names."""
        found = {name: module for name in domain.modules if (module := self.finder.find(name)) is not None}
        for package in domain.packages:
            folder = self.finder.folder(package)
            if folder is not None:
                found |= {module.name: module for module in self.finder.below(folder)}
        return [found[name] for name in sorted(found)]

    @property
    def without_domains(self) -> list[Facade]:
        """Facades that are not taken apart yet: a migration starts from their plan."""
        return [facade for facade in self.facades if not facade.domains]

    def _add(self, settings: FacadeSettings) -> Iterator[Problem]:
        module = self.finder.find(settings.module)
        if module is not None and module.problem is not None:
            self.broken.append(module)
            return
        cls = find_class(self.inference.program, settings.module, settings.class_name)
        if cls is None:
            yield self._missing_class(f"{settings.key}.class", settings.module, settings.class_name)
            return
        finder = AccessorFinder(self.inference, settings, cls)
        problems = list(self._check_accessors(settings, finder))
        accessors = finder.find()
        problems += self._gone(cls, accessors)
        for accessor in accessors.values():
            seed(self.inference, accessor, cls)
            seed_helpers(self.inference, accessor, cls)
        found = domain_discovery.group(
            (accessor for accessor in accessors.values() if accessor.modules),
            settings,
        )
        domain_discovery.add_mixins(found, cls, settings)
        beside = domain_discovery.mixins_beside(found.values(), cls, settings)
        if beside or any(domain.is_mixin for domain in found.values()):
            self.inference.marked.update(cls.mro[1:])
        add_implementations(found, cls, self.inference, settings)
        problems += self._check_domains(settings, found, cls)
        self._note_broken(found)
        for domain in found.values():
            for each in domain.classes:
                for base in each.mro[1:] if each not in cls.mro else ():
                    known = self.inference.subclasses.get(base, frozenset())
                    self.inference.subclasses[base] = known | just(Instance(each))
        self.inference.forget()
        facade = Facade(settings, cls, accessors, found, self.inference, beside)
        is_empty = not found and not settings.plan and not problems
        if is_empty and not self._broken_base(cls) and self._require_domains:
            problems.append(self._without_domain(settings, accessors))
        yield from problems
        self.facades.append(facade)

    def _gone(self, cls: ClassInfo, accessors: dict[str, Accessor]) -> Iterator[Problem]:
        """Accessors that import a module of the project which is not there: moved, renamed or deleted."""
        for accessor in accessors.values():
            name = accessor.unresolved
            if name is not None and self.finder.find(name) is None:
                message = f"it imports {quoted(name)}, and there is no such module"
                nearest = _nearest_module(self.finder, name)
                hint = f"Did you mean {quoted(nearest)}?" if nearest and nearest != name else None
                yield Problem(accessor.owner.module.path, f"{cls.name}.{accessor.name}", message, hint)

    def _note_broken(self, found: dict[str, domain_discovery.Domain]) -> None:
        for domain in found.values():
            for name in domain.modules:
                module = self.finder.find(name)
                if module is not None and module.problem is not None and module not in self.broken:
                    self.broken.append(module)

    def _broken_base(self, cls: ClassInfo) -> bool:
        """Whether a module that the facade's module needs does not parse, so that a domain may be hidden."""
        broken = [
            module
            for bindings in self.inference.program.module_scope(cls.module).bindings.values()
            for binding in bindings
            if (name := getattr(binding, "module", None)) is not None
            and (module := self.finder.find(name)) is not None
            and module.problem is not None
        ]
        self.broken.extend(module for module in broken if module not in self.broken)
        return bool(broken)

    def _without_domain(self, settings: FacadeSettings, accessors: dict[str, Accessor]) -> Problem:
        if accessors:
            name = next(iter(accessors))
            message = f"the class behind {', '.join(accessors)} cannot be told from the code"
            hint = f'Name it: accessors = {{ {name} = "package.module:Class" }}.'
            return Problem(self.settings.file, f"{settings.key}.accessors", message, hint)
        return Problem(
            self.settings.file,
            f"{settings.key}.class",
            f"{quoted(settings.name)} has no domain: no member builds one",
            'Name the accessors with accessors = ["_client", ...] or the modules with domains = [...], '
            "or list in plan what is still to be extracted.",
        )

    def _missing_class(self, key: str, module_name: str, class_name: str) -> Problem:
        value = quoted(f"{module_name}:{class_name}")
        module = self.finder.find(module_name)
        if module is None:
            nearest = _nearest_module(self.finder, module_name)
            roots = ", ".join(str(root) for root in self.finder.roots)
            hint = (
                f"Did you mean {quoted(f'{nearest}:{class_name}')}?"
                if nearest
                else f"Import roots are {roots}."
            )
            return Problem(
                self.settings.file, key, f"{value}: there is no module {quoted(module_name)}", hint
            )
        scope = self.inference.program.module_scope(module)
        classes = [
            name
            for name in scope.bindings
            if find_class(self.inference.program, module_name, name) is not None
        ]
        return Problem(
            self.settings.file,
            key,
            f"{value}: the module {quoted(module_name)} has no class {quoted(class_name)}",
            did_you_mean(class_name, classes),
        )

    def _check_accessors(self, settings: FacadeSettings, finder: AccessorFinder) -> Iterator[Problem]:
        for glob, target in settings.accessors.items():
            key = f"{settings.key}.accessors"
            if not any(finder.matching(glob)):
                hint = did_you_mean(glob, sorted(finder.names()))
                message = f"{quoted(glob)} matches no member or attribute of {finder.facade.name}"
                yield Problem(self.settings.file, key, message, hint)
            if target is not None:
                module, _, qualified = target.partition(":")
                if find_class(self.inference.program, module, qualified) is None:
                    yield self._missing_class(f"{key}.{glob}", module, qualified)

    def _check_domains(
        self, settings: FacadeSettings, found: dict[str, domain_discovery.Domain], cls: ClassInfo
    ) -> Iterator[Problem]:
        for index, glob in enumerate(settings.domains):
            if not domain_discovery.add_configured(found, glob, self.finder, cls):
                nearest = _nearest_module(self.finder, glob)
                yield Problem(
                    self.settings.file,
                    f"{settings.key}.domains[{index}]",
                    f"{quoted(glob)} matches no module",
                    f"Did you mean {quoted(nearest)}?" if nearest else _modules_there(self.finder, glob),
                )


def _nearest_module(finder: ModuleFinder, name: str) -> str | None:
    """The nearest module name: the known part is kept, the first unknown one is compared with what is there."""
    known: list[str] = []
    parts = name.split(".")
    for index, part in enumerate(parts):
        folders = [finder.folder(".".join(known))] if known else list(finder.roots)
        names = sorted({child for folder in folders if folder is not None for child in _importable(folder)})
        if part in names:
            known.append(part)
            continue
        from facadelint.core.spelling import nearest

        near = nearest(part, names)
        if near is None:
            return None
        rest = parts[index + 1 :]
        candidate = ".".join([*known, near, *rest])
        return candidate if finder.exists(candidate) or "*" in candidate else ".".join([*known, near])
    return None


def _modules_there(finder: ModuleFinder, glob: str) -> str | None:
    """What may stand in the place of the first name of a glob that leads nowhere; None where that is a wildcard."""
    package = ""
    for part in glob.split("."):
        folders = [finder.folder(package)] if package else list(finder.roots)
        names = sorted({child for folder in folders if folder is not None for child in _importable(folder)})
        if part not in names:
            hint = None if set(part) & set("*?[") else did_you_mean(part, names, limit=10)
            return hint and f"{package or 'The project'} has no {part}. {hint}"
        package = f"{package}.{part}" if package else part
    return None


def _importable(folder: Path) -> Iterator[str]:
    for child in folder.iterdir():
        if child.suffix == ".py" and child.stem != "__init__":
            yield child.stem
        elif child.is_dir() and child.name.isidentifier():
            yield child.name
