"""# coupling-cycle (FAC306)

## What it does
Reports domains that call each other in a cycle through public methods of the facade: once a cycle, at a call
that is part of it. `facadelint check` alone says it, since it takes a look at all domains.

## Why is this bad?
Each call is fine: that is what the facade is for. Together they make one domain of several, none of which
can be understood, tested or moved without the others.

## Example
```python
# --- shop/orders/order_domain.py
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.reserve(1)


# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        return self._shop.total()
```

## Use instead
Let one of the two give the other what it needs, as an argument or a result.
```python
# --- shop/orders/order_domain.py
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.reserve(1)


# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1, total=0):
        return total
```

## Options
None. The rule is off unless it is selected.

## Fix
None.
"""

from __future__ import annotations

import ast
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from facadelint.inference.classes import decorator_names
from facadelint.inference.values import Instance
from facadelint.rules.context import Finding
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.rules.context import RuleContext
    from facadelint.rules.project import ProjectContext
    from facadelint.source.modules import Module

CASES = """
### two domains, and the call that comes first
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.database.total() or self._shop.reserve(1)  # error: FAC306 47 "order and stock domain call each other through Shop: order calls Shop.reserve (shop/orders/order_domain.py:6), stock calls Shop.total (shop/stock/stock_domain.py:6)"
# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        return self._shop.total()

### a tree, a domain that calls itself, and a call past the domains are fine
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop.reserve(self._shop.total()), self._shop.bill(1)
# --- shop/stock/stock_domain.py
class StockDomain:
    def __init__(self, shop):
        self._shop = shop

    def reserve(self, item, count=1):
        self._shop.notify("reserved")
        return self._shop.bill(item)
"""


class _Call(NamedTuple):
    """A place where a domain uses a public member of the facade behind which another domain stands."""

    source: Domain
    target: Domain
    member: str
    node: ast.Attribute
    module: Module

    def __str__(self) -> str:
        file = self.module.name.replace(".", "/") + ("/__init__" if self.module.is_package else "")
        return f"{self.source.name} calls {self.member} ({file}.py:{self.node.lineno})"


@rule("FAC306", "coupling-cycle", roles=[Role.PROJECT], nodes=[ast.ClassDef], off=True)
def check(node: ast.ClassDef, context: ProjectContext) -> Iterator[Finding]:
    """Look at the class of one facade, and at all its domains."""
    facade = next(each for each in context.facades if each.cls.node is node)
    calls: dict[Domain, dict[Domain, _Call]] = {}
    for call in _calls(facade, context):
        calls.setdefault(call.source, {}).setdefault(call.target, call)
    done: set[Domain] = set()
    for domain in sorted(calls, key=lambda each: each.name):
        cycle = _shortest_cycle(domain, calls) if domain not in done else []
        if not cycle:
            continue
        group = [each for each in _reachable(domain, calls) if domain in _reachable(each, calls)]
        done.update(group)
        first = cycle[0]
        if first.module.path in context.files:
            yield Finding(
                first.node,
                f"{_message(facade, cycle, group)}; let one of them hand over what the other needs",
                target=" -> ".join(call.source.name for call in cycle),
                domain=first.source,
                module=first.module,
            )


def _message(facade: Facade, cycle: list[_Call], group: Iterable[Domain]) -> str:
    names = [call.source.name for call in cycle]
    others = sorted(domain.name for domain in group if domain.name not in names)
    more = f" ({', '.join(others)} too)" if others else ""
    steps = ", ".join(map(str, cycle))
    return f"{' and '.join(names)} domain{more} call each other through {facade.name}: {steps}"


def _calls(facade: Facade, context: ProjectContext) -> Iterator[_Call]:
    seen: set[Module] = set()
    targets = _targets(facade)
    for domain in facade.domains.values():
        for module in context.map.modules_of(domain):
            if module in seen or not any(name in module.searched for name in targets):
                continue
            seen.add(module)
            try:
                yield from _calls_in(module, facade, context, targets)
            except RecursionError:  # said of the file itself, and no reason to miss the cycles of others
                context.map.inference.forget()


def _targets(facade: Facade) -> dict[str, list[Domain]]:
    """Member of the facade -> the domains behind it, where there are any.

    Names are compared first: most of what a domain reads is no member of the facade, and need not be followed.
    """
    names = {function.name for cls in facade.cls.mro for function in cls.functions()}
    return {name: found for name in names if (found := _domains_behind(facade, name))}


def _calls_in(
    module: Module, facade: Facade, context: ProjectContext, targets: Mapping[str, list[Domain]]
) -> Iterator[_Call]:
    for node, at in context.look(module, facade):
        if isinstance(node, ast.Attribute) and node.attr in targets and isinstance(node.ctx, ast.Load):
            source = at.domain
            if source is None or at.is_private(node.attr) or not _is_whole(node.value, at):
                continue
            for target in targets[node.attr]:
                if target is not source:
                    yield _Call(source, target, f"{facade.name}.{node.attr}", node, module)


def _is_whole(node: ast.expr, context: RuleContext) -> bool:
    """Whether an expression is the facade; a mixin's own self is, too."""
    return context.is_facade(node) or any(
        isinstance(value, Instance) and value.self_of is not None for value in context.values(node)
    )


def _domains_behind(facade: Facade, name: str) -> list[Domain]:
    """The domains that a public member of the facade stands for, or whose things its own code uses."""
    member = facade.members.get(name)
    if member is None:
        for cls in facade.cls.mro[1:]:
            functions = [each for each in cls.functions() if each.name == name]
            if functions and not any("abstractmethod" in set(decorator_names(each)) for each in functions):
                return [domain for domain in facade.domains.values() if cls in domain.classes]
        return []
    if facade.accessed_domain(name) is not None:
        return []
    if member.delegation is not None:
        domain = facade.delegated_domain(member.delegation)
        return [] if domain is None else [domain]
    return [domain for part in member.parts for domain in facade.domains_read(part.function)]


def _reachable(start: Domain, calls: Mapping[Domain, Mapping[Domain, _Call]]) -> list[Domain]:
    """The domains that a domain leads to, itself only where a way leads back."""
    found: dict[Domain, None] = {}
    waiting = deque(calls.get(start, ()))
    while waiting:
        domain = waiting.popleft()
        if domain not in found:
            found[domain] = None
            waiting.extend(calls.get(domain, ()))
    return list(found)


def _shortest_cycle(start: Domain, calls: Mapping[Domain, Mapping[Domain, _Call]]) -> list[_Call]:
    """The calls of a shortest way from a domain back to it."""
    ways: dict[Domain, list[_Call]] = {start: []}
    waiting = deque([start])
    while waiting:
        domain = waiting.popleft()
        for target, call in calls.get(domain, {}).items():
            if target is start:
                return [*ways[domain], call]
            if target not in ways:
                ways[target] = [*ways[domain], call]
                waiting.append(target)
    return []
