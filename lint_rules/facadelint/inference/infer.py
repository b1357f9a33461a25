"""The entry to inference: evaluates expressions, names and attributes, and remembers what it found."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference import annotation, attributes, calls, expressions, selves
from facadelint.inference.classes import BinaryDunder, ClassInfo, method_kind, receiver_name
from facadelint.inference.frame import Frame
from facadelint.inference.values import (
    NOTHING,
    ClassObject,
    Entering,
    External,
    FunctionObject,
    Instance,
    Items,
    TupleOf,
    Value,
    Values,
    just,
)
from facadelint.source.scopes import (
    Binding,
    DefinitionBinding,
    ImportBinding,
    ParameterBinding,
    Scope,
    Step,
    ValueBinding,
    default_of,
    ends_after,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from facadelint.inference.program import Definition, Program


class Inference:
    """Evaluates code of one program.

    The caches hold for one asker only: where definitions depend on each other in a circle, the answer
    depends on where one enters it, so every checked file starts with a :meth:`fork`. That is why a run
    over one file and a run over all say the same.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.parameter_values: dict[ast.arg, Values] = {}
        """What is known to be passed for a parameter, whatever its annotation says."""
        self.attribute_values: dict[tuple[ClassInfo, str], Values] = {}
        """The same for attributes that a generated ``__init__`` (a dataclass's) sets."""
        self.subclasses: dict[ClassInfo, Values] = {}
        """Instances of known subclasses that ``self`` may be in a method of a base class."""
        self.marked: set[ClassInfo] = set()
        """Classes whose ``self`` is marked, see :mod:`facadelint.inference.selves`."""
        self._cache: dict[Hashable, Values] = {}

    def fork(self, program: Program | None = None) -> Inference:
        """An inference over the same known arguments, with nothing cached.

        ``program`` may be a narrowed view of the same program.
        """
        other = Inference(program or self.program)
        other.parameter_values = self.parameter_values
        other.attribute_values = self.attribute_values
        other.subclasses = self.subclasses
        other.marked = self.marked
        return other

    def everywhere(self) -> Inference:
        """A fork that parses every module that an import leads to."""
        other = self.fork()
        other.program = self.program.whole
        return other

    def forget(self) -> None:
        """Drop what was cached, after an argument became known."""
        self._cache.clear()

    def once(self, key: Hashable, compute: Callable[[], Values]) -> Values:
        """Compute once; a circle of definitions adds nothing to itself."""
        if key not in self._cache:
            self._cache[key] = NOTHING
            try:
                self._cache[key] = compute()
            except RecursionError:
                self._cache.pop(key, None)  # nothing is known of it
                raise
        return self._cache[key]

    # Names

    def evaluate(self, node: ast.expr, frame: Frame) -> Values:
        """The values of an expression at a point of the program."""
        return expressions.evaluate(self, node, frame)

    def name(self, name: str, frame: Frame) -> Values:
        """The values of a name as seen from a frame."""
        if name in frame.types:
            return frame.types[name] | self._bound_elsewhere(frame.scope, name)
        if frame.flow and frame.parent is not None and name not in frame.scope.bindings:
            return self._closure(name, frame, frame.parent)
        return self.visible(frame.scope, name)

    def _closure(self, name: str, inner: Frame, frame: Frame) -> Values:
        while frame.scope.is_class and frame.parent is not None:
            frame = frame.parent  # the names of a class body are not visible in its methods
        if frame.scope.is_class:
            return self.visible(inner.scope, name)
        bindings = frame.scope.bindings.get(name, ())
        if frame.flow and name in frame.types:
            # A class body runs where it stands; a function runs later, and sees what is bound after it too.
            later = (
                ()
                if inner.scope.is_class
                else (each for each in bindings if ends_after(each, inner.scope.node))
            )
            return self.union(
                (
                    frame.types[name],
                    self._bound_elsewhere(frame.scope, name),
                    *(self.binding(each, frame.scope) for each in later),
                )
            )
        if not bindings and frame.flow and frame.parent is not None:
            return self._closure(name, frame, frame.parent)
        return self.visible(frame.scope, name)

    def visible(self, scope: Scope, name: str) -> Values:
        """What any binding of a name makes of it, following imports."""
        return self.once((scope, name), lambda: self._visible(scope, name))

    def _visible(self, scope: Scope, name: str) -> Values:
        definitions = list(self.program.definitions(scope, name))
        if not definitions and name in _BUILTINS:
            return just(External(f"builtins.{name}"))
        if not definitions and name == "__class__" and (owner := self.owner_of(scope)) is not None:
            return just(ClassObject(owner))  # which every method sees
        home = scope
        if not definitions:
            home = self.program.module_scope(scope.module)  # bound by nobody but under ``global``
        elif isinstance(definitions[0], tuple):
            home = definitions[0][1]
        return self.union(map(self.definition, definitions)) | self._bound_elsewhere(home, name)

    def _bound_elsewhere(self, scope: Scope, name: str) -> Values:
        """What inner functions bind to a name that they declare ``nonlocal`` or ``global``."""
        found = self.program.bound_elsewhere(scope).get(name, ())
        return self.union(self.binding(binding, inner) for binding, inner in found)

    def declared(self, scope: Scope, name: str) -> Values:
        """What the annotation of a variable says, wherever it is bound without saying it again."""
        return self.once(("declared", scope, name), lambda: self._declared(scope, name))

    def _declared(self, scope: Scope, name: str) -> Values:
        return self.union(
            annotation.evaluate(self, binding.annotation, where)
            for definition in self.program.definitions(scope, name)
            if isinstance(definition, tuple)
            for binding, where in [definition]
            if isinstance(binding, ValueBinding) and binding.annotation is not None
        )

    def imported(self, binding: ImportBinding) -> Values:
        """What one import statement binds."""
        return self.union(self.definition(each) for each in self.program.imported(binding))

    def definition(self, definition: Definition) -> Values:
        """The values of what a name leads to."""
        if isinstance(definition, tuple):
            return self.binding(*definition)
        return just(definition)

    def binding(self, binding: Binding, scope: Scope) -> Values:
        """What one binding makes of its name, wherever in its scope one asks."""
        return self.once(binding, lambda: self._binding(binding, scope))

    def _binding(self, binding: Binding, scope: Scope) -> Values:
        frame = self.frame(scope)
        match binding:
            case DefinitionBinding(definition=ast.ClassDef() as node):
                return just(ClassObject(self.program.class_info(node, scope)))
            case DefinitionBinding(definition=node):
                return just(FunctionObject(node, scope, self.program.owner(scope)))  # type: ignore[arg-type]
            case ParameterBinding():
                return self.parameter(binding, scope)
            case ValueBinding(value=value, steps=steps, annotation=said):
                known = annotation.evaluate(self, said, scope) if said is not None else NOTHING
                found = self.follow(self.evaluate(value, frame), steps) if value is not None else NOTHING
                return selves.alike(known, found) | found
            case _:
                return NOTHING

    def parameter(self, binding: ParameterBinding, scope: Scope) -> Values:
        """What a parameter of the function of ``scope`` may be."""
        argument, function = binding.argument, scope.node
        values = self.parameter_values.get(argument, NOTHING)
        if argument.annotation is not None:
            values |= annotation.evaluate(
                self, argument.annotation, annotation.where(argument.annotation, scope)
            )
        assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if scope.parent is not None and scope.parent.is_class and not isinstance(function, ast.Lambda):
            owner = self.program.owner(scope.parent)
            kind = method_kind(function)
            positional = [*function.args.posonlyargs, *function.args.args]
            if owner is not None and kind != "static" and receiver_name(function) == argument.arg:
                if kind == "class":
                    return values | just(ClassObject(owner))
                values |= just(Instance(owner)) | frozenset(
                    value
                    for value in self.subclasses.get(owner, NOTHING)
                    if isinstance(value, Instance) and value.cls.may_run(owner, function.name)
                )
                return selves.marked(values, owner) if owner in self.marked else values
            if owner is not None and function.name in BinaryDunder and argument in positional[1:2]:
                return values | just(Instance(owner))
        if binding.variadic:
            return just(Items(values, mapping=binding.variadic == "**")) if values else NOTHING
        default = default_of(function.args, argument)
        if default is not None and scope.parent is not None:
            values |= self.evaluate(default, self.frame(scope.parent))
        return values

    def frame(self, scope: Scope) -> Frame:
        """A frame that does not follow the flow of statements."""
        return Frame(scope, self.owner_of(scope))

    def owner_of(self, scope: Scope) -> ClassInfo | None:
        """The class in whose methods the scope lies."""
        current: Scope | None = scope
        while current is not None:
            if current.is_class:
                return self.program.owner(current)
            current = current.parent
        return None

    # Values

    def attribute(self, values: Values, name: str) -> Values:
        """The values of an attribute of any of the values."""
        return self.union(attributes.attribute(self, value, name) for value in values)

    def call(self, values: Values, node: ast.Call, frame: Frame) -> Values:
        """The values that calling any of the values gives."""
        return self.union(calls.call(self, value, node, frame) for value in values)

    def result(self, function: FunctionObject) -> Values:
        """What a function returns."""
        return self.once(function, lambda: calls.result(self, function))

    def elements(self, values: Values) -> Values:
        """What iterating over any of the values gives."""
        return self.union(self._elements(value) for value in values)

    def _elements(self, value: Value) -> Values:
        match value:
            case Items(elements=elements, mapping=mapping, keys=keys):
                return keys if mapping else elements
            case TupleOf(elements=elements):
                return self.union(elements)
            case Instance():
                results = self.union(
                    self.result(method)
                    for name in ("__iter__", "__aiter__")
                    for method in attributes.attribute(self, value, name)
                    if isinstance(method, FunctionObject)
                )
                return self.union(each.elements for each in results if isinstance(each, Items))
            case _:
                return NOTHING

    def entered(self, values: Values) -> Values:
        """What ``with value as name`` binds."""
        return self.union(self._entered(value) for value in values)

    def _entered(self, value: Value) -> Values:
        if isinstance(value, Entering):
            return value.entered
        for name in ("__enter__", "__aenter__"):
            for method in attributes.attribute(self, value, name):
                if isinstance(method, FunctionObject):
                    return self.result(method)
        return just(value) if isinstance(value, Instance) else NOTHING

    def follow(self, values: Values, steps: Iterable[Step]) -> Values:
        """Take the steps of an unpacking assignment."""
        for step in steps:
            if step == "iterate":
                values = self.elements(values)
            elif step == "enter":
                values = self.entered(values)
            elif step == "star":
                values = just(Items(self.elements(values)))
            else:
                values = self.union(item(value, int(step)) for value in values)
        return values

    @staticmethod
    def union(parts: Iterable[Values]) -> Values:
        return NOTHING.union(*parts)


def item(value: Value, index: int) -> Values:
    """The element of a known tuple, or any element of a list."""
    if isinstance(value, TupleOf):
        return value.elements[index] if -len(value.elements) <= index < len(value.elements) else NOTHING
    return value.elements if isinstance(value, Items) else NOTHING


_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
