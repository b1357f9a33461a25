import dataclasses

import pytest

from facadelint.core.violation import Location, Violation
from facadelint.engine.report import Coverage

VIOLATION = Violation(
    path="/here/shop/orders/order_domain.py",
    location=Location(6, 16, 6, 36),
    code="FAC101",
    rule="private-facade-access",
    message="order domain reads Shop._database; use its public property database",
    facade="shop.facade:Shop",
    domain="order",
    symbol="shop.orders.order_domain.OrderDomain.total",
    target="Shop._database",
)
"""What the base project's order domain would break."""

COVERAGE = Coverage(
    facades=("shop.facade:Shop",), domains=("order", "stock", "billing"), members=12, files=9, rules=15
)


@pytest.fixture
def violation():
    """Make a violation that differs from the one above in what is given."""

    def make(**changes):
        return dataclasses.replace(VIOLATION, **changes)

    return make


@pytest.fixture
def coverage():
    return COVERAGE
