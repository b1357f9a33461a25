"""The endpoint format of shields.io (https://shields.io/badges/endpoint-badge), for the head of a README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from facadelint.reporters.status.words import percent

if TYPE_CHECKING:
    from facadelint.reporters.view import View
    from facadelint.status.model import StatusReport

_COLOURS = (
    (100, "brightgreen"),
    (90, "green"),
    (75, "yellowgreen"),
    (50, "yellow"),
    (25, "orange"),
    (0, "red"),
)
"""From how many percent on; the steps of most coverage badges."""


def render(report: StatusReport, view: View) -> str:  # noqa: ARG001  # as every format
    """One badge, for all facades together."""
    colour = next(name for least, name in _COLOURS if report.progress >= least)
    badge = {"schemaVersion": 1, "label": "facade", "message": percent(report.progress), "color": colour}
    return json.dumps(badge) + "\n"
