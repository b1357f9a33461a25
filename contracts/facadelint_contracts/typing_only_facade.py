"""The contract type ``typing_only_facade``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint_contracts.facade_contract import FacadeContract
from facadelint_contracts.runtime_imports import find_runtime_imports

if TYPE_CHECKING:
    from facadelint_contracts.finding import Finding
    from facadelint_contracts.survey import Survey


class TypingOnlyFacadeContract(FacadeContract):
    """Domains import the facade for typing only, or inside of functions.

    An import from a package that re-exports the facade counts. The options are those of every contract
    type of facadelint, see :class:`facadelint_contracts.domain_independence.DomainIndependenceContract`;
    ``shared`` and ``typing_imports`` change nothing here.
    """

    type_name = "typing_only_facade"
    guidance = (
        "{facade} imports its domains; a domain that imports it back at run time makes a cycle. Move the import "
        "under TYPE_CHECKING, or into the function that needs it."
    )

    def find(self, survey: Survey) -> list[Finding]:
        return find_runtime_imports(survey)
