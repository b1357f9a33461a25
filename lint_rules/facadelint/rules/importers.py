"""Which modules besides the facade may import a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob

if TYPE_CHECKING:
    from facadelint.facademap.facade import Facade


def is_test_module(module_name: str) -> bool:
    """``test_*``, ``*_test``, ``conftest``, and everything in a package called ``tests`` (or ``test``)."""
    *packages, last = module_name.split(".")
    return (
        last.startswith("test_")
        or last.endswith("_test")
        or last in ("conftest", "tests")
        or "tests" in packages
    )


def may_import(facade: Facade, module_name: str) -> bool:
    """Whether the configuration's ``importers``, its being a test or an accessor in it lets a module import domains.

    A base class that holds accessors is a part of the facade.
    """
    return (
        is_test_module(module_name)
        or any(module_glob(glob).matches(module_name) for glob in facade.settings.importers)
        or module_name in facade.accessor_modules
    )
