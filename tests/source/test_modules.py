import os
from pathlib import Path

import pytest

from facadelint.source.modules import Module, ModuleFinder, absolute


@pytest.fixture
def write(tmp_path):
    def write_files(*names, content=""):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return tmp_path

    return write_files


def finder(root, *folders, **options):
    return ModuleFinder(tuple(root / folder for folder in folders or (".",)), **options)


# Paths


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        (".", "shop/a.py", "shop/a.py"),
        ("shop", "a.py", "shop/a.py"),
        ("shop", "../other/b.py", "other/b.py"),
        ("shop", "../other/../shop/a.py", "shop/a.py"),
        (".", "link/c.py", "link/c.py"),
        (".", "link/../c.py", "real/c.py"),
    ],
)
def test_absolute(write, monkeypatch, folder, path, expected):
    root = write("shop/a.py", "other/b.py", "real/inner/c.py", "real/c.py")
    (root / "link").symlink_to(root / "real/inner")
    monkeypatch.chdir(root / folder)
    assert absolute(Path(path)) == root / expected
    assert absolute(root / folder / path) == root / expected


# From names to files


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("shop", "shop/__init__.py"),
        ("shop.a", "shop/a.py"),
        ("shop.both", "shop/both/__init__.py"),
        ("space.a", "space/a.py"),
        ("run-me", "run-me.py"),
        ("space", None),
        ("nowhere", None),
        ("shop.nowhere.a", None),
        ("shop.folder", None),
        ("", None),
        ("shop.", None),
        (".shop", None),
        ("shop/a", None),
        ("/etc/passwd", None),
        ("a\0b", None),
        ("a" * 300, None),
        ("shop." + "a" * 300, None),
        ("\ud800", None),
    ],
)
def test_find(write, name, path):
    root = write(
        "shop/__init__.py", "shop/a.py", "shop/both.py", "shop/both/__init__.py", "space/a.py", "run-me.py"
    )
    (root / "shop/folder.py").mkdir()
    found = finder(root)
    module = found.find(name)
    assert (module and module.path) == (path and root / path)
    assert module is found.find(name)


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "\ud800", "nowhere"])
def test_a_package_that_no_file_system_can_have(write, name):
    assert finder(write("a.py")).folder(name) is None
    assert not finder(write("a.py")).exists(name)


def test_the_first_root_wins(write):
    root = write("core/shop/a.py", "plugins/shop/a.py", "plugins/shop/b.py")
    found = finder(root, "core", "plugins")
    assert found.find("shop.a").path == root / "core/shop/a.py"
    assert found.find("shop.b").path == root / "plugins/shop/b.py"


def test_what_is_not_on_disk_yet(write):
    root = write("shop/a.py")
    found = finder(root, overlay={root / "shop/new.py": b"x = 1\n", root / "shop/a.py": b"y = 2\n"})
    assert found.find("shop.new").text == "x = 1\n"
    assert found.find("shop.a").text == "y = 2\n"


# From files to names


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/shop/a.py", "shop.a"),
        ("src/shop/__init__.py", "shop"),
        ("tools/run-me.py", "tools.run-me"),
        ("src/__init__.py", None),
        ("/outside.py", None),
    ],
)
def test_the_deepest_root_names_a_file(write, path, name):
    root = write("src/shop/a.py")
    assert finder(root, ".", "src").name_of(root / path) == name


def test_a_shadowed_file_is_a_module_of_its_own(write):
    root = write("src/shop/a.py", "shop/a.py", content="x = 1\n")
    found = finder(root, "src", ".")
    shadowed = found.at(root / "shop/a.py")
    assert (shadowed.name, shadowed.path) == ("shop.a", root / "shop/a.py")
    assert found.find("shop.a").path == root / "src/shop/a.py"
    assert found.at(root / "src/shop/a.py") is found.find("shop.a")


def test_below_a_folder(write):
    root = write("shop/b.py", "shop/a/c.py", "shop/a.py", "shop/notes.txt")
    (root / "shop/folder.py").mkdir()
    (root / "shop/.#b.py").symlink_to("user@host.1")
    (root / "shop/loop").symlink_to(root / "shop")
    names = [module.name for module in finder(root).below(root / "shop")]
    assert names == ["shop.a.c", "shop.a", "shop.b"]


# Trees


def test_what_does_not_parse_has_a_tree_of_its_own(write):
    root = write("a.py", "b.py", content="def broken(:\n")
    found = finder(root)
    first, second = found.find("a"), found.find("b")
    assert first.tree.body == second.tree.body == []
    assert first.tree is not second.tree
    assert first.tree is first.tree


def test_only_what_was_asked_for_is_known_to_be_broken(write):
    root = write("a.py", "b.py", "c.py", content="def broken(:\n")
    write("fine.py")
    found = finder(root)
    modules = {name: found.find(name) for name in ("c", "a", "b", "fine", "nowhere")}
    assert found.broken() == []
    _ = modules["c"].tree, modules["a"].problem, modules["fine"].tree
    assert [module.name for module in found.broken()] == ["a", "c"]


def test_a_file_that_cannot_be_read(tmp_path):
    module = Module("gone", tmp_path / "gone.py")
    assert module.problem.message == f"it cannot be read: {os.strerror(2)}"
    assert (module.text, module.lines, module.line(1), module.skimmed) == ("", ("",), "", ())


def test_lines(tmp_path):
    module = Module("a", tmp_path / "a.py", b"x = 1\r\ny = '\x0c'\rz = 3\n")
    assert [module.line(number) for number in range(6)] == ["", "x = 1", "y = '\x0c'", "z = 3", "", ""]


@pytest.mark.parametrize("cookie", ["klingon", "rot13", "undefined"])
def test_text_that_nobody_can_decode(tmp_path, cookie):
    assert Module("a", tmp_path / "a.py", f"# coding: {cookie}\nx = 1\n".encode()).text == ""
