"""# accessor-not-lazy (FAC210)

## What it does
Reports a domain that receives the facade and is built eagerly, or whose accessor is not cached, does more
than build it from `self` or attributes of `self`, or needs the domain's class imported at module level at
run time.

## Why is this bad?
An eager domain sees a facade that is only half built. An accessor without a cache makes a new domain, with
new state, at each call. A module-level import makes loading the facade load every domain, and the cycle
between the two is closed as soon as a domain imports anything of the facade's module.

## Example
```python
from shop.orders.order_domain import OrderDomain


class Shop:
    def __init__(self):
        self._order_domain = OrderDomain(self)

    def total(self):
        return self._order_domain.total()
```

## Use instead
```python
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.orders.order_domain import OrderDomain


class Shop:
    @cached_property
    def _order_domain(self) -> "OrderDomain":
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    def total(self):
        return self._order_domain.total()
```
A client that is built in `__init__` from plain values is no business of this rule.

## Options
- `exempt`: globs of facade members that FAC2 leaves alone.

## Fix
`facadelint fix` makes a plain `property` a `cached_property`, where that cannot be noticed: the accessor is private,
the domain keeps nothing but what it is given when it is built, and the facade neither copies itself (a copy would take
the domain along, which knows the original) nor looks at its own `__dict__`. Elsewhere it needs `--unsafe`, and so does
moving the import of a domain that nothing but its accessor needs into the accessor.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.facademap.accessor_bodies import beyond_building
from facadelint.facademap.caching import may_keep
from facadelint.facademap.factories import hands_on
from facadelint.facademap.instances import has_dict, is_stateless, looks
from facadelint.facademap.laziness import fills_on_demand, is_property_call
from facadelint.inference.values import ClassObject
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule
from facadelint.source.annotations import name_uses
from facadelint.source.nodes import descend
from facadelint.source.scopes import ImportBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.accessors import Accessor

CASES = """
### built eagerly
# --- shop/facade.py
class Shop:
    def __init__(self, database):  # error: FAC210 5 "order domain is built eagerly by Shop.__init__; build it in a cached property"
        from shop.orders.order_domain import OrderDomain

        self._database = database
        self._order_domain = OrderDomain(self)

    def total(self):
        return self._order_domain.total()

### not cached, doing more, and imported at module level
# --- shop/facade.py
from functools import cached_property

from shop.billing.billing_domain import BillingDomain


class Shop:
    @property
    def _order_domain(self):  # error: FAC210 5 "the accessor Shop._order_domain is not cached; use functools.cached_property"
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self):  # error: FAC210 5 "the accessor Shop._stock_domain does more than build stock domain: line 17, 'self.opened = True'"
        from shop.stock.stock_domain import StockDomain

        self.opened = True
        return StockDomain(self)

    @cached_property
    def billing_domain(self):  # error: FAC210 5 "the accessor Shop.billing_domain needs BillingDomain imported at module level; import it inside of the accessor"
        return BillingDomain(self)

### lazy by a decorator or by hand, and a client of plain values
# --- shop/facade.py
from functools import cached_property

from shop.billing.billing_domain import BillingDomain


class Shop:
    def __init__(self, url):
        self._stock = None
        self._billing_domain = BillingDomain(url)

    @cached_property
    def _order_domain(self):
        from shop.orders.order_domain import OrderDomain

        return OrderDomain(self)

    @property
    def stock(self):
        if self._stock is None:
            from shop.stock.stock_domain import StockDomain

            self._stock = StockDomain(self)
        return self._stock
"""


@rule("FAC210", "accessor-not-lazy", roles=[Role.FACADE], nodes=[ast.FunctionDef, ast.AsyncFunctionDef])
def check(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> Iterator[Finding]:
    """Look at one function of the facade's body: as an accessor, and as a place that builds domains."""
    if context.facade.member_of(node) is None:
        return
    for accessor in context.facade.accessors.values():
        if not accessor.receives_facade or not accessor.modules:
            continue
        target = f"{context.facade.name}.{accessor.name}"
        if accessor.kind == "attribute":
            if node in accessor.factories:
                if is_property_call(accessor.node):
                    yield Finding(node, f"the accessor {target} {_UNCACHED}", target=target)
            elif (
                _builds(node, accessor)
                and not _is_storage(accessor, context)
                and not (_is_accessor(node, context) or fills_on_demand(node, accessor.name))
            ):
                built = f"{_domain_name(accessor, context)} domain is built eagerly"
                message = f"{built} by {context.facade.name}.{node.name}"
                yield Finding(node, f"{message}; build it in a cached property", target=target)
            continue
        is_this = accessor.node is node and context.member(node) is not None
        problem = _problem(node, accessor, context) if is_this else None
        if problem is not None:
            fix, unsafe = None, None
            if problem is _UNCACHED and _is_plain_property(node, context):
                fix, unsafe = CACHE_IT, _noticed(accessor, context)
            elif problem.startswith("needs") and _is_movable(node, accessor, context):
                fix, unsafe = MOVE_IMPORT, "the domain's module is loaded later than before"
            yield Finding(node, f"the accessor {target} {problem}", target=target, fix=fix, unsafe=unsafe)


