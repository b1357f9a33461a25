"""What a message proposes instead of a private reach: the next step, where the facade offers one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.values import Instance

if TYPE_CHECKING:
    from facadelint.facademap.domains import Domain
    from facadelint.inference.classes import ClassInfo
    from facadelint.rules.context import RuleContext


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
    parent = context.parents[-1] if context.parents else None
    if isinstance(parent, ast.Call) and parent.func is node:
        known = context.facade.public_method_for(name, None)
        return f"; call its public method {known}" if known else ""
    if isinstance(parent, ast.Attribute):
        known = context.facade.public_method_for(name, parent.attr)
        return f"; call its public member {known}" if known else ""
    return ""
