"""Which wrappers give their callers just what they would get from the function that they wrap."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.wrappers import gives_back

PLAIN = "def wrapped(self): return 1"
COROUTINE = "async def wrapped(self): return 1"
GENERATOR = "def wrapped(self): yield 1"
ASYNC_GENERATOR = "async def wrapped(self): yield 1"


def function(text):
    return ast.parse(text).body[0]


def wrapper(body, head="def wrapper(*args, **kwargs):"):
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    return function(f"{head}\n{indented}")


GIVES = [
    "return f(*args, **kwargs)",
    "result = f(*args, **kwargs)\nlog(result)\nreturn result",
    "result: int = f(*args, **kwargs)\nreturn result",
    "if (result := f(*args, **kwargs)) is not None:\n log(result)\nreturn result",
    "with lock:\n return f(*args, **kwargs)",
    "try:\n return f(*args, **kwargs)\nexcept KeyError:\n return None",
    "result = None\ntry:\n result = f(*args, **kwargs)\nfinally:\n log()\nreturn result",
    "return cast(T, f(*args, **kwargs))",
]
GIVES_SOMETHING_ELSE = [
    "f(*args, **kwargs)",
    "f(*args, **kwargs)\nreturn None",
    "return run(f(*args, **kwargs))",
    "return list(f(*args, **kwargs))",
    "return f(*args, **kwargs)[0]",
    "result = f(*args, **kwargs)\nresult = result or 1\nreturn result",
    "result = f(*args, **kwargs)\nresult += 1\nreturn result",
    "result = f(*args, **kwargs)\nreturn other",
    "if kwargs:\n return 1\nreturn f(*args, **kwargs)",
    "def inner():\n return f(*args, **kwargs)\nreturn inner",
]


@pytest.mark.parametrize("wrapped", [PLAIN, COROUTINE, GENERATOR, ASYNC_GENERATOR])
@pytest.mark.parametrize("body", GIVES)
def test_a_plain_wrapper_hands_on_whatever_it_gets(body, wrapped):
    assert gives_back(wrapper(body), "f", function(wrapped))
    assert not gives_back(wrapper(body), "other", function(wrapped))


@pytest.mark.parametrize("body", GIVES_SOMETHING_ELSE)
def test_what_is_made_of_a_result_is_another(body):
    assert not gives_back(wrapper(body), "f", function(PLAIN))
    assert not gives_back(wrapper(body), "f", function(COROUTINE))


@pytest.mark.parametrize("body", GIVES)
def test_an_asynchronous_wrapper_waits_for_a_coroutine(body):
    head = "async def wrapper(*args, **kwargs):"
    waiting = body.replace("f(", "await f(")
    assert gives_back(wrapper(waiting, head), "f", function(COROUTINE))
    assert not gives_back(wrapper(waiting, head), "f", function(PLAIN))
    assert not gives_back(wrapper(body, head), "f", function(COROUTINE))


@pytest.mark.parametrize(
    ("body", "head", "wrapped"),
    [
        ("yield from f(*args)", "def wrapper(*args):", GENERATOR),
        ("for each in f(*args):\n yield each", "def wrapper(*args):", GENERATOR),
        ("async for each in f(*args):\n yield each", "async def wrapper(*args):", ASYNC_GENERATOR),
    ],
)
def test_a_generator_yields_what_a_generator_yields(body, head, wrapped):
    assert gives_back(wrapper(body, head), "f", function(wrapped))
    for other in {PLAIN, COROUTINE, GENERATOR, ASYNC_GENERATOR} - {wrapped}:
        assert not gives_back(wrapper(body, head), "f", function(other))
    assert not gives_back(wrapper("yield f(*args)", head), "f", function(wrapped))
