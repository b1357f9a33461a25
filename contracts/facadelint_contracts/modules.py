"""The modules of the project as they lie in its folders, to compare with those in an import graph."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facadelint.source.modules import ModuleFinder


def modules_below(folder: Path, package: str) -> Iterator[str]:
    """The dotted names of the Python files of a package, without a look into any of them.

    Folders whose names cannot be imported are left out, as grimp leaves them out: a file in there has no
    dotted name. A file such as ``001_initial.py`` has one, though no statement can import it.
    """
    for name, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(each for each in folders if each.isidentifier() and each != "__pycache__")
        below = Path(name).relative_to(folder).parts
        prefix = ".".join((package, *below))
        for file in sorted(files):
            stem, dot, suffix = file.partition(".")
            if dot and suffix == "py" and stem:
                yield prefix if stem == "__init__" else f"{prefix}.{stem}"


def modules_of(finder: ModuleFinder, packages: Iterable[str]) -> set[str]:
    """The modules of several packages, a single module standing for itself."""
    found: set[str] = set()
    for package in packages:
        folder = finder.folder(package)
        if folder is not None:
            found.update(modules_below(folder, package))
        elif finder.find(package) is not None:
            found.add(package)
    return found


def places_of(package: str) -> list[Path]:
    """The folders in which Python's import system finds a package, links resolved; none where it finds none."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):  # a parent that is no package, a module without a spec
        return []
    return [Path(place).resolve() for place in (spec.submodule_search_locations or ())] if spec else []
