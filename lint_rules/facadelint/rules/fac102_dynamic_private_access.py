"""# dynamic-private-access (FAC102)

## What it does
Reports a domain that reaches a private attribute of the facade by name: through `getattr`, `setattr`,
`delattr`, `hasattr`, `vars`, `__dict__`, `operator.attrgetter`, `operator.methodcaller` or
`object.__getattribute__`.

## Why is this bad?
It is the same private reach as FAC101, and it hides from everybody who searches for the attribute: from
the editor, from a rename and from most linters.

## Example
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def listeners(self):
        return getattr(self._shop, "_listeners", [])
```

## Use instead
```python
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def listeners(self):
        return self._shop.listeners
```

## Options
- `public-names`: underscore names that are public API where they come from.

## Fix
`facadelint fix` reads the public property instead of `getattr(shop, "_database")`, where there is one that
returns exactly this attribute. With a default, or by `hasattr`, whether the attribute exists may be the very
question that the code asks; these stay.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.inference.values import NOTHING, Beginning, External, Getter, Text, Values, is_name_of
from facadelint.rules.context import Finding, RuleContext
from facadelint.rules.remedies import NO_REMEDY, NO_WAY_YET, by_property, public_call, reaches_sibling
from facadelint.rules.rule import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = """
### the four built-in functions
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def run(self):
        if hasattr(self._shop, "_cache"):  # error: FAC102 12 "order domain looks for Shop._cache by hasattr"
            setattr(self._shop, "_cache", {})  # error: FAC102 13 "order domain writes Shop._cache by setattr"
        delattr(self._shop, "_settings")  # error: FAC102 9 "order domain deletes Shop._settings by delattr"
        return getattr(self._shop, "_database", None)  # error: FAC102 16 "use its public property database"

### without a default it is a plain read
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def run(self, other):
        return getattr(self._shop, "_database"), (getattr( self._shop or other, "_database"  )  # error: FAC102 16; FAC102 51
            .total())

### the dictionary of the facade
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def run(self):
        vars(self._shop)["_cache"] = {}  # error: FAC102 9 "order domain reaches Shop._cache by vars"
        return self._shop.__dict__["_database"]  # error: FAC102 16 "by __dict__"

### operator and object
import operator
from operator import attrgetter


class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def run(self):
        notify = operator.methodcaller("_notify", "event")
        notify(self._shop)  # error: FAC102 9 "order domain calls Shop._notify by methodcaller"
        object.__getattribute__(self._shop, "_cache")  # error: FAC102 9
        return attrgetter("_shop._database")(self)  # error: FAC102 16 "order domain reads Shop._database by attrgetter"

### a public name, an unknown name, and another object are fine
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def run(self, name, other):
        return getattr(self._shop, "database"), getattr(self._shop, name), getattr(other, "_x"), vars(self)
