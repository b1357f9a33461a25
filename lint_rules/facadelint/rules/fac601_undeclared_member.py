"""# undeclared-member (FAC601)

## What it does
Reports a mixin of the facade that uses a member of `self` which neither the mixin nor a base of its own
defines or declares.

## Why is this bad?
The mixin works only where some other class happens to bring the member. Nobody can read from the mixin
what it needs, a type checker has to be silenced at every use, and a renamed method breaks it at run time.

## Example
```python
# --- shop/orders/order_methods.py
class OrderMethods:
    def place(self, order):
        self.report(order)


# --- shop/facade.py
from shop.orders.order_methods import OrderMethods


class Shop(OrderMethods):
    def report(self, order):
        print(order)
```

## Use instead
Declare what the mixin needs of the class that it is mixed into: as an abstract member, or as an annotation.
```python
# --- shop/orders/order_methods.py
from abc import abstractmethod


class OrderMethods:
    @abstractmethod
    def report(self, order): ...

    def place(self, order):
        self.report(order)


# --- shop/facade.py
from shop.orders.order_methods import OrderMethods


class Shop(OrderMethods):
    def report(self, order):
        print(order)
```
An annotation of `self`, `typing.cast` and `isinstance` count as a declaration too.

## Options
- `pattern = "mixin"`: where the mixins are not recognised by their names. With `"auto"` they may also stand beside
  domains that the facade builds; one that a domain inherits as well is nobody's in particular, and is left alone.

## Fix
None: only a person knows the signature.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import annotation
from facadelint.inference.classes import SelfAssignment, receiver_name
from facadelint.inference.values import External, Instance, mangled
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.rule import Role, rule
from facadelint.source.nodes import descend
from facadelint.source.privacy import is_dunder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facadelint.inference.classes import ClassInfo

CASES = """
### a method and a property that other mixins bring
# --- shop/orders/order_methods.py
class OrderMethods:
    def place(self, order):
        self.reserve(order.item)  # error: FAC601 9 "OrderMethods uses self.reserve without declaring it (Shop has it from StockMethods)"
        me = self
        return me.database  # error: FAC601 16 "OrderMethods uses self.database without declaring it (Shop has it)"
# --- shop/stock/stock_methods.py
class StockMethods:
    def reserve(self, item):
        return item
# --- shop/facade.py
from shop.orders.order_methods import OrderMethods
from shop.stock.stock_methods import StockMethods


class Shop(OrderMethods, StockMethods):
    def __init__(self, database):
        self.database = database

### what it defines, declares, stores, inherits and casts for is fine
# --- shop/orders/order_methods.py
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from shop.facade import Shop

T = TypeVar("T")


class Counting:
    def count(self):
        return 0


class OrderMethods(Counting, ABC, Generic[T]):
    database: object

    @property
    @abstractmethod
    def limit(self): ...

    def open(self):
        self.place = None

    def total(self, other):
        whole = cast("Shop", self)
        return self.database, self.limit, self.place, self.count(), whole.reserve, other.reserve, self.__dict__

    def both(self: "Shop"):
        return self.reserve
# --- shop/facade.py
from shop.orders.order_methods import OrderMethods


class Shop(OrderMethods):
    def reserve(self, item):
        return item
"""

_BRING_NOTHING = frozenset(
    f"{module}.{name}"
    for module in ("abc", "builtins", "typing", "typing_extensions")
    for name in ("ABC", "object", "Generic", "Protocol")
)
"""Bases from elsewhere of which it is known that they bring no member but dunders."""


@rule("FAC601", "undeclared-member", roles=[Role.DOMAIN, Role.MIXIN], nodes=[ast.Attribute])
def check(node: ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """Look at one attribute."""
    if is_dunder(node.attr):
        return
    mixin = _mixin(context)
    if mixin is None:
        return
    name = mangled(node.attr, mixin.name)
    values = context.values(node.value)
    if not any(isinstance(value, Instance) and value.self_of is mixin for value in values):
        return
    if not all(isinstance(value, Instance) and not _may_have(value.cls, name, context) for value in values):
        return
    if _is_asked_for(node.attr, context) or _is_annotated_unknown(mixin, context):
        return
    yield Finding(
        node,
        f"{mixin.name} uses self.{node.attr} without declaring it{_source(mixin, name, context)}; "
        f"declare it as abstract in {mixin.name}",
        target=f"{mixin.name}.{name}",
    )


def _mixin(context: RuleContext) -> ClassInfo | None:
    """The mixin around the node: a class that the facade inherits, be it a domain's or none."""
    if context.role is Role.MIXIN:
        mixins: Iterable[ClassInfo] = context.facade.mixins
    else:
        domain = context.domain
        mixins = domain.classes if domain is not None and domain.is_mixin else ()
    inherited = {cls.node: cls for cls in mixins if cls in context.facade.cls.mro}
    return next((inherited[each] for each in context.enclosing if each in inherited), None)


