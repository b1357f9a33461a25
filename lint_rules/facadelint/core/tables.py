"""Typed reading of a TOML table that collects what is wrong instead of stopping at the first mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from facadelint.core.errors import ConfigError, Problem
from facadelint.core.spelling import did_you_mean, nearest, quoted, suggestion

if TYPE_CHECKING:
    from pathlib import Path

Fault = tuple[str, str | None]
"""What is wrong with a value, and a hint."""
Check = Callable[[str], Fault | None]
"""Looks at one string of the configuration; None where nothing is wrong with it."""

Choice = TypeVar("Choice", bound=str)

_KINDS: Mapping[type, str] = {
    bool: "boolean",
    int: "integer",
    float: "float",
    str: "string",
    list: "list",
    dict: "table",
    datetime: "date-time",
    date: "date",
    time: "time",
}
_SHOWN = 60
"""Characters of a value that a message shows."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _shown(value: Any, depth: int = 2) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        inner = ", ".join(_shown(item, depth - 1) for item in value) if depth else "..."
        return f"[{inner}]"
    if isinstance(value, dict):
        items = (f"{_bare(name)} = {_shown(item, depth - 1)}" for name, item in value.items())
        inner = ", ".join(items) if depth else "..."
        return f"{{ {inner} }}" if value else "{}"
    return str(value)


def described(value: Any) -> str:
    """A value that a message names, with its TOML type: ``the integer 3``, ``the string "x"``."""
    text = _shown(value)
    return f"the {_KINDS[type(value)]} {text if len(text) <= _SHOWN else text[:_SHOWN] + '...'}"