"""

_BY_NAME = {"getattr": "reads", "hasattr": "looks for", "setattr": "writes", "delattr": "deletes"}
_DUNDER = {
    "__getattribute__": "reads",
    "__getattr__": "reads",
    "__setattr__": "writes",
    "__delattr__": "deletes",
}
_STATIC = ("inspect.getattr_static",)
_MAPPING = ("map", "filter", "sorted", "min", "max")
_PARTIALS = ("functools.partial", "functools.partialmethod")
_CALLED = frozenset((*_BY_NAME, *_DUNDER, *_MAPPING, "vars", "getattr_static", "partial", "partialmethod"))
_HANDED_ON = re.compile(r"(?:[a-z]attr|vars|getattr_static)\b(?!\s*\()|attrgetter|methodcaller")
"""Shows in the text of a module in which one of them may have another name: ``read = getattr``."""


@rule(
    "FAC102",
    "dynamic-private-access",
    roles=[Role.DOMAIN],
    nodes=[ast.Call, ast.Attribute],
    grants=True,
    words=["attr", "vars", "__dict__", "methodcaller", '"_', "'_"],
)
def check(node: ast.Call | ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """Look at one call, or at one ``__dict__``."""
    if context.in_wrapper:
        return
    if isinstance(node, ast.Attribute):
        if node.attr == "__dict__" and context.facade.is_facade(context.values(node.value)):
            yield from _dictionary(node, "__dict__", context)
        return
    if not node.args:
        return
    called = NOTHING
    if _last_name(node.func) in _CALLED or context.view.shows(_HANDED_ON):
        called = context.values(node.func)
    if not called and _names_private(node, context) and context.is_facade(node.args[0]):
        called = context.values(node.func) or context.constant(node.func)  # ``from shop.compat import peek``
    for value in called:
        if isinstance(value, External):
            yield from _by_function(node, value.name, node.args, context)
        elif isinstance(value, Getter):
            yield from _by_getter(node, node.args[:1], value, context)
    if is_name_of(called, *(f"builtins.{name}" for name in _MAPPING)):
        yield from _mapped(node, context)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _DUNDER:
        yield from _by_dunder(node, node.func, context)


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _names_private(node: ast.Call, context: RuleContext) -> bool:
    """``peek(shop, "_x")`` and ``reader("_x")(shop)``, whatever these functions are."""
    named = (*node.args[1:2], *(node.func.args if isinstance(node.func, ast.Call) else ()))
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) and context.is_private(each.value)
        for each in named
    )


def _by_function(
    node: ast.Call, name: str, arguments: list[ast.expr], context: RuleContext
) -> Iterator[Finding]:
    module, _, function = name.rpartition(".")
    if name in _PARTIALS:
        for value in context.values(arguments[0]):
            if isinstance(value, External) and arguments[1:]:
                yield from _by_function(node, value.name, arguments[1:], context)
    elif module == "builtins" and function == "vars" and context.is_facade(arguments[0]):
        yield from _dictionary(node, "vars", context)
    elif (module == "builtins" and function in _BY_NAME) or name in _STATIC:
        verb = _BY_NAME.get(function, "reads")
        if len(arguments) > 1 and context.is_facade(arguments[0]):
            for attribute in _private_texts(context.values(arguments[1]), context):
                yield _finding(node, verb, attribute, function, context)


def _by_dunder(node: ast.Call, function: ast.Attribute, context: RuleContext) -> Iterator[Finding]:
    """``object.__getattribute__(shop, "_x")`` and ``shop.__getattribute__("_x")``."""
    verb = _DUNDER[function.attr]
    arguments = node.args
    if context.facade.is_instance(context.values(function.value)):
        name = arguments[:1]
    elif arguments and context.is_facade(arguments[0]):
        name = arguments[1:2]
    else:
        return
    for each in name:
        for attribute in _private_texts(context.values(each), context):
            yield _finding(node, verb, attribute, function.attr, context)


def _by_getter(
    node: ast.Call, arguments: list[ast.expr], getter: Getter, context: RuleContext
) -> Iterator[Finding]:
    verb = "calls" if getter.kind == "methodcaller" else "reads"
    for argument in arguments:
        yield from _getter_paths(node, context.values(argument), getter, verb, context)


def _mapped(node: ast.Call, context: RuleContext) -> Iterator[Finding]:
    """``map(attrgetter("_x"), [shop])`` and ``sorted(shops, key=attrgetter("_x"))``."""
    inference = context.view.inference
    functions = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "key")]
    iterables = node.args
    for function in functions:
        for value in context.values(function):
            if isinstance(value, Getter):
                verb = "calls" if value.kind == "methodcaller" else "reads"
                for iterable in iterables:
                    elements = inference.elements(context.values(iterable))
                    yield from _getter_paths(node, elements, value, verb, context)


def _getter_paths(
    node: ast.Call, values: Values, getter: Getter, verb: str, context: RuleContext
) -> Iterator[Finding]:
    for path in getter.paths:
        current = values
        for name in path.split("."):
            if context.is_private(name) and context.facade.is_facade(current):
                yield _finding(node, verb, name, getter.kind, context)
            current = context.view.inference.attribute(current, name)


def _dictionary(node: ast.expr, how: str, context: RuleContext) -> Iterator[Finding]:
    """The facade's whole state; a key that is known to be public is fine."""
    keys = _keys(node, context)
    facade = context.facade.name
    if keys is None:
        message = f"{context.subject} reaches all private state of {facade} by {how}; name the public members that it needs"
        yield Finding(node, message, target=f"{facade}.__dict__")
    else:
        for key in keys:
            for attribute in _private_texts(context.values(key), context):
                yield _finding(node, "reaches", attribute, how, context)


def _keys(node: ast.expr, context: RuleContext) -> list[ast.expr] | None:
    """The keys with which the dictionary is used right away."""
    parent = context.parents[-1]
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return [parent.slice]
    if isinstance(parent, ast.Compare) and node in parent.comparators:
        return [parent.left]
    if isinstance(parent, ast.Attribute):
        call = context.parents[-2]
        if isinstance(call, ast.Call) and call.func is parent and call.args:
            first = call.args[0]
            return [key for key in first.keys if key] if isinstance(first, ast.Dict) else [first]
    return None


def _private_texts(values: Values, context: RuleContext) -> list[str]:
    """Names of private attributes; of one that is put together the beginning: ``_get_...``."""
    texts = {value.text for value in values if isinstance(value, Text) and context.is_private(value.text)}
    begun = {value.text for value in values if isinstance(value, Beginning)}
    texts |= {f"{text}..." for text in begun if not text.startswith("__")}
    return [text for text in sorted(texts) if not context.is_granted(text)]


def _finding(node: ast.expr, verb: str, attribute: str, how: str, context: RuleContext) -> Finding:
    facade = context.facade.name
    known = context.facade.public_properties.get(attribute)
    hint = f"; use its public property {known}" if known and verb == "reads" else NO_WAY_YET
    if reaches_sibling(context, attribute):
        hint = f"; {public_call(node, attribute, context)}"
    fixable = _is_plain_getattr(node, attribute)
    return Finding(
        node,
        f"{context.subject} {verb} {facade}.{attribute} by {how}{hint}",
        target=f"{facade}.{attribute}",
        **(by_property(node, attribute, context) if fixable else NO_REMEDY),
    )


def _is_plain_getattr(node: ast.expr, attribute: str) -> bool:
    """``getattr(shop, "_x")``, without a default and with the name written out."""
    match node:
        case ast.Call(func=ast.Name(id="getattr"), args=[first, ast.Constant(value=value)], keywords=[]) if (
            value == attribute
        ):
            return not isinstance(first, ast.Starred)
        case _:
            return False
