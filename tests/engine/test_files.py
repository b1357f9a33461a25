import os
from pathlib import Path

import pytest

from facadelint.core.errors import FacadelintError
from facadelint.engine.files import python_files


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(found, root):
    assert all(path.is_absolute() for path in found)
    return [path.relative_to(root).as_posix() for path in found]


def test_a_folder_is_searched_in_the_order_of_names(project):
    make(
        project,
        "b.py",
        "a/z.py",
        "a/b/c.py",
        "a-b.py",
        "a.py",
        "README.md",
        "stub.pyi",
        "note.py.txt",
        ".hidden.py",
    )
    found = names(python_files([Path()]), project)
    assert found == [".hidden.py", "a/b/c.py", "a/z.py", "a-b.py", "a.py", "b.py"]


def test_folders_that_are_left_out(project):
    make(
        project,
        "shop/facade.py",
        ".git/hook.py",
        ".tox/py/a.py",
        "shop/__pycache__/a.py",
        "shop/__pycache__/__init__.py",
        "node_modules/gyp/a.py",
        "build/lib/shop/facade.py",
        "dist/a.py",
        "python/site-packages/a.py",
        "env/pyvenv.cfg",
        "env/lib/a.py",
        "conda/conda-meta/history",
        "conda/lib/a.py",
    )
    assert names(python_files([project]), project) == ["shop/facade.py"]


def test_a_package_is_looked_at_whatever_its_name(project):
    make(project, "shop/build/__init__.py", "shop/build/wheel.py", "shop/dist/loose.py")
    assert names(python_files([project]), project) == ["shop/build/__init__.py", "shop/build/wheel.py"]


def test_what_is_named_is_taken(project):
    make(project, "build/lib/a.py", ".hidden/a.py", "env/pyvenv.cfg", "env/a.py", "tool/script", "stub.pyi")
    paths = [Path(name) for name in ("build", ".hidden", "env", "tool/script", "stub.pyi")]
    found = names(python_files(paths), project)
    assert found == [".hidden/a.py", "build/lib/a.py", "env/a.py", "stub.pyi", "tool/script"]


def test_each_file_once(project):
    make(project, "shop/a.py", "shop/orders/b.py")
    paths = [
        Path("shop"),
        Path("shop/a.py"),
        Path("./shop/../shop/a.py"),
        project / "shop" / "orders",
        Path(),
    ]
    assert names(python_files(paths), project) == ["shop/a.py", "shop/orders/b.py"]


def test_parent_of_a_linked_folder(project):
    make(project, "real/inner/a.py", "real/b.py")
    (project / "link").symlink_to(project / "real" / "inner")
    assert names(python_files([Path("link/../b.py")]), project) == ["real/b.py"]


def test_a_folder_above(project, monkeypatch):
    make(project, "shop/a.py", "inner/b.py")
    monkeypatch.chdir(project / "inner")
    assert names(python_files([Path("../shop")]), project) == ["shop/a.py"]


def test_links_to_folders_are_not_followed(project):
    make(project, "shop/a.py", "other/b.py")
    (project / "shop" / "loop").symlink_to(project / "shop")
    (project / "shop" / "other").symlink_to(project / "other")
    assert names(python_files([Path("shop")]), project) == ["shop/a.py"]
    assert names(python_files([Path("shop/other")]), project) == ["shop/other/b.py"]


def test_links_to_files(project):
    make(project, "shop/a.py", "other/b.py")
    (project / "shop" / "linked.py").symlink_to(project / "other" / "b.py")
    (project / "shop" / ".#gone.py").symlink_to("user@host.123")
    (project / "shop" / "itself.py").symlink_to("itself.py")
    assert names(python_files([Path("shop")]), project) == ["shop/a.py", "shop/linked.py"]


def test_a_folder_called_like_a_module(project):
    make(project, "shop/odd.py/a.py")
    assert names(python_files([Path("shop")]), project) == ["shop/odd.py/a.py"]


def test_excluded_is_asked_of_everything(project):
    make(project, "shop/a.py", "shop/gen/b.py", "shop/gen/deep/c.py", "gen/d.py", "one.py", "two.py")
    asked = []

    def excluded(path):
        asked.append(path.relative_to(project).as_posix())
        return path.name in {"gen", "two.py"}

    found = python_files([Path("shop"), Path("gen"), Path("one.py"), Path("two.py")], excluded=excluded)
    assert names(found, project) == ["one.py", "shop/a.py"]
    assert sorted(asked) == ["gen", "one.py", "shop", "shop/a.py", "shop/gen", "two.py"]


@pytest.mark.parametrize("name", ["shop/nowhere.py", "nowhere", "gone.py"])
def test_a_missing_path(project, name):
    (project / "gone.py").symlink_to("nowhere")
    with pytest.raises(FacadelintError, match=f"^path does not exist: {name}$"):
        python_files([Path(name)])


def test_a_folder_that_cannot_be_read(project, monkeypatch):
    make(project, "shop/a.py", "shop/locked/b.py")
    real = os.scandir

    def scandir(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(FacadelintError) as caught:
        python_files([Path("shop")])
    assert str(caught.value) == f"cannot read {project / 'shop' / 'locked'}: Permission denied"


def test_nothing_found(project):
    assert python_files([Path()]) == ()
