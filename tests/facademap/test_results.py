"""Whether a function gives its callers a value, by its annotation or by what it returns."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.results import is_none, result_of
from facadelint.facademap.targets import Side
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program, find_class
from facadelint.source.modules import ModuleFinder

MODULE = """\
import warnings
from contextlib import contextmanager
from elsewhere import traced


def gives(): return 1
def gives_none(): return None
def gives_nothing(): print(1)
def gives_on(): return gives()
def gives_nothing_on(): return gives_nothing()
def says_none() -> None: return other()
def says_int() -> int: return other()
async def waits(): return 1
async def waits_for_nothing(): return await gives_nothing_later()
async def gives_nothing_later(): return None
def yields(): yield 1
def again(): return again()
def ping(): return pong()
def pong(): return ping()
@traced
def decorated(): return None


class OrderDomain:
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """What a caller of a method gets that has a body, an annotation and decorators."""
    root = tmp_path_factory.mktemp("results")

    def run(body, returns=None, *, decorators=(), head="def method(self, item)", is_awaited=False):
        name = f"module{abs(hash((body, returns, decorators, head)))}"
        lines = [*(f"@{each}" for each in decorators), f"{head}{f' -> {returns}' if returns else ''}:"]
        text = MODULE + "".join(f"    {line}\n" for line in [*lines, f"    {body}"])
        (root / f"{name}.py").write_text(text, encoding="utf-8")
        inference = Inference(Program(ModuleFinder((root,))))
        cls = find_class(inference.program, name, "OrderDomain")
        return result_of(Side(cls.node.body[0], cls.scope, cls, inference), is_awaited=is_awaited)

    return run


@pytest.mark.parametrize(
    "body",
    [
        "pass", "return", "return None", "return self", "return NotImplemented", "return print(item)", "return warnings.warn('old')",
        "return setattr(self, 'x', item)", "return gives_none()", "return gives_nothing_on()", "return says_none()", "return again()", "return ping()",
        "return self.method(item)", "return gives_nothing()",
    ],
)  # fmt: skip
def test_nothing(body, result):
    assert result(body) == "nothing"


@pytest.mark.parametrize(
    "body",
    [
        "return item", "return 1", "return ''", "return self.x", "return gives()", "return gives_on()", "return says_int()", "return yields()",
        "return decorated()", "return unknown()", "return len(item)", "return (lambda: None)()", "return None if item else 1",
        "yield item",
    ],
)  # fmt: skip
def test_a_value(body, result):
    assert result(body) == "a value"


@pytest.mark.parametrize(
    ("returns", "is_awaited", "answer"),
    [
        ("None", False, "nothing"),
        ("'None'", False, "nothing"),
        ("' None '", False, "nothing"),
        ("NoReturn", False, "nothing"),
        ("typing.Never", False, "nothing"),
        ("types.NoneType", False, "nothing"),
        ("Self", False, "nothing"),
        ("typing.Self", False, "nothing"),
        ("OrderDomain", False, "nothing"),
        ("'OrderDomain'", False, "nothing"),
        ("Any", False, "a value"),
        ("typing.Any", False, "a value"),
        ("object", False, "a value"),
        ("int", False, "an annotated value"),
        ("Optional[int]", False, "an annotated value"),
        ("list[Any]", False, "an annotated value"),
        ("Awaitable[None]", False, "an annotated value"),
        ("Awaitable[None]", True, "nothing"),
        ("typing.Awaitable[Any]", True, "a value"),
        ("Awaitable[int]", True, "an annotated value"),
        ("Coroutine[Any, Any, None]", True, "nothing"),
        ("'Coroutine[int, int, Self]'", True, "nothing"),
        ("Task[Any]", True, "a value"),
        ("Awaitable[Awaitable[None]]", True, "an annotated value"),
        ("list[None]", True, "an annotated value"),
    ],
)
def test_what_an_annotation_says(returns, is_awaited, answer, result):
    assert result("return item", returns, is_awaited=is_awaited) == answer


@pytest.mark.parametrize(
    ("body", "head", "is_awaited", "answer"),
    [
        ("return 1", "async def method(self)", True, "a value"),
        ("return await waits()", "async def method(self)", True, "a value"),
        ("return await waits_for_nothing()", "async def method(self)", True, "nothing"),
        ("return await gives_nothing_later()", "async def method(self)", True, "nothing"),
        ("return self", "async def method(self)", True, "nothing"),
        ("yield 1", "async def method(self)", False, "a value"),
        ("return shop", "def method(shop)", False, "nothing"),
    ],
)
def test_waiting_and_other_names(body, head, is_awaited, answer, result):
    assert result(body, head=head, is_awaited=is_awaited) == answer


def test_generators_and_managers(result):
    assert result("yield 1", "Iterator[int]") == "an annotated value"
    assert result("yield 1", "None") == "an annotated value"
    assert result("yield 1", decorators=("contextmanager",)) == "a value"
    assert result("yield 1", "None", decorators=("contextmanager",)) == "an annotated value"
    assert result("return self", decorators=("staticmethod",)) == "a value"
    assert result("return cls", decorators=("classmethod",), head="def method(cls)") == "nothing"


@pytest.mark.parametrize(
    ("text", "answer"),
    [("None", True), ("'None'", True), ("t.NoReturn", True), ("Optional[None]", False), ("int", False)],
)
def test_annotations_of_no_result(text, answer):
    assert is_none(ast.parse(text, mode="eval").body) is answer
    assert is_none(None) is False
