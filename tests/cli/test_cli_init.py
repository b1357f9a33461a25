"""``facadelint init`` as users run it."""

import os
import stat

import pytest

from facadelint.cli.main import run
from facadelint.core.config import load_config

FACADE = '''\
from functools import cached_property


class Shop:
    """The facade."""

    def __init__(self, database):
        self._database = database

    @cached_property
    def _order_domain(self):
        from shop.orders import OrderDomain

        return OrderDomain(self)

    @cached_property
    def _stock_domain(self):
        from shop.stock import StockDomain

        return StockDomain(self)

    def orders(self):
        return self._order_domain.all()

    def stock(self):
        return self._stock_domain.all()

    def price(self, item):
        return item.price * 2

    def total(self):
        return self._database.total()
'''
DOMAIN = "class {0}Domain:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def all(self):\n        return []\n"
FILES = {
    "shop/__init__.py": "",
    "shop/facade.py": FACADE,
    "shop/orders.py": DOMAIN.format("Order"),
    "shop/stock.py": DOMAIN.format("Stock"),
}
FOUND = """\
Searched 4 files.

Shop  shop/facade.py:4
  A facade with 2 domains behind accessors that hand over self: order, stock.
  7 members in 29 lines: 2 delegate to its domains, 1 delegates to a collaborator, 1 holds logic.

"""
NEXT = """\
  facadelint check               what it finds today
  facadelint baseline            start green: hide that, report what is new
  facadelint status              how far the refactoring is
  facadelint init --snippet all  for flake8, pre-commit, import-linter, GitHub Actions
"""
SETTINGS = """\
# Written by "facadelint init". Edit what it did not get right.

[[facades]]
class = "shop.facade:Shop"
# What its methods may delegate to besides its domains (FAC203); take out what has moved.
collaborators = ["_database"]
# The class has 29 lines. With this budget it can only shrink (FAC501).
# max-lines = 29
"""
IN_PYPROJECT = f"[tool.facadelint]\n{SETTINGS}".replace("[[", "[[tool.facadelint.")