def _bare(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted(name)


class Problems:
    """Everything that is wrong with one configuration file, in the order in which it was found."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._found: list[Problem] = []

    def add(self, key: str, message: str, hint: str | None = None) -> None:
        """Note one problem; the three parts are those of :class:`Problem`."""
        self._found.append(Problem(self.file, key, message, hint))

    def raise_if_any(self) -> None:
        """End the reading of a file that has problems.

        Raises:
            ConfigError: something was added; it carries all of it.
        """
        if self._found:
            raise ConfigError(*self._found)


class Table:
    """One table of a configuration. A getter reports a value that it cannot use and returns the default.

    A key that is left out is no problem, unless the getter says that it is required.
    """

    def __init__(self, values: Mapping[str, Any], key: str, problems: Problems) -> None:
        self.key = key
        """Where the table stands, ``tool.facadelint.facades[0]``; empty for the top of a file."""
        self._values = values
        self._problems = problems

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def has_table(self, name: str) -> bool:
        """Whether the value of a key is a table, for keys that may hold one or something else."""
        return isinstance(self._values.get(name), dict)

    def path(self, name: str) -> str:
        """The key path of one of the table's keys, as TOML spells it."""
        return f"{self.key}.{_bare(name)}" if self.key else _bare(name)

    def problem(self, name: str, message: str, hint: str | None = None) -> None:
        """Report something about one of the table's keys."""
        self._problems.add(self.path(name), message, hint)

    def only(self, names: tuple[str, ...], elsewhere: Mapping[str, str]) -> None:
        """Report every key that is not one of the names.

        Args:
            names: the valid keys.
            elsewhere: hints for keys that are valid, but not in this table.
        """
        for name, value in self._values.items():
            if name in names:
                continue
            hint = elsewhere.get(nearest(name, (*names, *elsewhere)) or name)
            message = f"unknown key, set to {described(value)}"
            self.problem(name, message, hint or did_you_mean(name, names))

    def names(self, check: Check) -> None:
        """Check the keys themselves, where they are globs or names that the user chose."""
        for name in self._values:
            self._text(self.path(name), name, check)

    def string(self, name: str, check: Check | None = None) -> str | None:
        """A string that is not empty."""
        value = self._get(name, str, "a string")
        return value if value is not None and self._text(self.path(name), value, check) else None

    def required_string(self, name: str, check: Check | None = None, *, hint: str) -> str:
        """A string that is not empty and must not be left out; empty where it cannot be used."""
        if name not in self:
            self.problem(name, "is missing", hint)
        return self.string(name, check) or ""

    def strings(
        self,
        name: str,
        check: Check | None = None,
        *,
        expected: str = "a list of strings",
        if_empty: str | None = None,
    ) -> tuple[str, ...]:
        """A list of strings that are not empty.

        Args:
            name: the key.
            check: looks at each string.
            expected: what the message says of a value that is no list.
            if_empty: the hint where the list must not be empty.
        """
        value = self._values.get(name)
        hint = None
        if isinstance(value, str) and value.strip():
            hint = f"Write {_shown([part.strip() for part in value.split(',')])}."
        elif value == [] and if_empty:
            self.problem(name, "the list is empty", if_empty)
        return tuple(
            item
            for index, item in enumerate(self._get(name, list, expected, hint) or ())
            if self._is_text(f"{self.path(name)}[{index}]", item, check)
        )

    def choice(self, name: str, choices: tuple[Choice, ...], default: Choice) -> Choice:
        """One of a few strings."""
        expected = f"{', '.join(map(quoted, choices[:-1]))} or {quoted(choices[-1])}"
        value = self._get(name, str, expected)
        if value is None:
            return default
        for choice in choices:
            if choice == value:
                return choice
        near = nearest(value, choices)
        self.problem(name, f"expected {expected}, got {quoted(value)}", near and suggestion(near))
        return default

    def positive_integer(self, name: str) -> int | None:
        """An integer above zero."""
        value = self._values.get(name)
        expected = "a positive integer"
        hint = None
        if isinstance(value, str) and value.isdecimal():
            hint = f"Write {int(value)}, without quotes."
        number: int | None = self._get(name, int, expected, hint)
        if number is not None and number <= 0:
            self.problem(name, f"expected {expected}, got {described(number)}")
            return None
        return number

    def day(self, name: str) -> date | None:
        """A date without a time."""
        value = self._values.get(name)
        hint = None
        if isinstance(value, datetime):
            hint = f"Write {value.date()}."
        elif isinstance(value, str):
            meant = value if _DAY.fullmatch(value) else "it as 2027-01-31"
            hint = f"Write {meant}, without quotes."
        found: date | None = self._get(name, date, "a date", hint)
        return found

    def table(self, name: str, expected: str) -> Table:
        """A table of the table; empty where it is left out or something else, which is reported."""
        return Table(self._get(name, dict, expected) or {}, self.path(name), self._problems)

    def tables(self, name: str, hint: str, *, if_none: str | None = None) -> tuple[Table, ...]:
        """A list of tables; what is no table in it is reported and left out.

        Args:
            name: the key.
            hint: how to write the list.
            if_none: what the message says where there must be a table and there is none.
        """
        if if_none and not self._values.get(name):
            self.problem(name, if_none, hint)
            return ()
        found = []
        for index, item in enumerate(self._get(name, list, "a list of tables", hint) or ()):
            key = f"{self.path(name)}[{index}]"
            if isinstance(item, dict):
                found.append(Table(item, key, self._problems))
            else:
                self._problems.add(key, f"expected a table, got {described(item)}", hint)
        return tuple(found)

    def _get(self, name: str, kind: type[Any], expected: str, hint: str | None = None) -> Any:
        if name not in self._values:
            return None
        value = self._values[name]
        # Not isinstance: a boolean is no integer here, and a date-time no date.
        if type(value) is kind:
            return value
        self.problem(name, f"expected {expected}, got {described(value)}", hint)
        return None

    def _is_text(self, key: str, value: Any, check: Check | None) -> bool:
        if isinstance(value, str):
            return self._text(key, value, check)
        self._problems.add(key, f"expected a string, got {described(value)}")
        return False

    def _text(self, key: str, value: str, check: Check | None) -> bool:
        if not value.strip():
            self._problems.add(key, f"expected a string that is not empty, got {quoted(value)}")
            return False
        fault = check(value) if check else None
        if fault:
            self._problems.add(key, *fault)
        return fault is None
