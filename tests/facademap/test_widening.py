"""Which type takes everything that another one is, by the annotations that say them."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.annotated import AnnotationReader
from facadelint.facademap.widening import Widening
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program
from facadelint.source.modules import ModuleFinder

MODULE = """\
import collections
import contextlib
import datetime
import os
import pathlib
import re
import types
import typing
from abc import ABC
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterable, Iterator, Mapping
from collections.abc import MutableMapping, MutableSequence, Sequence, ValuesView
from typing import Annotated, Any, Dict, Final, FrozenSet, Generic, List, Literal, NoReturn, Optional, Protocol
from typing import Tuple, Type, TypedDict, TypeVar, Union

import elsewhere
from elsewhere import Outside

T = TypeVar("T")
K = Union[str, int]
Loop = "Loop"
Same = Same
Around = Around[int]
Pairs = Dict[str, int]
Of = List[T]
Fixed = typing.NewType("Fixed", int)


class Base: ...
class Child(Base): ...
class Other: ...
class Strange(Outside): ...
class Box(Generic[T]): ...
class Shape(Protocol): ...
class Typed(TypedDict): ...
class Text(str): ...
class Meta(metaclass=ABC): ...
"""


@pytest.fixture(scope="module")
def reads(tmp_path_factory):
    """Read an annotation that stands in the module."""
    root = tmp_path_factory.mktemp("types")
    (root / "types_of.py").write_text(MODULE, encoding="utf-8")
    finder = ModuleFinder((root,))
    inference = Inference(Program(finder))
    scope = inference.program.module_scope(finder.find("types_of"))
    reader = AnnotationReader(inference)

    def read(text):
        return reader.read(ast.parse(text, mode="eval").body, scope)

    read.widening = Widening(inference)
    return read


YES = [
    ("int", "int"), ("object", "Base"), ("object", "Outside"), ("object", "Optional[int]"), ("Any", "int"),
    ("int", "Any"), ("Any", "Outside"), ("float", "int"), ("complex", "int"), ("complex", "float"), ("int", "bool"),
    ("Optional[int]", "int"), ("Optional[int]", "None"), ("Union[int, str]", "Union[str, int]"),
    ("int | str | None", "str | int"), ("K", "str"), ("K", "int"), ("'int'", "int"), ("Base", "Child"),
    ("Base", "'Child'"), ("Annotated[int, 1]", "int"), ("Final[int]", "int"), ("typing.Optional[int]", "None"),
    ("types.NoneType", "None"), ("Outside", "Outside"), ("Outside", "elsewhere.Outside"), ("Strange", "Strange"),
    ("Literal[1, 2]", "Literal[2]"), ("int", "Literal[1, 2]"), ("str", "Literal['a']"), ("Optional[str]", "Literal['a', None]"),
    ("List[int]", "list[int]"), ("list", "List[int]"), ("list[int]", "list"), ("Sequence[int]", "list[int]"),
    ("Iterable[float]", "list[int]"), ("Sequence[Base]", "Sequence[Child]"), ("list[Any]", "list[int]"),
    ("Mapping[str, float]", "dict[str, int]"), ("Mapping[str, Base]", "Mapping[str, Child]"),
    ("Iterable[str]", "dict[str, int]"), ("Iterable[int]", "Generator[int, str, None]"), ("Pairs", "dict[str, int]"),
    ("tuple[int, str]", "tuple[int, str]"), ("tuple[float, str]", "tuple[int, str]"), ("tuple[int, ...]", "tuple[int, ...]"),
    ("tuple[float, ...]", "tuple[int, int]"), ("tuple[float, ...]", "tuple[int, ...]"), ("Tuple[int, ...]", "tuple[int]"),
    ("Sequence[int]", "tuple[int, ...]"), ("Sequence[float]", "tuple[int, float]"), ("tuple", "tuple[int, str]"),
    ("FrozenSet[Base]", "frozenset[Child]"), ("Type[Base]", "type[Child]"), ("Iterator[float]", "Iterator[int]"),
    ("Awaitable[Base]", "Awaitable[Child]"), ("AsyncIterator[Base]", "AsyncIterator[Child]"),
    ("contextlib.AbstractContextManager[Base]", "typing.ContextManager[Child]"), ("ValuesView[Base]", "ValuesView[Child]"),
    ("Box[int]", "Box[int]"), ("Box", "Box[int]"), ("datetime.date", "datetime.datetime"), ("os.PathLike[str]", "os.PathLike"),
    ("pathlib.PurePath", "pathlib.Path"), ("re.Pattern[str]", "typing.Pattern[str]"), ("collections.abc.Sized", "list"),
    ("dict", "collections.OrderedDict"), ("Sequence", "list[int]"), ("Iterable[int]", "dict"), ("Missing[int]", "Missing[str]"),
    ("MutableMapping[str, int]", "dict[str, int]"), ("Sequence", "str"),
    ("Callable[[int], Base]", "Callable[[int], Child]"), ("Callable[[int], str]", "Callable[[float], str]"),
    ("Callable[..., str]", "Callable[[int], str]"), ("Callable[[int], str]", "Callable[..., str]"), ("Callable", "Callable[[int], str]"),
]  # fmt: skip

NO = [
    ("int", "str"), ("int", "float"), ("float", "complex"), ("int", "None"), ("None", "int"), ("int", "Optional[int]"),
    ("Union[int, str]", "Union[int, bytes]"), ("K", "bytes"), ("Child", "Base"), ("Base", "Other"), ("Base", "int"),
    ("Base", "None"), ("None", "Base"), ("int", "Base"), ("Optional[Child]", "Base"), ("Literal[1]", "Literal[2]"),
    ("Literal[1, 2]", "Literal[1, 3]"), ("Literal['a']", "str"), ("Literal[1]", "int"), ("Literal[1]", "None"),
    ("str", "Literal[1]"), ("Literal[1]", "Literal['1']"), ("list[int]", "list[str]"), ("list[float]", "list[int]"), ("list[int]", "list[float]"),
    ("list[int]", "None"), ("Sequence[int]", "list[float]"), ("Sequence[Child]", "Sequence[Base]"), ("set[int]", "list[int]"),
    ("Mapping[str, int]", "dict[str, float]"), ("Mapping[float, int]", "Mapping[int, int]"), ("dict[str, float]", "dict[str, int]"),
    ("dict[str, int]", "dict[int, int]"), ("Iterable[int]", "dict[str, int]"), ("Iterable[str]", "Generator[int, str, None]"),
    ("tuple[int, str]", "tuple[str, int]"), ("tuple[int]", "tuple[int, int]"), ("tuple[int, int]", "tuple[int, ...]"),
    ("tuple[int, ...]", "tuple[int, str]"), ("tuple[int, ...]", "tuple[float, ...]"), ("tuple[int, ...]", "tuple[str, ...]"),
    ("Sequence[int]", "tuple[int, float]"), ("FrozenSet[Child]", "frozenset[Base]"), ("Type[Child]", "type[Base]"),
    ("Box[int]", "Box[str]"), ("datetime.datetime", "datetime.date"), ("list", "collections.abc.Sized"), ("Pairs", "dict[str, str]"),
    ("MutableSequence[float]", "list[int]"), ("Callable[[int], str]", "Callable[[int], bytes]"),
    ("Callable[[float], str]", "Callable[[int], str]"), ("Callable[..., str]", "Callable[[int], bytes]"), ("Callable[[int], str]", "None"),
    ("None", "Callable[[int], str]"), ("Other", "Union[Child, Base]"), ("Text", "str"), ("Base", "Union[Child, Other]"),
    ("Text", "None"), ("int", "bytes"), ("Base", "Box[int]"), ("os.PathLike[str]", "os.PathLike[bytes]"),
]  # fmt: skip

UNKNOWN = [
    ("Outside", "int"), ("int", "Outside"), ("Outside", "None"), ("Base", "Outside"), ("Base", "Strange"), ("Outside", "Base"),
    ("Outside", "Strange"), ("Shape", "Base"), ("Shape", "int"), ("Shape", "None"), ("Typed", "dict"), ("Meta", "Base"), ("Missing", "int"), ("int", "Missing"),
    ("T", "int"), ("Fixed", "int"), ("Loop", "int"), ("Same", "int"), ("Around", "int"), ("Missing.Inner", "int"), ("NoReturn", "int"), ("Union[Outside, int]", "str"), ("Optional[Outside]", "int"),
    ("Union[Outside, int]", "Union[str, int]"), ("Literal[True]", "bool"), ("Literal[1]", "Outside"), ("Literal[1]", "Base"),
    ("Iterable[int]", "Base"), ("Iterable", "None"), ("contextlib.AbstractContextManager", "Base"), ("os.PathLike", "Base"), ("None", "Outside"),
    ("list[int, int]", "list[int]"), ("Box[float]", "Box[int]"), ("Box[Outside]", "Box[int]"), ("Sequence[Outside]", "list[int]"),
    ("Callable[[int], str]", "Callable[[int, int], str]"), ("Callable[[int], str]", "Base"), ("Base", "Callable[[int], str]"),
    ("Callable[[Outside], str]", "Callable[[int], str]"), ("Callable[[int]]", "Callable[[int], str]"), ("Callable[T, str]", "Callable[[int], str]"),
    ("Of[int]", "list[int]"), ("'('", "int"), ("int()", "int"), ("typing", "int"), ("Literal[T]", "int"), ("Optional[Missing]", "int"),
    ("Mapping[Outside, int]", "Mapping[str, int]"), ("Strange", "Outside"), ("int", "Strange"), ("bytes", "Text"), ("Iterable[int]", "collections.ChainMap[int, str]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wide", "narrow", "answer"),
    [(*pair, answer) for answer, pairs in ((True, YES), (False, NO), (None, UNKNOWN)) for pair in pairs],
)
def test_whether_one_type_takes_another(wide, narrow, answer, reads):
    assert reads.widening.accepts(reads(wide), reads(narrow)) is answer


@pytest.mark.parametrize(
    ("union", "alone"),
    [("Union[int]", "int"), ("Union[Base, Base]", "Base"), ("Optional[None]", "None"), ("int | int", "int")],
)
def test_a_union_of_one_type_is_that_type(union, alone, reads):
    assert reads(union) == reads(alone)


@pytest.mark.parametrize("union", ["Union[()]", "Literal[()]"])
def test_a_union_of_nothing_is_none_of_its_own(union, reads):
    assert reads.widening.accepts(reads("int"), reads(union)) is True
    assert reads.widening.accepts(reads(union), reads("int")) is False
