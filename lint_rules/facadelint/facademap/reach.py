"""What an import statement of one module reaches: modules, domains and the facade, re-exports followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.inference.values import ModuleObject
from facadelint.source.imports import listed_names, typing_only_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    for name in _names(program, imported):
        for definition in program.exported(imported.module, name):
            if isinstance(definition, tuple):
                yield definition[1].module.name
            elif isinstance(definition, ModuleObject):
                yield definition.name


def _names(program: Program, imported: ImportedName) -> Sequence[str]:
    """The names that an import takes out of its module."""
    if imported.name == "*":
        return list(_starred(program, imported.module, set()))
    return [imported.name] if imported.name else []


def _starred(program: Program, module_name: str, seen: set[str]) -> dict[str, None]:
    """The names that ``from module import *`` binds at run time."""
    module = program.finder.find(module_name)
    if module is None or module_name in seen:
        return {}
    seen.add(module_name)
    scope = program.module_scope(module)
    listed = listed_names(module.tree)
    if listed is not None:
        return dict.fromkeys(listed)
    typing_only = typing_only_nodes(module.tree, scope)
    names = {
        name: None
        for name, bindings in scope.bindings.items()
        if not name.startswith("_") and any(binding.node not in typing_only for binding in bindings)
    }
    for star in scope.star_imports:
        names |= _starred(program, star, seen)
    return names


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
    for domain in _class_domains(facade, program, imported):
        if domain not in seen:
            seen.add(domain)
            yield domain, imported.module


def _class_domains(facade: Facade, program: Program, imported: ImportedName) -> Iterator[Domain]:
    """The domains whose classes an import names, where several domains share one module."""
    sharing = facade.sharing
    if imported.name == "*":  # whoever takes all of the facade's module does not mean the domains in it
        sharing = tuple(each for each in sharing if not any(map(facade.is_facade_module, each.modules)))
    for name in _names(program, imported) if sharing else ():
        for definition in program.exported(imported.module, name):
            if isinstance(definition, tuple):
                node = definition[0].node
                yield from (each for each in sharing if any(cls.node is node for cls in each.classes))


def imports_facade(facade: Facade, program: Program, imported: ImportedName) -> bool:
    """Whether running an import needs the facade's module: it names the module, or the class by a re-export."""
    if facade.cls.module.name in named_modules(program, imported):
        return True
    return any(
        definition == ModuleObject(facade.cls.module.name)
        or (isinstance(definition, tuple) and definition[0].node is facade.cls.node)
        for name in _names(program, imported)
        for definition in program.exported(imported.module, name)
    )
