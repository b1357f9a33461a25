"""The cache of released packages: used offline, filled by two processes at once, and clear when it cannot be."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import packages
import pytest


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FACADELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make_wheel(folder: Path) -> None:
    with zipfile.ZipFile(folder / "some_shop-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("shop/__init__.py", "")
        archive.writestr("shop/page.js", "")


def test_a_wheel_in_the_cache_is_used_without_pip(cache, monkeypatch):
    cache.mkdir()
    make_wheel(cache)
    monkeypatch.setattr(packages, "_pip_download", None)
    assert packages.wheel("Some.Shop", "1.0") == cache / "some_shop-1.0-py3-none-any.whl"


def test_two_who_fetch_at_once_get_the_same_whole_wheel(cache, monkeypatch):
    both = threading.Barrier(2)

    def fetch(_name, _version, folder):
        both.wait(timeout=30)
        make_wheel(Path(folder))

    monkeypatch.setattr(packages, "_pip_download", fetch)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: packages.wheel("some-shop", "1.0"), range(2)))
    assert results[0] == results[1]
    assert [file.name for file in cache.iterdir()] == ["some_shop-1.0-py3-none-any.whl"]
    assert zipfile.is_zipfile(results[0])


def test_of_a_wheel_only_what_linters_read_is_unpacked(cache, tmp_path):
    cache.mkdir()
    make_wheel(cache)
    folder = packages.unpack(packages.wheel("some-shop", "1.0"), tmp_path / "here")
    assert [file.name for file in folder.rglob("*.*")] == ["__init__.py"]


def test_what_pip_cannot_fetch_is_an_error_with_its_words(cache, monkeypatch):
    for variable, value in {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": "/dev/null",
    }.items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(packages.NotAvailableError, match=r"could not fetch some-shop==1\.0:\nERROR: "):
        packages.wheel("some-shop", "1.0")
    assert list(cache.iterdir()) == []


def test_as_a_script_it_unpacks_once_and_prints_where(cache, tmp_path):
    cache.mkdir()
    make_wheel(cache)
    command = [sys.executable, packages.__file__, "some-shop==1.0", str(tmp_path / "demo")]
    for _ in range(2):
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        assert result.stdout == f"{tmp_path / 'demo' / 'some-shop-1.0'}\n"
    assert (tmp_path / "demo" / "some-shop-1.0" / "shop" / "__init__.py").exists()
