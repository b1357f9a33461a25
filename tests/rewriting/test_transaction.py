import os
import shutil
import subprocess
from pathlib import Path

import pytest

from facadelint.rewriting.transaction import RewriteError, Transaction, source_bytes, source_text


def content_of(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, folders included, to tell whether anything is left or lost."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.py").write_bytes(b"a = 1\n")
    (tmp_path / "b.py").write_bytes(b"b = 1\r\n")
    (tmp_path / "c.py").write_bytes(b"c = 1\n")
    return tmp_path


@pytest.fixture
def changes(folder):
    """One file changed, one removed, one created below two new folders."""
    transaction = Transaction()
    transaction.write(folder / "a.py", b"a = 2\n")
    transaction.write(folder / "b.py", None)
    transaction.write(folder / "new" / "deep" / "d.py", b"d = 1\n")
    return transaction


def test_nothing_is_written_before_the_commit(folder, changes):
    before = content_of(folder)
    assert changes.read(folder / "a.py") == b"a = 2\n"
    assert changes.read(folder / "b.py") is None
    assert changes.diff(folder)
    assert content_of(folder) == {"a.py": b"a = 1\n", "b.py": b"b = 1\r\n", "c.py": b"c = 1\n"} == before


def test_a_commit_changes_removes_and_creates(folder, changes):
    changes.commit()
    assert content_of(folder) == {
        "a.py": b"a = 2\n",
        "c.py": b"c = 1\n",
        "new": None,
        "new/deep": None,
        "new/deep/d.py": b"d = 1\n",
    }


def test_permissions_stay_and_a_link_stays_a_link(folder):
    (folder / "a.py").chmod(0o751)
    (folder / "link.py").symlink_to("a.py")
    transaction = Transaction()
    transaction.write(folder / "link.py", b"a = 3\n")
    transaction.commit()
    assert (folder / "link.py").is_symlink()
    assert (folder / "a.py").read_bytes() == b"a = 3\n"
    assert (folder / "a.py").stat().st_mode & 0o777 == 0o751


def test_a_new_file_has_the_permissions_of_any_new_file(folder):
    (folder / "usual").touch()
    transaction = Transaction()
    transaction.write(folder / "d.py", b"")
    transaction.commit()
    assert (folder / "d.py").stat().st_mode == (folder / "usual").stat().st_mode


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_failure_while_replacing_restores_every_file(folder, changes, monkeypatch, failing):
    before = content_of(folder)
    calls = []
    real_replace, real_unlink = Path.replace, Path.unlink

    def count(target):
        """Only what happens to the user's own files is counted, not the hidden ones beside them."""
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device", str(target))

    def replace(self, target):
        count(target)
        return real_replace(self, target)

    def unlink(self, *arguments):
        if not self.name.startswith("."):
            count(self)
        return real_unlink(self, *arguments)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(RewriteError, match=r"cannot write .*: No space left on device"):
        changes.commit()
    assert len(calls) >= failing
    assert content_of(folder) == before


def test_an_interrupt_restores_every_file_and_goes_on(folder, changes, monkeypatch):
    before = content_of(folder)
    real = Path.unlink

    def unlink(self, *arguments):
        if self.name == "b.py":
            raise KeyboardInterrupt
        return real(self, *arguments)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(KeyboardInterrupt):
        changes.commit()
    assert content_of(folder) == before


def test_what_cannot_be_restored_is_named(folder, monkeypatch):
    transaction = Transaction()
    transaction.write(folder / "a.py", b"a = 2\n")
    transaction.write(folder / "c.py", b"c = 2\n")
    real = Path.replace
    calls = []

    def replace(self, target):
        calls.append(target)
        if len(calls) > 1:
            raise OSError(5, "Input/output error", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(RewriteError, match=r"cannot restore .*a\.py after: .*Input/output error"):
        transaction.commit()


@pytest.mark.parametrize("meanwhile", [b"somebody else's\n", None])
def test_a_file_that_changed_meanwhile_is_not_overwritten(folder, changes, meanwhile):
    if meanwhile is None:
        (folder / "b.py").unlink()
    else:
        (folder / "b.py").write_bytes(meanwhile)
    before = content_of(folder)
    with pytest.raises(RewriteError, match=r"b\.py has changed since it was read; run the command again"):
        changes.commit()
    assert content_of(folder) == before


def test_a_file_that_appeared_meanwhile_is_not_overwritten(folder, changes):
    (folder / "new" / "deep").mkdir(parents=True)
    (folder / "new" / "deep" / "d.py").write_bytes(b"theirs\n")
    before = content_of(folder)
    with pytest.raises(RewriteError, match=r"d\.py has changed since it was read"):
        changes.commit()
    assert content_of(folder) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_to_is_an_error(folder, changes):
    before = content_of(folder)
    folder.chmod(0o555)
    try:
        with pytest.raises(RewriteError, match=r"cannot write .*: Permission denied"):
            changes.commit()
    finally:
        folder.chmod(0o755)
    assert content_of(folder) == before


def test_a_folder_in_place_of_a_file_is_an_error(folder):
    with pytest.raises(RewriteError, match=r"cannot read .*: Is a directory"):
        Transaction().write(folder, b"")


def test_what_is_written_as_it_was_is_no_edit(folder):
    transaction = Transaction()
    transaction.write(folder / "a.py", b"a = 2\n")
    transaction.write(folder / "a.py", b"a = 1\n")
    transaction.write(folder / "none.py", None)
    assert transaction.changes == ()
    assert transaction.diff(folder) == ""
    transaction.commit()


def test_the_diff(folder, changes):
    assert changes.diff(folder) == (
        "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-a = 1\n+a = 2\n"
        "--- b.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-b = 1\r\n"
        "--- /dev/null\n+++ new/deep/d.py\n@@ -0,0 +1 @@\n+d = 1\n"
    )


def test_the_diff_of_files_that_do_not_end_their_last_line(folder):
    (folder / "a.py").write_bytes(b"a = 1")
    transaction = Transaction()
    transaction.write(folder / "a.py", b"a = 2")
    assert transaction.diff(folder) == (
        "--- a.py\n+++ a.py\n@@ -1 +1 @@\n"
        "-a = 1\n\\ No newline at end of file\n+a = 2\n\\ No newline at end of file\n"
    )


def test_a_diff_of_bytes_that_are_no_text_is_readable(folder):
    transaction = Transaction()
    transaction.write(folder / "a.py", b"a = '\xff'\n")
    assert "+a = '\\xff'\n" in transaction.diff(folder)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_applies_the_diff(folder, changes):
    patch = changes.diff(folder).encode()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "apply", "-p0"], cwd=folder, input=patch, check=True)
    shutil.rmtree(folder / ".git")
    applied = content_of(folder)
    assert applied["a.py"] == b"a = 2\n"
    assert applied["new/deep/d.py"] == b"d = 1\n"
    assert "b.py" not in applied


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfname = 'caf\xc3\xa9'\r\n",
        b"# coding: latin-1\nname = 'caf\xe9'\n",
        b"one\rtwo\r\nthree\n",
        b"",
    ],
    ids=["bom", "latin-1", "mixed line ends", "empty"],
)
def test_bytes_to_text_and_back_are_the_same(content):
    assert source_bytes(source_text(content), content) == content


def test_a_character_that_the_encoding_lacks_is_an_error():
    with pytest.raises(RewriteError, match="the encoding iso-8859-1 has no '\u20ac'"):
        source_bytes("# coding: latin-1\n'\u20ac'\n", b"# coding: latin-1\n")
