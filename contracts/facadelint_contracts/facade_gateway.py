"""The contract type ``facade_gateway``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint_contracts.bypasses import find_bypasses
from facadelint_contracts.facade_contract import FacadeContract

if TYPE_CHECKING:
    from facadelint_contracts.finding import Finding
    from facadelint_contracts.survey import Survey


class FacadeGatewayContract(FacadeContract):
    """Only the facade, and the domain itself with its package, import a domain.

    Tests and the configured ``importers`` may as well. Siblings are the business of
    ``domain_independence``. The options are those of every contract type of facadelint, see
    :class:`facadelint_contracts.domain_independence.DomainIndependenceContract`; ``typing_imports`` changes
    nothing here.
    """

    type_name = "facade_gateway"
    guidance = (
        "The facade is the one place that everybody else depends on: call a public method of {facade} instead. "
        "A module that has to import domains is named in importers of the configuration."
    )

    def find(self, survey: Survey) -> list[Finding]:
        return find_bypasses(survey)
