"""The contract type ``domain_independence``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint_contracts.chains import find_chains
from facadelint_contracts.facade_contract import FacadeContract

if TYPE_CHECKING:
    from facadelint_contracts.finding import Finding
    from facadelint_contracts.survey import Survey


class DomainIndependenceContract(FacadeContract):
    """No domain reaches a sibling by any chain of imports, except through the facade.

    Options, each of which may be left out where ``[tool.facadelint]`` says it:

    - facade: ``package.module:Class``; without it every facade that is configured is covered.
    - domains: globs of domain modules, besides those that are found and configured.
    - shared: globs of modules that any domain may import, besides those configured. A shared module must
      itself lead to no domain.
    - typing_imports: ``forbid``, or ``allow`` to leave imports under ``TYPE_CHECKING`` out.
    - ignore_imports, unmatched_ignore_imports_alerting, broken_contract_guidance: as in the built-in types.
    """

    type_name = "domain_independence"
    guidance = (
        "Domains must not know one another: call a public method of {facade} instead. What several domains need "
        "belongs in a module of its own that imports no domain."
    )

    def find(self, survey: Survey) -> list[Finding]:
        return find_chains(survey)
