"""From a report to text, one module a format. Nothing here prints.

Every format is a module with ``render(report: Report, view: View) -> str``; the text ends with a line end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from facadelint.engine.report import Report
from facadelint.reporters.view import View

Render = Callable[[Report, View], str]

FORMATS: Mapping[str, str] = {
    "text": "facadelint.reporters.text",
    "concise": "facadelint.reporters.concise",
    "json": "facadelint.reporters.json",
    "sarif": "facadelint.reporters.sarif",
    "github": "facadelint.reporters.github",
    "gitlab": "facadelint.reporters.gitlab",
    "junit": "facadelint.reporters.junit",
}
"""What ``--output-format`` takes -> the module behind it, imported only when it is asked for."""


def load(name: str) -> Render:
    """The ``render`` of a format.

    Raises:
        KeyError: there is no such format.
    """
    render: Render = import_module(FORMATS[name]).render
    return render


FOR_PEOPLE = frozenset(("text", "concise"))
"""The formats that are no documents: of a run that could not start they say nothing."""

CHECKOUT_VARIABLES: Mapping[str, str] = {
    "sarif": "GITHUB_WORKSPACE",
    "github": "GITHUB_WORKSPACE",
    "gitlab": "CI_PROJECT_DIR",
}
"""Format -> the variable that names the folder to which the reader's paths are relative, wherever a job ran."""
