"""What single strings of a configuration must look like.

Every function here is a :data:`facadelint.core.tables.Check`: it returns None for a value that can be
used, and otherwise what is wrong with it and a hint. Whether a class, a module or a rule of that name
exists is for others to say; they look at code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facadelint.core.globs import module_glob, path_glob
from facadelint.core.spelling import nearest, quoted, suggestion

if TYPE_CHECKING:
    from pathlib import Path

    from facadelint.core.tables import Fault

_SELECTOR = re.compile(r"FAC[0-9]{0,3}|[a-z]+(-[a-z]+)*")
_MEMBER_GLOB = re.compile(r"[\w*?\[\]!-]+")
_CALL_GLOB = re.compile(r"[\w*?\[\]!.-]+")
_DRIVE = re.compile("[A-Za-z]:")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = ("domain", "Domain")
_LAYOUT_EXAMPLE = 'For example "*/{domain}_domain.py:{Domain}Domain".'


def _is_dotted(text: str) -> bool:
    """Whether the text is one or more identifiers joined by dots."""
    return all(name.isidentifier() for name in text.split("."))


def _is_reference(text: str) -> bool:
    module, _, name = text.partition(":")
    return _is_dotted(module) and _is_dotted(name)


def _without_path_syntax(text: str) -> str:
    """``shop/facade.py:Shop`` as ``shop.facade:Shop``: the path that people paste, as a dotted name."""
    text = re.sub(r"\s*([.:/\\])\s*", r"\1", text.strip()).replace("\\", "/").removeprefix("./")
    return re.sub(r"\.py(?=:|$)", "", text).replace("/", ".")


def class_reference(value: str) -> Fault | None:
    """``module:Class``, each side one or more identifiers joined by dots."""
    if _is_reference(value):
        return None
    meant = _without_path_syntax(value).replace("::", ":")
    if ":" not in meant:
        module, _, name = meant.rpartition(".")
        meant = f"{module}:{name}"
    hint = suggestion(meant) if _is_reference(meant) else 'Write "package.module:Class".'
    return f"{quoted(value)} is not of the form module:Class", hint


def selector(value: str) -> Fault | None:
    """A rule's code, the beginning of codes (``FAC``, ``FAC1``), or a rule's kebab-case name."""
    if _SELECTOR.fullmatch(value):
        return None
    message = (
        f"{quoted(value)} is neither a code (FAC101), the beginning of one (FAC1), nor the name of a rule"
    )
    parts = [part.strip() for part in value.split(",")]
    if all(_SELECTOR.fullmatch(part) for part in parts):
        return message, f"Write {', '.join(map(quoted, parts))}."
    if value == "ALL" or "FAC".startswith(value.strip().upper()):
        return message, suggestion("FAC")
    for meant in (value.strip().upper().rstrip("*X"), value.strip().lower().replace("_", "-")):
        if _SELECTOR.fullmatch(meant):
            return message, suggestion(meant)
    return message, None


def dotted_module_glob(value: str) -> Fault | None:
    """A glob that :func:`facadelint.core.globs.module_glob` accepts."""
    try:
        module_glob(value)
    except ValueError as error:
        meant = _without_path_syntax(value).partition(":")[0].strip(".")
        try:
            module_glob(meant)
        except ValueError:
            return str(error), None
        return str(error), suggestion(meant)
    return None


def _name_glob(value: str, valid: re.Pattern[str], meant: str, what: str) -> Fault | None:
    if valid.fullmatch(value):
        return None
    return f"{quoted(value)} is not a glob of {what}", suggestion(meant) if valid.fullmatch(meant) else None


def member_glob(value: str) -> Fault | None:
    """A glob of the names of members or attributes, without ``self.`` and parentheses."""
    meant = value.strip().partition("(")[0].rpartition(".")[2]
    return _name_glob(value, _MEMBER_GLOB, meant, "member names")


def call_glob(value: str) -> Fault | None:
    """A glob of what is called, ``check.*``, without parentheses; or a guard statement's name."""
    return _name_glob(value, _CALL_GLOB, value.strip().partition("(")[0], "calls")


def underscore_name(value: str) -> Fault | None:
    """One private-looking name; on any other name the setting would have no effect."""
    if value.isidentifier() and value.startswith("_"):
        return None
    if value.isidentifier():
        return f"{quoted(value)} does not start with an underscore", "Such names are public already."
    return f"{quoted(value)} is not a name", "Write each name in full; globs are not supported here."


def domain_name(value: str) -> Fault | None:
    """The name of a domain, which is part of a module's name."""
    if value.isidentifier():
        return None
    meant = re.sub(r"\W", "_", value.strip())
    return f"{quoted(value)} is not the name of a domain", suggestion(meant) if meant.isidentifier() else None


def relative_path_glob(value: str, root: Path) -> Fault | None:
    """A glob of paths below the configuration's folder. Any other would match nothing, in silence."""
    if "\\" in value:
        return f"{quoted(value)} contains a backslash", suggestion(value.replace("\\", "/"))
    is_drive = _DRIVE.match(value)
    if value.startswith("/") or is_drive:
        below = value.removeprefix(f"{root.as_posix()}/")
        if below == value:
            below = "" if is_drive else f".{value}"
        return f"{quoted(value)} is not relative to {root}", suggestion(below) if below else None
    if ".." in value.split("/"):
        return f'{quoted(value)} contains ".."', f"Paths start from {root}, and lead nowhere else."
    try:
        path_glob(value)
    except ValueError as error:
        return str(error), None
    return None


def layout_template(value: str, root: Path) -> Fault | None:
    """``path:Class`` with the placeholders ``{domain}`` (run_launcher) and ``{Domain}`` (RunLauncher)."""
    for name in _PLACEHOLDER.findall(value):
        if name not in _PLACEHOLDERS:
            meant = nearest(name, _PLACEHOLDERS)
            hint = suggestion(f"{{{meant}}}") if meant else "Choose from {domain} and {Domain}."
            return f"{quoted(value)} has the unknown placeholder {{{name}}}", hint
    path, _, class_name = value.rpartition(":")
    if not path:
        return f"{quoted(value)} is not of the form path:Class", _LAYOUT_EXAMPLE
    if not path.endswith(".py"):
        return f"the path of {quoted(value)} does not end in .py", _LAYOUT_EXAMPLE
    if "{domain}" not in path:
        return f"the path of {quoted(value)} does not contain {{domain}}", _LAYOUT_EXAMPLE
    if not _PLACEHOLDER.sub("x", class_name).replace("*", "x").isidentifier():
        return f"the class of {quoted(value)} is not a name", _LAYOUT_EXAMPLE
    return relative_path_glob(path, root)
