"""Methods that make a domain for an attribute to keep, and methods that make one by their parameters."""

from __future__ import annotations

import ast

import pytest

from facadelint.facademap.factories import hands_on

BY_PARAMETERS = {
    "a parameter": ("self, name", "return Orders(self, name)"),
    "all that it is given": ("self, *names", "return Orders(self, *names)"),
    "what was made of one": ("self, name", "key = name.lower()\n return Orders(self, key)"),
    "what was made of that": (
        "self, name",
        "while True:\n  done = key\n  key = name\n  return Orders(self, done)",
    ),
    "with an annotation": ("self, name", "key: str = name.lower()\n return Orders(self, key)"),
    "a walrus": ("self, name", "if key := name.lower():\n  return Orders(self, key)"),
}
ALWAYS_ALIKE = {
    "nothing": ("self", "return Orders(self)"),
    "only the facade": ("shop, name", "return Orders(shop)"),
    "what is its own": ("self, name", "key = self.key\n return Orders(self, key)"),
    "a constant with an annotation": ("self, name", "key: str = 'a'\n return Orders(self, key)"),
    "a walrus of a constant": ("self, name", "if key := 'a':\n  return Orders(self, key)"),
}


def is_by_parameters(parameters, body):
    function = ast.parse(f"def get({parameters}):\n {body}").body[0]
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return hands_on(function, [call for call in calls if getattr(call.func, "id", "") == "Orders"])


@pytest.mark.parametrize(("parameters", "body"), BY_PARAMETERS.values(), ids=BY_PARAMETERS)
def test_what_depends_on_a_parameter(parameters, body):
    assert is_by_parameters(parameters, body)


@pytest.mark.parametrize(("parameters", "body"), ALWAYS_ALIKE.values(), ids=ALWAYS_ALIKE)
def test_what_does_not(parameters, body):
    assert not is_by_parameters(parameters, body)
