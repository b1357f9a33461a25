"""Modules that are imported by a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facadelint.inference.values import External, Text

if TYPE_CHECKING:
    import ast

    from facadelint.inference.frame import Frame
    from facadelint.inference.infer import Inference


def imported(inference: Inference, function: str, node: ast.Call, frame: Frame) -> list[str]:
    """The names of the modules that a call may give; none where they are not known.

    Args:
        inference: what evaluates.
        function: ``importlib.import_module``, or one of the two ``__import__``.
        node: the call.
        frame: where the call stands.
    """
    texts = _texts(inference, node, 0, "name", frame)
    if function != "importlib.import_module":
        # Without a list of names it gives the package at the top.
        named = len(node.args) > _FROMLIST or any(keyword.arg == "fromlist" for keyword in node.keywords)
        return [text if named else text.partition(".")[0] for text in texts]
    absolute = [text for text in texts if not text.startswith(".")]
    for text in texts:
        level = len(text) - len(text.lstrip("."))
        for package in _texts(inference, node, 1, "package", frame) if level else ():
            parts = package.split(".")
            if level <= len(parts):
                absolute.append(".".join([*parts[: len(parts) - level + 1], *filter(None, [text[level:]])]))
    return absolute


_FROMLIST = 3
"""Where ``__import__`` takes the names to import from the module."""


def _texts(inference: Inference, node: ast.Call, index: int, keyword: str, frame: Frame) -> list[str]:
    given = [each.value for each in node.keywords if each.arg == keyword] or node.args[index : index + 1]
    module = frame.scope.module
    found = []
    for value in inference.evaluate(given[0], frame) if given else ():
        if isinstance(value, Text):
            found.append(value.text)
        elif isinstance(value, External) and value.name in ("builtins.__package__", "builtins.__name__"):
            found.append(module.package if value.name.endswith("package__") else module.name)
    return sorted(found)
