"""A shop with a facade and three domains, written to disk for every test, and lint-imports run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n'

TYPES = {
    "domain_independence": "Domains are independent",
    "facade_gateway": "The facade is the gateway",
    "typing_only_facade": "The facade is there for typing",
    "ops_layers": "Ops have layers",
}
"""Contract type -> the name that the tests give to a contract of it."""

_PATHS = {
    "domain_independence": "facadelint_contracts.domain_independence.DomainIndependenceContract",
    "facade_gateway": "facadelint_contracts.facade_gateway.FacadeGatewayContract",
    "typing_only_facade": "facadelint_contracts.typing_only_facade.TypingOnlyFacadeContract",
    "ops_layers": "facadelint_contracts.ops_layers.OpsLayersContract",
}


def domain(name: str) -> str:
    """A domain's module; the facade is imported for typing only."""
    return f'''\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


class {name.title()}Domain:
    def __init__(self, shop: "Shop") -> None:
        self._shop = shop

    def {name}_total(self) -> int:
        return 1
'''


def facade(*names: str) -> str:
    """A facade that makes each of its domains lazily."""
    accessors = "".join(
        f'''
    @cached_property
    def _{name}_domain(self):
        from shop.{name}.{name}_domain import {name.title()}Domain

        return {name.title()}Domain(self)

    def {name}_total(self) -> int:
        return self._{name}_domain.{name}_total()
'''
        for name in names
    )
    return f"from functools import cached_property\n\n\nclass Shop:{accessors}"


SHOP = {
    "shop/__init__.py": "",
    "shop/facade.py": facade("orders", "stock", "billing"),
    "shop/helpers.py": "",
    **{
        file: text
        for name in ("orders", "stock", "billing")
        for file, text in {
            f"shop/{name}/__init__.py": "",
            f"shop/{name}/{name}_domain.py": domain(name),
        }.items()
    },
    "pyproject.toml": CONFIG,
}

OPS = {
    "shop/__init__.py": "",
    "shop/facade.py": """\
from functools import cached_property

from shop.orders import orders_implementation
from shop.stock import stock_implementation


class Shop:
    def __init__(self, database):
        self._database = database

    @cached_property
    def _orders_ops(self):
        from shop.orders.orders_ops import OrdersOps

        return OrdersOps(self)

    @cached_property
    def _stock_ops(self):
        from shop.stock.stock_ops import StockOps

        return StockOps(self)

    def orders_total(self):
        return orders_implementation.total(self._orders_ops)

    def stock_total(self):
        return stock_implementation.total(self._stock_ops)
""",
    **{
        file: text
        for name in ("orders", "stock")
        for file, text in {
            f"shop/{name}/__init__.py": "",
            f"shop/{name}/{name}_ops.py": f"""\
class {name.title()}Ops:
    def __init__(self, shop):
        self._shop = shop

    @property
    def database(self):
        return self._shop._database
""",
            f"shop/{name}/{name}_implementation.py": f"""\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.{name}.{name}_ops import {name.title()}Ops


def total(ops: "{name.title()}Ops"):
    return ops.database
""",
        }.items()
    },
    "pyproject.toml": CONFIG,
}


def importlinter(*types: str, session: str = "", **options: str) -> str:
    """The text of an ``.importlinter`` with one contract of each type, each with the same options."""
    chosen = types or tuple(TYPES)
    lines = ["[importlinter]", "root_package = shop", *session.splitlines(), "contract_types ="]
    lines += [f"    {name}: {_PATHS[name]}" for name in chosen]
    for name in chosen:
        lines += ["", f"[importlinter:contract:{name}]", f"name = {TYPES[name]}", f"type = {name}"]
        lines += [f"{key} = {value}" for key, value in options.items()]
    return "\n".join(lines) + "\n"


class Outcome:
    """What lint-imports said."""

    def __init__(self, process: subprocess.CompletedProcess[str]) -> None:
        self.code = process.returncode
        self.text = process.stdout + process.stderr

    @property
    def kept(self) -> dict[str, bool]:
        """Contract type -> whether it was kept; those that were not checked are absent."""
        lines = self.text.splitlines()
        return {
            name: verdict == "KEPT"
            for name, shown in TYPES.items()
            for verdict in ("KEPT", "BROKEN")
            if any(line.startswith(f"{shown} {verdict}") for line in lines)
        }

    @property
    def broken(self) -> list[str]:
        return [name for name, kept in self.kept.items() if not kept]

    def details(self, name: str) -> str:
        """What is printed below the heading of a broken contract, without blank lines at its ends."""
        _, _, after = self.text.partition("Broken contracts\n")
        _, _, after = after.partition(f"{TYPES[name]}\n{'-' * len(TYPES[name])}\n")
        for other in TYPES.values():
            after = after.partition(f"{other}\n{'-' * len(other)}\n")[0]
        return after.strip("\n")


def run(folder: Path, *arguments: str, **environment: str) -> Outcome:
    """Run lint-imports in a folder, with its output in a pipe."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--no-cache", *arguments]
    return Outcome(
        subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    )


@pytest.fixture
def lint(write_project):
    """Write a shop with some files changed, and lint it; every contract type is there unless some are named."""

    def lint(
        changes: dict[str, str] | None = None, *types: str, session: str = "", base=SHOP, **options: str
    ) -> Outcome:
        files = {**base, ".importlinter": importlinter(*types, session=session, **options), **(changes or {})}
        return run(write_project(files))

    return lint
