"""``facadelint check`` from everywhere, over files of several configurations or of none: the exact output."""

import subprocess
import sys
from typing import NamedTuple

import pytest

from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

ORDERS = BASE_PROJECT["shop/orders/order_domain.py"]
BROKEN = ORDERS.replace("_shop.database", "_shop._database")
ORDER_FILE = "shop/orders/order_domain.py"
MESSAGE = "FAC101 [private-facade-access] order domain reads Shop._database; use its public property database"
NO_SYNTAX = "def broken(:\n"
EXCLUDING = '[tool.facadelint]\nexclude = ["generated"]\n'


class Run(NamedTuple):
    """What ``facadelint check`` ended with."""

    code: int
    lines: list[str]
    errors: list[str]

    @property
    def violations(self):
        return [line for line in self.lines if " FAC" in line]

    @property
    def notes(self):
        return [line for line in self.lines if line.startswith("note: ")]


@pytest.fixture
def check(tmp_path):
    """Run the command with two rules, so that its summary does not change with every new one."""

    def run(*arguments, cwd=tmp_path, stdin=b""):
        options = ("--select=FAC101,FAC301", "--output-format=concise", "--no-cache", "--no-contracts")
        done = subprocess.run(
            [sys.executable, "-m", "facadelint", "check", *options, *map(str, arguments)],
            cwd=cwd,
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode().splitlines(), done.stderr.decode().splitlines())

    return run


@pytest.fixture
def write(tmp_path):
    def write_files(files, below="."):
        for name, content in files.items():
            path = tmp_path / below / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def shop(write):
    """The base project with one violation."""
    return write({**BASE_PROJECT, ORDER_FILE: BROKEN})


@pytest.fixture
def monorepo(write):
    """Two configured projects, one excluding a folder, and scripts that no configuration covers."""
    write({**BASE_PROJECT, ORDER_FILE: BROKEN}, "packages/first")
    config = BASE_PROJECT["pyproject.toml"].replace("[tool.facadelint]\n", EXCLUDING)
    generated = {"generated/made.py": BROKEN, "pyproject.toml": config}
    write({**BASE_PROJECT, **generated, ORDER_FILE: BROKEN}, "packages/second")
    write({"node_modules/gyp/pyproject.toml": "[tool.facadelint]\n", ".cache/facadelint.toml": ""})
    write({"packages/third/pyproject.toml": "# tool.facadelint says nothing here\n"})
    return write({f"scripts/{name}.py": "x = 1\n" for name in "abcde"})


def covered(files, facades=1):
    """The line that says what was looked at, in the base project or in several of them."""
    word = "facade" if facades == 1 else "facades"
    members = BASE_PROJECT["shop/facade.py"].count("    def ") * facades
    noun = "file" if files == 1 else "files"
    return (
        f"Checked {facades} {word}, {3 * facades} domains, {members} members in {files} {noun} with 2 rules."
    )


def found(number):
    word = "violation" if number == 1 else "violations"
    return [
        f"Found {number} {word} ({number} private-facade-access).",
        f"facadelint fix mends {number} of them.",
    ]


# Where one stands


@pytest.mark.parametrize(
    ("folder", "paths", "place", "files"),
    [
        (".", [], ORDER_FILE, 8),
        (".", ["."], ORDER_FILE, 8),
        (".", [ORDER_FILE], ORDER_FILE, 1),
        (".", [ORDER_FILE, ORDER_FILE, "shop/orders"], ORDER_FILE, 2),
        ("shop/orders", [], "order_domain.py", 2),
        ("shop/stock", ["../orders"], "../orders/order_domain.py", 2),
        ("shop/stock", ["../orders/order_domain.py"], "../orders/order_domain.py", 1),
    ],
)
def test_a_project(check, shop, folder, paths, place, files):
    run = check(*paths, cwd=shop / folder)
    assert run == (1, [f"{place}:6:16: {MESSAGE}", *found(1), covered(files)], [])


