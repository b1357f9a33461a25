"""Objects that a domain makes of classes of its own and hands its back reference to: ``Sender(self._shop)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from facadelint.facademap.seeding import seed_call
from facadelint.inference.classes import method_kind, receiver_name
from facadelint.inference.frame import Frame
from facadelint.inference.values import ClassObject, Instance, just
from facadelint.source.nodes import own_nodes
from facadelint.source.scopes import ImportBinding, ValueBinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.facademap.accessors import Accessor
    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference
    from facadelint.source.scopes import Scope


def seed_helpers(inference: Inference, accessor: Accessor, facade: ClassInfo) -> None:
    """Record what the constructors of such classes are given, and of those that they make in turn.

    Only classes that lie in the same folder are looked at: what is shared by many is nobody's helper.
    """
    myself = just(Instance(facade))
    waiting = list(accessor.classes) if accessor.receives_facade else []
    seen = {facade, *waiting}
    while waiting:
        cls = waiting.pop()
        instance = just(Instance(cls))
        for handing in _handings(inference, cls):
            if not any(inference.attribute(instance, name) & myself for name in handing.attributes):
                continue
            values = inference.evaluate(handing.call.func, handing.frame)
            made = [each.cls for each in values if isinstance(each, ClassObject)]
            if made:
                seed_call(inference, handing.call, handing.frame, myself)
            for each in made:
                if each not in seen and each.module.path.parent == cls.module.path.parent:
                    seen.add(each)
                    waiting.append(each)


class _Handing(NamedTuple):
    """A call that may make an object, and hands it something that the caller keeps."""

    call: ast.Call
    frame: Frame
    attributes: frozenset[str]
    """What of the caller's it hands over."""


def _handings(inference: Inference, cls: ClassInfo) -> Iterator[_Handing]:
    """Told by names alone: to find out what each call makes would mean to parse what the domain imports."""
    for owner in cls.mro if _has_company(cls) else ():
        for function in owner.functions():
            receiver = receiver_name(function)
            if receiver is None or method_kind(function) != "method":
                continue
            scope = inference.program.inner_scope(function, owner.scope)
            for node in own_nodes(function):
                if not isinstance(node, ast.Call) or not _may_be_near(node.func, receiver, scope, cls):
                    continue
                handed = frozenset(_handed(node, receiver, scope))
                if handed and (kept := handed & _kept(cls)):
                    frame = Frame(scope, owner)
                    frame.types[receiver] = just(Instance(cls))
                    yield _Handing(node, frame, kept)


def _kept(cls: ClassInfo) -> frozenset[str]:
    """The attributes in which a class keeps what it is given."""
    given = {
        name
        for owner in cls.mro
        for name, assignments in owner.self_assignments.items()
        if any(isinstance(each.value, ast.Name) for each in assignments)
    }
    # The fields of a dataclass are given to a constructor that is written nowhere.
    fields = {
        name for owner in cls.mro for name, bindings in owner.class_values.items() if bindings[0].annotation
    }
    return frozenset(given | fields)


def _handed(call: ast.Call, receiver: str, scope: Scope) -> Iterator[str]:
    """The attributes among the arguments of a call: ``self._shop``, or a local name for it."""
    for argument in (*call.args, *(each.value for each in call.keywords)):
        bindings = scope.bindings.get(argument.id, ()) if isinstance(argument, ast.Name) else ()
        values = [each.value for each in bindings if isinstance(each, ValueBinding)]
        for value in (argument, *values):
            match value:
                case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
                    yield attribute
                case _:
                    pass


def _has_company(cls: ClassInfo) -> bool:
    """Whether a class's module, or that of a base, has other classes or imports something from its own folder."""
    for module in {owner.module for owner in cls.mro}:
        classes = [node for node in module.tree.body if isinstance(node, ast.ClassDef)]
        if len(classes) > 1 or any(_is_near(each.module, each.names, cls) for each in module.skimmed):
            return True
    return False


def _is_near(module: str, names: str, cls: ClassInfo) -> bool:
    """Whether an import may be of the folder of a class, of a module in it, or of something in one of them.

    Args:
        module: what it names, or what it imports from.
        names: what it imports from that, as far as that is known; a text in which a name is looked for.
        cls: the class.
    """
    folder = cls.module.package
    if folder in (module, module.rpartition(".")[0]):
        return True
    parent, _, last = folder.rpartition(".")
    return last in names if module == parent and names else not names and folder.startswith(f"{module}.")


def _may_be_near(function: ast.expr, receiver: str, scope: Scope, cls: ClassInfo) -> bool:
    """Whether what is called may be a class in the folder of another, as far as names and imports say."""
    match function:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == receiver:
            return any(attribute in each.class_values for each in cls.mro)
        case _:
            pass
    while isinstance(function, ast.Attribute):
        function = function.value
    if not isinstance(function, ast.Name) or function.id == receiver:
        return False
    for each in (scope, *scope.enclosing()):
        if bindings := each.bindings.get(function.id):
            return any(
                not isinstance(binding, ImportBinding)
                or _is_near(binding.module, binding.attribute or "", cls)
                for binding in bindings
            )
        if each.star_imports:
            return True
    return False
