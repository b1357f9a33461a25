"""From the table ``[tool.facadelint]`` to frozen settings."""

# os.path instead of pathlib, whose tests raise OSError for a name that the system cannot have.

from __future__ import annotations

import os
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args

from facadelint.core import checks
from facadelint.core.settings import (
    DEFAULT_PUBLIC_NAMES,
    FacadeSettings,
    Friend,
    Pattern,
    Settings,
    TypingImports,
    default_src,
)
from facadelint.core.spelling import nearest, quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from facadelint.core.tables import Fault, Table

DEFAULT_BASELINE = "facadelint-baseline.json"
"""The baseline that is used without being named, where the file exists."""

_KEYS = (
    "facades",
    "src",
    "baseline",
    "select",
    "extend-select",
    "ignore",
    "exclude",
    "per-file-ignores",
    "public-names",
)
_FACADE_KEYS = (
    "class",
    "pattern",
    "domains",
    "accessors",
    "collaborators",
    "guards",
    "exempt",
    "shared",
    "importers",
    "typing-imports",
    "layout",
    "max-lines",
    "because",
    "friends",
    "plan",
)
_FRIEND_KEYS = ("attribute", "domains", "reason", "until")
_CLASS_HINT = 'Write class = "package.module:Class".'


def read_settings(table: Table, file: Path, *, require_baseline: bool) -> Settings:
    """Read the whole configuration; what is wrong with it ends up in the problems of the table.

    Args:
        table: ``[tool.facadelint]``, or the top level of a ``facadelint.toml``.
        file: the configuration file, absolute.
        require_baseline: whether a baseline that the configuration names must exist.
    """
    root = file.parent
    heading = f"[[{table.path('facades')}]]"
    elsewhere = {name: f"{name} belongs below {heading}." for name in _FACADE_KEYS}
    if not table.key:
        elsewhere["tool"] = (
            f"In this file the keys stand at the top: write {heading}, without tool.facadelint."
        )
    table.only(_KEYS, elsewhere)

    path_glob = partial(checks.relative_path_glob, root=root)
    ignores = table.table("per-file-ignores", "a table from path globs to lists of codes")
    ignores.names(path_glob)
    return Settings(
        file=file,
        root=root,
        src=_src(table, root),
        baseline=_baseline(table, root, required=require_baseline),
        select=table.strings("select", checks.selector),
        extend_select=table.strings("extend-select", checks.selector),
        ignore=table.strings("ignore", checks.selector),
        exclude=table.strings("exclude", path_glob),
        per_file_ignores={glob: ignores.strings(glob, checks.selector) for glob in ignores},
        public_names=_public_names(table),
        facades=_facades(table, root, heading),
    )


def _public_names(table: Table) -> frozenset[str]:
    names = table.strings("public-names", checks.underscore_name)
    return frozenset(names) if "public-names" in table else DEFAULT_PUBLIC_NAMES


def _absolute(root: Path, path: str) -> Path:
    # Not Path.resolve(): what the user sees must stay below the folder they stand in, symbolic links or not.
    return Path(os.path.normpath(root / path))


def _near_path(value: str, path: Path) -> str | None:
    """What a path that does not exist was probably meant to be, going by what lies beside it."""
    try:
        near = nearest(path.name, sorted(entry.name for entry in path.parent.iterdir()))
        return near and suggestion(PurePosixPath(value).with_name(near).as_posix())
    except (OSError, ValueError):
        return None


def _folder(value: str, root: Path) -> Fault | None:
    folder = _absolute(root, value)
    if os.path.isdir(folder):
        return None
    if os.path.exists(folder):
        return f"{quoted(value)} is a file, not a folder", None
    return f"there is no folder {quoted(value)} relative to {root}", _near_path(value, folder)


def _baseline_file(value: str, root: Path, *, required: bool) -> Fault | None:
    file = _absolute(root, value)
    if os.path.isdir(file):
        return f"{quoted(value)} is a folder, not a file", None
    if required and not os.path.exists(file):
        hint = _near_path(value, file) or 'Run "facadelint baseline" to record it.'
        return f"there is no file {quoted(value)} relative to {root}", hint
    return None


