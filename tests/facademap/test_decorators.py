"""What decorators leave of a signature, told by their names, their annotations or their bodies."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.decorators import effect, protocol
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program
from facadelint.source.modules import ModuleFinder

MODULE = """\
import functools
from contextlib import asynccontextmanager, contextmanager
from elsewhere import traced as known_elsewhere, wraps as w
from functools import cache, update_wrapper, wraps
from typing import Callable, TypeVar, cast

F = TypeVar("F")


def says(function: F) -> F: ...
def says_in_quotes(function: "F") -> "F": ...
def says_of_second(self, function: F) -> F: ...
def says_of_typed_second(name: str, function: F) -> F: ...
def says_of_third(first: int, second: int, function: F) -> F: ...
def says_other(function: F) -> int: ...
def makes(*names) -> Callable[[F], F]: ...
def makes_in_quotes(*names) -> "Callable[[F], F]": ...
def makes_other(*names) -> Callable[[F], int]: ...
def makes_more(*names) -> Callable[[F, F], F]: ...
def broken(function: "(") -> "(": ...
def nothing(function): ...


def same(function):
    registry.append(function)
    return function


def same_of_two(function, name=None):
    return function


def second_of_two(name, function):
    return function


def passes_of_two(function, name=None):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def factory_of_two(name):
    def decorator(function, other=None):
        return function

    return decorator


def same_sometimes(function):
    if registry:
        return function
    return registry


def same_or_none(function):
    if registry:
        return
    return function


def other(function):
    return registry


def passes(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def passes_self(function):
    async def wrapper(self, *args, fast, **kwargs):
        return await function(self, *args, **kwargs, fast=fast)

    return wrapper


def passes_twice(function):
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except ValueError:
            return function(*args, **kwargs)

    return update_wrapper(wrapper, function)


def passes_cast(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return cast(F, functools.update_wrapper(wrapper, function))


def adds(function):
    def wrapper(*args, **kwargs):
        return function(session, *args, **kwargs)

    return wrapper


def adds_named(function):
    def wrapper(*args, **kwargs):
        return function(*args, session=1, **kwargs)

    return wrapper


def adds_once(function):
    def wrapper(*args, **kwargs):
        function(*args, **kwargs)
        return function(1, *args, **kwargs)

    return wrapper


def takes_none(function):
    def wrapper():
        return function()

    return wrapper


def takes_positional(function):
    def wrapper(*args):
        return function(*args)

    return wrapper


def takes_named(function):
    def wrapper(**kwargs):
        return function(**kwargs)

    return wrapper


def drops_named(function):
    def wrapper(*args, fast, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def calls_nothing(function):
    def wrapper(*args, **kwargs):
        return 1

    return wrapper


def factory(name):
    def decorator(function):
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return wrapper

    return decorator


def factory_adds(name):
    def decorator(function):
        def wrapper(*args, **kwargs):
            return function(name, *args, **kwargs)

        return wrapper

    return decorator


def factory_of_nothing(name):
    return name


def without_parameters():
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


class Tools:
    def same(self, function):
        return function

    def first(self, function):
        return self

    @staticmethod
    def plain(function):
        return function


class Decorator:
    def __init__(self, function): ...


either = same if registry else adds
tools = Tools()
lambdas = lambda function: function
"""

KEEPS = [
    "cache", "functools.lru_cache(maxsize=1)", "staticmethod", "w", "contextmanager", "says", "says_in_quotes", "says_of_second", "says_of_typed_second", "makes('a')",
    "makes_in_quotes()", "same", "passes", "passes_self", "passes_twice", "passes_cast", "factory('a')", "tools.same", "tools.plain", "unknown.setter",
    "same_of_two", "passes_of_two", "factory_of_two('a')",
]  # fmt: skip
CHANGES = [
    "adds", "adds_named", "adds_once", "takes_none", "takes_positional", "takes_named", "drops_named", "factory_adds('a')",
]  # fmt: skip
UNKNOWN = [
    "known_elsewhere", "somewhere", "somewhere.traced", "says_other", "says_of_third", "makes_other()", "makes_more()", "nothing", "same_sometimes",
    "other", "calls_nothing", "factory_of_nothing('a')", "factory", "same('a')", "without_parameters", "tools.first", "Decorator", "either", "lambdas",
    "makes", "registry[0]", "second_of_two",
]  # fmt: skip


@pytest.fixture(scope="module")
def decorated(tmp_path_factory):
    """A function with decorators, the scope that it stands in, and the inference."""
    root = tmp_path_factory.mktemp("decorators")

    def run(number, *decorators, definition="def decorated(self, item):\n    return item\n"):
        name = f"module{number}_{abs(hash((decorators, definition)))}"
        text = MODULE + "".join(f"@{each}\n" for each in decorators) + definition
        (root / f"{name}.py").write_text(text, encoding="utf-8")
        finder = ModuleFinder((root,))
        module = finder.find(name)
        inference = Inference(Program(finder))
        return module.tree.body[-1], inference.program.module_scope(module), inference

    return run


@pytest.mark.parametrize(
    ("decorator", "answer"),
    [
        (each, answer)
        for answer, all_of in (("keeps", KEEPS), ("changes", CHANGES), ("unknown", UNKNOWN))
        for each in all_of
    ],
)
def test_what_one_decorator_leaves(decorator, answer, decorated):
    assert effect(*decorated(1, decorator)) == answer


@pytest.mark.parametrize(
    ("decorators", "answer"),
    [
        ((), "keeps"),
        (("same", "passes"), "keeps"),
        (("somewhere", "same"), "unknown"),
        (("somewhere", "adds", "same"), "changes"),
    ],
)
def test_what_several_leave(decorators, answer, decorated):
    assert effect(*decorated(2, *decorators)) == answer


def test_a_function_that_is_called_like_its_decorator(decorated):
    method = "class Shop:\n    @adds\n    def adds(self, item):\n        return item\n"
    cls, scope, inference = decorated(4, definition=method)
    assert isinstance(cls, ast.ClassDef)
    inner = inference.program.class_info(cls, scope).scope
    assert effect(cls.body[0], inner, inference) == "changes"


def test_a_decorator_that_the_class_defines(decorated):
    method = """\
class Shop:
    def adds_here(function):
        def wrapper(*args, **kwargs):
            return function(session, *args, **kwargs)

        return wrapper

    @adds_here
    def total(self, item): ...
"""
    cls, scope, inference = decorated(6, definition=method)
    inner = inference.program.class_info(cls, scope).scope
    assert effect(cls.body[-1], inner, inference) == "changes"


@pytest.mark.parametrize(
    ("decorators", "definition", "answer"),
    [
        ((), "def f(): return 1\n", "value"),
        ((), "def f(): yield 1\n", "generator"),
        ((), "def f(): yield from g()\n", "generator"),
        ((), "def f():\n    def g(): yield 1\n", "value"),
        ((), "async def f(): return 1\n", "coroutine"),
        ((), "async def f(): yield 1\n", "async generator"),
        (("contextmanager",), "def f(): yield 1\n", "value"),
        (("asynccontextmanager",), "async def f(): yield 1\n", "value"),
        (("somewhere",), "async def f(): return 1\n", "unknown"),
        (("adds",), "def f(): return 1\n", "unknown"),
        (("somewhere", "contextmanager"), "def f(): yield 1\n", "value"),
    ],
)
def test_what_calling_gives(decorators, definition, answer, decorated):
    function, scope, inference = decorated(5, *decorators, definition=definition)
    assert protocol(function, effect(function, scope, inference)) == answer
