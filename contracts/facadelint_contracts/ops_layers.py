"""The contract type ``ops_layers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint_contracts.facade_contract import FacadeContract
from facadelint_contracts.facades import CannotCheckError
from facadelint_contracts.layering import find_layer_breaks, layers_of

if TYPE_CHECKING:
    from facadelint_contracts.finding import Finding
    from facadelint_contracts.survey import Survey


class OpsLayersContract(FacadeContract):
    """Facade, then implementation, then ops wrapper; no implementation imports another domain.

    The options are those of every contract type of facadelint, see
    :class:`facadelint_contracts.domain_independence.DomainIndependenceContract`. A facade without ops
    wrappers keeps the contract with a warning, unless its ``pattern`` is ``ops``.
    """

    type_name = "ops_layers"
    guidance = (
        "{facade} calls implementations, and those their domain's ops wrapper; nothing leads back up or aside. "
        "What both layers need belongs in the wrapper, or in a module of its own."
    )

    def find(self, survey: Survey) -> list[Finding]:
        return find_layer_breaks(survey)

    def cannot_apply(self, survey: Survey) -> str | None:
        facade = survey.facade
        if layers_of(facade):
            return None
        reason = f"{facade.settings.name} has no ops wrapper: there are no layers to look at."
        if facade.settings.pattern == "ops":
            raise CannotCheckError(f'{reason} Its pattern is "ops"; name the accessors of the wrappers.')
        return reason