def test_only_folders_below_are_configured(check, monorepo):
    message = (
        f"facadelint: error: no configuration for {monorepo}: no pyproject.toml there or above has [tool.facadelint]. "
        "Configured are these folders: packages/first, packages/second. Name the one to check."
    )
    assert check() == (2, [], [message])
    assert (
        check(cwd=monorepo / "packages")
        .errors[0]
        .endswith(" these folders: first, second. Name the one to check.")
    )


def test_a_configuration_below_that_is_no_toml_is_named_too(check, monorepo, write):
    write({"packages/third/pyproject.toml": "[tool.facadelint\n"})
    assert "packages/first, packages/second, packages/third." in check().errors[0]


def test_files_of_several_configurations(check, monorepo):
    run = check("packages/second", f"packages/first/{ORDER_FILE}")
    places = [f"packages/{name}/{ORDER_FILE}:6:16: {MESSAGE}" for name in ("first", "second")]
    assert run == (1, [*places, *found(2), covered(9, facades=2)], [])


def test_a_folder_above_that_is_named_itself(check, monorepo):
    run = check(".")
    assert run.code == 1
    assert len(run.violations) == 2
    listed = "scripts/a.py, scripts/b.py, scripts/c.py and 2 more"
    assert run.notes == [f"note: not checked, since no configuration covers it: {listed}"]


def test_a_wrong_configuration_further_in_stops_what_reaches_it(check, monorepo, write):
    write({"packages/second/pyproject.toml": "[tool.facadelint]\n"})
    file = monorepo / "packages/second/pyproject.toml"
    run = check("packages")
    assert (run.code, run.lines, len(run.errors)) == (2, [], 1)
    assert run.errors[0].startswith(
        f"facadelint: error: {file}: tool.facadelint.facades: no facade is configured. "
    )
    assert check("packages/first").code == 1


# What is not checked is said


def test_nothing_of_what_is_named_is_configured(check, monorepo):
    run = check("scripts/a.py", "scripts/b.py")
    assert (run.code, run.lines) == (2, [])
    assert run.errors[0].startswith(
        "facadelint: error: no configuration for scripts/a.py, scripts/b.py: no pyproject"
    )


def test_some_of_what_is_named_is_not_configured(check, monorepo):
    run = check("scripts/a.py", "packages/first/shop/facade.py")
    note = "note: not checked, since no configuration covers it: scripts/a.py"
    assert run == (0, ["All clear.", covered(1), note], [])


@pytest.mark.parametrize("path", ["generated/made.py", "generated"])
def test_all_that_is_named_is_excluded(check, monorepo, path):
    run = check(path, cwd=monorepo / "packages/second")
    note = f"note: not checked, since the configuration excludes it: {path}"
    assert run == (0, ["All clear.", covered(0), note], [])


def test_some_of_what_is_named_is_excluded(check, monorepo):
    names = ["packages/second/generated/made.py", f"packages/second/{ORDER_FILE}", "scripts/e.py"]
    run = check(*names)
    assert run.lines == [
        f"{names[1]}:6:16: {MESSAGE}",
        *found(1),
        covered(1),
        f"note: not checked, since the configuration excludes it: {names[0]}",
        f"note: not checked, since no configuration covers it: {names[2]}",
    ]


def test_what_a_folder_excludes_nobody_asked_for(check, monorepo):
    assert check("packages/second").notes == []


def test_nothing_is_left_where_one_stands(check, monorepo):
    folder = monorepo / "packages/second/generated"
    assert check(cwd=folder) == (2, [], [f"facadelint: error: no Python file to check in {folder}"])


