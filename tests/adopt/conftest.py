from pathlib import Path

import pytest
from adopt_projects import SHOP

from facadelint.adopt.proposal import propose_configuration


@pytest.fixture
def shop(write_project):
    """A facade with two domains; the folder has no configuration."""
    return write_project(SHOP)


@pytest.fixture
def propose(write_project):
    """The proposal for a project: ``module:Class``, shape, accessors and collaborators of each facade."""

    def run(files: dict[str, str], *classes: str):
        proposal = propose_configuration(Path(write_project(files)), classes)
        return [
            (
                found.candidate.name,
                found.candidate.shape,
                dict(found.candidate.settings.accessors),
                found.candidate.settings.collaborators,
            )
            for found in proposal.found
        ]

    return run
