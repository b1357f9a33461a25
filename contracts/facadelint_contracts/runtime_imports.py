"""Imports of the facade by its domains at module level and at run time (FAC303).

Which name of a package is the facade's class under another roof is not in an import graph. So the graph
says which modules of the domains can have such an import at all, and their source says whether they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.facademap.reach import imports_facade, named_modules
from facadelint_contracts.finding import Finding, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint_contracts.statements import Statement
    from facadelint_contracts.survey import Survey

CODE = "FAC303"


def find_runtime_imports(survey: Survey) -> list[Finding]:
    """Every such import, in order of the source."""
    found = [
        _finding(survey, module, statement)
        for module in _candidates(survey)
        for statement in survey.statements.of(module)
        if (module, statement.node.lineno) not in survey.ignored and _is_runtime_import(survey, statement)
    ]
    return sorted(found, key=lambda finding: finding.sort_key)


def _candidates(survey: Survey) -> Iterator[str]:
    """The modules of domains that import the facade's module, or one that it can be re-exported from."""
    facade = survey.facade.cls.module.name
    leading = survey.graph.find_downstream_modules(facade) | {facade}
    for module in survey.sources:
        own = survey.territory.owners(module)
        # A re-export within the domain is found where it is written.
        if any(survey.territory.owners(each) != own for each in leading.intersection(survey.imports(module))):
            yield module


def _is_runtime_import(survey: Survey, statement: Statement) -> bool:
    if statement.in_function or statement.is_typing_only:
        return False
    return any(imports_facade(survey.facade, survey.program, name) for name in statement.names)


def _finding(survey: Survey, module: str, statement: Statement) -> Finding:
    facade = survey.facade
    domain = survey.territory.owners(module)[0]
    imported = next(
        named
        for name in statement.names
        if imports_facade(facade, survey.program, name)
        for named in named_modules(survey.program, name)
    )
    re_exported = "" if survey.territory.is_facade(imported) else f", which {imported} re-exports"
    return Finding(
        code=CODE,
        facade=facade,
        domain=domain,
        root=Link(module, imported, survey.territory.path(module), (statement.node.lineno,)),
        said=f"{domain.name} domain imports the facade at run time{re_exported}",
        message=f"{domain.name} domain imports the facade {facade.name} at run time; "
        "move the import under TYPE_CHECKING or into the function that needs it",
    )
