"""Whether one type takes everything that another one is: yes, no, or not known.

Nominal, as the typing specification has it, with its promotion of ``int`` to ``float``. Of the classes of
other packages, of protocols and of structural types nothing is said but that they equal themselves.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from facadelint.facademap.annotated import (
    NONE,
    REST,
    Anything,
    Called,
    Either,
    Named,
    Type,
    Unknown,
    Written,
)
from facadelint.facademap.lookup import linearized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facadelint.inference.classes import ClassInfo
    from facadelint.inference.infer import Inference

_MODULES = frozenset(
    (
        "builtins", "collections", "collections.abc", "contextlib", "datetime", "decimal", "fractions", "numbers",
        "os", "pathlib", "re", "uuid",
    )
)  # fmt: skip
"""Modules of the standard library whose classes are asked what they inherit; imported when they are."""
_PROMOTED = frozenset(
    (
        ("builtins.float", "builtins.int"),
        ("builtins.complex", "builtins.int"),
        ("builtins.complex", "builtins.float"),
    )
)
_STRUCTURAL = ("collections.abc.", "contextlib.Abstract", "os.PathLike")
_COVARIANT = frozenset(
    (
        "builtins.tuple", "builtins.frozenset", "builtins.type", "contextlib.AbstractContextManager",
        "contextlib.AbstractAsyncContextManager",
        *(
            f"collections.abc.{name}"
            for name in (
                "Iterable", "Iterator", "Reversible", "Collection", "Container", "Sequence", "Set", "Awaitable",
                "AsyncIterable", "AsyncIterator", "ValuesView",
            )
        ),
    )
)  # fmt: skip
_MAPPINGS = frozenset(("collections.abc.Mapping",))
_INVARIANT = frozenset(
    (
        "builtins.list", "builtins.set", "builtins.dict", "collections.deque", "collections.defaultdict",
        "collections.OrderedDict", "collections.abc.MutableSequence", "collections.abc.MutableMapping",
        "collections.abc.MutableSet",
    )
)  # fmt: skip

_FIRST = frozenset(
    (
        "builtins.dict", "collections.defaultdict", "collections.OrderedDict", "collections.abc.Mapping",
        "collections.abc.MutableMapping", "collections.abc.Generator", "collections.abc.AsyncGenerator",
    )
)  # fmt: skip
"""Classes with several arguments that iterate over the first."""

Answer = bool | None


class Widening:
    """Compares types of one program."""

    def __init__(self, inference: Inference) -> None:
        self.inference = inference

    def accepts(self, wide: Type, narrow: Type) -> Answer:
        """Whether ``wide`` takes everything that is a ``narrow``; None where it is not known."""
        if wide == narrow or isinstance(wide, Anything) or isinstance(narrow, Anything):
            return True
        if wide == Named("builtins.object"):
            return True
        if isinstance(wide, Unknown) or isinstance(narrow, Unknown):
            return None
        if isinstance(narrow, Either):
            return _all(self.accepts(wide, each) for each in sorted(narrow.members, key=repr))
        if isinstance(wide, Either):
            return self._any_accepts(wide, narrow)
        if isinstance(wide, Called) or isinstance(narrow, Called):
            return self._called(wide, narrow)
        if isinstance(narrow, Written):
            return self._written(wide, narrow)
        if isinstance(wide, Written):
            is_known = narrow == NONE or (_class_of(narrow.name) and narrow.name != "builtins.bool")
            return False if is_known else None
        return self._named(wide, narrow)

    def _any_accepts(self, wide: Either, narrow: Type) -> Answer:
        answers = {self.accepts(each, narrow) for each in wide.members}
        return True if True in answers else (None if None in answers else False)

    def _written(self, wide: Type, narrow: Written) -> Answer:
        if isinstance(wide, Written):
            return False  # equal ones were told apart before
        return self.accepts(wide, Named(narrow.kind))

    def _called(self, wide: Type, narrow: Type) -> Answer:
        if not isinstance(wide, Called) or not isinstance(narrow, Called):
            other = narrow if isinstance(wide, Called) else wide
            return False if other == NONE else None
        result = self.accepts(wide.result, narrow.result)
        if wide.parameters is None or narrow.parameters is None:
            return result
        if len(wide.parameters) != len(narrow.parameters):
            return None  # the parameters that are written down may have defaults
        pairs = zip(wide.parameters, narrow.parameters, strict=True)
        return _all([result, *(self.accepts(theirs, ours) for ours, theirs in pairs)])

    def _named(self, wide: Named, narrow: Named) -> Answer:
        if wide.name == narrow.name:
            return self._arguments(wide, narrow)
        inherits = self._inherits(narrow, wide)
        if not inherits:
            return inherits
        return self._inherited_arguments(wide, narrow)

    def _inherits(self, narrow: Named, wide: Named) -> Answer:
        """Whether the class of ``narrow`` is a subclass of that of ``wide``, their arguments aside."""
        if (wide.name, narrow.name) in _PROMOTED:
            return True
        if narrow.cls is not None:
            return self._project_inherits(narrow.cls, wide)
        if wide.cls is not None:
            is_known = narrow == NONE or _class_of(narrow.name) is not None
            return None if _is_protocol(wide.cls) or not is_known else False
        if narrow == NONE:  # what another package calls a class may be any alias
            return None if _class_of(wide.name) is None or wide.name.startswith(_STRUCTURAL) else False
        if wide == NONE:
            return None if _class_of(narrow.name) is None else False
        first, second = _class_of(narrow.name), _class_of(wide.name)
        return None if first is None or second is None else issubclass(first, second)

    def _project_inherits(self, narrow: ClassInfo, wide: Named) -> Answer:
        order = linearized(narrow, self.inference)
        if wide.cls is not None:
            if wide.cls in order:
                return True
            return None if None in order or _is_protocol(wide.cls) else False
        if wide == NONE:
            return False
        is_plain = _class_of(wide.name) is not None and not wide.name.startswith(_STRUCTURAL)
        return False if is_plain and None not in order else None

    def _arguments(self, wide: Named, narrow: Named) -> Answer:
        if not wide.arguments or not narrow.arguments:
            return True  # a bare generic is one of Any
        if wide.name == "builtins.tuple":
            return self._tuples(wide.arguments, narrow.arguments)
        if len(wide.arguments) != len(narrow.arguments):
            return None
        pairs = list(zip(wide.arguments, narrow.arguments, strict=True))
        if wide.name in _COVARIANT:
            return _all(self.accepts(first, second) for first, second in pairs)
        if wide.name in _MAPPINGS:
            (key, other_key), (value, other_value) = pairs
            return _all((self._equal(key, other_key), self.accepts(value, other_value)))
        answers = [self._equal(first, second) for first, second in pairs]
        if wide.name in _INVARIANT or all(answers):
            return _all(answers)
        # How a class of one's own varies is not known; but what fits neither way fits in no case.
        either_way = [
            answer or self.accepts(first, second) or self.accepts(second, first)
            for answer, (first, second) in zip(answers, pairs, strict=True)
        ]
        return False if False in either_way else None

    def _tuples(self, wide: tuple[Type, ...], narrow: tuple[Type, ...]) -> Answer:
        if REST in wide:
            given = narrow[:1] if REST in narrow else narrow
            return _all(self.accepts(wide[0], each) for each in given)
        if REST in narrow or len(wide) != len(narrow):
            return False
        return _all(self.accepts(first, second) for first, second in zip(wide, narrow, strict=True))

    def _equal(self, first: Type, second: Type) -> Answer:
        return _all((self.accepts(first, second), self.accepts(second, first)))

    def _inherited_arguments(self, wide: Named, narrow: Named) -> Answer:
        """``list[int]`` into ``Sequence[int]``: what is handed on to the base class is known of a few only."""
        if not wide.arguments or not narrow.arguments:
            return True
        if narrow.name == "builtins.tuple":
            return _all(self.accepts(wide.arguments[0], each) for each in narrow.arguments if each != REST)
        if len(wide.arguments) == len(narrow.arguments):
            return self._arguments(wide, Named(wide.name, narrow.arguments))
        if len(wide.arguments) == 1 and narrow.name in _FIRST:
            return self.accepts(wide.arguments[0], narrow.arguments[0])
        return None


def _all(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    return False if False in found else (None if None in found else True)


@cache
def _class_of(name: str) -> type | None:
    """A class of the standard library by its dotted name, of the modules that are known here."""
    module, _, attribute = name.rpartition(".")
    found = getattr(import_module(module), attribute, None) if module in _MODULES else None
    return found if isinstance(found, type) else None


def _is_protocol(cls: ClassInfo) -> bool:
    """Whether a class is one by its shape: then what does not inherit it may be one all the same."""
    texts = [ast.unparse(base) for base in cls.node.bases]
    return bool(cls.node.keywords) or any("Protocol" in text or "TypedDict" in text for text in texts)
