"""What a domain class leaves behind when it takes over from the two-file pattern: wrappers and implementations.

Nothing leads to such a module any more, so it is told by its name and by what it defines.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from facadelint.source.nodes import descend

if TYPE_CHECKING:
    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.inference.classes import ClassInfo
    from facadelint.source.modules import Module

_ENDINGS = ("ops", "instance_ops", "implementation", "instance_implementation")


def domain_beside(facade: Facade, module_name: str) -> Domain | None:
    """The domain that a module outside of every domain would belong to by its name: ``shop.order_ops``.

    It lies in the folder of the domain's class, which holds the facade or other domains as well.
    """
    if not module_name.endswith(("_ops", "_implementation")):
        return None
    return leftover_names(facade).get(module_name)


def leftover_names(facade: Facade) -> dict[str, Domain]:
    """The names that a domain's leftovers would have, be there such modules or not."""
    found: dict[str, Domain] = {}
    for domain in facade.domains.values():
        for package in {cls.module.package for cls in facade.domain_classes(domain)}:
            for ending in _ENDINGS:
                name = f"{domain.name}_{ending}"
                found.setdefault(f"{package}.{name}" if package else name, domain)
    return found


def leftover(facade: Facade, domain: Domain, module: Module) -> str | None:
    """What a module is that a domain's class has superseded: "ops wrapper" or "implementation"; else None.

    A wrapper through which the facade still delegates is in use, and so is what it is handed to.
    """
    if not facade.domain_classes(domain) or any(
        cls.module is module for cls in facade.domain_classes(domain)
    ):
        return None
    wrappers = [cls for cls in domain.wrappers if cls.module is module]
    if wrappers:
        return None if any(_is_used(facade, domain, cls) for cls in wrappers) else "ops wrapper"
    if module.name in domain.implementations:
        return None
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and _is_wrapper(node, domain):
            return "ops wrapper"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _takes_wrapper(node, domain):
            return "implementation"
    return None


def _is_used(facade: Facade, domain: Domain, wrapper: ClassInfo) -> bool:
    """Whether a method of the facade other than the accessor itself mentions the accessor of a wrapper."""
    accessors = [each for each in domain.accessors if wrapper in each.classes]
    names = {name for each in accessors for name in (each.name, each.storage) if name is not None}
    makers = {each.node for each in accessors}
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in names
        for cls in facade.cls.mro
        for function in cls.functions()
        if function not in makers
        for node in descend(function)
    )


def _is_wrapper(node: ast.ClassDef, domain: Domain) -> bool:
    """``OrderOps`` or ``OrderInstanceOps``, made with one argument."""
    if not _is_wrapper_name(node.name, domain) or any(map(_makes_no_wrapper, node.bases)):
        return False
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name == "__init__":
            required = len(each.args.posonlyargs) + len(each.args.args) - len(each.args.defaults)
            return required == 2  # self, and the facade
    return True  # inherited


def _is_wrapper_name(name: str, domain: Domain) -> bool:
    prefix = "".join(re.escape(part) for part in domain.name.split("_"))
    return re.fullmatch(rf"_*{prefix}s?\w*Ops", name, re.IGNORECASE) is not None


def _makes_no_wrapper(base: ast.expr) -> bool:
    """A base of operations that are listed, described or recorded: ``class OrderOps(Enum)``."""
    return ast.unparse(base).endswith(("Enum", "Flag", "Protocol", "NamedTuple", "TypedDict"))


def _takes_wrapper(node: ast.FunctionDef | ast.AsyncFunctionDef, domain: Domain) -> bool:
    """Whether a function takes a wrapper of the domain first, by its annotation or by its name."""
    first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
    if first is None:
        return False
    if first.annotation is None:
        return first.arg == "ops" and not any(_goes_over(each, first.arg) for each in descend(node))
    said = ast.unparse(first.annotation).strip("'\"")
    return _is_wrapper_name(said.rpartition(".")[2], domain)


def _goes_over(node: ast.AST, name: str) -> bool:
    """Whether something is a list of operations: ``for op in ops``, ``len(ops)``, ``ops[0]``, ``*ops``."""
    match node:
        case (
            ast.For(iter=ast.Name(id=used))
            | ast.comprehension(iter=ast.Name(id=used))
            | ast.Subscript(value=ast.Name(id=used))
            | ast.Starred(value=ast.Name(id=used))
            | ast.Call(func=ast.Name(id="len" | "list" | "reversed" | "enumerate"), args=[ast.Name(id=used)])
        ):
            return used == name
        case _:
            return False
