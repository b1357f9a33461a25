"""The facade: what the rest of the program may use of the shop."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shop.gifts import gift_implementation
from shop.mailer import Mailer
from shop.reviews import review_implementation
from shop.storage import Storage

if TYPE_CHECKING:
    from shop.billing.billing_domain import BillingDomain
    from shop.gifts.gift_ops import GiftOps
    from shop.orders.order_domain import OrderDomain
    from shop.records import Invoice, Order
    from shop.reviews.review_ops import ReviewOps
    from shop.stock.stock_domain import StockDomain


class Shop:  # FAC501: longer than max-lines
    """Keeps the collaborators, makes the domains, and delegates to them."""

    def __init__(self, storage: Storage, mailer: Mailer) -> None:
        self._storage = storage
        self._mailer = mailer

    @classmethod
    def ephemeral(cls) -> Shop:
        """A shop that forgets everything when the program ends."""
        return cls(Storage(), Mailer())

    @property
    def storage(self) -> Storage:
        """Where everything is kept."""
        return self._storage

    @property
    def mailer(self) -> Mailer:
        """How customers are told."""
        return self._mailer

    # The domains: made when first needed, imported only then.

    @cached_property
    def _order_domain(self) -> OrderDomain:
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self) -> StockDomain:
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    @property
    def _billing_domain(self) -> BillingDomain:  # FAC210: made anew at every use
        from shop.billing.billing_domain import BillingDomain

        return BillingDomain(self)

    @cached_property
    def _customer_domain(self):  # FAC212: type checkers see nothing behind it
        from shop.customers.customer_domain import Customers

        return Customers(self)

    @cached_property
    def _review_ops(self) -> ReviewOps:
        from shop.reviews.review_ops import ReviewOps

        return ReviewOps(self)

    @cached_property
    def _gift_ops(self) -> GiftOps:
        from shop.gifts.gift_ops import GiftOps

        return GiftOps(self)

    # The operations: each is one call of one domain.

    def place_order(
        self,
        customer: str,
        article: str,
        count: int = 1,  # FAC204: not handed on
    ) -> Order:
        """Take an order, take its articles from the shelf, and tell the customer."""
        return self._order_domain.place_order(customer, article)

    def place_orders(self, customer: str, *articles: str) -> list[Order]:  # FAC201: a loop, no delegation
        """Take several orders of one customer."""
        return [self.place_order(customer, article) for article in articles]

    def next_number(self) -> int:  # FAC203: delegates to a collaborator, past the domains
        """The number of the next order."""
        return self._storage.next_number()

    def cancel_order(self, number: int, refill: bool = False) -> None:  # FAC208: another default than the domain's
        """Forget an order, and put its articles back."""
        self._order_domain.cancel_order(number, refill)

    def restock(self, article: str, count: int) -> None:  # FAC202: the guard belongs into the domain
        """Put articles on the shelf."""
        if count < 1:
            raise ValueError(count)
        self._stock_domain.restock(article, count)

    def take(self, article: str, count: int):  # FAC209: how many are left is lost
        """Take articles from the shelf."""
        self._stock_domain.take(article, count)

    def invoice(self, order: Order) -> Invoice:  # FAC213: the domain may return None
        """What an order costs."""
        return self._billing_domain.invoice(order)

    def refund(self, order: Order) -> Invoice:  # FAC207: the domain has no such method
        """What a customer gets back."""
        return self._billing_domain.refund(order)

    def notify(self, customer: str, text: str) -> None:
        """Tell a customer something."""
        self._customer_domain.notify(customer, text.strip())  # FAC205: not what was given

    def greet(self, customer: str, text: str) -> None:
        """Greet a customer."""
        self._customer_domain.greet(
            customer,  # FAC206: the domain takes it for the text
            name=text,
        )

    def review(self, customer: str, article: str) -> str:
        """Take a review."""
        return review_implementation.review(self._review_ops, customer, article)

    def thank(self, customer: str) -> None:
        """Send a gift."""
        gift_implementation.thank(self._gift_ops, customer)
