"""Who else in the project uses what is to be moved: other modules by name, subclasses by overriding."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from facadelint.engine.files import is_excluded, python_files
from facadelint.inference.classes import receiver_name
from facadelint.source.modules import Module
from facadelint.source.scopes import DefinitionBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.program import Program

_WORD = re.compile(r"\w+")
_ATTRIBUTE = re.compile(r"\.\s*(\w+)")


class Usage:
    """The uses of one facade and its module in the rest of the project."""

    def __init__(self, facade_map: FacadeMap, facade: Facade) -> None:
        self._map = facade_map
        self._facade = facade
        self._used: dict[str, bool] = {}

    @cached_property
    def modules(self) -> list[Module]:
        """Every module of the project but the facade's own, tests included."""
        settings = self._map.settings
        starts = [root for root in (settings.root, *settings.src) if root.is_dir()]
        return [
            self._map.finder.at(path) or Module(path.stem, path)
            for path in python_files(starts, excluded=lambda each: is_excluded(settings, each))
            if path != self._facade.cls.module.path
        ]

    @cached_property
    def taken_names(self) -> frozenset[str]:
        """Names that other modules take from the facade's module: by import, as attributes, in strings for mocks."""
        name = self._facade.cls.module.name
        parent, _, last = name.rpartition(".")
        dotted = re.compile(rf"\b{re.escape(name)}[.:](\w+)")
        found: set[str] = set()
        for module in self.modules:
            text = module.searched
            if last not in text:
                continue
            found.update(dotted.findall(text))
            for each in module.skimmed:
                words = _WORD.findall(each.names)
                if each.module == name:
                    found.update(words or _ATTRIBUTE.findall(text))
                elif each.module == parent and last in words:
                    found.update(_ATTRIBUTE.findall(text))
                if each.module == name and "*" in each.names:
                    found.update(self._module_names)
        return frozenset(found)

    @cached_property
    def _module_names(self) -> list[str]:
        return list(self._map.inference.program.module_scope(self._facade.cls.module).bindings)

    def takes(self, name: str) -> bool:
        """Whether another module may take a name from the facade's module."""
        return name in self.taken_names or name in self._listed

    @cached_property
    def _listed(self) -> frozenset[str]:
        """What ``__all__`` of the facade's module names."""
        scope = self._map.inference.program.module_scope(self._facade.cls.module)
        return frozenset(
            node.value
            for binding in scope.bindings.get("__all__", ())
            for node in ast.walk(binding.node)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )

    def uses(self, attribute: str) -> bool:
        """Whether other modules, or subclasses, may use an attribute of the facade, or name it in a string."""
        if attribute not in self._used:
            self._used[attribute] = any(self._mentions(module, attribute) for module in self.modules)
        return self._used[attribute]

    def _mentions(self, module: Module, attribute: str) -> bool:
        if attribute not in module.searched:
            return False
        for node, owner in _with_classes(module.tree):
            match node:
                case ast.Constant(value=str(text)) if text == attribute:
                    return True
                case ast.Attribute(value=ast.Name(id=name), attr=attr) if attr == attribute:
                    # The own attribute of a class that has nothing to do with the facade.
                    if owner is None or name != owner[1] or self._is_ours(module, owner[0]):
                        return True
                case ast.Attribute(attr=attr) if attr == attribute:
                    return True
                case _:
                    pass
        return False

    def _is_ours(self, module: Module, node: ast.ClassDef) -> bool:
        return any(cls.node is node for cls in self.subclasses if cls.module.path == module.path)

    @cached_property
    def subclasses(self) -> list[ClassInfo]:
        """The classes of the project that inherit the facade, at any distance."""
        program = self._map.inference.program
        found: list[ClassInfo] = []
        names = [self._facade.cls.name]
        for name in names:  # grows on the way
            heading = re.compile(rf"\bclass\s+\w+\s*[\[(][^:]*\b{re.escape(name)}\b")
            for module in (*self.modules, self._facade.cls.module):
                if heading.search(module.searched):
                    for cls in self._classes(program, module):
                        inherits = cls is not self._facade.cls and cls.is_subclass(self._facade.cls)
                        if inherits and cls not in found:
                            found.append(cls)
                            names.append(cls.name)
        return found

    @staticmethod
    def _classes(program: Program, module: Module) -> Iterator[ClassInfo]:
        scopes = [program.module_scope(module)]
        for scope in scopes:  # grows on the way
            for bindings in scope.bindings.values():
                for binding in bindings:
                    if isinstance(binding, DefinitionBinding):
                        inner = program.inner_scope(binding.definition, scope)
                        if isinstance(binding.definition, ast.ClassDef):
                            yield program.class_info(binding.definition, scope)
                        scopes.append(inner)

    def overriding(self, name: str) -> ClassInfo | None:
        """A subclass that defines a member of that name itself."""
        return next((cls for cls in self.subclasses if name in cls.defined_names), None)


def _with_classes(tree: ast.Module) -> Iterator[tuple[ast.AST, tuple[ast.ClassDef, str | None] | None]]:
    """Every node with the class in whose method it stands, and what the method calls its object."""
    stack: list[tuple[ast.AST, ast.ClassDef | None, tuple[ast.ClassDef, str | None] | None]] = [
        (tree, None, None)
    ]
    while stack:
        node, cls, owner = stack.pop()
        yield node, owner
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                stack.append((child, child, None))
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and cls is not None:
                stack.append((child, None, (cls, receiver_name(child))))
            else:
                stack.append((child, cls, owner))
