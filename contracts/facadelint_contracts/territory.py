"""Whose a module is: the facade's, a domain's, or one that may import domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob
from facadelint.engine.files import is_excluded
from facadelint.rules.importers import is_test_module, may_import

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facadelint.core.settings import Settings
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.source.modules import ModuleFinder


class Territory:
    """What the modules of an import graph are to one facade; the answers are those that the rules give."""

    def __init__(self, facade: Facade, settings: Settings, finder: ModuleFinder) -> None:
        self.facade = facade
        self._settings = settings
        self._finder = finder
        self._shared = [module_glob(glob) for glob in facade.settings.shared]
        self._by_module: dict[str, list[Domain]] = {}
        self._by_package: dict[str, list[Domain]] = {}
        # Facade.domains_in asks each domain in turn; with 300 domains and 10,000 modules that takes seconds.
        for domain in facade.domains.values():
            for name in domain.modules:
                self._by_module.setdefault(name, []).append(domain)
            for name in domain.packages:
                self._by_package.setdefault(name, []).append(domain)
        self._owners: dict[str, tuple[Domain, ...]] = {}

    def owners(self, module: str) -> tuple[Domain, ...]:
        """The domains that a module belongs to; several where they share it, none for the facade's own."""
        if module not in self._owners:
            self._owners[module] = () if self.is_facade(module) else self._find_owners(module)
        return self._owners[module]

    def _find_owners(self, module: str) -> tuple[Domain, ...]:
        found = list(self._by_module.get(module, ()))
        package = module
        while package:
            found += [domain for domain in self._by_package.get(package, ()) if domain not in found]
            package = package.rpartition(".")[0]
        return tuple(found)

    def is_facade(self, module: str) -> bool:
        """Whether the facade's class lies in the module."""
        return self.facade.is_facade_module(module)

    def is_shared(self, module: str) -> bool:
        """Whether the configuration lets any domain import the module, whosesoever it is."""
        return any(glob.matches(module) for glob in self._shared)

    def is_closed(self, module: str) -> bool:
        """Whether a module belongs to a domain and is nobody else's to import."""
        return bool(self.owners(module)) and not self.is_shared(module)

    def is_source(self, module: str) -> bool:
        """Whether a module is a domain's code, so that its imports are the domain's: tests are not."""
        return bool(self.owners(module)) and not is_test_module(module) and not self.is_excluded(module)

    def may_import(self, module: str) -> bool:
        """Whether a module outside of the domains may import them: a test, an importer, excluded code."""
        return may_import(self.facade, module) or self.is_excluded(module)

    def is_excluded(self, module: str) -> bool:
        """Whether the configuration's ``exclude`` says that the module's file is never looked at."""
        if not self._settings.exclude:
            return False
        path = self.path(module)
        return path is not None and is_excluded(self._settings, path)

    def path(self, module: str) -> Path | None:
        """The file of a module; None where it lies below no import root of the configuration."""
        found = self._finder.find(module)
        return None if found is None else found.path

    def siblings(self, importer: str, domains: Iterable[Domain]) -> tuple[Domain, ...]:
        """Those of the domains that are not the importer's own."""
        own = self.owners(importer)
        return tuple(domain for domain in domains if domain not in own)
