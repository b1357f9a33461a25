"""Hands the contract types to the engine, which knows none: they stand on it, and are loaded where they are needed."""

from __future__ import annotations

from facadelint.engine.given import Contracts


def load_contracts() -> Contracts:
    """The facade contracts."""
    from facadelint_contracts.check import RULES, contract_violations

    return Contracts(frozenset(RULES), contract_violations)
