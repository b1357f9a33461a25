"""# missing-target (FAC207)

## What it does
Reports a facade member that reaches for something that its domain does not have.

## Why is this bad?
It fails when it is called, and not before: where an accessor is not annotated, a type checker takes what
it gives for `Any`. A member that was renamed or removed in the domain leaves such a delegation behind.

A domain class that may have more members than its text shows is left alone: one with `__getattr__`, with
a base class outside the project, or with attributes that are set by a computed name.

## Example
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve_item(item, count)
```

## Use instead
```python
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    def reserve(self, item, count=1):
        return self._stock_domain.reserve(item, count)
```

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
None: only the authors know what became of the member.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.core.spelling import nearest
from facadelint.facademap.delegation import Delegation
from facadelint.facademap.lookup import Found, public_names
from facadelint.facademap.targets import path_of
from facadelint.inference.calls import own_nodes
from facadelint.inference.classes import decorator_names
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.lookup import Order

_FACADE = """# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)
"""

CASES = f"""
### a method, a property, a setter and a deleter that are not there
{_FACADE}
    def reserve(self, item):  # error: FAC207 5 "Shop.reserve delegates to _stock_domain.reserved, which StockDomain (shop/stock/stock_domain.py:1) does not have; did you mean reserve?"
        return self._stock_domain.reserved(item)

    @property
    def limit(self):
        return self._stock_domain.limit

    @limit.setter
    def limit(self, value):  # error: FAC207 5 "StockDomain.limit (shop/stock/stock_domain.py:9) has no setter"
        self._stock_domain.limit = value

    @limit.deleter
    def limit(self):  # error: FAC207 5 "has no deleter"
        del self._stock_domain.limit

    @property
    def count(self):  # error: FAC207 5 "_stock_domain.count"
        return self._stock_domain.count

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item):
        return item

    @property
    def limit(self):
        return 1

### in a member that does more than delegate
{_FACADE}
    def close(self, sure):  # error: FAC207 5 "_stock_domain.flush"; FAC207 5 "_stock_domain.shut"
        if sure:
            self._stock_domain.flush()
        return self._stock_domain.shut(), self._stock_domain.flush()

### a module without such a function
# --- shop/facade.py
from functools import cached_property

from shop.stock import stock_implementation


class Shop:
    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def reserve(self, item):
        return stock_implementation.reserve(self._stock_ops, item)

    def release(self, item):  # error: FAC207 5 "Shop.release delegates to stock_implementation.release, which shop/stock/stock_implementation.py does not have"
        return stock_implementation.release(self._stock_ops, item)

# --- shop/stock/stock_ops.py
class StockOps:
    def __init__(self, shop):
        self._shop = shop

# --- shop/stock/stock_implementation.py
def reserve(ops, item):
    return item

### inherited, stored, assigned, declared and generated members are there
{_FACADE}
    def reserve(self, item):
        return self._stock_domain.reserve(item)

    def stored(self):
        return self._stock_domain.kept, self._stock_domain.slot, self._stock_domain.declared

    def release(self):
        return self._stock_domain.release()

    def nested(self):
        return self._stock_domain.Limit()

    @property
    def note(self):
        return self._stock_domain.note

    @note.setter
    def note(self, value):
        self._stock_domain.note = value

# --- shop/stock/base.py
class Base:
    __slots__ = ("slot",)
    declared: int

    def __init__(self, shop):
        self._shop = shop
        self.kept = []

    def reserve(self, item):
        return item

# --- shop/stock/stock_domain.py
from abc import ABC
from typing import Generic, TypeVar

from shop.stock.base import Base

T = TypeVar("T")


class StockDomain(Base, ABC, Generic[T]):
    class Limit:
        pass

    def _release(self):
        return 1

    release = _release


def mark(domain):
    domain.note = "marked"

### a class that may have more than its text shows is left alone
# --- shop/facade.py
from functools import cached_property


class Shop:
    @cached_property
    def _stock_domain(self):
        from shop.stock.stock_domain import StockDomain

        return StockDomain(self)

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _billing_domain(self):
        from shop.billing.billing_domain import BillingDomain

        return BillingDomain(self)

    def reserve(self, item):
        return self._stock_domain.reserve(item)

    def order(self, item):
        return self._order_domain.order(item)

    def bill(self, item):
        return self._billing_domain.bill_it(item)

# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def __getattr__(self, name):
        return getattr(self._shop.database, name)

# --- shop/orders/order_domain.py
from elsewhere import Base


class OrderDomain(Base):
    def __init__(self, shop):
        self._shop = shop

# --- shop/billing/billing_domain.py
class BillingDomain:
    def __init__(self, shop, **options):
        self._shop = shop
        for name, value in options.items():
            setattr(self, name, value)

### asked for before it is used
{_FACADE}
    def flush(self):
        if hasattr(self._stock_domain, "flush"):
            self._stock_domain.flush()

    def close(self):
        try:
            self._stock_domain.close()
        except AttributeError:
            pass
"""

_ASKING = frozenset(("hasattr", "getattr", "isinstance", "issubclass", "type", "AttributeError"))
"""Names by which a method finds out what it deals with; then it knows better."""


@rule("FAC207", "missing-target", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body."""
    found = context.member(node)
    if found is None or found[1].kind == "accessor" or _asks(node):
        return
    seen: set[str] = set()
    for delegation in _delegations(node, context):
        reached = f"{delegation.accessor}.{delegation.target}"
        problem = None if reached in seen else _problem(delegation, node, context)
        if problem is not None:
            seen.add(reached)
            name = f"{context.facade.name}.{node.name}"
            yield Finding(node, f"{name} delegates to {problem}", target=f"{name}->{reached}")


def _asks(function: ast.AST) -> bool:
    return any(isinstance(node, ast.Name) and node.id in _ASKING for node in ast.walk(function))


def _delegations(
    function: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext
) -> Iterator[Delegation]:
    """The one that the function consists of, or whatever it reaches through ``self.<accessor>``."""
    forwarding = context.forwarding(function)
    if forwarding is not None and forwarding.delegation.steps == 1:
        yield forwarding.delegation
    receiver = [each.arg for each in (*function.args.posonlyargs, *function.args.args)][:1]
    for node in own_nodes(function):
        match node:
            case (
                ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr=accessor), attr=target)
                | ast.Attribute(
                    value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=accessor), args=[], keywords=[]),
                    attr=target,
                )
            ) if [name] == receiver and accessor in context.facade.accessors:
                is_getter = context.facade.accessors[accessor].kind == "getter"
                if is_getter == isinstance(node.value, ast.Call):
                    yield Delegation(node, accessor, target, None)
            case _:
                pass


def _problem(
    delegation: Delegation, function: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext
) -> str | None:
    """What is wrong on the other side, as the rest of a sentence; None where nothing is, or nothing is known."""
    finder = context.forwarder.finder
    inference = finder.inference
    if delegation.through == "function":
        scope = inference.program.inner_scope(function, context.facade.cls.scope)
        module = finder.lacking_module(delegation, scope)
        if module is None:
            return None
        called = f"{module.name.rpartition('.')[2]}.{delegation.target}"
        return f"{called}, which {path_of(module, inference)} does not have"
    found = finder.found(delegation)
    if isinstance(delegation.node, ast.Attribute) and not isinstance(delegation.node.ctx, ast.Load):
        return _unsettable(delegation.node, found, inference)
    if not found or any(each != "missing" for each in found):
        return None
    orders = finder.orders(delegation)
    classes = " or ".join(
        f"{cls.name} ({path_of(cls.module, inference)}:{cls.node.lineno})"
        for order in orders
        for cls in order[:1]
        if cls is not None
    )
    near = nearest(delegation.target, [name for order in orders for name in public_names(order)])
    question = f"; did you mean {near}?" if near is not None else ""
    owner = classes or "no base"
    verb = "does not have" if classes else "has"
    return f"{delegation.accessor}.{delegation.target}, which {owner} {verb}{question}"


def _unsettable(node: ast.Attribute, found: list[Found | str], inference: object) -> str | None:
    """A property on the other side that can be read, but not set or not deleted."""
    wanted = "setter" if isinstance(node.ctx, ast.Store) else "deleter"
    places: list[str] = []
    for each in found:
        if isinstance(each, str) or len(each.functions) != 1:
            return None
        function = each.functions[0]
        if list(decorator_names(function)) != ["property"]:
            return None
        if any(wanted in set(decorator_names(part)) for part in each.accessors):
            return None
        places.append(f"{each.owner.name}.{function.name}")
    return None