CACHE_IT = "Make it a functools.cached_property"
MOVE_IMPORT = "Import the domain inside of the accessor"
_UNCACHED = "is not cached; use functools.cached_property"
_UNCACHED_CALL = f"{_UNCACHED}, which is reached without a call"
_UNKEPT = "is not cached; keep what it builds in an attribute"
_BY_PARAMETERS = (
    "is not cached, since it builds with its parameters; let the domain's methods take them, "
    "and use functools.cached_property"
)


def _domain_name(accessor: Accessor, context: RuleContext) -> str:
    """The name of the domain that an accessor reaches: of several for one class it is named after the first."""
    domain = context.facade.accessed_domain(accessor.name)
    return domain.name if domain is not None else accessor.domain


def _is_plain_property(node: ast.FunctionDef | ast.AsyncFunctionDef, context: RuleContext) -> bool:
    """Whether ``cached_property`` can take the place of its only decorator: it knows no setter."""
    found = context.facade.member_of(node)
    match node:
        case ast.FunctionDef(decorator_list=[ast.Name(id="property")]):
            body = descend(context.facade.cls.node)
            is_used = any(
                isinstance(each, ast.Name) and each.id == node.name for each in body
            )  # .setter(...)
            return found is not None and len(found[0].parts) == 1 and not is_used
        case _:
            return False


def _noticed(accessor: Accessor, context: RuleContext) -> str | None:
    """Why somebody may notice that a domain is built once, not at each access."""
    look = next(looks(context.facade.cls), None)
    if look is not None:
        line = f"line {look.node.lineno}, {ast.unparse(look.node)!r}"
        return f"{context.facade.name} takes all that it holds, and the domain along with it: {line}"
    if not accessor.name.startswith("_"):
        return "the accessor is public"
    if not accessor.classes or not all(map(is_stateless, accessor.classes)):
        return "the domain may keep state that is now built anew at each access"
    return None


def _builds(node: ast.AST, accessor: Accessor) -> bool:
    inside = set(descend(node))
    return any(call in inside for call in accessor.built)


def _is_accessor(node: ast.AST, context: RuleContext) -> bool:
    return any(other.node is node for other in context.facade.accessors.values())


def _is_storage(accessor: Accessor, context: RuleContext) -> bool:
    """Whether an attribute is only where a lazy accessor keeps its domain."""
    return any(other.storage == accessor.name for other in context.facade.accessors.values())


def _problem(
    node: ast.FunctionDef | ast.AsyncFunctionDef, accessor: Accessor, context: RuleContext
) -> str | None:
    if not may_keep(accessor, context.forwarder.finder.inference):
        if hands_on(node, accessor.built):
            return _BY_PARAMETERS
        # A cached property needs a dictionary, and a coroutine can be awaited but once.
        is_able = has_dict(context.facade.cls) and not isinstance(node, ast.AsyncFunctionDef)
        if not is_able:
            return _UNKEPT
        return _UNCACHED if accessor.kind == "property" else _UNCACHED_CALL
    if needed := module_level_import(accessor, context):
        return f"needs {needed[0]} imported at module level; import it inside of the accessor"
    if (more := beyond_building(node, accessor)) is not None:
        line = context.first_line(more)
        return (
            f"does more than build {_domain_name(accessor, context)} domain: line {more.lineno}, {line!r}; "
            "move that into the domain"
        )
    return None


def _is_movable(
    node: ast.FunctionDef | ast.AsyncFunctionDef, accessor: Accessor, context: RuleContext
) -> bool:
    """Whether the accessor alone needs the import when the module runs."""
    needed = module_level_import(accessor, context)
    if needed is None or needed[1].node not in context.module.tree.body:
        return False
    name, statement = needed[1].name, needed[1].node
    assert isinstance(statement, ast.Import | ast.ImportFrom)
    return (
        any((alias.asname or alias.name) == name for alias in statement.names)  # not ``import shop.orders``
        and len(context.view.scope.bindings[name]) == 1
        and not name_uses(context.module.tree, {name}, outside=node).is_run
    )


def module_level_import(accessor: Accessor, context: RuleContext) -> tuple[str, ImportBinding] | None:
    """What the accessor builds the domain with, and the import of the module that it needs for that."""
    scope = context.view.scope
    local = context.view.inference.program.inner_scope(accessor.node, accessor.owner.scope)  # type: ignore[arg-type]  # no attribute
    for call in accessor.built:
        root = call.func
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name) or root.id in local.bindings:
            continue
        for binding in scope.bindings.get(root.id, ()):
            if isinstance(binding, ImportBinding) and binding.node not in context.view.typing_only:
                return ast.unparse(_class_of(call.func, context)), binding
    return None


def _class_of(function: ast.expr, context: RuleContext) -> ast.expr:
    """``OrderDomain`` of ``OrderDomain.of_shop``: the class method is not what is imported."""
    match function:
        case ast.Attribute(value=owner) if any(
            isinstance(value, ClassObject) for value in context.constant(owner)
        ):
            return owner
        case _:
            return function
