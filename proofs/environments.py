"""An environment that has a released package and all it needs, and nothing of facadelint."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
_PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")


def cache_folder() -> Path:
    """Beside the wheels of the tests: ``FACADELINT_CACHE``, or ``.cache/wheels`` in the project."""
    return Path(os.environ.get("FACADELINT_CACHE") or PROJECT / ".cache" / "wheels").absolute()


def environment(requirement: str) -> Path:
    """The Python of an environment with a package, made once and kept; its wheels are kept as well.

    Raises:
        subprocess.CalledProcessError: pip could not fetch or install it.
    """
    tag = f"{requirement.replace('==', '-')}-{sys.implementation.cache_tag}"
    wheels, home = cache_folder() / f"for-{tag}", cache_folder().parent / "environments" / tag
    python = home / "bin" / "python"
    if python.exists():
        return python
    if not wheels.exists():
        wheels.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=wheels.parent) as fetching:
            fetched = Path(fetching) / "wheels"
            run(sys.executable, *_PIP, "wheel", "--wheel-dir", fetched, requirement)
            fetched.replace(wheels)
    home.parent.mkdir(parents=True, exist_ok=True)
    builder = venv.EnvBuilder(with_pip=True, clear=True)
    builder.create(home.with_name(f".making-{tag}"))
    made = home.with_name(f".making-{tag}") / "bin" / "python"
    run(made, *_PIP, "install", "--no-index", "--find-links", wheels, requirement)
    # The programs in it name the folder that they were made in; python itself does not mind.
    home.with_name(f".making-{tag}").replace(home)
    return python


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a program and give what it printed.

    Raises:
        subprocess.CalledProcessError: it failed; what it printed goes to standard error first.
    """
    result = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, text=True, **options
    )  # type: ignore[call-overload]
    allowed = (0, 1) if "facadelint" in map(str, command) else (0,)
    if result.returncode not in allowed:
        sys.stderr.write(result.stdout + result.stderr)
        raise subprocess.CalledProcessError(result.returncode, [str(part) for part in command])
    return result


def package_folder(python: Path, name: str) -> Path:
    """Where a package of an environment is installed."""
    code = f"import {name}, pathlib; print(pathlib.Path({name}.__file__).parent)"
    return Path(run(python, "-c", code).stdout.strip())
