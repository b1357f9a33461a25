"""The tutorial says what its commands print, and leads to green."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
PAGE = (PROJECT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def test_every_output_is_the_one_of_today():
    command = [sys.executable, "docs/tutorial.py", "--check"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_page_that_says_something_else_is_noticed(monkeypatch):
    monkeypatch.syspath_prepend(PROJECT / "docs")
    import tutorial

    page = "```console\n$ facadelint --version\nfacadelint 99\n```\n"
    assert tutorial.played(page) != page
    page = "```console\n$ ls shop/web\nno\n...\nno\n```\n"
    assert tutorial.played(page) == "```console\n$ ls shop/web\n__init__.py\n...\nviews.py\n```\n"


def test_it_begins_with_violations_and_ends_without():
    blocks = re.findall(r"^\$ facadelint check\n(.*?)(?=^```|^\$ )", PAGE, re.DOTALL | re.MULTILINE)
    assert "\nFound " in blocks[0]
    assert blocks[-1].startswith("All clear.\n")
    assert "hides" not in blocks[-1]
