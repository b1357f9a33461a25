"""What the facade, its domains and its users talk about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """An article, how many of it, and for whom."""

    number: int
    customer: str
    article: str
    count: int


@dataclass(frozen=True)
class Invoice:
    """What an order costs, in cents."""

    order: Order
    amount: int
