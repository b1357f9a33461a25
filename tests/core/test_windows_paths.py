"""Paths of Windows, tried on every system: pure paths go through the very functions that real ones go through."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from facadelint.cli.output import emit, tolerate_encodings
from facadelint.core import checks
from facadelint.core.baseline import dump, tally
from facadelint.core.config import load_config
from facadelint.core.paths import below, may_be_name, shown
from facadelint.core.violation import Location, Violation
from facadelint.engine.files import is_excluded
from facadelint.engine.report import Coverage, Report
from facadelint.engine.selection import resolve
from facadelint.reporters import load
from facadelint.reporters.fingerprint import fingerprints
from facadelint.reporters.view import View
from facadelint.rules.loader import load_rules
from facadelint.source.modules import ModuleFinder

ROOT = PureWindowsPath(r"C:\Work\shop project")
FILE = ROOT / "shop" / "orders" / "order_domain.py"
VIOLATION = Violation(
    path=str(FILE),
    location=Location(6, 16, 6, 34),
    code="FAC101",
    rule="private-facade-access",
    message="order domain reads Shop._cache",
    facade="shop.facade:Shop",
    domain="order",
    symbol="shop.orders.order_domain.OrderDomain.total",
    target="_cache",
    fix=None,
)


@pytest.mark.parametrize(
    ("path", "start", "expected"),
    [
        (r"C:\shop\a\b.py", r"C:\shop", "a/b.py"),
        (r"c:\Shop\a\b.py", r"C:\shop", "a/b.py"),
        (r"C:\other\b.py", r"C:\shop", "../other/b.py"),
        (r"D:\shop\b.py", r"C:\shop", "D:/shop/b.py"),
        (r"\\server\share\b.py", r"C:\shop", "//server/share/b.py"),
        (r"\\server\share\a\b.py", r"\\server\share", "a/b.py"),
        (r"C:\shop", r"C:\shop", "."),
    ],
)
def test_what_is_shown_of_a_path(path, start, expected):
    assert shown(PureWindowsPath(path), PureWindowsPath(start)) == expected


def test_a_backslash_elsewhere_is_part_of_a_name():
    assert shown(PurePosixPath("/shop/a\\b.py"), PurePosixPath("/shop")) == "a\\b.py"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"c:\work\Shop Project\a.py", "a.py"),
        (r"C:\Work\shop project 2\a.py", None),
        (r"D:\Work\shop project\a.py", None),
        (r"C:\Work\shop project\x\a.py", "x/a.py"),
    ],
)
def test_what_lies_below_a_folder(path, expected):
    assert below(PureWindowsPath(path), ROOT) == expected


@pytest.fixture
def settings(write_project):
    """Globs for the tests, in a project that stands for one on drive C."""
    root = write_project(
        {
            "facadelint.toml": 'exclude = ["shop/made/**", "*_pb2.py"]\n'
            'per-file-ignores = { "shop/orders/*.py" = ["FAC101"] }\n'
            '[[facades]]\nclass = "shop.facade:Shop"\n'
        }
    )
    return load_config(root / "facadelint.toml")._replace(root=ROOT)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (ROOT / "shop" / "made" / "a.py", True),
        (ROOT / "shop" / "orders_pb2.py", True),
        (PureWindowsPath(r"c:\WORK\Shop Project\shop\made\a.py"), True),
        (FILE, False),
        (PureWindowsPath(r"D:\Work\shop project\shop\made\a.py"), False),
    ],
)
def test_exclude_and_per_file_ignores(settings, path, expected):
    assert is_excluded(settings, path) is expected
    selection = resolve(load_rules(), settings, select=(), extend_select=(), ignore=())
    codes = {rule.code for rule in selection.active_for(path)}
    assert ("FAC101" in codes) is (path != FILE)


def test_what_a_baseline_lists_is_the_same_on_every_system():
    elsewhere = PurePosixPath("/home/me/shop project")
    listed = []
    for root in (ROOT, elsewhere):
        file = root / "shop" / "orders" / "order_domain.py"
        found = [
            replace(VIOLATION, path=str(file)),
            replace(VIOLATION, path=str(root / "facadelint.toml"), symbol=None),
        ]
        listed.append((dump(tally(found, root)), fingerprints(found)))
    assert listed[0] == listed[1]


@pytest.mark.parametrize("name", ["concise", "text", "json", "sarif", "github", "gitlab", "junit"])
def test_reports_show_slashes(name):
    report = Report((VIOLATION,), Coverage(files=1), sources={VIOLATION.path: ("",) * 6})
    said = load(name)(report, View(ROOT, rules=load_rules))
    assert "shop/orders/order_domain.py" in said
    assert "shop\\orders" not in said
    assert "shop\\\\orders" not in said


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (str(FILE), {"uri": "shop/orders/order_domain.py", "uriBaseId": "ROOT"}),
        (r"D:\a b\c.py", {"uri": "file:///D:/a%20b/c.py"}),
        (r"C:\Work\c.py", {"uri": "file:///C:/Work/c.py"}),
    ],
)
def test_uris_of_sarif(path, expected):
    report = Report((replace(VIOLATION, path=path),), Coverage(files=1))
    [run] = json.loads(load("sarif")(report, View(ROOT, rules=load_rules)))["runs"]
    [found] = run["results"]
    artifact = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == expected | ({"uriBaseId": artifact["uriBaseId"]} if "uriBaseId" in expected else {})
    assert {each["uri"] for each in run["originalUriBaseIds"].values()} == {"file:///C:/Work/shop%20project/"}


@pytest.mark.parametrize(
    "name", ["C:shop", "shop/facade", "shop\\facade", "", "shop..facade", "C:\\shop.facade"]
)
def test_what_would_leave_the_import_root_is_no_name(name, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "facade.py").touch()
    assert not may_be_name(name)
    finder = ModuleFinder((tmp_path,))
    assert finder.find(name) is None
    assert finder.folder(name) is None


@pytest.mark.parametrize(
    ("glob", "meant"),
    [
        (r"tests\unit\*.py", "tests/unit/*.py"),
        (r"C:\Work\shop project\tests", "C:/Work/shop project/tests"),
        ("C:/Work/shop project/tests/*.py", "tests/*.py"),
        ("D:/Work/tests", None),
    ],
)
def test_globs_of_a_configuration(glob, meant):
    _, hint = checks.relative_path_glob(glob, ROOT)
    assert (hint is None) if meant is None else (f'"{meant}"' in hint)


def test_lines_end_as_they_are_written(monkeypatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252", newline="\r\n"))
    tolerate_encodings()
    emit("--- a\n+++ b\r\n\u2028\n")
    assert written.getvalue() == b"--- a\n+++ b\r\n\\u2028\n"
