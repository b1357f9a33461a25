"""What a rule reports: a frozen value without any opinion on how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Location(NamedTuple):
    """A region of one source file.

    Lines and columns count from 1; columns count characters, not bytes. ``end_column`` is the column
    after the last character, as in the Language Server Protocol and SARIF.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Violation:
    """One place that breaks one rule."""

    path: str
    """Absolute path of the file; a reporter makes it relative to where the user stands."""
    location: Location
    code: str
    """``FAC101``"""
    rule: str
    """``private-facade-access``"""
    message: str
    facade: str | None = None
    """``shop.facade:Shop``, as in the configuration."""
    domain: str | None = None
    symbol: str | None = None
    """Dotted name of the enclosing definition, ``shop.orders.order_domain.OrderDomain.total``."""
    target: str | None = None
    """What is reached or broken, free of positions (``Shop._database``); part of the fingerprint."""
    fix: str | None = None
    """A sentence that says what an automatic fix would do; None where there is none."""
    unsafe: str | None = field(default=None, compare=False)
    """Why that fix needs ``--unsafe``; None where it cannot change what the program does."""
    because: str | None = field(default=None, compare=False)
    """The facade's ``because``, shown beside the message."""

    def as_table(self) -> dict[str, Any]:
        """Plain values, for JSON; :meth:`from_table` is the way back."""
        table = {name: getattr(self, name) for name in self.__slots__}
        return table | {"location": list(self.location)}

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Violation:
        """The violation of a table.

        Raises:
            LookupError, TypeError: it is no table of a violation.
        """
        return cls(**{**table, "location": Location(*table["location"])})

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.location.line, self.location.column, self.code, self.message)
