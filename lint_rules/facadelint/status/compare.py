"""What the status was at earlier commits, told by today's configuration."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.facademap.accessors import AccessorFinder
from facadelint.facademap.domains import modules_matching
from facadelint.inference.infer import Inference
from facadelint.inference.program import Program, find_class
from facadelint.source.modules import ModuleFinder
from facadelint.status.git import Checkout, Repository
from facadelint.status.model import History, Past
from facadelint.status.project import status_of_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from facadelint.core.settings import FacadeSettings, Settings
    from facadelint.status.git import Commit
    from facadelint.status.model import FacadeStatus

_NEWEST = 50
"""How many commits a history goes back where nobody says how far."""


def pasts(settings: Settings, facades: Sequence[FacadeStatus], revision: str) -> list[Past]:
    """What each facade of a configuration was at a revision.

    Raises:
        FacadelintError: there is no git, no repository or no such revision.
    """
    repository = Repository(settings.root)
    commit = repository.commit(revision)
    with tempfile.TemporaryDirectory(prefix="facadelint-") as folder:
        checkout = Checkout(repository, Path(folder), settings.src)
        return [Past(commit, _status_at(commit, checkout, settings, facade)) for facade in facades]


def histories(settings: Settings, facades: Sequence[FacadeStatus], since: str | None) -> Iterator[History]:
    """What each facade of a configuration was after every commit that touched its file, newest first.

    Args:
        settings: the configuration.
        facades: what its facades are now.
        since: the revision after which to begin; None for the newest commits.

    Raises:
        FacadelintError: there is no git, no repository or no such revision.
    """
    repository = Repository(settings.root)
    first = None if since is None else repository.commit(since)
    with tempfile.TemporaryDirectory(prefix="facadelint-") as folder:
        checkout = Checkout(repository, Path(folder), settings.src)
        for facade in facades:
            commits = repository.commits_of(facade.path, first)
            shown = commits if since is not None else commits[:_NEWEST]
            past = tuple(Past(commit, _status_at(commit, checkout, settings, facade)) for commit in shown)
            yield History(facade.cls, past, older=len(commits) - len(shown))


def _status_at(
    commit: Commit, checkout: Checkout, settings: Settings, facade: FacadeStatus
) -> FacadeStatus | None:
    checkout.switch(commit)
    there = settings._replace(root=checkout.path(settings.root), src=tuple(map(checkout.path, settings.src)))
    configured = next(each for each in settings.facades if each.name == facade.cls)
    fitted = _fitted(configured, ModuleFinder(there.src))
    if fitted is None:
        return None
    found = status_of_project(there._replace(facades=(fitted,))).facades
    return found[0]


def _fitted(facade: FacadeSettings, finder: ModuleFinder) -> FacadeSettings | None:
    """Today's settings without what the code of that time does not have; None where it has no such class.

    A class that stands in a module of a package now may have stood in what was a single module then.
    """
    inference = Inference(Program(finder))
    for module in _upward(facade.module):
        cls = find_class(inference.program, module, facade.class_name)
        if cls is not None:
            break
    else:
        return None
    accessors = AccessorFinder(inference, facade, cls)
    return facade._replace(
        module=module,
        accessors={
            glob: target
            for glob, target in facade.accessors.items()
            if any(accessors.matching(glob)) and (target is None or _exists(target, inference.program))
        },
        domains=tuple(
            glob
            for glob in facade.domains
            if any(each.name != cls.module.name for each in modules_matching(glob, finder))
        ),
    )


def _upward(module: str) -> Iterable[str]:
    parts = module.split(".")
    return (".".join(parts[:length]) for length in range(len(parts), 0, -1))


def _exists(target: str, program: Program) -> bool:
    module, _, name = target.partition(":")
    return find_class(program, module, name) is not None
