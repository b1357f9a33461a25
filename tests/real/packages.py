"""Released packages to run on: fetched once by pip, kept as wheels in a cache, unpacked where they are wanted.

Run as a script it prints the folder that it unpacked to, for the Makefile and the benchmarks::

    python tests/real/packages.py dagster==1.11.5 FOLDER
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

# Asked for by name, so that every Python on every machine reads the very same files: pip would otherwise
# choose another wheel for another interpreter. Where a package has a pure wheel that one is taken.
_PURE = ("py", "none", "any")
_COMPILED = dict.fromkeys(("chromadb", "pinecone"), ("cp", "abi3", "manylinux_2_17_x86_64"))

_READ_BY_LINTERS = (".py", ".pyi", "py.typed")
"""What is unpacked of a wheel; mlflow's holds 600 more files for its browser."""


class NotAvailableError(Exception):
    """A package is not in the cache, and pip could not fetch it."""


def cache_folder() -> Path:
    """Where the wheels are kept: ``FACADELINT_CACHE``, or ``.cache/wheels`` in the project."""
    return Path(os.environ.get("FACADELINT_CACHE") or PROJECT / ".cache" / "wheels").absolute()


def wheel(name: str, version: str) -> Path:
    """The wheel of one release, from the cache or else through pip's configured index.

    Two processes may ask at the same time: each fetches to a folder of its own, and a finished wheel
    is moved into place in one step.

    Raises:
        NotAvailableError: pip could not fetch it; the message is pip's.
    """
    cache = cache_folder()
    if found := _cached(cache, name, version):
        return found
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=cache) as fetching:
        _pip_download(name, version, fetching)
        [fetched] = Path(fetching).glob("*.whl")
        return fetched.replace(cache / fetched.name)


def unpack(archive: Path, folder: Path) -> Path:
    """Put the Python files of a wheel below a folder; returns the folder."""
    with zipfile.ZipFile(archive) as contents:
        contents.extractall(folder, [name for name in contents.namelist() if name.endswith(_READ_BY_LINTERS)])
    return folder


def _cached(cache: Path, name: str, version: str) -> Path | None:
    stem = re.sub(r"[-_.]+", "_", name).lower()
    return next(iter(sorted(cache.glob(f"{stem}-{version}-*.whl"))), None)


def _pip_download(name: str, version: str, folder: str) -> None:
    implementation, abi, platform = _COMPILED.get(name, _PURE)
    target = [
        "--python-version",
        "3.11",
        "--implementation",
        implementation,
        "--abi",
        abi,
        "--platform",
        platform,
    ]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", *target, "--dest", folder, f"{name}=={version}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise NotAvailableError(f"pip could not fetch {name}=={version}:\n{result.stderr.strip()}")


def main(requirement: str, folder: str) -> None:
    """Unpack ``name==version`` below a folder, unless it is there, and print where."""
    name, _, version = requirement.partition("==")
    target = Path(folder) / f"{name}-{version}"
    if not target.exists():
        try:
            archive = wheel(name, version)
        except NotAvailableError as error:
            sys.exit(str(error))
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=folder) as unpacking:
            unpack(archive, Path(unpacking) / "files").replace(target)
    print(target)  # noqa: T201 - the answer of the script


if __name__ == "__main__":
    main(*sys.argv[1:])
