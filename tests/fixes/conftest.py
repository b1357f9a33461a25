"""How a test fixes a project, and sees what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from facadelint.fixes.run import Outcome, mend_paths
from facadelint.rules.cases import BASE_PROJECT

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "shop/orders/order_domain.py"
FACADE = "shop/facade.py"


class Fixed(NamedTuple):
    """What a fix made of a project."""

    outcome: Outcome
    files: dict[str, bytes]
    """The files that have changed, and what they hold now."""

    @property
    def domain(self) -> str:
        """The order domain."""
        return self.files[DOMAIN].decode()

    @property
    def facade(self) -> str:
        return self.files[FACADE].decode()

    @property
    def codes(self) -> list[str]:
        return sorted(repair.violation.code for repair in self.outcome.repairs)

    @property
    def refused(self) -> list[tuple[str, str]]:
        return [(refusal.violation.code, refusal.reason) for refusal in self.outcome.refusals]


@pytest.fixture
def shop(tmp_path):
    """Write the base project with other files, given as text or bytes; returns its folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, text in {**BASE_PROJECT, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


@pytest.fixture
def fix(shop):
    """Fix a project, and make sure that there is nothing more to fix after that."""

    def run(files: dict[str, str | bytes], **options: object) -> Fixed:
        root = shop(files)
        outcome = mend_paths([root], **options)
        changed = {each.path.relative_to(root).as_posix(): each.after for each in outcome.transaction.changes}
        outcome.transaction.commit()
        again = mend_paths([root], **options)
        assert again.transaction.changes == ()
        assert again.repairs == []
        return Fixed(outcome, changed)

    return run


@pytest.fixture
def fix_domain(fix):
    """Fix one file, that of the order domain; gives what it holds then, as it was where nothing is fixed."""

    def run(source: str | bytes, **options: object) -> str | bytes:
        raw = source if isinstance(source, bytes) else source.encode()
        fixed = fix({DOMAIN: source}, **options).files
        assert set(fixed) <= {DOMAIN}
        content = fixed.get(DOMAIN, raw)
        return content if isinstance(source, bytes) else content.decode()

    return run