def _src(table: Table, root: Path) -> tuple[Path, ...]:
    if "src" not in table:
        return default_src(root)
    hint = 'Leave the key out for the default, "src" and ".".'
    entries = table.strings("src", partial(_folder, root=root), if_empty=hint)
    return tuple(dict.fromkeys(_absolute(root, entry) for entry in entries))


def _baseline(table: Table, root: Path, *, required: bool) -> Path | None:
    if "baseline" in table:
        name = table.string("baseline", partial(_baseline_file, root=root, required=required))
        return _absolute(root, name) if name else None
    default = root / DEFAULT_BASELINE
    return default if default.is_file() else None


def _facades(table: Table, root: Path, heading: str) -> tuple[FacadeSettings, ...]:
    hint = f'Write {heading} and below it class = "package.module:Class".'
    # Where the key is misspelled, that is the one thing to say.
    misspelled = "tool" in table or any(nearest(name, _KEYS) == "facades" for name in table)
    tables = table.tables("facades", hint, if_none=None if misspelled else "no facade is configured")
    elsewhere = {name: f"{name} belongs above the first {heading}." for name in _KEYS}
    facades = tuple(_facade(facade, root, elsewhere) for facade in tables)
    first: dict[str, str] = {}
    for facade_table, facade in zip(tables, facades, strict=True):
        if facade.class_name and first.setdefault(facade.name, facade.key) != facade.key:
            message = f"{quoted(facade.name)} is configured already, at {first[facade.name]}"
            facade_table.problem("class", message, "Merge the two tables.")
    return facades


def _facade(table: Table, root: Path, elsewhere: Mapping[str, str]) -> FacadeSettings:
    table.only(_FACADE_KEYS, elsewhere)
    module, _, class_name = table.required_string(
        "class", checks.class_reference, hint=_CLASS_HINT
    ).partition(":")
    plan = table.table("plan", "a table from domains to lists of member globs")
    plan.names(checks.domain_name)
    return FacadeSettings(
        module=module,
        class_name=class_name,
        key=table.key,
        pattern=table.choice("pattern", get_args(Pattern), "auto"),
        domains=table.strings("domains", checks.dotted_module_glob),
        accessors=_accessors(table),
        collaborators=table.strings("collaborators", checks.member_glob),
        guards=table.strings("guards", checks.call_glob),
        exempt=table.strings("exempt", checks.member_glob),
        shared=table.strings("shared", checks.dotted_module_glob),
        importers=table.strings("importers", checks.dotted_module_glob),
        typing_imports=table.choice("typing-imports", get_args(TypingImports), "forbid"),
        layout=table.string("layout", partial(checks.layout_template, root=root)),
        max_lines=table.positive_integer("max-lines"),
        because=table.string("because"),
        friends=tuple(
            _friend(friend)
            for friend in table.tables(
                "friends", 'Write { attribute = "...", domains = ["..."], reason = "..." }.'
            )
        ),
        plan={domain: plan.strings(domain, checks.member_glob) for domain in plan},
    )


def _accessors(table: Table) -> dict[str, str | None]:
    if table.has_table("accessors"):
        classes = table.table("accessors", "a table")
        classes.names(checks.member_glob)
        return {glob: classes.string(glob, checks.class_reference) for glob in classes}
    expected = "a list of strings or a table from globs to classes"
    return dict.fromkeys(table.strings("accessors", checks.member_glob, expected=expected))


def _friend(table: Table) -> Friend:
    table.only(_FRIEND_KEYS, {})
    hint = "Name the domains that may use the attribute."
    if "domains" not in table:
        table.problem("domains", "is missing", hint)
    return Friend(
        attribute=table.required_string("attribute", checks.member_glob, hint="Name the private attribute."),
        domains=table.strings("domains", checks.domain_name, if_empty=hint),
        reason=table.required_string("reason", hint="Say why the domains may use it."),
        until=table.day("until"),
    )