def _may_have(cls: ClassInfo, name: str, context: RuleContext) -> bool:
    """Whether a class or a base of it defines or declares a member, or may do so unseen."""
    return cls.is_subclass(context.facade.cls) or any(
        _defines(each, name) or not _is_known(each, context) for each in cls.mro
    )


def _defines(cls: ClassInfo, name: str) -> bool:
    if name in cls.self_assignments and name not in cls.scope.bindings:
        return any(_sets(assignment) for assignment in cls.self_assignments[name])
    return name in cls.defined_names or "__getattr__" in cls.members or "__getattribute__" in cls.members


def _sets(assignment: SelfAssignment) -> bool:
    """``self.count += 1`` needs the attribute to be there already."""
    return not isinstance(assignment.node, ast.AugAssign)


def _is_known(cls: ClassInfo, context: RuleContext) -> bool:
    """Whether everything that a class inherits or is decorated with is known to add no further member."""
    inference = context.view.inference.everywhere()
    frame = inference.frame(cls.outer)
    for base in cls.node.bases:
        if inference.program.base_at(cls, base) is None:
            plain = base.value if isinstance(base, ast.Subscript) else base
            values = inference.evaluate(plain, frame)
            if not any(isinstance(value, External) and value.name in _BRING_NOTHING for value in values):
                return False
    return True


def _is_asked_for(name: str, context: RuleContext) -> bool:
    """``hasattr(self, "name")`` or ``except AttributeError`` in the same method: the mixin can do without it."""
    for definition in context.enclosing:
        if isinstance(definition, ast.ClassDef):
            continue
        receiver = receiver_name(definition)
        for each in descend(definition):
            match each:
                case ast.Call(
                    func=ast.Name(id="hasattr"), args=[ast.Name(id=asked), ast.Constant(value=text)]
                ):
                    if asked == receiver and text == name:
                        return True
                case ast.Try(body=body, handlers=handlers) if any(map(_catches_absence, handlers)):
                    tried = (inner for statement in body for inner in descend(statement))
                    if any(isinstance(inner, ast.Attribute) and inner.attr == name for inner in tried):
                        return True
                case _:
                    pass
    return False


def _catches_absence(handler: ast.ExceptHandler) -> bool:
    """``except AttributeError``, alone or among others."""
    return handler.type is not None and any(
        isinstance(each, ast.Name) and each.id == "AttributeError" for each in descend(handler.type)
    )


def _is_annotated_unknown(mixin: ClassInfo, context: RuleContext) -> bool:
    """``def total(self: HasRate)``, where the annotation is of a class from elsewhere."""
    for definition in context.enclosing:
        if not isinstance(definition, ast.ClassDef) and definition in mixin.node.body:
            first = next(iter([*definition.args.posonlyargs, *definition.args.args]), None)
            if first is not None and first.annotation is not None:
                return not annotation.evaluate(context.view.inference, first.annotation, mixin.outer)
    return False


def _source(mixin: ClassInfo, name: str, context: RuleContext) -> str:
    """Where the facade has the member from."""
    facade = context.facade
    for cls in facade.cls.mro:
        if cls is not mixin and _defines(cls, name):
            whence = "" if cls is facade.cls else f" from {cls.name}"
            return f" ({facade.name} has it{whence})"
    return f" (nor does {facade.name} have it)"