def test_files_below_no_import_root(check, shop, write):
    write({"facadelint.toml": 'src = ["lib"]\n[[facades]]\nclass = "shop.facade:Shop"\n', "lib/x.py": ""})
    (shop / "shop").rename(shop / "lib/shop")
    write({"tests/test_a.py": BROKEN, "tests/test_b.py": BROKEN})
    unchecked = "not checked, since it is below no import root (lib): tests/test_a.py"
    assert check("tests") == (2, [], [f"facadelint: error: {unchecked}, tests/test_b.py"])
    assert check("tests/test_a.py", "lib").lines[-2:] == [covered(9), f"note: {unchecked}"]


@pytest.mark.parametrize("name", ["nowhere.py", "nowhere", "shop/gone.py", "shop/loop.py"])
def test_a_path_that_does_not_exist(check, shop, name):
    (shop / "shop/gone.py").symlink_to("nowhere.py")
    (shop / "shop/loop.py").symlink_to("loop.py")
    assert check("shop", name) == (2, [], [f"facadelint: error: path does not exist: {name}"])


def test_a_folder_without_python_files(check, shop, write):
    write({"empty/notes.txt": ""})
    assert check("empty") == (2, [], ["facadelint: error: no Python file to check in empty"])


# Standard input


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (".", ORDER_FILE),
        (".", "shop/orders/new.py"),
        ("shop/stock", "../orders/new.py"),
        ("shop", "orders/a/new.py"),
    ],
)
def test_standard_input(check, shop, folder, name):
    source = "from shop.stock import stock_domain\n"
    run = check("--stdin-filename", name, "-", cwd=shop / folder, stdin=source)
    assert run.code == 1
    assert run.lines[0].startswith(f"{name}:1:1: FAC301 [sibling-import] order domain imports stock domain ")
    assert run.lines[2] == covered(1)


def test_standard_input_that_is_excluded(check, monorepo):
    name = "packages/second/generated/new.py"
    run = check("--stdin-filename", name, stdin=BROKEN)
    note = f"note: not checked, since the configuration excludes it: {name}"
    assert run == (0, ["All clear.", covered(0), note], [])


def test_standard_input_that_is_not_configured(check, monorepo):
    run = check("--stdin-filename=scripts/new.py", stdin=BROKEN)
    assert (run.code, run.lines) == (2, [])
    assert run.errors[0].startswith("facadelint: error: no configuration for scripts/new.py: no pyproject")


def test_standard_input_without_a_name(check, shop):
    run = check("-", stdin=BROKEN)
    assert (run.code, run.lines) == (2, [])
    assert run.errors[-1] == "Error: To check standard input, say what file it is: --stdin-filename PATH."


# Files that do not parse


@pytest.mark.parametrize(
    ("broken", "reported"),
    [
        (ORDER_FILE, True),
        ("shop/facade.py", True),
        ("shop/stock/stock_domain.py", True),
        ("shop/stock/__init__.py", True),
        ("shop/base.py", True),
        ("shop/lonely.py", False),
    ],
)
@pytest.mark.parametrize("paths", [[], ["shop/facade.py"]])
def test_a_broken_file_that_matters(check, shop, write, broken, reported, paths):
    facade = BASE_PROJECT["shop/facade.py"].replace("class Shop:", "class Shop(Base):")
    write(
        {"shop/base.py": "class Base:\n    pass\n", "shop/facade.py": f"from shop.base import Base\n{facade}"}
    )
    write({broken: NO_SYNTAX})
    run = check(*paths)
    if paths and broken == "shop/stock/__init__.py":
        reported = False  # nothing else needs it
    assert run.code == (2 if reported else 1 if not paths else 0)
    assert run.errors == [f"{broken}:1:12: cannot be parsed: invalid syntax"] * reported
    quiet = broken in (ORDER_FILE, "shop/facade.py") or paths
    assert run.violations == ([] if quiet else [f"{ORDER_FILE}:6:16: {MESSAGE}"])
    summary = run.lines[-3 if run.violations else -2]  # after it, what fix can do
    assert ("1 file could not be parsed." in summary) == reported


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (f"# coding: klingon\n{BROKEN}".encode(), "1:1: cannot be parsed: unknown encoding: klingon"),
        (f"# coding: rot13\n{BROKEN}".encode(), "1:1: cannot be parsed: 'rot13' is not a text encoding"),
        (BROKEN.encode() + b"\0", "cannot be parsed: source code string cannot contain null bytes"),
        (BROKEN.encode("utf-16"), "cannot be parsed: "),
        (
            BROKEN.replace("total()", "total('é')").encode("latin-1"),
            "cannot be parsed: (unicode error) 'utf-8' codec",
        ),
    ],
    ids=["unknown", "no text", "null byte", "UTF-16", "undeclared"],
)
def test_a_file_that_python_cannot_read(check, shop, write, source, problem):
    write({ORDER_FILE: source})
    for run in (check(), check("--stdin-filename", ORDER_FILE, stdin=source)):
        assert run.code == 2
        assert run.lines[0] == "Found no violations, but 1 file could not be parsed."
        (error,) = run.errors
        assert error.startswith(f"{ORDER_FILE}:1:1: " if problem.startswith("1:1") else f"{ORDER_FILE}:")
        assert problem in error


