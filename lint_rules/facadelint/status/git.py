"""Earlier states of a project, read from git: nothing in the repository or its work tree is touched."""

from __future__ import annotations

import os
import posixpath
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.paths import shown
from facadelint.core.spelling import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FIELDS = "%H%x1f%h%x1f%cs%x1f%s"
"""What ``git log`` says of a commit; the unit separator stands in none of them."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    sha: str
    short: str
    """As many digits as git thinks are needed."""
    date: str
    """Of the commit, ``2026-01-31``."""
    subject: str
    """The first line of its message."""


class Repository:
    """The git repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        """Find it.

        Raises:
            FacadelintError: there is no git, or the folder lies in no repository.
        """
        self.folder = folder
        self.prefix = os.fsdecode(
            self._git("rev-parse", "--show-prefix", error=f"there is no history of {folder}").rstrip(b"\n")
        )
        """The folder's own path in the repository: empty, or with a slash at its end."""

    def commit(self, revision: str) -> Commit:
        """The commit that a revision names.

        Raises:
            FacadelintError: it names none.
        """
        error = f"git knows no revision {quoted(revision)} in {self.folder}"
        arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        sha = self._git(*arguments, error=error).decode().strip()
        return self._log("--no-walk", sha)[0]

    def commits_of(self, file: Path, since: Commit | None = None) -> list[Commit]:
        """The commits that touched a file under this or an earlier name, newest first; after one where it is given."""
        revisions = "HEAD" if since is None else f"{since.sha}..HEAD"
        return self._log("--follow", revisions, "--", shown(file, self.folder))

    def blobs(self, commit: Commit, folders: Iterable[str]) -> dict[str, str]:
        """Path from the top of the repository -> blob, of the Python files of a commit below some folders."""
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", commit.sha)
        found = {}
        for entry in listed.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            path = os.fsdecode(name)
            if (
                mode.startswith("100")
                and path.endswith(".py")
                and any(path.startswith(each) for each in folders)
            ):
                found[path] = blob
        return found

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Blob -> content."""
        asked = list(blobs)
        answer = self._git("cat-file", "--batch", given="".join(f"{blob}\n" for blob in asked).encode())
        found = {}
        start = 0
        for blob in asked:
            end = answer.index(b"\n", start)
            size = int(answer[start:end].split(b" ")[2])
            found[blob] = answer[end + 1 : end + 1 + size]
            start = end + 1 + size + 1
        return found

    def _log(self, *arguments: str) -> list[Commit]:
        lines = self._git("log", "-z", f"--format={_FIELDS}", *arguments).decode(errors="replace").split("\0")
        return [Commit(*line.strip("\n").split("\x1f")) for line in lines if line.strip("\n")]

    def _git(self, *arguments: str, given: bytes = b"", error: str = "") -> bytes:
        command = ["git", "-C", str(self.folder), *arguments]
        environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        try:
            done = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)  # noqa: S603 - git alone
        except OSError as problem:
            raise FacadelintError(f"git cannot be run: {problem.strerror}") from problem
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
            raise FacadelintError(": ".join(filter(None, (error or f"git {arguments[0]} failed", said))))
        return done.stdout


class Checkout:
    """A folder that holds the Python files of one commit after another."""

    def __init__(self, repository: Repository, folder: Path, below: Iterable[Path]) -> None:
        """Take an empty folder.

        Args:
            repository: where the commits are.
            folder: where the files are written; it stands for the top of the repository.
            below: the folders of the work tree that matter.
        """
        self.repository = repository
        self.folder = folder
        self._below = [self._in_repository(each) for each in below]
        self._blobs: dict[str, str] = {}

    def switch(self, commit: Commit) -> None:
        """Hold the files of that commit; only those that differ are read."""
        wanted = self.repository.blobs(commit, self._below)
        for path in self._blobs.keys() - wanted.keys():
            (self.folder / path).unlink()
        changed = {path: blob for path, blob in wanted.items() if self._blobs.get(path) != blob}
        contents = self.repository.read(set(changed.values()))
        for path, blob in changed.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[blob])
        self._blobs = wanted

    def path(self, path: Path) -> Path:
        """Where a path of the work tree is to be found here."""
        return self.folder / self._in_repository(path)

    def _in_repository(self, path: Path) -> str:
        relative = shown(path, self.repository.folder)
        inside = posixpath.normpath(f"{self.repository.prefix}{relative}")
        return "" if inside == "." else f"{inside}/"
