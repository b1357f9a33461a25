"""The syntax of the whole project, read on demand: module scopes, classes, and where names are defined."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.classes import ClassInfo
from facadelint.inference.values import External, ModuleObject
from facadelint.source.nodes import children
from facadelint.source.scopes import Binding, DefinitionBinding, ImportBinding, Scope, ScopeNode
from facadelint.source.skim import skimmed_origins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from facadelint.source.modules import Module, ModuleFinder

Definition = tuple[Binding, Scope] | ModuleObject | External
"""Where a name leads after its imports were followed: a binding in its scope, or something not of the project."""


class Program:
    """Everything about the project that does not depend on where one asks from; safe to share."""

    def __init__(self, finder: ModuleFinder, is_worth: Callable[[Module], bool] | None = None) -> None:
        """``is_worth`` says which modules to parse when imports are followed; None means all."""
        self.finder = finder
        self._scopes: dict[ScopeNode, Scope] = {}
        self._classes: dict[ast.ClassDef, ClassInfo] = {}
        self._elsewhere: dict[Scope, dict[str, list[tuple[Binding, Scope]]]] = {}
        self._whole = self
        self._is_worth = is_worth
        self._exports: dict[tuple[str, str], tuple[Definition, ...]] = {}

    @property
    def whole(self) -> Program:
        """The program without any narrowing."""
        return self._whole

    def narrowed(self, is_worth: Callable[[Module], bool]) -> Program:
        """The same program, which parses only modules that are worth it when it follows imports.

        Others are skimmed: what they re-export is still found, what they define themselves is not.
        """
        other = Program(self.finder, is_worth)
        other._scopes, other._classes, other._elsewhere = self._scopes, self._classes, self._elsewhere
        other._whole = self
        return other

    def module_scope(self, module: Module) -> Scope:
        if module.tree not in self._scopes:
            self._scopes[module.tree] = Scope(module.tree, module)
        return self._scopes[module.tree]

    def inner_scope(self, node: ScopeNode, outer: Scope) -> Scope:
        """The scope of a function or class that is defined in ``outer``."""
        if isinstance(node, ast.ClassDef):
            return self.class_info(node, outer).scope
        if node not in self._scopes:
            self._scopes[node] = outer.child(node)
        return self._scopes[node]

    def class_info(self, node: ast.ClassDef, outer: Scope) -> ClassInfo:
        if node not in self._classes:
            self._classes[node] = ClassInfo(node, outer, self._whole.bases_of)
        return self._classes[node]

    def classes_in(self, module: Module) -> Iterator[ClassInfo]:
        """Every class of a module, at any depth, each in the scope in which its statement stands."""
        waiting: list[tuple[ast.AST, Scope]] = [(module.tree, self.module_scope(module))]
        while waiting:
            node, scope = waiting.pop()
            for child in children(node):
                inner = scope
                if isinstance(child, ast.ClassDef):
                    info = self.class_info(child, scope)
                    yield info
                    inner = info.scope
                elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                    inner = self.inner_scope(child, scope)
                if not isinstance(child, ast.expr):  # which holds no class
                    waiting.append((child, inner))

    def owner(self, scope: Scope) -> ClassInfo | None:
        """The class whose body the scope is."""
        return self._classes.get(scope.node) if isinstance(scope.node, ast.ClassDef) else None

    def definitions(self, scope: Scope, name: str) -> Iterator[Definition]:
        """Where a name that is visible in a scope is defined, imports and re-exports followed."""
        for visible in (scope, *scope.enclosing()):
            is_global = name in visible.declared_global and visible.parent is not None
            candidate = self.module_scope(visible.module) if is_global else visible
            if name in candidate.bindings:
                yield from self._follow(candidate, name, set())
                return
            if isinstance(candidate.node, ast.Module):
                yield from self._starred(candidate, name, set())

    def exported(self, module_name: str, name: str) -> Iterator[Definition]:
        """What ``from module_name import name`` gives."""
        key = (module_name, name)
        if key not in self._exports:
            self._exports[key] = tuple(self._imported(module_name, name, set()))
        yield from self._exports[key]

    def imported(self, binding: ImportBinding) -> Iterator[Definition]:
        """What one import statement binds."""
        yield from self._imported(binding.module, binding.attribute, set())

    def bound_elsewhere(self, scope: Scope) -> dict[str, list[tuple[Binding, Scope]]]:
        """Names of a scope that inner functions bind under ``nonlocal`` or ``global``."""
        if scope not in self._elsewhere:
            found: dict[str, list[tuple[Binding, Scope]]] = {}
            is_module = isinstance(scope.node, ast.Module)
            word = "global" if is_module else "nonlocal"
            if scope.module.mentions(word) and not scope.is_class:
                self._collect_elsewhere(scope, scope, found, is_module=is_module)
            self._elsewhere[scope] = found
        return self._elsewhere[scope]

    def _collect_elsewhere(
        self, top: Scope, scope: Scope, found: dict[str, list[tuple[Binding, Scope]]], *, is_module: bool
    ) -> None:
        for bindings in list(scope.bindings.values()):
            for binding in bindings:
                if not isinstance(binding, DefinitionBinding):
                    continue
                inner = self.inner_scope(binding.definition, scope)
                _ = inner.bindings  # reading them finds the declarations
                declared = inner.declared_global if is_module else inner.declared_nonlocal
                for name in declared:
                    found.setdefault(name, []).extend(
                        (each, inner) for each in inner.undeclared.get(name, ())
                    )
                self._collect_elsewhere(top, inner, found, is_module=is_module)

    def _follow(self, scope: Scope, name: str, seen: set[tuple[str, str | None]]) -> Iterator[Definition]:
        yield from self._lead(_lasting(scope, name), scope, seen)

    def _lead(
        self, bindings: Iterable[Binding], scope: Scope, seen: set[tuple[str, str | None]]
    ) -> Iterator[Definition]:
        for binding in bindings:
            if isinstance(binding, ImportBinding):
                yield from self._imported(binding.module, binding.attribute, seen)
            else:
                yield binding, scope

    def _imported(
        self, module_name: str, name: str | None, seen: set[tuple[str, str | None]]
    ) -> Iterator[Definition]:
        if name is None:
            yield ModuleObject(module_name)
            return
        module = self.finder.find(module_name)
        if module is None and self.finder.folder(module_name) is None:
            yield External(f"{module_name}.{name}")
            return
        if module is not None and (module_name, name) not in seen:
            seen.add((module_name, name))
            if self._is_worth is not None and not self._is_worth(module):
                yield from self._skimmed(module, name, seen)
                return
            scope = self.module_scope(module)
            found = (
                list(self._follow(scope, name, seen))
                or list(self._starred(scope, name, seen))
                or list(self._lazy(scope, name, seen))
            )
            if found:
                yield from found
                return
        if self.finder.exists(f"{module_name}.{name}"):
            yield ModuleObject(f"{module_name}.{name}")

    def _skimmed(self, module: Module, name: str, seen: set[tuple[str, str | None]]) -> Iterator[Definition]:
        found: list[Definition] = []
        mentioned = name in module.searched or "*" in module.searched
        for origin, original in skimmed_origins(module.skimmed, name) if mentioned else ():
            if self.finder.exists(origin):
                found.extend(self._imported(origin, original, seen))
        if not found and self.finder.exists(f"{module.name}.{name}"):
            found.append(ModuleObject(f"{module.name}.{name}"))
        yield from found

    def _starred(self, scope: Scope, name: str, seen: set[tuple[str, str | None]]) -> Iterator[Definition]:
        if name.startswith("_") and scope.star_imports:
            return  # a star import brings no private names unless __all__ lists them
        for star in scope.star_imports:
            module = self.finder.find(star)
            if module is not None and (star, name) not in seen:
                yield from self._imported(star, name, seen)

    def _lazy(self, scope: Scope, name: str, seen: set[tuple[str, str | None]]) -> Iterator[Definition]:
        """What the module's ``__getattr__`` imports under that name when it is first asked for."""
        for binding in scope.bindings.get("__getattr__", ()):
            if isinstance(binding, DefinitionBinding):
                yield from self._follow(self.inner_scope(binding.definition, scope), name, seen)

    def bases_of(self, cls: ClassInfo) -> tuple[ClassInfo, ...]:
        found = (self.base_at(cls, base) for base in cls.node.bases)
        return tuple(base for base in found if base is not None)

    def base_at(self, cls: ClassInfo, node: ast.expr) -> ClassInfo | None:
        """The class that one of a class's bases names, if the project defines it."""
        name, names = _path(node)
        return self._class_by_path(self.base_definitions(cls, name), names, depth=0) if name else None

    def base_definitions(self, cls: ClassInfo, name: str) -> Iterator[Definition]:
        """Where a name among the bases leads: ``class Shop(Shop)`` inherits from what was called so before it."""
        scope = cls.outer
        if name != cls.name or scope.is_function:
            yield from self.definitions(scope, name)
            return
        earlier = [each for each in scope.bindings.get(name, ()) if each.node.lineno < cls.node.lineno]  # type: ignore[attr-defined]  # statements all
        if earlier:
            yield from self._lead(earlier, scope, set())
        elif scope.parent is None:
            yield from self._starred(scope, name, {(scope.module.name, name)})
        else:
            yield from self.definitions(next(scope.enclosing()), name)

    def class_at(self, scope: Scope, node: ast.expr) -> ClassInfo | None:
        """The class that an expression names, such as a decorator, if the project defines it."""
        name, names = _path(node)
        return self._class_by_path(self.definitions(scope, name), names, depth=0) if name else None

    def _class_by_path(
        self, definitions: Iterator[Definition], names: list[str], depth: int
    ) -> ClassInfo | None:
        for definition in definitions:
            found: ClassInfo | None = None
            if isinstance(definition, ModuleObject) and names:
                found = self.class_in(definition.name, names, depth)
            elif isinstance(definition, tuple):
                found = self._class_of_binding(*definition, names, depth)
            if found is not None:
                return found
        return None

    def class_in(self, module_name: str, names: list[str], depth: int = 0) -> ClassInfo | None:
        """The class that a dotted path leads to from a module, through nested classes and re-exports."""
        return self._class_by_path(self.exported(module_name, names[0]), names[1:], depth + 1)

    def _class_of_binding(
        self, binding: Binding, scope: Scope, names: list[str], depth: int
    ) -> ClassInfo | None:
        node = binding.node
        if isinstance(node, ast.ClassDef):
            cls = self.class_info(node, scope)
            if not names:
                return cls
            return self._class_by_path(iter(self._follow(cls.scope, names[0], set())), names[1:], depth + 1)
        if isinstance(node, ast.Assign) and not names and depth < _MAX_ALIASES:  # Alias = Class
            return self._alias(scope, node.value, depth)
        return None

    def _alias(self, scope: Scope, value: ast.expr, depth: int) -> ClassInfo | None:
        if isinstance(value, ast.Name):
            return self._class_by_path(self.definitions(scope, value.id), [], depth + 1)
        return self.class_at(scope, value) if isinstance(value, ast.Attribute) else None


_MAX_ALIASES = 10  # Alias = Alias would go on forever


def _path(node: ast.expr) -> tuple[str | None, list[str]]:
    """``package.Base[T]`` as its first name, and the attributes from there."""
    if isinstance(node, ast.Subscript):  # Generic[T], Base[T]
        node = node.value
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return (node.id, names) if isinstance(node, ast.Name) else (None, names)


def _lasting(scope: Scope, name: str) -> list[Binding]:
    """The bindings of a name without those that a class statement in the body puts an end to, whatever happens."""
    found = scope.bindings.get(name, [])
    if len(found) < 2 or isinstance(scope.node, ast.Lambda):
        return found
    last = max(
        (
            index
            for index, binding in enumerate(found)
            if isinstance(binding.node, ast.ClassDef)
            and any(each is binding.node for each in scope.node.body)
        ),
        default=0,
    )
    return found[last:]


def find_class(program: Program, module_name: str, qualified_name: str) -> ClassInfo | None:
    """The class of that dotted name; a name that the module only re-exports is followed."""
    return program.class_in(module_name, qualified_name.split("."))