DEEP = {
    "sum": "1" + " + 1" * 900,
    "sum that Python gives up on": "1" + " + 1" * 20_000,
    "attributes": "self._shop" + ".x" * 900,
    "calls": "self._shop" + ".x()" * 900,
    "brackets": "(" * 150 + "self._shop" + ")" * 150,
    "conditions": "1 if self else " * 900 + "2",
    "negations": "not " * 900 + "self",
}


@pytest.mark.parametrize("expression", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("file", [ORDER_FILE, "shop/facade.py", "shop/orders/helpers.py"])
def test_what_is_nested_too_deeply_stops_nothing_else(check, shop, write, file, expression):
    method = f"\n    def deep(self):\n        return {expression}\n"
    deep = {ORDER_FILE: ORDERS, "shop/facade.py": BASE_PROJECT["shop/facade.py"]}.get(file, "class Helper:\n")
    stock = BROKEN.replace("OrderDomain", "StockDomain")
    write({ORDER_FILE: ORDERS, "shop/stock/stock_domain.py": stock, file: deep + method})
    run = check()
    given_up = bool(run.errors) and file == "shop/facade.py"
    expected = f"shop/stock/stock_domain.py:6:16: {MESSAGE.replace('order', 'stock')}"
    assert run.violations == ([] if given_up else [expected])
    assert all(error.startswith(f"{file}:1:1: cannot be parsed: it") for error in run.errors)
    assert run.code == (2 if run.errors else 1)


def test_a_file_of_twenty_thousand_lines(check, shop, write):
    method = "\n    def m{0}(self, key):\n        found = self._shop.database.get(key)\n        return found or {0}\n"
    long = ORDERS + "".join(method.format(number) for number in range(5000))
    write({ORDER_FILE: long + BROKEN.partition("self._shop = shop\n")[2].replace("total", "last")})
    run = check()
    assert (run.code, len(run.violations), run.errors) == (1, 1, [])
    assert run.violations[0].startswith(f"{ORDER_FILE}:20009:16: FAC101 ")


def test_what_two_facades_have_in_common_is_said_once(write, tmp_path):
    facade = BASE_PROJECT["shop/facade.py"]
    settings = "".join(
        f'[[tool.facadelint.facades]]\nclass = "shop.{name}"\n' for name in ("facade:Shop", "other:Store")
    )
    write(
        {
            **BASE_PROJECT,
            "shop/other.py": facade.replace("class Shop", "class Store"),
            "pyproject.toml": settings,
        }
    )
    write({"shop/orders/__init__.py": "TOTAL = sum([1])\n"})
    report = check_paths([tmp_path], cache=False, select=["FAC402"])
    assert [(each.path.rpartition("/")[2], each.location.line) for each in report.violations] == [
        ("__init__.py", 1)
    ]
