"""Reads the case files of extract: a project before, a command, and the files after it or the refusal.

A case begins with ``### title``. Its sections begin with ``# --- ``: a path gives the content of a file before,
``after PATH`` its whole content after, ``run`` the arguments of the command, ``refused`` the lines that say so,
``said`` lines that standard output must have, ``granted`` the private attributes that the configuration lets the
domains use afterwards, ``deleted`` the files that are gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
CONFIGURATION = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\nplan = { anything = ["*"] }\n'


@dataclass
class ExtractCase:
    """One project and what becomes of it."""

    name: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def load_cases() -> list[ExtractCase]:
    found = []
    for file in sorted(FOLDER.glob("*.case")):
        for block in file.read_text(encoding="utf-8").split("\n### ")[1:]:
            title, _, rest = block.partition("\n")
            found.append(_case(f"{file.stem}: {title.strip()}", rest))
    return found


def _case(name: str, text: str) -> ExtractCase:
    case = ExtractCase(name)
    for section in ("\n" + text).split("\n# --- ")[1:]:
        heading, _, content = section.partition("\n")
        content = content.rstrip("\n") + "\n" if content.strip() else ""
        lines = [line for line in content.splitlines() if line]
        match heading.strip().split():
            case ["run"]:
                case.run = " ".join(lines).split()
            case ["refused" | "said" | "granted" | "deleted" as kind]:
                setattr(case, kind, lines)
            case ["after", path]:
                case.after[path] = content
            case [path]:
                case.before[path] = content
            case _:
                raise AssertionError(f"{name}: what is {heading!r}?")
    case.before.setdefault("pyproject.toml", CONFIGURATION)
    for path in list(case.before):
        if path.endswith(".py"):
            case.before.setdefault(str(Path(path).parent / "__init__.py"), "")
    assert case.run, f"{name} runs nothing"
    return case
