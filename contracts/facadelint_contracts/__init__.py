"""import-linter contract types that understand a facade and its domains.

They are named in import-linter's configuration, one line each::

    [importlinter]
    root_package = shop
    contract_types =
        domain_independence: facadelint_contracts.DomainIndependenceContract
        facade_gateway: facadelint_contracts.FacadeGatewayContract
        typing_only_facade: facadelint_contracts.TypingOnlyFacadeContract
        ops_layers: facadelint_contracts.OpsLayersContract

``facadelint check`` uses the same analyses without import-linter, see :mod:`check`; that is why nothing is imported
here before it is asked for.

- The types: :mod:`domain_independence`, :mod:`facade_gateway`, :mod:`typing_only_facade` and :mod:`ops_layers`, over
  :mod:`facade_contract`, which has the options (:mod:`facades`, :mod:`ignored`) and the output (:mod:`rendering`).
- An analysis for each: :mod:`chains`, :mod:`bypasses`, :mod:`runtime_imports`, :mod:`layering`; all yield a
  :mod:`finding`.
- What an analysis asks: a :mod:`survey` is one facade on one graph, a :mod:`territory` says whose a module is,
  :mod:`statements` are the imports behind an edge.
- The graph: :mod:`presence` makes sure that it has what a contract is about, and :mod:`completion` adds what grimp
  skips, by the :mod:`modules` in the folders. For ``check``, :mod:`packages` says what to read, and :mod:`graphs`
  builds it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facadelint_contracts.domain_independence import DomainIndependenceContract
    from facadelint_contracts.facade_gateway import FacadeGatewayContract
    from facadelint_contracts.ops_layers import OpsLayersContract
    from facadelint_contracts.typing_only_facade import TypingOnlyFacadeContract

__all__ = [
    "DomainIndependenceContract",
    "FacadeGatewayContract",
    "OpsLayersContract",
    "TypingOnlyFacadeContract",
]

_MODULES = {
    "DomainIndependenceContract": "domain_independence",
    "FacadeGatewayContract": "facade_gateway",
    "OpsLayersContract": "ops_layers",
    "TypingOnlyFacadeContract": "typing_only_facade",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
