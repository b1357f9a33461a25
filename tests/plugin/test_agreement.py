"""flake8 and ``facadelint check`` say the same, and a file alone the same as in a run over all."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from flake8_project import BROKEN_ORDERS, PROJECT, REACH

from facadelint.cli.contracts import load_contracts
from facadelint.core.errors import NothingToCheckError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import parse_cases

ROOT = Path(__file__).parent.parent.parent
CASE_FILES = sorted((ROOT / "tests/cases").glob("*.case"))
CASES = [case for file in CASE_FILES for case in parse_cases(file.read_text(encoding="utf-8"))]
SAMPLE = CASES[:: max(len(CASES) // 60, 1)]
FOLDERS = [f"case{number}" for number, _ in enumerate(SAMPLE)]
EXAMPLES = sorted(folder for folder in (ROOT / "examples").glob("*") if folder.is_dir())

ONLY_CHECK = ("FAC104", "FAC306", "FAC351", "FAC901")
"""What needs the whole project, and is not said of a file alone."""

PLACE = re.compile(
    r"(?P<path>.+?\.py):(?P<line>\d+):(?P<column>\d+): (?P<code>FAC\d{3}) (?:\[[a-z-]+\] )?(?P<text>.*)"
)

Found = Counter[tuple[str, int, int, str, str]]


def run(*arguments, cwd):
    """The violations that a command prints."""
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, check=False)
    assert done.stderr == b""
    found = Counter()
    for line in done.stdout.decode().splitlines():
        if place := PLACE.fullmatch(line):
            path, line_number, column, code, text = place.groups()
            found[path.removeprefix("./"), int(line_number), int(column), code, text] += 1
    return found


def flake8(folder, *arguments):
    return run("flake8", "--select=FAC", *arguments, cwd=folder)


def check(folder, *arguments):
    return per_file(
        run(
            "facadelint",
            "check",
            "--select=FAC",
            "--no-cache",
            "--output-format=concise",
            *arguments,
            cwd=folder,
        )
    )


def per_file(found):
    return Counter({each: count for each, count in found.items() if each[3] not in ONLY_CHECK})


def checked(folder, **options):
    """What the engine finds, in this process: an interpreter for every file would take minutes."""
    report = check_paths(
        options.pop("paths", ()), select=["FAC"], cache=False, contracts=load_contracts, **options
    )
    return per_file(
        Counter(
            (
                Path(each.path).relative_to(folder).as_posix(),
                each.location.line,
                each.location.column,
                each.code,
                each.message,
            )
            for each in report.violations
        )
    )


def python_files(folder):
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))]


def assert_agreement(folder, names, whole):
    """The same of the files, alone and as standard input."""
    for name in names:
        path = folder / name
        expected = Counter({each: count for each, count in whole.items() if each[0] == name})
        assert alone(folder, paths=[path]) == expected
        assert alone(folder, stdin=(path, path.read_bytes())) == expected


def alone(folder, **options):
    """Of one file; an error that it is below no import root says that there is nothing to find in it."""
    try:
        return checked(folder, **options)
    except NothingToCheckError as error:
        if not str(error).startswith("not checked, since it is below no import root"):
            raise
        return Counter()


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    """Some sixty of the cases, each a project in a folder of its own."""
    top = tmp_path_factory.mktemp("cases")
    for folder, case in zip(FOLDERS, SAMPLE, strict=True):
        for name, text in case.project.items():
            path = top / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return top


def test_there_are_cases_and_examples():
    assert len(SAMPLE) >= 60
    assert EXAMPLES


def test_the_cases_at_once(sampled):
    whole = check(sampled, ".")
    assert whole
    assert flake8(sampled, "-j1") == flake8(sampled, "-j4") == whole
    named = [f"{folder}/{name}" for folder, case in zip(FOLDERS, SAMPLE, strict=True) for name in case.files]
    assert_agreement(sampled, [name for name in named if name.endswith(".py")], whole)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_examples(folder):
    whole = check(folder)
    assert flake8(folder) == whole
    assert_agreement(folder, python_files(folder), whole)


# Comments

IN_LINE = [
    "# noqa",
    "# noqa: FAC101",
    "# NoQA:FAC101",
    "# noqa: fac101",
    "# noqa: FAC",
    "# noqa: FAC102",
    "# noqa: SLF001",
    "# noqa: SLF001,FAC101",
    "# noqa: SLF001 FAC101",
    "# noqa : FAC101",
    "# noqaFAC101",
    "# noqa: FAC101 because",
    "# because # noqa: FAC101",
    "# ruff: noqa",
    "# type: ignore  # noqa: FAC101",
    "# flake8: noqa",
    "# x\u2028y # noqa: FAC101",
    "# x\x85y\x1cz # noqa: FAC101",
]
SPREAD = [
    '        return self._shop._database.total("""\n        """)  # noqa: FAC101\n',
    '        return self._shop._database.total(  # noqa: FAC101\n            """\n        """)\n',
    "        return (\n            self._shop._database.total(\n            )  # noqa: FAC101\n        )\n",
    "        return (\n            self._shop._database.total(  # noqa: FAC101\n            )\n        )\n",
    "        return self._shop._database.total() \\\n            + 1  # noqa: FAC101\n",
    '        return f"""{self._shop._database}\n        """  # noqa: FAC101\n',
    '        return self._shop._database.total("# noqa")\n',
]
WHOLE_FILES = [
    f"# flake8: noqa\n{BROKEN_ORDERS}",
    f"# flake8: noqa: FAC101\n{BROKEN_ORDERS}",
    f"# FLAKE8=NOQA\n{BROKEN_ORDERS}",
    f"{BROKEN_ORDERS}# flake8: noqa",
    f"# ruff: noqa\n{BROKEN_ORDERS}",
    f"\ufeff# flake8: noqa\n{BROKEN_ORDERS}",
    f'TEXT = """\n# flake8: noqa\n"""\n{BROKEN_ORDERS}',
]


HEAD = """\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.facade import Shop


"""


def test_comments_silence_the_same(write):
    lines = [f"{REACH[:-1]}  {comment}\n" for comment in IN_LINE]
    sources = [BROKEN_ORDERS.replace(REACH, line) for line in (*lines, *SPREAD)]
    sources += [source.replace("\n", end) for source in sources[:2] for end in ("\r\n", "\r")]
    sources = [
        source.replace("class", HEAD + "class").replace("self, shop", 'self, shop: "Shop"')
        for source in (*sources, *WHOLE_FILES)
    ]
    files = {f"shop/orders/domain{number}.py": source for number, source in enumerate(sources)}
    folder = write({**PROJECT, **files})
    said = flake8(folder)
    assert said == check(folder, ".")
    assert {each[3] for each in said} == {"FAC101"}
    assert 5 < len({each[0] for each in said}) < len(files) / 2
    assert {each[0] for each in flake8(folder, "--disable-noqa")} == set(files)
    assert_agreement(folder, files, said)
