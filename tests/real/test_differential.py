"""What FAC101 and FAC103 find in a released package, ruff's SLF001 finds too, at the same line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from facadelint.engine.run import check_paths

_CONFIG = '[[facades]]\nclass = "dagster._core.instance.instance:DagsterInstance"\n'


def test_every_private_access_is_one_for_ruff_too(released):
    root = released("dagster", "1.11.5", _CONFIG)
    found = check_paths([root], select=("FAC101", "FAC103"), cache=False).violations
    ours = {(Path(each.path), each.location.line) for each in found}
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "SLF001", "--ignore-noqa"]
    result = subprocess.run(
        [*command, "--output-format", "json", *sorted({str(path) for path, _ in ours})],
        capture_output=True,
        text=True,
        check=False,
    )
    theirs = {(Path(each["filename"]), each["location"]["row"]) for each in json.loads(result.stdout)}
    assert len(found) == 86
    assert ours - theirs == set()
