"""What an import statement of one module reaches: modules, domains and the facade, re-exports followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.inference.values import ModuleObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.inference.program import Program
    from facadelint.source.imports import ImportedName


def named_modules(program: Program, imported: ImportedName) -> Iterator[str]:
    """The modules that an imported name itself names: the module of the statement, or a submodule of it."""
    if imported.name is None or imported.name == "*":
        yield imported.module
        return
    submodule = f"{imported.module}.{imported.name}"
    found = list(program.exported(imported.module, imported.name))
    if ModuleObject(submodule) in found:
        yield submodule
    else:
        yield imported.module


def defining_modules(program: Program, imported: ImportedName) -> Iterator[str]:
    """The modules in which an imported name is defined, where the module of the statement re-exports it."""
    names = [imported.name] if imported.name and imported.name != "*" else []
    if imported.name == "*":
        module = program.finder.find(imported.module)
        if module is not None:
            names = [name for name in program.module_scope(module).bindings if not name.startswith("_")]
    for name in names:
        for definition in program.exported(imported.module, name):
            if isinstance(definition, tuple):
                yield definition[1].module.name
            elif isinstance(definition, ModuleObject):
                yield definition.name


def imported_domains(
    facade: Facade, program: Program, imported: ImportedName
) -> Iterator[tuple[Domain, str]]:
    """The domains that an import reaches, each with the module through which it does."""
    seen: set[Domain] = set()
    for name in (*named_modules(program, imported), *defining_modules(program, imported)):
        for domain in facade.domains_in(name):
            if domain not in seen and not domain.shares_module:
                seen.add(domain)
                yield domain, name
    shared = _class_domain(facade, program, imported)
    if shared is not None and shared not in seen:
        yield shared, imported.module


def _class_domain(facade: Facade, program: Program, imported: ImportedName) -> Domain | None:
    """The domain whose class an import names, where several domains share one module."""
    if imported.name in (None, "*"):
        return None
    for definition in program.exported(imported.module, imported.name or ""):
        if isinstance(definition, tuple):
            for domain in facade.domains.values():
                if domain.shares_module and any(cls.node is definition[0].node for cls in domain.classes):
                    return domain
    return None


def imports_facade(facade: Facade, program: Program, imported: ImportedName) -> bool:
    """Whether running an import needs the facade's module: it names the module, or the class by a re-export."""
    if facade.cls.module.name in named_modules(program, imported):
        return True
    if imported.name in (None, "*"):
        return False
    return any(
        definition == ModuleObject(facade.cls.module.name)
        or (isinstance(definition, tuple) and definition[0].node is facade.cls.node)
        for definition in program.exported(imported.module, imported.name or "")
    )
