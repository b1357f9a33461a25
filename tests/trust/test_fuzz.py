"""No input crashes, hangs or silences a run: hostile files, generated programs, and what file systems do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import hypothesmith
import pytest
from hostile import HOSTILE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from facadelint.cli.contracts import load_contracts
from facadelint.core.errors import FacadelintError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

_LIMIT = 60
"""Seconds that one process may take; each needs about two."""
_REACH = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def total(self):\n        return self._shop._cache\n"
_DOMAIN = "shop/orders/order_domain.py"
_quick = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
)


@pytest.fixture
def shop(write_project):
    """The base project, with one private reach in its order domain, which must be found whatever else there is."""
    return write_project({**BASE_PROJECT, _DOMAIN: _REACH})


def _run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=_LIMIT,
    )


def _assert_found(root: Path) -> None:
    """Check and flake8 say the same of the file that is in order, and end as they should."""
    checked = _run(root, "facadelint", "check", "--no-cache", "--output-format", "concise")
    assert "Traceback" not in checked.stderr
    assert checked.returncode in (1, 2), checked.stderr
    assert f"{_DOMAIN}:6:16: FAC101" in checked.stdout
    plugin = _run(root, "flake8", "--isolated", "--select", "FAC", "-j1", _DOMAIN)
    assert plugin.returncode == 1, plugin.stderr
    assert f"{_DOMAIN}:6:16: FAC101" in plugin.stdout


def test_hostile_modules_of_a_domain_hide_nothing(shop):
    for name, content in HOSTILE.items():
        (shop / "shop/orders/hostile.py").write_bytes(content)
        found = check_paths([shop], extend_select=["FAC"], cache=False, contracts=load_contracts).violations
        assert _DOMAIN in {Path(each.path).relative_to(shop).as_posix() for each in found}, name


def test_flake8_finds_what_lies_beside_a_long_chain_of_aliases(shop):
    (shop / "shop/orders/hostile.py").write_bytes(HOSTILE["a chain of 2,000 aliases"])
    _assert_found(shop)


_TOO_DEEP_FOR_PYFLAKES = (
    "a chain of attributes of the facade",
    "a chain of calls of the facade",
    "a long elif",
)
"""Its own recursion ends flake8 with an error, whatever else is installed."""


def _is_read_by_flake8(name: str, content: bytes) -> bool:
    """flake8 itself fails on what tokenize refuses with anything but a syntax error."""
    return b"\0" not in content and len(content) < 500_000 and name not in _TOO_DEEP_FOR_PYFLAKES


def test_flake8_reads_hostile_modules(shop):
    for number, (name, content) in enumerate(HOSTILE.items()):
        if _is_read_by_flake8(name, content):
            (shop / f"shop/orders/hostile_{number}.py").write_bytes(content)
    (shop / _DOMAIN).write_text(_REACH)
    plain = _run(shop, "flake8", "--isolated", "--select", "E9", "-j1", "shop")
    plugin = _run(shop, "flake8", "--isolated", "--select", "FAC,E9", "-j1", "shop")
    assert "failed during execution" not in plain.stdout
    assert "facadelint" not in plugin.stderr
    assert plugin.stderr.count("Traceback") == plain.stderr.count("Traceback")
    if "Traceback" not in plain.stderr:
        assert f"{_DOMAIN}:6:16: FAC101" in plugin.stdout.replace("shop/./", "shop/")


@pytest.mark.parametrize("where", ["shop/facade.py", _DOMAIN])
def test_hostile_facades_and_domains_are_an_error_or_a_report(shop, where):
    for content in HOSTILE.values():
        (shop / where).write_bytes(content)
        try:
            report = check_paths([shop], extend_select=["FAC"], cache=False, contracts=load_contracts)
        except FacadelintError as error:
            assert str(error)  # noqa: PT017 - a report is as good
        else:
            assert report.coverage


@_quick
@given(program=hypothesmith.from_node())
@example(program="match x:\n    case X(_cache=y): pass\n")
def test_generated_programs_as_a_module_of_a_domain(shop, program):
    check_paths(
        [shop],
        stdin=(shop / "shop/orders/generated.py", program.encode("utf-8", "surrogatepass")),
        extend_select=["FAC"],
    )


@_quick
@given(data=st.data(), where=st.sampled_from(["shop/facade.py", _DOMAIN]))
def test_files_half_edited(shop, data, where):
    """Any part of a file cut out, doubled or overwritten, as while somebody types."""
    text = (BASE_PROJECT | {_DOMAIN: _REACH})[where]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    put = data.draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=5)))
    edited = (text[:start] + put + text[end:]).encode("utf-8", "surrogatepass")
    try:
        check_paths([shop], stdin=(shop / where, edited), extend_select=["FAC"])
    except FacadelintError as error:
        assert str(error)  # noqa: PT017 - a report is as good


_NAMES = st.from_regex(r"[^\W\d_]\w{0,5}", fullmatch=True).filter(str.isidentifier)


@_quick
@given(name=_NAMES)
@example(name="ﬁ")  # Python reads it as "fi"
@example(name="数据")
@example(name="ݐݒ")
@example(name="𝓈hop")  # noqa: RUF001
def test_names_in_every_script(shop, name):
    source = f"class OrderDomain:\n    def __init__(self, {name}):\n        self.{name} = {name}\n\n    def total(self):\n        return self.{name}._cache\n"
    if name not in ("self", "None", "True", "False"):
        report = check_paths([shop], stdin=(shop / _DOMAIN, source.encode()))
        assert [(each.code, each.location.line, each.location.column) for each in report.violations] == [
            ("FAC101", 6, 16)
        ]


def test_links_folders_and_pipes_that_look_like_modules(shop):
    (shop / "shop/orders/circle").symlink_to(shop / "shop", target_is_directory=True)
    (shop / "shop/a").symlink_to("b")
    (shop / "shop/b").symlink_to("a")
    (shop / "shop/dangling.py").symlink_to("nowhere.py")
    (shop / "shop/orders/itself.py").symlink_to("itself.py")
    (shop / "shop/folder.py").mkdir()
    (shop / "shop/orders/folder.py").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(shop / "shop/orders/pipe.py")
    _assert_found(shop)


def test_files_that_vanish_while_a_run_looks_at_them(shop):
    stop = threading.Event()

    def churn() -> None:
        files = [shop / f"shop/orders/vanishing_{number}.py" for number in range(30)]
        while not stop.is_set():
            for path in files:
                path.write_text("from shop.stock import stock_domain\n")
            for path in files:
                path.unlink()

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        for _ in range(15):
            found = check_paths([shop], cache=False).violations
            assert "FAC101" in {each.code for each in found}
    finally:
        stop.set()
        thread.join()
