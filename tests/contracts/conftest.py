"""Projects with a facade, written to disk for every test, and lint-imports run on them."""

from __future__ import annotations

import pytest
from contract_shops import SHOP
from lint_runs import Outcome, importlinter, run


@pytest.fixture
def lint(write_project):
    """Write a shop with some files changed, and lint it; every contract type is there unless some are named."""

    def lint(
        changes: dict[str, str] | None = None, *types: str, session: str = "", base=SHOP, **options: str
    ) -> Outcome:
        files = {**base, ".importlinter": importlinter(*types, session=session, **options), **(changes or {})}
        return run(write_project(files))

    return lint
