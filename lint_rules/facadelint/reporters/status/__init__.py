"""From the status of a refactoring to text, one module a format. Nothing here prints.

Every format is a module with ``render(report: StatusReport, view: View) -> str``; the text ends with a line end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from facadelint.reporters.view import View
from facadelint.status.model import StatusReport

Render = Callable[[StatusReport, View], str]

FORMATS: Mapping[str, str] = {
    "table": "facadelint.reporters.status.table",
    "json": "facadelint.reporters.status.json",
    "markdown": "facadelint.reporters.status.markdown",
    "badge": "facadelint.reporters.status.badge",
}
"""What ``--format`` takes -> the module behind it, imported only when it is asked for."""


def load(name: str) -> Render:
    """The ``render`` of a format.

    Raises:
        KeyError: there is no such format.
    """
    render: Render = import_module(FORMATS[name]).render
    return render
