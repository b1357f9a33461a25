"""What a private reach leads to, and what a message proposes instead: the next step."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypedDict

from facadelint.inference.values import Instance
from facadelint.source.fstrings import is_shown

if TYPE_CHECKING:
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.properties import PublicProperty
    from facadelint.inference.classes import ClassInfo
    from facadelint.rules.context import RuleContext


NO_WAY_YET = "; make it public, or move it into the domain"
"""The end of a message where the facade offers nothing instead."""


def reaches_sibling(context: RuleContext, attribute: str) -> Domain | None:
    """The sibling that an attribute of the facade gives; reported as FAC302, not as a private reach."""
    domain = context.facade.accessed_domain(attribute)
    return domain if domain is not None and domain is not context.domain else None


def unwrapped(node: ast.expr, context: RuleContext) -> ClassInfo | None:
    """The ops wrapper through which an expression gets at the facade behind it: ``ops._shop``, ``ops.shop()``."""
    match node:
        case ast.Attribute(value=base) | ast.Call(func=ast.Attribute(value=base)):
            pass
        case ast.Call(func=ast.Name(id="getattr"), args=[base, *_]):
            pass
        case _:
            return None
    wrappers = [cls for domain in context.facade.domains.values() for cls in domain.wrappers]
    if not wrappers or context.in_wrapper:
        return None
    found = {value.cls for value in context.values(base) if isinstance(value, Instance)}
    wrapper = next((cls for cls in wrappers if cls in found), None)
    return wrapper if wrapper is not None and context.is_facade(node) else None


def remedy(node: ast.Attribute, context: RuleContext) -> str:
    """The end of a message: the public property or method to use instead of ``<facade>.<private>``."""
    name = node.attr
    if (known := context.facade.public_properties.get(name)) and isinstance(node.ctx, ast.Load):
        return f"; use its public property {known}"
    parent = context.parents[-1]
    if isinstance(parent, ast.Call) and parent.func is node:
        known = context.facade.public_method_for(name, None, parent)
        return f"; call its public method {known}" if known else NO_WAY_YET
    if isinstance(parent, ast.Attribute):
        around = context.parents[-2]
        call = around if isinstance(around, ast.Call) and around.func is parent else None
        known = context.facade.public_method_for(name, parent.attr, call)
        return f"; call its public member {known}" if known else NO_WAY_YET
    return NO_WAY_YET


def public_call(node: ast.AST, accessor: str, context: RuleContext) -> str:
    """The end of a message: what to call instead of ``<facade>.<accessor>.<method>``, or of a getter's."""
    parent = context.parents[-1]
    if isinstance(parent, ast.Call) and parent.func is node:
        parent = context.parents[-2]  # self._shop._get_stock().reserve
    method = parent.attr if isinstance(parent, ast.Attribute) else None
    known = context.facade.public_method_for(accessor, method) if method else None
    facade = context.facade.name
    return f"call {facade}.{known} instead" if known else f"call a public method of {facade} instead"


class Remedy(TypedDict):
    """What ``facadelint fix`` would do, as a finding has it."""

    fix: str | None
    unsafe: str | None


NO_REMEDY: Remedy = {"fix": None, "unsafe": None}


def by_property(node: ast.AST, attribute: str, context: RuleContext) -> Remedy:
    """The fix that uses the public property instead of a private attribute."""
    found = replacement(node, attribute, context)
    if found is None:
        return NO_REMEDY
    others = [each.name for each in context.facade.properties_of[attribute] if each is not found]
    besides = f" ({' and '.join(others)} returns it too)" if others else ""
    unsafe = None if found.is_exact else f"{found.name} has decorators that may do more"
    if is_shown(node, context.parents):
        unsafe = "an f-string shows the name as it is written"
    return {"fix": f"Use the public property {found.name}{besides}", "unsafe": unsafe}


def replacement(node: ast.AST, attribute: str, context: RuleContext) -> PublicProperty | None:
    """The public property that can stand for a private attribute of the facade at a node.

    Only for an instance that can be nothing else: on the class itself the property is an object of its own, and
    another class may not have it.
    """
    known = context.facade.properties_of.get(attribute, ())
    match node:
        case ast.Attribute(ctx=ast.Store()):
            known = tuple(each for each in known if each.is_settable)
        case ast.Attribute(ctx=ast.Load()) | ast.MatchClass() | ast.Call():
            pass
        case _:
            return None
    if not known or not _is_surely_instance(node, context):
        return None
    return next((each for each in known if each.is_exact), known[0])


def _is_surely_instance(node: ast.AST, context: RuleContext) -> bool:
    match node:
        case ast.MatchClass(cls=cls):
            return context.facade.is_class(context.values(cls))
        case ast.Attribute(value=base) | ast.Call(args=[base, *_]):
            values = context.values(base)
            return bool(values) and all(
                isinstance(value, Instance) and value.cls.is_subclass(context.facade.cls) for value in values
            )
        case _:
            return False