@pytest.fixture
def project(write_project, monkeypatch):
    """A project without a configuration, and the working directory."""
    root = write_project(FILES)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def initialise(project, capsys):
    """Run ``facadelint init``: exit code, standard output, standard error."""

    def call(*arguments):
        code = run(["init", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def unchanged(root):
    """The files of a project with their content and time."""
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and ".facadelint_cache" not in path.parts
    }


class TestAsAProgram:
    def test_from_nothing_to_a_check(self, execute, project):
        result = execute("init")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == f"{FOUND}Wrote facadelint.toml.\n\nNext:\n{NEXT}"
        assert (project / "facadelint.toml").read_text() == SETTINGS
        check = execute("check", "--output-format", "concise")
        assert (check.returncode, check.stderr) == (1, "")
        assert check.stdout.startswith("shop/facade.py:28:5: FAC201 [facade-logic] Shop.price ")
        status = execute("status")
        assert (status.returncode, status.stderr) == (0, "")

    def test_a_second_time(self, execute, project):
        execute("init")
        before = unchanged(project)
        result = execute("init")
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == (
            f"facadelint: error: {project / 'facadelint.toml'} exists already, "
            "and init never overwrites a configuration.\n"
        )
        assert unchanged(project) == before

    def test_in_a_pyproject(self, execute, project):
        file = project / "pyproject.toml"
        file.write_bytes(b'\xef\xbb\xbf[project]  # mine\r\nname = "shop"\r\n')
        result = execute("init")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == f"{FOUND}Added [tool.facadelint] to pyproject.toml.\n\nNext:\n{NEXT}"
        added = IN_PYPROJECT.replace("\n", "\r\n").encode()
        assert file.read_bytes() == b'\xef\xbb\xbf[project]  # mine\r\nname = "shop"\r\n\r\n' + added
        assert execute("check").returncode == 1
        again = execute("init")
        assert (again.returncode, again.stdout) == (2, "")
        assert again.stderr.startswith(f"facadelint: error: {file} has [tool.facadelint] already, ")

    def test_from_elsewhere(self, execute, project):
        elsewhere = project / "shop"
        result = execute("init", project, cwd=elsewhere)
        assert result.stdout == (
            FOUND.replace("shop/facade.py", "facade.py")
            + f"Wrote ../facadelint.toml.\n\nNext, in ..:\n{NEXT}"
        )

    def test_nothing_but_a_configuration_is_written(self, execute, project):
        before = unchanged(project)
        execute("init")
        after = unchanged(project)
        assert after.pop(project / "facadelint.toml")
        assert after == before


class TestDryRun:
    def test_a_file_of_its_own(self, initialise, project):
        before = unchanged(project)
        assert initialise("--dry-run") == (0, f"{FOUND}Would write facadelint.toml:\n\n{SETTINGS}", "")
        assert unchanged(project) == before

    def test_a_pyproject(self, initialise, project):
        (project / "pyproject.toml").write_text("# mine\n")
        assert initialise("--dry-run") == (0, f"{FOUND}Would add to pyproject.toml:\n\n{IN_PYPROJECT}", "")
        assert (project / "pyproject.toml").read_text() == "# mine\n"

    def test_what_could_not_be_written(self, initialise, project):
        (project / "pyproject.toml").write_text("tool = {}\n")
        code, out, err = initialise("--dry-run")
        assert (code, out) == (2, "")
        assert err.startswith(f"facadelint: error: cannot add a table to {project / 'pyproject.toml'}: ")


class TestFiles:
    def test_a_link_stays_a_link(self, initialise, project):
        (project / "deep").mkdir()
        (project / "deep/real.toml").write_text("# mine\n")
        (project / "pyproject.toml").symlink_to("deep/real.toml")
        assert initialise()[0] == 0
        assert (project / "pyproject.toml").is_symlink()
        assert (project / "deep/real.toml").read_text() == f"# mine\n\n{IN_PYPROJECT}"

    def test_the_permissions_stay(self, initialise, project):
        file = project / "pyproject.toml"
        file.write_text("")
        file.chmod(0o640)
        assert initialise()[0] == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o640

    def test_a_folder_that_may_not_be_written(self, initialise, project, monkeypatch):
        def refuse(*_arguments, **_options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("tempfile.mkstemp", refuse)
        assert initialise() == (
            2,
            "",
            f"facadelint: error: cannot write {project / 'facadelint.toml'}: Permission denied\n",
        )
        assert not (project / "facadelint.toml").exists()

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_that_really_may_not_be_written(self, execute, project):
        project.chmod(0o500)
        try:
            result = execute("init")
        finally:
            project.chmod(0o700)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == (
            f"facadelint: error: cannot write {project / 'facadelint.toml'}: Permission denied\n"
        )

    def test_a_failure_leaves_the_old_content(self, initialise, project, monkeypatch):
        file = project / "pyproject.toml"
        file.write_text("# mine\n")
        before = unchanged(project)

        def replace(_self, _target):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("pathlib.Path.replace", replace)
        assert initialise() == (2, "", f"facadelint: error: cannot write {file}: No space left on device\n")
        assert unchanged(project) == before

    def test_a_broken_file(self, initialise, project):
        file = project / "pyproject.toml"
        file.write_text("[project\n")
        assert initialise() == (
            2,
            "",
            f"facadelint: error: {file}: line 1, column 9: not TOML: expected ']' at the end of a table declaration.\n",
        )
        assert file.read_text() == "[project\n"

    @pytest.mark.parametrize(
        ("path", "kind"), [("nowhere", "does not exist"), ("shop/facade.py", "is a file")]
    )
    def test_a_path_that_is_no_folder(self, initialise, path, kind):
        code, out, err = initialise(path)
        assert (code, out) == (2, "")
        assert f"Invalid value for '[PATH]': Directory '{path}' {kind}." in err


def test_nothing_found(initialise, project):
    (project / "shop/facade.py").write_text("class Shop:\n    pass\n")
    code, out, err = initialise()
    assert (code, out) == (2, "")
    assert err.startswith(f"facadelint: error: no facade found below {project}, in 4 Python files: ")
    assert err.count("\n") == 1


TOPICS = ("order", "stock", "invoice")
MONOLITH = f"class Store:\n    def __init__(self, {', '.join(TOPICS)}):\n"
MONOLITH += "".join(f"        self._{topic}_storage = {topic}\n" for topic in TOPICS)
MONOLITH += "".join(
    f"\n    def {verb}_{topic}(self, key):\n        value = self._{topic}_storage.{verb}(key)\n        return value or None\n"
    for topic in TOPICS
    for verb in "abcdefghijklmnopqr"
)


def test_a_monolith(initialise, project):
    (project / "shop/facade.py").write_text(MONOLITH)
    code, out, err = initialise()
    assert (code, err) == (0, "")
    assert (
        out
        == """\
Searched 4 files.

Store  shop/facade.py:1
  Not taken apart yet; its members make calls on 3 attributes of self.
  55 members in 221 lines: 54 hold logic.
  The plan proposes 3 domains for 54 of them: invoice (18), order (18), stock (18).

Wrote facadelint.toml.

Next:
  facadelint status                    the plan as a table
  facadelint extract --plan --dry-run  what of it can be moved safely, and why the rest cannot
  facadelint check                     what it finds today
  facadelint baseline                  start green: hide that, report what is new
  facadelint init --snippet all        for flake8, pre-commit, import-linter, GitHub Actions
"""
    )
    plan = load_config(project / "facadelint.toml").facades[0].plan
    assert {domain: len(members) for domain, members in plan.items()} == {
        "invoice": 18,
        "order": 18,
        "stock": 18,
    }
    assert run(["check", "--exit-zero"]) == 0
    assert run(["status"]) == 0


def test_a_class_that_is_taken_apart_in_part(initialise, project):
    begun = """
    @property
    def orders(self):
        return Orders(self)

    def order_of(self, key):
        return self.orders.find(key)


class Orders:
    def __init__(self, store):
        self._store = store

    def find(self, key):
        return key
"""
    (project / "shop/facade.py").write_text(MONOLITH + begun)
    code, out, err = initialise()
    assert (code, err) == (0, "")
    assert (
        """\
  Taken apart in part, with 1 domain so far: orders; its members make calls on 4 attributes of self.
  57 members in 228 lines: 1 delegates to its domains, 54 hold logic.
  The plan proposes 3 domains for 54 of them: invoice (18), orders (18, there already), stock (18).
"""
        in out
    )
    assert "facadelint status                    the plan as a table\n" in out


def test_what_else_was_seen(initialise, project):
    for number in range(4):
        (project / f"shop/big{number}.py").write_text(MONOLITH.replace("Store", f"Store{number}"))
    (project / "shop/facade.py").write_text(
        MONOLITH + "\n    def more(self):\n        return self._stock_storage.x()\n"
    )
    code, out, _ = initialise()
    assert code == 0
    assert (
        """\
  56 members in 224 lines: 1 delegates to a collaborator, 54 hold logic.
  The plan proposes 3 domains for 55 of them: stock (19), invoice (18), order (18).

Seen as well, and not configured (3 of 4):
  "shop.big0:Store0"  55 members  221 lines
  "shop.big1:Store1"  55 members  221 lines
  "shop.big2:Store2"  55 members  221 lines

Wrote facadelint.toml.
"""
        in out
    )


def test_mixins(initialise, project):
    mixin = "class {0}Methods:\n    def {1}(self):\n        return [self]\n\n    def more_{1}(self):\n        return [self, 1]\n"
    (project / "shop/orders.py").write_text(mixin.format("Order", "orders"))
    (project / "shop/stock.py").write_text(mixin.format("Stock", "stock"))
    (project / "shop/facade.py").write_text(
        "from shop.orders import OrderMethods\nfrom shop.stock import StockMethods\n\n\n"
        "class Shop(OrderMethods, StockMethods):\n    def stock(self):\n        return super().stock()\n"
    )
    assert initialise()[1].startswith("""\
Searched 4 files.

Shop  shop/facade.py:5
  A facade that inherits 2 domains as mixins: order, stock.
  1 member in 3 lines, and 3 more inherited.

""")


def test_ops_and_clients(initialise, project):
    (project / "shop/orders.py").write_text(
        "class OrderOps:\n    def __init__(self, shop):\n        self._shop = shop\n"
    )
    (project / "shop/stock.py").write_text(
        "class StockOps:\n    def __init__(self, shop):\n        self._shop = shop\n"
    )
    (project / "shop/implementation.py").write_text("def orders(ops):\n    return []\n")
    (project / "shop/facade.py").write_text(
        FACADE.replace("_domain", "_ops")
        .replace("Domain", "Ops")
        .replace("self._order_ops.all()", "implementation.orders(self._order_ops)")
        .replace("from functools", "from shop import implementation\nfrom functools")
    )
    members = "".join(
        f"\n    def m{number}(self):\n        return self._client.x()\n" for number in range(12)
    )
    (project / "shop/client.py").write_text(
        "class Http:\n    def __init__(self, url):\n        self.url = url\n\n\n"
        f"class Client:\n    def __init__(self, url):\n        self._client = Http(url)\n{members}"
    )
    assert initialise()[1].startswith("""\
Searched 6 files.

Client  shop/client.py:6
  A facade over 1 client that it makes or looks up itself: _client.
  13 members in 39 lines: 12 delegate to its clients.

Seen as well, and not configured:
  "shop.facade:Shop"  7 members  29 lines

""")
    (project / "facadelint.toml").unlink()
    assert initialise("--class", "shop.facade:Shop")[1].startswith("""\
Shop  shop/facade.py:5
  A facade with 2 domains behind ops wrappers: order, stock.
  7 members in 29 lines: 2 delegate to its domains, 1 delegates to a collaborator, 1 holds logic.

Wrote facadelint.toml.
""")


class TestClass:
    def test_one_that_is_small(self, initialise, project):
        assert initialise("--class", "shop.orders:OrderDomain")[0] == 2
        (project / "shop/small.py").write_text("class Small:\n    def a(self, x):\n        return x + 1\n")
        code, out, _ = initialise("--class", "shop.small:Small")
        assert code == 0
        assert out.startswith("""\
Small  shop/small.py:1
  Not taken apart yet.
  1 member in 3 lines: 1 holds logic.
  Their names show no groups: the plan lists 1 to be sorted into domains.

Wrote facadelint.toml.
""")

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("Shop", '"Shop" is not of the form module:Class. Write "package.module:Class".'),
            (
                "shop.facade.Shop",
                '"shop.facade.Shop" is not of the form module:Class. Did you mean "shop.facade:Shop"?',
            ),
        ],
    )
    def test_its_form(self, initialise, value, message):
        code, out, err = initialise("--class", value)
        assert (code, out) == (2, "")
        assert err.endswith(f"Error: Invalid value for '--class': {message}\n")

    def test_one_that_does_not_exist(self, initialise):
        assert initialise("--class", "shop.facade:Shp") == (
            2,
            "",
            'facadelint: error: "shop.facade:Shp": the module "shop.facade" has no class "Shp". Did you mean "Shop"?\n',
        )


class TestSnippet:
    def test_before_and_after(self, initialise):
        code, out, err = initialise("--snippet", "flake8")
        assert (code, out) == (2, "")
        assert err.endswith('has no configuration to run with yet. Run "facadelint init" first.\n')
        initialise()
        code, out, err = initialise("--snippet", "flake8")
        assert (code, err) == (0, "")
        assert out.startswith("# .flake8: ")

    def test_all(self, initialise):
        initialise()
        out = initialise("--snippet", "all")[1]
        assert [line.split(":")[0] for line in out.splitlines() if line.startswith(("# .", "; ."))] == [
            "# .flake8",
            "# .pre-commit-config.yaml",
            "; .importlinter",
            "# .github/workflows/facadelint.yml",
        ]

    def test_an_unknown_one(self, initialise):
        assert initialise("--snippet", "jenkins")[0] == 2


def test_a_narrow_terminal_and_colour(initialise, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("FORCE_COLOR", "1")
    lines = initialise("--dry-run")[1].splitlines()
    assert lines[2] == "\x1b[1mShop\x1b[0m  \x1b[36mshop/facade.py:4\x1b[0m"
    assert lines[3:5] == [
        "  A facade with 2 domains behind accessors that",
        "  hand over self: order, stock.",
    ]
