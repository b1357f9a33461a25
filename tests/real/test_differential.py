"""What FAC101 and FAC103 find in released packages, ruff's SLF001 finds too, at the same line, or a reason is written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "trust"))
from differential import Place, beside_mypy, beside_ruff
from grafts import Host
from releases import RELEASES

PRIVATE = {"dagster 1.11.5": 86, "dagster 1.11.6": 0, "discord": 85, "docker": 11}
"""How many there are; ``tests/trust/differential.py`` takes the packages that need more time."""


@pytest.mark.parametrize("name", PRIVATE)
def test_every_private_access_is_one_for_ruff_too(name, released):
    release = RELEASES[name]
    count, alone = beside_ruff(released(release.package, release.version, release.config))
    assert (count, alone) == (PRIVATE[name], [])


def test_what_only_we_report_needs_a_reason():
    assert Place("shop.py", 1, "_repr_html_").reason
    assert Place("shop.py", 1, "_engine").reason is None


def test_every_missing_target_is_one_for_mypy_too(released_copy):
    release = RELEASES["discord"]
    host = Host(released_copy(release.package, release.version, release.config), release, seed=1)
    ours, theirs = beside_mypy(host)
    assert ours == theirs
    assert len(ours) == 21
