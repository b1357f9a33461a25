"""What a piece of the facade's code constructs, and whether it hands the facade over."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facadelint.facademap.factories import factory_of, given_by
from facadelint.facademap.outermost import is_collection, outermost_calls
from facadelint.inference.calls import returns
from facadelint.inference.classes import method_kind
from facadelint.inference.frame import Frame
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    Descriptor,
    External,
    FunctionObject,
    Instance,
    Returning,
    Values,
    just,
)
from facadelint.source.nodes import own_nodes
from facadelint.source.scopes import ImportBinding, ParameterBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.source.modules import ModuleFinder


@dataclass(slots=True)
class Built:
    """What a piece of the facade's code constructs."""

    classes: list[ClassInfo]
    calls: dict[ast.Call, Frame]
    """The calls that do it, each with the frame in which it stands."""
    receives_facade: bool
    unresolved: str | None = None
    """The module of a class that is imported from where it is not defined."""
    by_helpers: list[tuple[ast.Call, Frame]] = field(default_factory=list)
    """Calls in a helper of a class that it is handed, ``cls(self)``, and in a factory, with what that knows."""
    factories: list[ast.AST] = field(default_factory=list)
    """The methods of the facade that do it: ``self._make_orders()``."""


class Builder:
    """Reads what expressions in the code of one facade construct."""

    def __init__(self, inference: Inference, facade: ClassInfo) -> None:
        self.inference = inference
        self.facade = facade
        self.myself: Values = just(Instance(facade))
        self._made: dict[ast.AST, Built] = {}

    @staticmethod
    def nothing() -> Built:
        """What code constructs that has not been read yet."""
        return Built([], {}, receives_facade=False)

    def frame(self, cls: ClassInfo, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Frame:
        """A frame of a function of the facade, in which ``self`` is the facade."""
        frame = Frame(self.inference.program.inner_scope(function, cls.scope), cls)
        first = [*function.args.posonlyargs, *function.args.args][:1]
        if first:
            frame.types[first[0].arg] = self.myself
        return frame

    def described(self, cls: ClassInfo, value: ast.expr, built: Built) -> None:
        """``_order_domain = cached_property(lambda self: OrderDomain(self))``, or ``property(_get_order)``."""
        for each in self.inference.evaluate(value, self.inference.frame(cls.scope)):
            if isinstance(each, Descriptor):
                function = each.function.node
                bodies = [function.body] if isinstance(function, ast.Lambda) else returns(function)
                frame = self.frame(cls, function)
                built.factories.append(function)
                for body in bodies:
                    self.collect(body, frame, built)
                    if isinstance(body, ast.Call):  # which may not stand in the text: ``Lazy(OrderDomain)``
                        built.by_helpers.append((body, frame))

    def collect(self, value: ast.expr, frame: Frame, built: Built, *, through: bool = False) -> None:
        """Add the classes of the project that an expression constructs, and the calls that do it.

        ``through`` own methods, what one of them constructs counts as well.
        """
        for call in outermost_calls(value, frame):
            made = [
                each
                for each in instances(self.inference.evaluate(call, frame))
                if not self.facade.is_subclass(each)
            ]
            receives = self.receives(call, frame)
            if any(map(is_collection, made)):
                made = [each for each in made if not is_collection(each) or self._makes(each, call, frame)]
            if made and self._constructs(call, frame):
                built.classes.extend(each for each in made if each not in built.classes)
            elif helped := list(self._by_helper(call, frame)):
                for inner, known in helped:
                    receives = receives or self.receives(inner, known)
                    found = self.inference.evaluate(inner.func, known)
                    classes = [each.cls for each in found if isinstance(each, ClassObject)]
                    built.classes.extend(each for each in classes if each not in built.classes)
                built.by_helpers.extend(helped)
            elif receives and (classes := self._by_unseen_method(call, frame)):
                built.classes.extend(each for each in classes if each not in built.classes)
            elif through and (by := self.by_factory(call, frame)):
                receives = True
                built.classes.extend(each for each in by.classes or made if each not in built.classes)
                built.by_helpers.extend((*by.calls.items(), *by.by_helpers))
                built.factories.extend(by.factories)
                built.unresolved = built.unresolved or by.unresolved
            elif module := self._unresolved_import(call, frame, receives=receives):
                built.unresolved = module
            else:
                continue
            built.calls.setdefault(call, frame)
            built.receives_facade = built.receives_facade or receives

    def by_factory(self, call: ast.Call, frame: Frame) -> Built | None:
        """What a method of the facade constructs and hands the facade over to: ``self._make_orders()``."""
        factory = factory_of(call, frame, self.facade)
        if factory is None:
            return None
        function = factory.function
        if function not in self._made:
            self._made[function] = built = self.nothing()  # also for one that calls itself
            inside = self.frame(factory.owner, function)
            for value in given_by(function):
                self.collect(value, inside, built, through=True)
                if any(self.receives(each, inside) for each in outermost_calls(value, inside)):
                    built.receives_facade = True  # whatever it makes: only its annotation may say that
            built.factories.append(function)
        built = self._made[function]
        return built if built.receives_facade else None

    def receives(self, call: ast.Call, frame: Frame) -> bool:
        """Whether an argument of a call is the facade."""
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        return any(
            handed_over(self.inference.evaluate(each, frame), self.myself)
            for each in arguments
            if _may_be_self(each, frame)
        )

    def _by_helper(self, call: ast.Call, frame: Frame) -> Iterator[tuple[ast.Call, Frame]]:
        """``self._made(OrderDomain)``: the calls by which the helper constructs a class that it is handed."""
        passed = [self.inference.evaluate(argument, frame) for argument in call.args]
        named = {each.arg: self.inference.evaluate(each.value, frame) for each in call.keywords}
        if not any(map(self._names_class, (*passed, *named.values()))):
            return
        helpers = (
            each for each in self.inference.evaluate(call.func, frame) if isinstance(each, FunctionObject)
        )
        for helper in sorted(helpers, key=lambda each: (each.scope.module.name, each.node.lineno)):
            yield from self._made_by(helper, passed, named)

    def _made_by(
        self, helper: FunctionObject, passed: list[Values], named: dict[str | None, Values]
    ) -> Iterator[tuple[ast.Call, Frame]]:
        """The calls in a helper of the classes that it is handed, with what its parameters are."""
        parameters = [*helper.node.args.posonlyargs, *helper.node.args.args]
        known = Frame(self.inference.program.inner_scope(helper.node, helper.scope), helper.owner)
        if parameters and helper.receiver and method_kind(helper.node) != "static":
            known.types[parameters.pop(0).arg] = helper.receiver
        given = dict(zip((each.arg for each in parameters), passed, strict=False)) | named
        known.types |= {name: values for name, values in given.items() if name and values}
        for node in own_nodes(helper.node):
            match node:
                case ast.Call(func=ast.Name(id=name)) if self._names_class(given.get(name, NOTHING)):
                    yield node, known
                case _:
                    pass

    def _by_unseen_method(self, call: ast.Call, frame: Frame) -> list[ClassInfo]:
        """``OrderDomain.instance(parent=self)``: the class, where a base from elsewhere has the method."""
        if not isinstance(call.func, ast.Attribute) or self.inference.evaluate(call.func, frame):
            return []
        found = self.inference.evaluate(call.func.value, frame)
        return [
            each.cls
            for each in found
            if isinstance(each, ClassObject) and not self.facade.is_subclass(each.cls)
        ]

    def _names_class(self, values: Values) -> bool:
        """Whether a class of the project is among some values, and not the facade's own."""
        return any(isinstance(each, ClassObject) and not self.facade.is_subclass(each.cls) for each in values)

    def _unresolved_import(self, call: ast.Call, frame: Frame, *, receives: bool) -> str | None:
        """The project's module that a called name is imported from, where it is not to be found there.

        The module may be broken at the moment, or the class renamed: it is the domain's all the same. Where
        what is called ``receives`` the facade, the module itself may be gone.
        """
        root = call.func
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name):
            return None
        finder = self.inference.program.finder
        found = self.inference.evaluate(call.func, frame)
        if any(not isinstance(value, External) for value in found):
            return None
        for scope in (frame.scope, *frame.scope.enclosing()):
            for binding in scope.bindings.get(root.id, ()):
                if isinstance(binding, ImportBinding):
                    name, inner = binding.module, f"{binding.module}.{binding.attribute}"
                    is_module = root is not call.func and binding.attribute is not None
                    if is_module and self._is_defined(binding):
                        return None
                    if is_module and (finder.find(inner) or (receives and self._is_gone(binding, inner))):
                        name = inner
                    if finder.find(name) is None:
                        return name if receives and is_gone(name, finder) else None
                    return name if not found and name != self.facade.module.name else None
        return None

    def _is_gone(self, binding: ImportBinding, name: str) -> bool:
        """Whether an import takes a module that is not there from a package, and no name that the package has."""
        program = self.inference.program
        package = program.finder.find(binding.module)
        if package is not None and package.problem is None:
            inside = program.module_scope(package)
            if not package.is_package or inside.star_imports or "__getattr__" in inside.bindings:
                return False
            if binding.attribute in inside.bindings:
                return False
        return is_gone(name, program.finder)

    def _is_defined(self, binding: ImportBinding) -> bool:
        """Whether an imported name is a thing that a module defines: then a method of it is called."""
        found = self.inference.program.exported(binding.module, binding.attribute or "")
        return any(isinstance(each, tuple) for each in found)

    def _makes(self, cls: ClassInfo, call: ast.Call, frame: Frame) -> bool:
        """Whether a class makes its own object: ``Orders(self)``, ``Orders.of(self)``."""
        called = self.inference.evaluate(call.func, frame)
        makers = called.union(*(each.receiver for each in called if isinstance(each, FunctionObject)))
        return any(isinstance(each, ClassObject) and each.cls.is_subclass(cls) for each in makers)

    def _constructs(self, call: ast.Call, frame: Frame) -> bool:
        """Whether a call makes an object: of a class, or by a factory of the project that is handed the facade."""
        for function in self.inference.evaluate(call.func, frame):
            if isinstance(function, ClassObject):
                return True
            if isinstance(function, FunctionObject) and not function.receiver & self.myself:
                return True
        return False


