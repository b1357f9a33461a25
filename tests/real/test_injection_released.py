"""A sample of what ``tests/trust/released.py`` does with every facade: injected violations, innocent changes."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "trust"))
from grafts import Host
from releases import RELEASES

SAMPLED = {"dagster 1.11.5": 40, "discord": 5, "docker": 5}
"""Marked places at least: what is drawn may differ from Python to Python."""


@pytest.mark.parametrize("name", SAMPLED)
def test_what_is_injected_is_found_and_nothing_else_changes(name, released):
    release = RELEASES[name]
    host = Host(released(release.package, release.version, release.config), release, seed=7)
    changes = [*islice(host.into_domains(10), 1), *host.into_facade(), *islice(host.into_imports(), 1)]
    trials = [host.trial(path, edits) for path, edits in changes]
    assert sum(trial.marks.total() for trial in trials) >= SAMPLED[name]
    wrong = [trial for trial in trials if trial.missed or trial.extra or trial.gone]
    assert [(each.path.name, each.missed, each.extra, each.gone) for each in wrong] == []


def test_innocent_changes_change_no_finding(released_copy):
    release = RELEASES["docker"]
    root = released_copy(release.package, release.version, release.config)
    host = Host(root, release, seed=7)
    assert len(host.files()) > 5
    changed = {change: (dict(gone), dict(new)) for change, gone, new in host.innocent(root) if gone or new}
    assert changed == {}
