"""``facadelint status`` as users run it, over the base project of the rules' cases."""

import json
import os
import subprocess

import pytest

from facadelint.cli.main import run

CONFIG = '[[facades]]\nclass = "shop.facade:Shop"\n'


@pytest.fixture
def shop(shop):
    """The base project with one member of logic left in its facade."""
    facade = shop / "shop" / "facade.py"
    idle = '        """Tells nobody; a shop with listeners says more."""\n'
    text = facade.read_text(encoding="utf-8")
    assert idle in text
    facade.write_text(
        text.replace(idle, "        for listener in self._listeners:\n            listener(event)\n"),
        encoding="utf-8",
    )
    return shop


@pytest.fixture
def status(shop, monkeypatch, capsys):
    """Run the command in this process, from some folder; gives exit code, output and errors."""

    def execute(*arguments, cwd=shop):
        monkeypatch.chdir(cwd)
        code = run(["status", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return execute


def classes(output):
    return [facade["class"] for facade in json.loads(output)["facades"]]


def test_the_table(execute, shop):
    done = execute("status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:7] == [
        "Shop  shop/facade.py",
        "  ##################------------ 60 % 3 of 5 members delegate to a domain",
        "  50 lines",
        "",
        "Domain   State     Extracted  Planned  Lines  Progress  Files in shop/",
        "-" * 82,
        "order    complete          1        -      6     100 %  orders/order_domain.py",
    ]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_any_encoding(execute, shop, encoding):
    done = execute("status", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour(status, monkeypatch, environment, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in status()[1]) is coloured


def test_json(execute, shop):
    done = execute("status", "--format", "json", cwd=shop / "shop" / "orders")
    assert (done.returncode, done.stderr) == (0, "")
    (facade,) = json.loads(done.stdout)["facades"]
    assert (facade["path"], facade["progress"]) == ("../facade.py", 60.0)
    assert [domain["name"] for domain in facade["domains"]] == ["order", "stock", "billing"]


def test_markdown_and_badge(status):
    assert status("--format=markdown")[1].startswith("## `Shop`: 60 %\n")
    assert json.loads(status("--format=badge")[1])["message"] == "60 %"


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("60", 0), ("60.1", 1), ("100", 1)])
def test_fail_under(status, least, code):
    message = f"facadelint: Shop: progress of 60 % is below --fail-under {float(least):g}\n"
    found, out, err = status("--fail-under", least)
    assert (found, err) == (code, message if code else "")
    assert out.startswith("Shop  shop/facade.py\n")


@pytest.mark.parametrize("least", ["-1", "101", "much"])
def test_no_percentage(status, least):
    code, out, err = status("--fail-under", least)
    assert (code, out) == (2, "")
    assert "Invalid value for '--fail-under'" in err


def test_a_facade_that_does_not_parse(status, shop):
    (shop / "shop/facade.py").write_text("class Shop(:\n")
    for arguments in ((), ("--format=json",), ("--fail-under=100",)):
        assert status(*arguments) == (2, "", "shop/facade.py:1:12: cannot be parsed: invalid syntax\n")


def test_a_domain_that_does_not_parse(status, shop):
    (shop / "shop/orders/order_domain.py").write_text("class OrderDomain(:\n")
    code, out, err = status("--format=json", "--fail-under=100")
    assert (code, err) == (2, "shop/orders/order_domain.py:1:19: cannot be parsed: invalid syntax\n")
    order = json.loads(out)["facades"][0]["domains"][0]
    assert (order["name"], order["module"], order["class"], order["lines"], order["delegated"]) == (
        "order",
        "shop.orders.order_domain",
        None,
        1,
        ["total"],
    )


def test_a_facade_without_domain_and_plan(status, shop):
    (shop / "shop/facade.py").write_text("class Shop:\n    def total(self):\n        return 1 + 1\n")
    code, out, err = status()
    assert (code, err) == (0, "")
    assert "\nNo domain yet: name the members to extract under plan, by domain.\n" in out


def test_a_configuration_that_the_code_proves_wrong(status, shop):
    (shop / "pyproject.toml").write_text('[[tool.facadelint.facades]]\nclass = "shop.facade:Shoop"\n')
    code, out, err = status()
    assert (code, out) == (2, "")
    assert 'Did you mean "Shop"?' in err


class TestPaths:
    def test_any_path_of_the_project(self, status, shop):
        for path in (".", "shop", "shop/orders/order_domain.py", shop):
            assert classes(status(path, "--format=json")[1]) == ["shop.facade:Shop"]

    def test_from_elsewhere(self, status, shop, tmp_path_factory):
        folder = tmp_path_factory.mktemp("elsewhere")
        code, out, _ = status(shop / "shop", "--format=json", cwd=folder)
        assert (code, classes(out)) == (0, ["shop.facade:Shop"])

    def test_a_path_that_does_not_exist(self, status):
        assert status("nope") == (2, "", "facadelint: error: path does not exist: nope\n")

    @pytest.fixture
    def monorepo(self, shop):
        """The shop, and another project in a folder below it."""
        inner = shop / "tools" / "inner"
        inner.mkdir(parents=True)
        (inner / "other.py").write_text("class Other:\n    pass\n")
        (inner / "facadelint.toml").write_text('[[facades]]\nclass = "other:Other"\n')
        return shop

    def test_a_folder_stands_for_the_configurations_below_it_too(self, status, monorepo):
        both = ["shop.facade:Shop", "other:Other"]
        assert classes(status("--format=json")[1]) == both
        assert classes(status("tools", "--format=json")[1]) == both
        assert classes(status("tools/inner", "--format=json")[1]) == both[1:]
        assert classes(status("--format=json", cwd=monorepo / "tools" / "inner")[1]) == both[1:]
        assert classes(status("tools/inner", "shop", "--format=json")[1]) == both

    def test_not_for_those_in_what_is_excluded(self, status, monorepo):
        config = (monorepo / "pyproject.toml").read_text()
        (monorepo / "pyproject.toml").write_text(
            config.replace("[tool.facadelint]\n", '[tool.facadelint]\nexclude = ["tools"]\n')
        )
        assert classes(status("--format=json")[1]) == ["shop.facade:Shop"]

    def test_only_folders_below_are_configured(self, status, monorepo):
        (monorepo / "pyproject.toml").unlink()
        code, out, err = status()
        assert (code, out) == (2, "")
        assert "Configured are these folders: tools/inner." in err
        assert classes(status("tools", "--format=json")[1]) == ["other:Other"]

    def test_nothing_is_configured(self, status, shop):
        (shop / "pyproject.toml").unlink()
        for paths in ((), ("shop",)):
            code, out, err = status(*paths)
            assert (code, out) == (2, "")
            assert err.startswith("facadelint: error: no configuration for ")

    def test_a_configuration_in_a_folder_without_python(self, status, shop):
        (shop / "pyproject.toml").unlink()
        (shop / "ops").mkdir()
        (shop / "ops" / "facadelint.toml").write_text(f'src = [".."]\n{CONFIG}')
        assert classes(status("--format=json", cwd=shop / "ops")[1]) == ["shop.facade:Shop"]
        assert classes(status("ops", "--format=json")[1]) == ["shop.facade:Shop"]


class TestGit:
    @pytest.fixture
    def repository(self, shop):
        who = {f"GIT_{role}_{key}": "a" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        facade = shop / "shop" / "facade.py"
        for command in (
            ["init", "--quiet"],
            ["add", "--all"],
            ["commit", "--quiet", "--message", "First"],
        ):
            subprocess.run(["git", *command], cwd=shop, env=os.environ | who, check=True)
        facade.write_text(facade.read_text() + "\n    def more(self):\n        return self._cache + 1\n")
        return shop

    def test_since(self, status, repository):
        code, out, err = status("--since", "HEAD")
        assert (code, err) == (0, "")
        assert "60 % -> 50 %, 50 -> 53 lines, 1 -> 2 members of logic\n" in out
        assert (
            json.loads(status("--since=HEAD", "--format=json")[1])["facades"][0]["since"]["progress"] == 60.0
        )

    def test_history(self, status, repository):
        code, out, err = status("--history")
        assert (code, err) == (0, "")
        assert out.splitlines()[0] == "shop.facade:Shop"
        assert out.splitlines()[2].endswith("      60 %     50      1  First")
        assert json.loads(status("--history", "--format=json")[1])["history"][0]["older"] == 0
        assert status("--history", "--since=HEAD", "--fail-under=51")[0] == 1

    @pytest.mark.parametrize("option", ["--history", "--since=HEAD"])
    def test_a_badge_has_no_past(self, status, repository, option):
        code, out, err = status("--format=badge", option)
        assert (code, out) == (2, "")
        assert "--format badge is about the present" in err

    def test_no_such_revision(self, status, repository):
        assert status("--since", "nope") == (
            2,
            "",
            f'facadelint: error: git knows no revision "nope" in {repository}\n',
        )