def _may_be_self(argument: ast.expr, frame: Frame) -> bool:
    """Whether an argument may be the facade itself, as far as that is told without following it.

    What a function is given besides, and what a module defines or imports, is some other object.
    """
    if not isinstance(argument, ast.Name) or argument.id in frame.types:
        return not isinstance(argument, ast.Constant)
    bindings = frame.scope.bindings.get(argument.id, ())
    return any(not isinstance(each, ImportBinding | ParameterBinding) for each in bindings)


def handed_over(values: Values, myself: Values) -> Values:
    """What of an argument is the facade, or gives it when it is called: ``weakref.ref(self)``."""
    given = {value.result & myself for value in values if isinstance(value, Returning)}
    return (values & myself) | {Returning(result) for result in given if result}


def is_gone(name: str, finder: ModuleFinder) -> bool:
    """Whether a module can only be the project's and is not there: it would lie in a package with an ``__init__``.

    Of a namespace package other parts may be installed, and a module may be compiled.
    """
    package = name.rpartition(".")[0]
    if finder.exists(name) or finder.is_compiled(name):
        return False
    while package and finder.find(package) is None:
        package = package.rpartition(".")[0]
    return bool(package)


def instances(values: Values) -> list[ClassInfo]:
    """The classes of which some values are instances, in a stable order."""
    found = {value.cls for value in values if isinstance(value, Instance)}
    return sorted(found, key=lambda cls: (cls.module.name, cls.node.lineno))
