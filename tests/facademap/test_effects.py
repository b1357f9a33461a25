"""What a call does its input or output by, and which conditions are only defaults."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.effects import io_of, is_default, is_typing_only
from facadelint.inference.values import NOTHING, External, just


def expression(text):
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("builtins.open", "open"),
        ("time.sleep", "time.sleep"),
        ("subprocess.run", "subprocess.run"),
        ("urllib.request.urlopen", "urllib.request.urlopen"),
        ("logging.info", "logging.info"),
        ("logging.config.dictConfig", "logging.config.dictConfig"),
        ("logging.getLogger", None),
        ("builtins.len", None),
        ("time.time", None),
        ("elsewhere.info", None),
        ("subprocesses.run", None),
    ],
)
def test_functions_from_elsewhere(name, said):
    assert io_of(expression("f(x)"), just(External(name))) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("path.read_text()", "path.read_text"),
        ("self._connection.execute(x)", "self._connection.execute"),
        ("log.info(x)", "log.info"),
        ("self._logger.warning(x)", "self._logger.warning"),
        ("LOGGER.error(x)", "LOGGER.error"),
        ("logging.debug(x)", "logging.debug"),
        ("self.shop.info(x)", None),
        ("get_logger().info(x)", None),
        ("logger.bind(x)", None),
        ("execute(x)", None),
        ("path.exists()", None),
    ],
)
def test_methods_by_their_names(text, said):
    assert io_of(expression(text), NOTHING) == said


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("x if x is not None else y", True),
        ("y if x is None else x", True),
        ("x if x else y", True),
        ("self.x if self.x else y", True),
        ("y if self.x is None else self.x", True),
        ("x if y else z", False),
        ("x if y is None else z", False),
        ("x if x == None else y", False),
        ("x if x is y else y", False),
        ("x if x() else y", False),
        ("x if not x else y", False),
        ("self.x if x else y", False),
    ],
)
def test_conditions_that_are_defaults(text, answer):
    assert is_default(expression(text)) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("if TYPE_CHECKING: import x", True),
        ("if typing.TYPE_CHECKING: import x", True),
        ("if TYPE_CHECKING: import x\nelse: import y", False),
        ("if not TYPE_CHECKING: import x", False),
        ("if x: import x", False),
        ("import x", False),
    ],
)
def test_what_never_runs(text, answer):
    assert is_typing_only(ast.parse(text).body[0]) is answer
