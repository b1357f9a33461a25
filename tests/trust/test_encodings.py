"""Every file and stream is opened with an encoding: that of the system is another one on each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_BROKEN = Path(__file__).parents[2] / "examples" / "shop_broken"


@pytest.mark.parametrize(
    "command",
    [
        ("facadelint", "check", "--select", "FAC", "--output-file", "report.json", "--output-format", "json"),
        ("facadelint", "status"),
        ("facadelint", "fix", "--unsafe"),
        ("facadelint", "baseline"),
        ("flake8", "--isolated", "--select", "FAC", "-j1", "shop"),
    ],
    ids=" ".join,
)
def test_no_encoding_is_left_to_the_system(tmp_path, command):
    shutil.copytree(_BROKEN, tmp_path / "shop", ignore=shutil.ignore_patterns(".facadelint_cache"))
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "default::EncodingWarning", "-m", *command],
        cwd=tmp_path / "shop",
        capture_output=True,
        env=os.environ | {"FACADELINT_TRACEBACK": "1"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    ours = [
        line
        for line in done.stderr.decode().splitlines()
        if "EncodingWarning" in line and "facadelint" in line
    ]
    assert ours == []
