"""# ops-logic (FAC411)

## What it does
Reports a member of an ops wrapper that does more than pass through: more than one call, a condition, a
computation, an argument that is changed or not handed on.

## Why is this bad?
The wrapper is the one place that may touch the facade's private state, so that this state can be moved some
day by looking at a single file. Logic in it is out of reach of tests that give the implementation a fake.

## Example
```python
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    def open_orders(self):
        return [order for order in self._shop._orders if order.is_open]


# --- shop/orders/order_implementation.py
def total(ops):
    return sum(order.price for order in ops.open_orders())


# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
```

## Use instead
```python
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    @property
    def orders(self):
        return self._shop._orders


# --- shop/orders/order_implementation.py
def total(ops):
    return sum(order.price for order in ops.orders if order.is_open)


# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
```
Properties, one-call methods, a plain assignment, one item of a container and arguments that are written down
as literals pass through. Dunder methods are left alone; of `__init__` FAC401 speaks.

## Options
- `pattern = "ops"`: where the wrappers are not recognised by their names.

## Fix
None.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.bodies import functions_of, is_literal, meaningful, read_body
from facadelint.facademap.delegation import DelegationReader, parameters_of
from facadelint.inference.classes import is_property_part, method_kind, receiver_name
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule
from facadelint.source.privacy import is_dunder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo

_FACADE = """# --- shop/orders/order_implementation.py
def total(ops):
    return ops.total()
# --- shop/facade.py
from functools import cached_property

from shop.orders import order_implementation


class Shop:
    def __init__(self):
        self._orders = []

    @cached_property
    def _order_ops(self):
        from shop.orders.order_ops import OrderOps

        return OrderOps(self)

    def total(self):
        return order_implementation.total(self._order_ops)
"""

CASES = f'''
### loops, conditions, computations, two calls, guards, arguments
# --- shop/orders/order_ops.py
class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    def open(self):  # error: FAC411 5 "OrderOps.open does more than pass through: line 6, 'return [each for each in self._shop._orders if each]'; move"
        return [each for each in self._shop._orders if each]

    @property
    def count(self):  # error: FAC411 5
        return len(self._shop._orders)

    def wipe(self):  # error: FAC411 5 "line 14, 'self._shop._log.clear()'"
        self._shop._orders.clear()
        self._shop._log.clear()

    def find(self, key):  # error: FAC411 5 "line 17, 'assert key'"
        assert key
        return self._shop._find(key)

    def fetch(self, key, limit=None):  # error: FAC411 5 "line 21, 'return self._shop._fetch(key, limit or 10)'"
        return self._shop._fetch(key, limit or 10)

    def lose(self, key, limit=None):  # error: FAC411 5 "OrderOps.lose does more than pass through: it does not hand on limit"
        return self._shop._fetch(key)
{_FACADE}
### properties, one-call methods, assignments and items pass through
# --- shop/orders/order_ops.py
from typing import cast


class OrderOps:
    def __init__(self, shop):
        self._shop = shop

    def __repr__(self):
        return "OrderOps(" + repr(self._shop) + ")"

    @property
    def orders(self):
        """All of them."""
        return self._shop._orders

    @orders.setter
    def orders(self, orders):
        self._shop._orders = orders

    def shop(self):
        return self._shop

    def total(self, *args, **kwargs):
        return self._shop._storage.total(*args, **kwargs)

    async def later(self, key):
        return cast(int, await self._shop.later(key))

    def each(self):
        yield from self._shop._each()

    def newest(self):
        return self._shop._fetch(1, order="newest")

    def set_limit(self, limit):
        self._shop._limit = limit

    def order(self, key):
        return self._shop._orders[key]

    def all(self):
        return self.each()

    @classmethod
    def of(cls, shop):
        return cls(shop)
{_FACADE}'''


@rule("FAC411", "ops-logic", roles=[Role.DOMAIN], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function; only those in the body of an ops wrapper count."""
    wrapper = _wrapper_around(context)
    if wrapper is None or is_dunder(node.name) or not list(functions_of([node])):
        return
    said = _beyond(node, wrapper, context)
    if said is not None:
        yield Finding(
            node,
            f"{wrapper.name}.{node.name} does more than pass through: {said}; "
            "move it into an implementation function",
            target=f"{wrapper.name}.{node.name}",
        )


def _wrapper_around(context: RuleContext) -> ClassInfo | None:
    wrappers = context.domain.wrappers if context.domain is not None else []
    around = context.enclosing[-1] if context.enclosing else None
    return next((cls for cls in wrappers if cls.node is around), None)


def _beyond(
    node: ast.FunctionDef | ast.AsyncFunctionDef, wrapper: ClassInfo, context: RuleContext
) -> str | None:
    """What a member does beside passing through; None for nothing."""
    kind = method_kind(node)
    methods = frozenset(
        each.name for cls in wrapper.mro for each in cls.functions() if not is_property_part(each)
    )
    reader = DelegationReader(
        node,
        None if kind == "static" else receiver_name(node),
        methods=methods,
        getters=frozenset(),
        bases=frozenset(cls.name for cls in wrapper.mro[1:]),
        accessors=frozenset(),
    )
    body = read_body(reader)
    statements = meaningful(node)
    if body.guards:
        return _line(body.guards[0], context)
    if body.shape == "logic":
        passes = len(statements) == 1 and _is_one_step(statements[0], reader, is_class=kind == "class")
        return None if passes else _line(body.disqualifying or statements[0], context)
    for issue in body.delegation.issues if body.delegation is not None else ():
        if issue.issue == "dropped":
            return f"it does not hand on {issue.name}"
        given = issue.node.value if isinstance(issue.node, ast.keyword) else issue.node
        if not isinstance(given, ast.expr) or not is_literal(given):
            return _line(statements[-1], context)
    return None


def _line(statement: ast.stmt, context: RuleContext) -> str:
    return f"line {statement.lineno}, {context.first_line(statement)!r}"


def _is_one_step(statement: ast.stmt, reader: DelegationReader, *, is_class: bool) -> bool:
    """An assignment, a deletion, or one item of a container: as thin as a call. ``cls(shop)`` makes a wrapper."""
    match statement:
        case ast.Assign(targets=[target], value=value):
            return _is_place(target, reader) and _is_plain(value, reader)
        case ast.Delete(targets=[target]):
            return _is_place(target, reader)
        case ast.Return(value=ast.Call(func=ast.Name(id=name))) if is_class:
            return name == reader.receiver
        case ast.Return(value=ast.Subscript() as item):
            return _is_place(item, reader)
        case _:
            return False


def _is_place(node: ast.expr, reader: DelegationReader) -> bool:
    """``self._shop._orders`` or one item of it."""
    if isinstance(node, ast.Subscript):
        return _is_plain(node.slice, reader) and _is_place(node.value, reader)
    path = reader.base_path(node) if isinstance(node, ast.Attribute) else None
    return path is not None and len(path) > 1


def _is_plain(node: ast.expr, reader: DelegationReader) -> bool:
    """A parameter, or a value that is written down."""
    parameters = parameters_of(reader.function, reader.receiver)
    return is_literal(node) or (isinstance(node, ast.Name) and node.id in parameters)
