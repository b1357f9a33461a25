"""Write what is said of the rules in more than one place, from the rules themselves.

``docs/rules/FAC101.md`` and so on, their index, and the table in README.md. With ``--check`` nothing is
written; what is out of date is named, and the exit code is 1.
"""

# A script, that of no package, and one that prints.
# ruff: noqa: INP001, T201

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facadelint.rules.loader import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from facadelint.rules.rule import Rule

PROJECT = Path(__file__).resolve().parents[1]
PAGES = PROJECT / "docs" / "rules"
README = PROJECT / "README.md"
MARKERS = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.DOTALL)

NOTE = "<!-- Written by docs/generate.py from the rule's own file; change it there, and run make docs. -->\n"


def page(rule: Rule) -> str:
    """A rule's page as ``facadelint explain`` shows it, and whether it is on."""
    title, _, rest = rule.page.partition("\n")
    state = "Off unless selected by code, prefix or name." if rule.off else "On by default."
    return f"{NOTE}{title}\n\n{state}\n{rest}\n"


def table(folder: str) -> str:
    """All rules, a row each; ``folder`` is where the pages lie from where the table stands."""
    rows = ["| code | name | what it reports |", "| --- | --- | --- |"]
    for rule in load_rules():
        summary = rule.headline.removeprefix("Reports ").rstrip(".").replace("|", "\\|")
        off = " (off)" if rule.off else ""
        rows.append(f"| [{rule.code}]({folder}{rule.code}.md) | {rule.name}{off} | {summary} |")
    return "\n".join(rows) + "\n"


def index() -> str:
    return (
        f"{NOTE}# Rules\n\nRules marked (off) run only where they are selected by code, prefix or name;\n"
        f"`--select FAC` selects every rule.\n\n{table('')}"
    )


def generated() -> Mapping[Path, str]:
    """Every generated file and its content."""
    readme = README.read_text(encoding="utf-8")
    if not MARKERS.search(readme):
        sys.exit("README.md has no table between <!-- rules --> and <!-- /rules -->")
    files = {PAGES / f"{rule.code}.md": page(rule) for rule in load_rules()}
    files[PAGES / "README.md"] = index()
    files[README] = MARKERS.sub(lambda _: table("docs/rules/"), readme)
    return files


def stale_pages() -> Iterator[Path]:
    """Pages of rules that are gone."""
    for file in sorted(PAGES.glob("*.md")):
        if file not in generated():
            yield file


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` only compare; returns the exit code."""
    if arguments not in ([], ["--check"]):
        sys.exit("usage: generate.py [--check]")
    check = bool(arguments)
    PAGES.mkdir(exist_ok=True)
    changed = {
        file: text
        for file, text in generated().items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    }
    stale = list(stale_pages())
    for file in [*changed, *stale]:
        name = file.relative_to(PROJECT).as_posix()
        print(f"{name} is out of date; run make docs" if check else f"wrote {name}")
    if check:
        return 1 if changed or stale else 0
    for file, text in changed.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    for file in stale:
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
